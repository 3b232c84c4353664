"""The workbook with a stand-in for Python and for the screen, both in the test.

CarteraHost and CarteraScreen are the two modules that reach outside; here they call
the test instead, which records what it is asked and answers as it was told to.
"""

from __future__ import annotations

import builtins
import importlib
import re
from collections import deque
from pathlib import Path
from typing import Any, Final, NamedTuple

from cartera_xl.tabs.ribbon import BUTTONS
from cartera_xl.workbook.build import Host
from cartera_xl.workbook.template.book import draw
from cartera_xl.workbook.template.finishing import archive, finish
from cartera_xl.workbook.vba.callbacks import callback
from cartera_xl.workbook.vba.module import Module
from cartera_xl.workbook.vba.project import with_project
from cartera_xl.workbook.vba.sources import modules, this_workbook
from tests.live_office import bridge

_FOLDER: Final = Path(__file__).parent / "stand_in"
_CLASSES: Final = ("StandIn", "StandInControl", "StandInSheet")


class Call(NamedTuple):
    """What the workbook asked for, and with what."""

    name: str
    arguments: tuple[Any, ...]


class Outside:
    """What the test answers, name by name, and what it was asked.

    Where no answer is left, the last one is given again; without any, nothing.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._answers: dict[str, deque[Any]] = {}

    def answer(self, name: str, *answers: Any) -> None:
        """Say what to answer to a name, call by call."""
        self._answers[name] = deque(answers)

    def ask(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Record a call and answer it."""
        self.calls.append(Call(name, arguments))
        answers = self._answers.get(name)
        if not answers:
            return None
        return answers.popleft() if len(answers) > 1 else answers[0]

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """Return the arguments of every call of a name."""
        return [call.arguments for call in self.calls if call.name == name]


def as_uno_object(outside: Outside) -> Any:
    """Return the outside as an object that Basic can call."""
    uno = bridge()
    helper = unohelper(uno)
    invocation = uno.getClass("com.sun.star.script.XInvocation2")

    class Invoked(helper.Base, invocation):  # type: ignore[misc, valid-type, name-defined]
        def getIntrospection(self) -> None:  # noqa: N802 - UNO's names
            return None

        def invoke(
            self, name: str, arguments: tuple[Any, ...], _: Any, __: Any
        ) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
            return outside.ask(name, arguments), (), ()

        def hasMethod(self, name: str) -> bool:  # noqa: N802
            return name[0].isupper()

        def hasProperty(self, _: str) -> bool:  # noqa: N802
            return False

        def getExactName(self, name: str) -> str:  # noqa: N802
            return name

    return Invoked()


def unohelper(uno: Any) -> Any:
    """Return UNO's helper, which needs UNO's own importer while it is imported."""
    importing = builtins.__import__
    builtins.__import__ = uno._uno_import
    try:
        return importlib.import_module("unohelper")
    finally:
        builtins.__import__ = importing


def stand_in_workbook(folder: Path, *, mac: bool = False) -> Path:
    """Return the workbook whose Python and whose screen are the test's.

    With `mac` it takes the system that LibreOffice tells for macOS.
    """
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAModuleKind

    names = [callback(button) for button in BUTTONS]
    presses = "\n".join(f'Case "{name}": {name} control' for name in names)
    replaced = {
        "CarteraHost": source("CarteraHost.bas").replace("PRESSES", presses),
        "CarteraScreen": source("CarteraScreen.bas"),
    }
    if mac:
        replaced["CarteraBridge"] = _taking_unix_for_mac()
    found = [
        Module(one.name, replaced.get(one.name, one.source))
        for one in modules(Host.ADDIN)
    ]
    path = folder / "Cartera.xlsm"
    path.write_bytes(archive(with_project(finish(draw()), found, this_workbook())))
    with ExcelFile(path) as book:
        for one in (Module(name, source(f"{name}.cls")) for name in _CLASSES):
            book.vba_project().add_module(one.name, one.text, kind=VBAModuleKind.other)
        book.save(path)
    return path


def _taking_unix_for_mac() -> str:
    [bridge_] = [one for one in modules(Host.ADDIN) if one.name == "CarteraBridge"]
    assert bridge_.source.count('"Mac"') == 1
    return bridge_.source.replace('"Mac"', '"Unix"')


def source(name: str) -> str:
    """Return the text of a module of the stand-in."""
    return (_FOLDER / name).read_text("utf-8")


def public_procedures(source: str) -> set[str]:
    """Return the declarations that other modules may call."""
    return set(re.findall(r"^Public (?:Sub|Function) .*$", source, re.MULTILINE))
