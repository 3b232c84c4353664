"""xlwings.conf beside the workbook: which Python Excel calls, and how.

The form is that of VBA's `Write #`: a key and a value in quotation marks on each line,
in the machine's ANSI code page (xlwings 0.37.8, Config.bas). xlwings reads the
workbook's own sheet first, then this file, then the person's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.install.machine import System

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cartera_xl.install.machine import Machine

INTERPRETERS: Final = {
    System.WINDOWS: "INTERPRETER_WIN",
    System.MACOS: "INTERPRETER_MAC",
}
# What is stated here although it is the default keeps the person's own file, or that of
# another workbook's tutorial, from saying otherwise.
_FIXED: Final = {
    "PYTHONPATH": "",
    # A pandas.py planted beside the workbook would run.
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "UDF MODULES": "cartera_xl.excel.functions",
    "USE UDF SERVER": "True",
    "DEBUG UDFS": "False",
    "SHOW CONSOLE": "False",
    "CONDA PATH": "",
    "CONDA ENV": "",
}
KEYS: Final = (*INTERPRETERS.values(), *_FIXED)
_LINE: Final = re.compile(r'^\s*"([^"]*)"\s*,\s*"([^"]*)"', re.MULTILINE)
_VARIABLE: Final = re.compile(r"%[^%]+%")
_PLAIN: Final = {
    System.WINDOWS: "C:\\Cartera",
    System.MACOS: "/Users/Shared/Cartera",
    System.LINUX: "/srv/cartera",
}
_LINE_END: Final = {System.WINDOWS: "\r\n", System.MACOS: "\n"}


class PathNotReadableError(CarteraError):
    """A path that VBA cannot read: letters outside its code page, or marks of its own.

    VBA opens and reads files in the ANSI code page, so that there is no way round.
    """

    def __init__(self, what: str, path: Path, culprits: str, machine: Machine) -> None:
        super().__init__(
            f"{what} «{path}» tiene «{culprits}», que Excel no puede leer en este "
            f"equipo ({machine.code_page}): use una ruta sin eso, por ejemplo "
            f"{_PLAIN[machine.system]}."
        )


def wanted(machine: Machine) -> dict[str, str]:
    """Return the settings that Excel needs here; none where there is no Excel."""
    key = INTERPRETERS.get(machine.system)
    return {key: str(machine.interpreter), **_FIXED} if key else {}


def check_path(what: str, path: Path, machine: Machine) -> None:
    """Refuse a path that Excel could not read.

    Raises:
        PathNotReadableError: with what is wrong in it.
    """
    text = str(path)
    culprits = "".join(dict.fromkeys(c for c in text if not _fits(c, machine)))
    if not culprits and machine.system is System.WINDOWS:
        culprits = "".join(_VARIABLE.findall(text)[:1])
    if not culprits and machine.system is System.MACOS:
        culprits = "|" if "|" in text else ""  # it parts xlwings' arguments
    if culprits:
        raise PathNotReadableError(what, path, culprits, machine)


def _fits(letter: str, machine: Machine) -> bool:
    try:
        letter.encode(machine.code_page)
    except UnicodeError:
        return False
    return True


def encoded(settings: Mapping[str, str], machine: Machine) -> bytes:
    """Return the file's bytes."""
    end = _LINE_END.get(machine.system, "\n")
    text = "".join(f'"{key}","{value}"{end}' for key, value in settings.items())
    return text.encode(machine.code_page)


def read(data: bytes, code_page: str) -> dict[str, str]:
    """Return the settings of a file by key, in capitals, as VBA reads it.

    The first of two lines with the same key counts. Bytes that mean nothing in the code
    page come out as «�».
    """
    found: dict[str, str] = {}
    for key, value in _LINE.findall(data.decode(code_page, "replace")):
        found.setdefault(key.upper(), value)
    return found


def merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return our settings with those of another workbook's that they leave alone."""
    return {**new, **{k: v for k, v in old.items() if k not in new}}
