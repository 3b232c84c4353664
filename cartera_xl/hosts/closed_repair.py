"""What another program lost when it saved the workbook, and what can be put back.

openpyxl forgets what refers to the ribbon; LibreOffice forgets the code names of the
sheets and writes the VBA project anew. A button that answers nothing is worse than
none: what cannot be put back for certain is said, with the way out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.hosts.template import template_path
from cartera_xl.tabs import names
from cartera_xl.workbook.parts import package_edits, vba_project
from cartera_xl.workbook.parts.code_names import code_name_in
from cartera_xl.workbook.parts.edited_sheet import Edits
from cartera_xl.workbook.parts.package import Package
from cartera_xl.workbook.parts.sheet_stream import Head
from cartera_xl.workbook.parts.tables import read_tables
from cartera_xl.workbook.parts.workbook_part import read_workbook_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.workbook.parts.tables import Table
    from cartera_xl.workbook.parts.workbook_part import Sheet, WorkbookPart

_OFFICE: Final = "Calc"
_MACROS: Final = ".xlsm"
# Our sheets without a table are known by a name that points at them, or by their title.
_NAMED: Final = (names.tile(names.TILES[0]), names.LEDGER_ID)
_TITLED: Final = ("xlwings.conf",)
_WAY_OUT: Final = (
    "cierre el libro y ejecute «cartera renovar», que hace uno nuevo con lo digitado."
)
_PUT_BACK: Final = (
    "LibreOffice guardó este libro y volvió a escribir sus macros: se pusieron otra "
    "vez las de Cartera XL, con sus botones."
)
_REWRITTEN: Final = (
    "LibreOffice guardó este libro y volvió a escribir sus macros: si en Excel los "
    f"botones no responden, {_WAY_OUT}"
)
_UNFIT: Final = (
    "Otro programa guardó este libro y sus macros ya no son las de Cartera XL: los "
    f"botones no responden; {_WAY_OUT}"
)
_WITHOUT: Final = (
    "LibreOffice guardó este libro sin macros, y en Excel no tiene botones: si los "
    f"quiere, {_WAY_OUT}"
)
_LOST: Final = (
    "Otro programa guardó este libro sin sus macros, y en Excel no tiene botones: "
    f"{_WAY_OUT}"
)


@dataclass(frozen=True)
class Repair:
    """What is put back: code names, whole parts, what refers to the ribbon."""

    code_names: Mapping[str, str] = field(default_factory=dict)  # by the sheet's part
    book_name: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    ribbon: bool = False  # the package shall refer to it
    note: str = ""

    def name_sheets(self, edits: dict[str, Edits]) -> None:
        """Add the code names to what is written on each sheet."""
        for part, name in self.code_names.items():
            edits.setdefault(part, Edits()).code_name = name


@dataclass(frozen=True)
class _Shipped:
    """What the template that the product ships knows of macros and ribbon."""

    project: bytes = b""
    ribbon: Mapping[str, bytes] = field(default_factory=dict)
    code_names: Mapping[str, str] = field(default_factory=dict)  # by what is on a sheet
    book_name: str = ""

    @cached_property
    def modules(self) -> Mapping[str, str]:
        """Return the sources of its macros."""
        return vba_project.read_modules(self.project) if self.project else {}


def plan_repair(
    package: Package, book: WorkbookPart, tables: Mapping[str, Table]
) -> Repair:
    """Decide what to put back."""
    part = package.one_related(book.part, vba_project.KIND)
    if part is None:
        return Repair(note=_without_macros(package, book))
    if book.saved_by == _OFFICE or not book.code_name:
        return _with_code_names(package, part, book, tables)
    if package_edits.RIBBON in package.parts:
        return Repair(ribbon=True)
    return _with_ribbon(package.read(part))


def _without_macros(package: Package, book: WorkbookPart) -> str:
    if book.saved_by == _OFFICE:
        return _WITHOUT
    lost = package.path.suffix.lower() == _MACROS and _read_shipped().project
    return _LOST if lost else ""


def _with_ribbon(project: bytes) -> Repair:
    """Put the ribbon back where the macros are there that its buttons call."""
    shipped, modules = _read_shipped(), vba_project.read_modules(project)
    if not shipped.ribbon or shipped.modules.keys() - modules.keys():
        return Repair()
    return Repair(parts=shipped.ribbon, ribbon=True)


def _with_code_names(
    package: Package, part: str, book: WorkbookPart, tables: Mapping[str, Table]
) -> Repair:
    """Put the code names back, and what LibreOffice wrote anew as it was shipped.

    Its project has the same modules and has never been seen by Excel: where all of
    them read as ours do, ours take its place. A person's own macros stay as they are.
    """
    project, shipped = package.read(part), _read_shipped()
    modules = vba_project.read_modules(project)
    known = _sheets(package, book, tables)
    named = {known[a].part: n for a, n in shipped.code_names.items() if a in known}
    if not {shipped.book_name, *named.values()} <= modules.keys():
        return Repair(note=_UNFIT)
    ours = bool(shipped.project) and _read_alike(modules, shipped.modules)
    parts = {} if package_edits.RIBBON in package.parts else dict(shipped.ribbon)
    note = _REWRITTEN if book.saved_by == _OFFICE and not ours else ""
    if book.saved_by == _OFFICE and ours and project != shipped.project:
        parts[part], note = shipped.project, _PUT_BACK
    ribbon = package_edits.RIBBON in {*parts, *package.parts}
    return Repair(named, shipped.book_name, parts, ribbon, note)


def _read_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return vba_project.sources(one) == vba_project.sources(other)


def _read_shipped() -> _Shipped:
    try:
        with Package(template_path()) as package:
            return _shipped(package)
    except CarteraError:  # an installation without its template refreshes all the same
        return _Shipped()


def _shipped(package: Package) -> _Shipped:
    book = read_workbook_part(package)
    sheets = _sheets(package, book, read_tables(package, book))
    project = package.one_related(book.part, vba_project.KIND)
    folder = package_edits.RIBBON.partition("/")[0]
    return _Shipped(
        project=package.read(project) if project else b"",
        ribbon={
            p: package.read(p) for p in package.parts if p.startswith(f"{folder}/")
        },
        code_names={a: _code_name(package, sheet) for a, sheet in sheets.items()},
        book_name=book.code_name,
    )


def _sheets(
    package: Package, book: WorkbookPart, tables: Mapping[str, Table]
) -> dict[str, Sheet]:
    """Return our sheets by what tells each: its table, a name that points at it."""
    found = {name: table.sheet for name, table in tables.items()}
    for name in _NAMED:
        if place := book.place(name):
            found[name] = place[0]
    for title in _TITLED:
        if sheet := book.sheet(title):
            found[title] = sheet
    return found


def _code_name(package: Package, sheet: Sheet) -> str:
    heads = (p for p in package.pieces(sheet.part) if isinstance(p, Head))
    return code_name_in(next(heads).data)
