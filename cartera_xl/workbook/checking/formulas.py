"""Rules of formulas and links: a value beside each, and nothing that leads nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.checking.package import Fault
from cartera_xl.workbook.parts.xml import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.workbook.checking.inspected import Inspected

_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
_COLUMN: Final = re.compile(r"(\w+)\[([^\[\]]+)\]")
_WORD: Final = re.compile(r"[^\W\d]\w*(?!\w*[\[(!])")
_LINK: Final = re.compile(r'HYPERLINK\("#([^"]+)"')


def formulas(book: Inspected) -> Iterator[Fault]:
    """Yield formulas without a value, with an error, or that refer to nothing."""
    for sheet in book.sheets:
        for cell in book.cells(sheet):
            formula = cell.findtext(main("f"))
            if formula is None:
                continue
            where = f"{cell.get('r')}: {formula}"
            if not cell.findtext(main("v")):
                yield Fault(sheet.part, f"no value beside {where}")
            if cell.get("t") == "e":
                yield Fault(sheet.part, f"an error in {where}")
            for missing in _missing(book, formula):
                yield Fault(sheet.part, f"no {missing}, in {where}")


def _missing(book: Inspected, formula: str) -> Iterator[str]:
    names = {name for name, _ in book.names}
    columns = {(t.name, column) for t in book.tables for column in t.columns}
    for name in _LINK.findall(formula):
        if name not in names:
            yield name
    bare = _TEXT.sub('""', formula)
    for table, column in _COLUMN.findall(bare):
        if (table, column) not in columns:
            yield f"{table}[{column}]"
    for word in _WORD.findall(_COLUMN.sub("", bare)):
        if word not in names:
            yield word


def links(book: Inspected) -> Iterator[Fault]:
    """Yield links inside the workbook that lead nowhere."""
    names = {name for name, _ in book.names}
    for sheet in book.sheets:
        for link in sheet.root.iter(main("hyperlink")):
            location = link.get("location")
            if location is not None and location not in names:
                yield Fault(sheet.part, f"the link {link.get('ref')} leads nowhere")
