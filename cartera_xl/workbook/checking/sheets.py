"""Rules of the workbook part: code names, the opening sheet, calculation, names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.checking.package import WORKBOOK, Fault
from cartera_xl.workbook.parts.addresses import parse_place
from cartera_xl.workbook.parts.xml import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.workbook.checking.inspected import Inspected

# A module of the VBA project takes this name, so it has to be one.
_CODE_NAME: Final = re.compile(r"[A-Za-z]\w{0,30}", re.ASCII)


def repeated(words: Iterable[str]) -> list[str]:
    """Return the words that stand more than once, whatever their case."""
    times = Counter(map(str.casefold, words))
    return [word for word in times if times[word] > 1]


def code_names(book: Inspected) -> Iterator[Fault]:
    """Yield sheets whose document module Excel would not find."""
    for part, name in book.code_names.items():
        if not _CODE_NAME.fullmatch(name):
            yield Fault(part, f"the code name «{name}» cannot name a module")
    for name in repeated(book.code_names.values()):
        yield Fault(WORKBOOK, f"the code name {name} stands twice")


def opening(book: Inspected) -> Iterator[Fault]:
    """Yield faults of the sheets that are shown and selected on opening."""
    for title in repeated(sheet.title for sheet in book.sheets):
        yield Fault(WORKBOOK, f"the sheet {title} stands twice")
    selected = [
        sheet.title
        for sheet in book.sheets
        for view in sheet.root.iter(main("sheetView"))
        if view.get("tabSelected") in ("1", "true")
    ]
    view = book.workbook.find(f"{main('bookViews')}/{main('workbookView')}")
    active = 0 if view is None else int(view.get("activeTab", "0"))
    # Two selected sheets are a group: what is typed on one lands on both.
    if selected != [book.sheets[active].title]:
        yield Fault(WORKBOOK, f"the sheets {selected} are selected on opening")


def calculation(book: Inspected) -> Iterator[Fault]:
    """Yield settings that would recalculate everything on opening."""
    settings = book.workbook.find(main("calcPr"))
    if settings is None or settings.get("calcId") is None:
        yield Fault(WORKBOOK, "calcId is missing")
    elif settings.get("fullCalcOnLoad") in ("1", "true"):
        yield Fault(WORKBOOK, "fullCalcOnLoad is on")


def defined_names(book: Inspected) -> Iterator[Fault]:
    """Yield names that stand twice, clash with a table, or lead nowhere."""
    titles = {sheet.title for sheet in book.sheets}
    tables = {table.name.casefold() for table in book.tables}
    for name in repeated(name for name, _ in book.names):
        yield Fault(WORKBOOK, f"the name {name} is defined twice")
    for name, reference in book.names:
        place = parse_place(reference)
        if name.casefold() in tables:
            yield Fault(WORKBOOK, f"the name {name} is a table's name too")
        if place is None or place.sheet not in titles:
            yield Fault(WORKBOOK, f"the name {name} leads nowhere: {reference}")
