"""Profiles of people on machines that we have not: folders with accents and blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyopenvba import ExcelFile

from cartera_xl.actions.context import Context
from cartera_xl.install import installing, modules
from cartera_xl.install.machine import Machine, System
from cartera_xl.install.planning import Order
from cartera_xl.tabs import names
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.workbook.parts.addresses import cell_address
from cartera_xl.workbook.parts.package import Package
from cartera_xl.workbook.parts.workbook_part import read_workbook_part
from tests.hosts.books import parts, patch, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.install.installing import Installation

XLWINGS = "0.37.8"
BUILD = cache(modules.build)  # the real one, which takes a second, once
MOMENT = datetime(2026, 11, 29, 9, 30)  # noqa: DTZ001 - in Bogotá, as people see it
CONTEXT = Context(
    date(2026, 11, 29),
    MOMENT,
    datetime(2026, 11, 29, 14, 30, tzinfo=UTC),
    "ana",
    "equipo",
)


@dataclass(frozen=True)
class Profile:
    """A person's profile under a folder of the test's."""

    machine: Machine

    @property
    def home(self) -> Path:
        return self.machine.home

    @property
    def folder(self) -> Path:
        return self.machine.documents / "Cartera"

    @property
    def workbook(self) -> Path:
        return self.folder / "Cartera.xlsm"

    @property
    def ledger(self) -> Path:
        return self.machine.data / "cartera.db"

    @property
    def config(self) -> Path:
        return self.folder / "xlwings.conf"

    def install(self, *, simulate: bool = False, **order: Any) -> Installation:
        """Install; programs of xlwings' leave what they are for."""
        programs = Programs(self.machine)
        return installing.run(
            Order(**order),
            self.machine,
            CONTEXT,
            simulate=simulate,
            run_=programs,
            build=BUILD,
        )

    def files(self) -> dict[str, bytes]:
        """Return every file beneath the home, by its path from there."""
        found = sorted(p for p in self.home.rglob("*") if p.is_file())
        return {str(p.relative_to(self.home)): p.read_bytes() for p in found}


class Programs:
    """Stands for xlwings' own commands: notes them, and leaves what they leave."""

    def __init__(self, machine: Machine, *, work: bool = True) -> None:
        self.machine = machine
        self.work = work
        self.run: list[tuple[str, ...]] = []

    def __call__(self, command: Sequence[str]) -> None:
        self.run.append(tuple(command))
        if self.work:
            script = "runpython" in command
            leaves = self.machine.script(XLWINGS) if script else self.machine.addin
            leaves.parent.mkdir(parents=True, exist_ok=True)
            leaves.touch()


def windows(root: Path, person: str = "José Núñez", **changes: Any) -> Profile:
    """Make a profile of Windows in Spanish; Python has an environment of its own."""
    home = root / "Users" / person
    python = home / "Cartera XL" / "Scripts" / "python.exe"
    _touch(python.parent.parent / f"xlwings64-{XLWINGS}.dll")
    usual = {
        "system": System.WINDOWS,
        "documents": home / "Documents",
        "data": home / "AppData" / "Local" / "cartera",
        "code_page": "cp1252",
        "environment": {"USERPROFILE": str(home)},
    }
    return _profile(home, python, usual | changes)


def macos(root: Path, person: str = "josé", **changes: Any) -> Profile:
    """Make a profile of macOS."""
    home = root / "Users" / person
    usual = {
        "system": System.MACOS,
        "documents": home / "Documents",
        "data": home / "Library" / "Application Support" / "cartera",
        "code_page": "mac_roman",
        "environment": {"HOME": str(home)},
    }
    return _profile(home, home / "cartera xl" / "bin" / "python3", usual | changes)


def linux(root: Path, person: str = "josé", **changes: Any) -> Profile:
    """Make a profile of Linux."""
    home = root / "home" / person
    usual = {
        "system": System.LINUX,
        "documents": home / "Documentos",
        "data": home / ".local" / "share" / "cartera",
        "code_page": "utf-8",
        "environment": {"HOME": str(home)},
    }
    return _profile(home, home / "cartera xl" / "bin" / "python3", usual | changes)


def _profile(home: Path, python: Path, machine: dict[str, Any]) -> Profile:
    _touch(python)
    own: dict[str, Any] = {
        "home": home,
        "interpreter": python,
        "prefixes": (python.parent.parent,),
    }
    return Profile(Machine(**(own | machine)))


def xlwings_folder() -> Path:
    """Return where xlwings is installed; it is not imported."""
    package = distribution("xlwings")
    return Path(str(package.locate_file("xlwings")))


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def make_old(path: Path, template: str = "1") -> None:
    """Make a workbook that of an older version: it says so, and has other columns.

    Cotizaciones lacks «Próximo seguimiento» and has «Recordar», which is gone since.
    """
    with Package(path) as package:
        book = read_workbook_part(package)
        place = book.place(names.TEMPLATE)
        assert place
        sheet, (_, area) = place
    address = cell_address(area.top, area.left).encode()
    cell = re.compile(rb'(<c r="%s"[^>]*?)\st="\w+"([^>]*)>.*?</c>' % address)
    old = rb'\g<1> t="inlineStr"\g<2>><is><t>%s</t></is></c>' % template.encode()
    patch(path, sheet.part, lambda xml: cell.sub(old, xml))
    then, now = QUOTES.retired[0], QUOTES.column("next_follow_up").title
    changed = {
        name: data.replace(f">{now}<".encode(), f">{then}<".encode()).replace(
            f'name="{now}"'.encode(), f'name="{then}"'.encode()
        )
        for name, data in parts(path).items()
    }
    write(path, changed)


def add_module(path: Path, name: str, code: str) -> None:
    """Add a module of a person's own, as the editor of VBA would."""
    with ExcelFile(path) as file:
        if not file.has_vba_project():
            file.add_vba_project()
        text = f'Attribute VB_Name = "{name}"\r\nOption Explicit\r\n{code}\r\n'
        file.vba_project().add_module(name, text)
        file.save(path)
