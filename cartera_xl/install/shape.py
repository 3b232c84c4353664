"""What a workbook is made of, and what in it a person added."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cartera_xl.install.cells import value_in
from cartera_xl.install.modules import XLWINGS_MODULES
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.texts import count
from cartera_xl.workbook.modules import read_modules
from cartera_xl.workbook.parts.package import Package, broken_is_named
from cartera_xl.workbook.parts.sheet_stream import Head
from cartera_xl.workbook.parts.tables import read_tables
from cartera_xl.workbook.parts.workbook_part import read_workbook_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cartera_xl.workbook.parts.workbook_part import Sheet, WorkbookPart

_CODE_NAME: Final = re.compile(rb'<sheetPr\b[^>]*\bcodeName="([^"]+)"')
# Excel's own: print areas, filters, functions of later versions.
_EXCELS_OWN: Final = "_xl"
_RIBBON: Final = "customUI/customUI14.xml"
# What hangs on sheets, by the names of its parts: one of them, several. Excel keeps the
# looks of a chart in parts of their own (style1.xml, colors1.xml).
_HANGING: Final = {
    "comment": ("nota", "notas"),
    "threadedComment": ("conversación", "conversaciones"),
    "chart": ("gráfico", "gráficos"),
    "chartEx": ("gráfico", "gráficos"),
    "image": ("imagen", "imágenes"),
    "pivotTable": ("tabla dinámica", "tablas dinámicas"),
    "slicer": ("segmentación", "segmentaciones"),
    "queryTable": ("consulta", "consultas"),
}
# Columns that were ours once are nobody's own.
_RETIRED: Final = {tab.table: tab.retired for tab in TABS if tab.retired}
_PART: Final = re.compile(r"xl/(?:\w+/)?([A-Za-z]+?)s?\d*\.(?!rels)\w+")


@dataclass(frozen=True, slots=True)
class SheetShape:
    """A sheet: its name, what VBA calls it, and the tables on it."""

    title: str
    code_name: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a workbook is made of, whatever it shows."""

    sheets: tuple[SheetShape, ...]
    names: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]  # headings by table
    modules: Mapping[str, str]  # the text of every VBA module
    template: str = ""  # the template's version; empty where it is none of ours
    ribbon: bytes = b""
    hanging: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Tell a workbook that our build made, however it was changed since."""
        return bool(self.template)


def shape_of(path: Path) -> Shape:
    """Return what a workbook is made of.

    Raises:
        WorkbookError: it cannot be read.
    """
    with broken_is_named(path.name), Package(path) as package:
        book = read_workbook_part(package)
        tables = read_tables(package, book)
        on_sheet: dict[str, list[str]] = {}
        for table in tables.values():
            on_sheet.setdefault(table.sheet.part, []).append(table.name)
        return Shape(
            sheets=tuple(
                SheetShape(
                    sheet.name,
                    _code_name(package, sheet),
                    tuple(on_sheet.get(sheet.part, ())),
                )
                for sheet in book.sheets
            ),
            names=frozenset(book.names),
            columns={table.name: table.columns for table in tables.values()},
            modules=read_modules(path),
            template=_template(package, book),
            ribbon=package.read(_RIBBON) if _RIBBON in package.parts else b"",
            hanging=Counter(_hanging(package)),
        )


def _code_name(package: Package, sheet: Sheet) -> str:
    for piece in package.pieces(sheet.part):
        if isinstance(piece, Head):
            found = _CODE_NAME.search(piece.data)
            return found[1].decode() if found else ""
    return ""


def _template(package: Package, book: WorkbookPart) -> str:
    value = value_in(package, book, names.TEMPLATE)
    return "" if value is None else str(value)


def _hanging(package: Package) -> Iterator[str]:
    found = (_PART.fullmatch(part) for part in package.parts)
    return (part[1] for part in found if part and part[1] in _HANGING)


def own_things(old: Shape, ours: Shape) -> list[str]:
    """Return what a person added to a workbook of ours, each as words for the screen.

    Args:
        old: the workbook as it is.
        ours: a new one.
    """
    return [
        *(f"la hoja «{title}»" for title in own_sheets(old, ours)),
        *(f"el nombre «{name}»" for name in own_names(old, ours)),
        *(f"el módulo «{name}»" for name in _own_modules(old, ours)),
        *(
            f"la columna «{title}» de {table}"
            for table, titles in old.columns.items()
            if table in ours.columns
            for title in titles
            if title not in (*ours.columns[table], *_RETIRED.get(table, ()))
        ),
        *(
            count(more, *_HANGING[kind])
            for kind, number in old.hanging.items()
            if (more := number - ours.hanging.get(kind, 0)) > 0
        ),
    ]


def own_sheets(old: Shape, ours: Shape) -> list[str]:
    """Return the titles of a person's sheets, in their order."""
    return [sheet.title for sheet in old.sheets if _is_own(sheet, ours)]


def own_names(old: Shape, ours: Shape) -> list[str]:
    """Return the names that a person defined for the whole workbook."""
    return sorted(_own_names(old, ours))


def _is_own(sheet: SheetShape, ours: Shape) -> bool:
    """Tell a person's sheet; ours may be renamed, or have lost what VBA calls it."""
    return not any(
        sheet.title == mine.title
        or (sheet.code_name and sheet.code_name == mine.code_name)
        or set(sheet.tables) & set(mine.tables)
        for mine in ours.sheets
    )


def _own_names(old: Shape, ours: Shape) -> Iterator[str]:
    return (
        name
        for name in old.names - ours.names
        if not name.startswith((_EXCELS_OWN, *names.PREFIXES))
    )


def _own_modules(old: Shape, ours: Shape) -> Iterator[str]:
    """Yield modules with a person's code: others than ours, and ours that have none."""
    empty = {name for name, text in ours.modules.items() if not code(text)}
    known = {name.casefold() for name in {*XLWINGS_MODULES, *ours.modules} - empty}
    for name, text in old.modules.items():
        if name.casefold() not in known and code(text):
            yield name


def code(text: str) -> list[str]:
    """Return the lines of a module that do something, as VBA may have rewritten them.

    The editor changes the case of names and the spaces, and an empty module has an
    `Option Explicit`.
    """
    lines = ("".join(line.split()).casefold() for line in text.splitlines())
    return [
        line
        for line in lines
        if line and not line.startswith(("attributevb_", "optionexplicit", "'"))
    ]


def is_current(old: Shape, ours: Shape) -> bool:
    """Tell whether a workbook is what this version would make."""
    same_modules = all(
        code(old.modules.get(name, "")) == code(text)
        for name, text in ours.modules.items()
    )
    return (
        same_modules
        and old.template == ours.template
        and (old.ribbon == ours.ribbon or not ours.ribbon)
        and all(set(old.columns.get(t, ())) >= set(c) for t, c in ours.columns.items())
        and old.names >= ours.names
    )
