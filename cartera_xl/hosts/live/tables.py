"""Where a tab's table stands in an open workbook, and what is typed in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import TableMissingError
from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.cells import as_percent, no_shared, raw_cell, texts_of
from cartera_xl.hosts.live.rows import heights, hidden_among
from cartera_xl.hosts.old_table import OldTable
from cartera_xl.tabs.tab import Format
from cartera_xl.tabs.versions import corrections_version
from cartera_xl.workbook.bodies.attached import Attached
from cartera_xl.workbook.bodies.body_rows import BodyRows
from cartera_xl.workbook.bodies.old_sheet import OldSheet, key_of
from cartera_xl.workbook.bodies.placement import place
from cartera_xl.workbook.parts.addresses import Area
from cartera_xl.workbook.parts.number_styles import shown_by
from cartera_xl.workbook.parts.sheet_stream import Row
from cartera_xl.workbook.parts.tables import Table
from cartera_xl.workbook.parts.workbook_part import Sheet as SheetName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlwings import Range, Sheet
    from xlwings.main import Table as LiveTable

    from cartera_xl.tabs.tab import Tab
    from cartera_xl.workbook.bodies.old_sheet import Key
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import RawCell

_LARGEST_SHARE: Final = 10  # nobody types more than 1,000 %
_HIDDEN: Final = b' hidden="1"'


@dataclass(frozen=True)
class Found:
    """A tab's table as the program shows it, with everything that stands in it."""

    sheet: Sheet
    table: LiveTable
    placement: Placement
    rows: Sequence[Sequence[object]]  # of the body
    blank: frozenset[int]  # the columns of the sheet that hold nothing
    calculates: bool  # it may hold formulas

    @cached_property
    def heights(self) -> dict[float, list[int]] | None:
        """Return the body's rows by height; None where it would take long to say."""
        return heights(self.sheet, self.placement.table.body)

    @property
    def hidden(self) -> list[int] | None:
        """Return the body's hidden rows; None where it would take long to say."""
        return None if self.heights is None else sorted(self.heights.get(0, ()))

    def hidden_among(self, numbers: Iterable[int]) -> set[int]:
        """Return those of some rows of the body that are hidden."""
        return hidden_among(self.sheet, self.placement.table.body, numbers)

    @cached_property
    def columns(self) -> dict[int, Sequence[object]]:
        """Return what the body's columns show, by the sheet's column."""
        columns = zip(*self.rows, strict=True)
        return dict(zip(self.placement.table.area.columns, columns, strict=True))

    def row(self, number: int) -> Sequence[object]:
        """Return what a row of the body shows."""
        return self.rows[number - self.placement.table.first]

    def cells(self, area: Area) -> Range:
        """Return a range of the sheet."""
        return blocks.span(self.sheet, area)

    def key(self, row: int) -> Key:
        """Return what names the document of a body row; empty without one."""
        cells = enumerate(self.row(row), self.placement.table.area.left)
        filled = {n: raw_cell(row, n, value) for n, value in cells}
        return key_of(self.placement, filled, no_shared)

    def column(self, number: int, last: int | None = None) -> Range:
        """Return the body of a column of the sheet, down to a row."""
        table = self.placement.table
        return self.cells(Area(number, table.first, number, last or table.last))


def find(tab: Tab, sheets: Sequence[Sheet]) -> tuple[Found, OldTable]:
    """Return a tab's table, and what is typed on its sheet.

    Raises:
        WorkbookError: the table or a column of it is gone.
    """
    there = _table(tab, sheets)
    if there is None:
        raise TableMissingError(tab.table, tab.title)
    sheet, table = there
    described = _described(sheet, table)
    placement = place(tab, {tab.table: described})
    body = blocks.span(sheet, described.body)
    rows, calculates = blocks.values(body), blocks.may_hold_formulas(body)
    texts = _formulas(sheet, placement) if calculates else {}
    placement = place(tab, {tab.table: _with_calculated(placement, texts)})
    blank = _blank(placement, rows, texts)
    found = Found(sheet, table, placement, rows, blank, calculates)
    return found, OldTable(placement, _Reader(found, texts).read(), Attached())


def _table(tab: Tab, sheets: Sequence[Sheet]) -> tuple[Sheet, LiveTable] | None:
    """Return a tab's table: on its own sheet, or wherever a person moved it to."""
    for sheet in sorted(sheets, key=lambda sheet: sheet.name != tab.title):
        tables = sheet.tables
        if tab.table in tables:
            return sheet, tables[tab.table]
    return None


def _blank(
    placement: Placement,
    body: Sequence[Sequence[object]],
    texts: Mapping[int, Sequence[str]],
) -> frozenset[int]:
    columns = zip(placement.table.area.columns, zip(*body, strict=True), strict=True)
    return frozenset(
        number
        for number, values in columns
        if values.count(None) == len(values)
        and not any(text[:1] == "=" for text in texts.get(number, ()))
    )


def _described(sheet: Sheet, table: LiveTable) -> Table:
    """Return a table as a file's part describes it."""
    cells = table.range
    top, left = cells.row, cells.column
    height, width = cells.shape
    has_headings = table.show_headers
    titles = blocks.values(cells[:1, :])[0] if has_headings else []
    return Table(
        name=table.name,
        sheet=SheetName(sheet.name, "", "worksheet", ""),
        part="",
        area=Area(left, top, left + width - 1, top + height - 1),
        has_headings=has_headings,
        total_rows=int(bool(table.show_totals)),
        columns=tuple("" if title is None else str(title) for title in titles),
        calculated={},
        filtered=_is_filtered(table),
        sorted=False,
    )


def _is_filtered(table: LiveTable) -> bool:
    if not table.show_autofilter:
        return False
    return any(criteria.type != "none" for criteria in table.autofilter.criteria)


def _formulas(sheet: Sheet, placement: Placement) -> dict[int, Sequence[str]]:
    """Return what stands in the columns that a person may type in, by column."""
    texts: dict[int, Sequence[str]] = {}
    for run in blocks.runs([*placement.inputs, *placement.own]):
        area = placement.table.body._replace(left=run.start, right=run.stop - 1)
        rows = blocks.formulas(blocks.span(sheet, area))
        texts |= zip(run, zip(*rows, strict=True), strict=True)
    return texts


def _with_calculated(placement: Placement, texts: Mapping[int, Sequence[str]]) -> Table:
    """Return the table with the columns that hold one formula from top to bottom.

    No interface tells which columns Excel fills down; several rows of one formula do.
    """
    table = placement.table
    calculated = {
        placement.title(number): rows[0][1:]
        for number, rows in texts.items()
        if len(rows) > 1 and _is_one_formula(rows, table.first)
    }
    return replace(table, calculated=calculated)


def _is_one_formula(rows: Sequence[str], first: int) -> bool:
    if not all(text[:1] == "=" for text in (rows[0], rows[-1])):
        return False
    return len({_without_row(t, n) for n, t in enumerate(rows, first)}) == 1


def _without_row(text: str, row: int) -> str:
    return re.sub(rf"(?<=[A-Z$]){row}\b", "#", text)


class _Reader:
    def __init__(self, found: Found, texts: Mapping[int, Sequence[str]]) -> None:
        self.found = found
        self.placement = found.placement
        self.table = found.placement.table
        self.texts = texts
        self.sheet = OldSheet()
        self.rows = BodyRows(self.placement, self.sheet, no_shared)

    def read(self) -> OldSheet:
        numbers = self._suspects()
        hidden = self.found.hidden_among(numbers)
        own = self._calculated_own()
        for number in numbers:
            filled = self._filled(number)
            typed = {n: cell for n, cell in filled.items() if n not in own}
            self.rows.keep(number, typed, hidden=number in hidden)
        self._read_below()
        return self.sheet

    def _calculated_own(self) -> set[int]:
        """Return a person's columns that the program fills: nothing in them is typed.

        In a column that is typed in, even such a formula is input.
        """
        calculated = self.table.calculated
        return {n for n, title in self.placement.own.items() if title in calculated}

    def _suspects(self) -> list[int]:
        """Return the rows that hold something typed, or are none of ours."""
        own = self._calculated_own()
        typed = {n for n in self.rows.carried if n not in own}
        if self.placement.prefilled:
            typed = {*self.table.area.columns}
        chosen = set().union(*map(self._filled_rows, typed))
        if presence := self.placement.presence:
            shown = enumerate(self.found.columns[presence])
            missing = [position for position, value in shown if value is None]
            chosen.update(n for n in missing if self._is_filled(n))
        chosen -= self._as_written()
        return [self.table.first + position for position in sorted(chosen)]

    def _as_written(self) -> set[int]:
        """Return the positions of rows that show what was written in them, all of it.

        Most rows that may be corrected were not; looking at their cells takes long.
        """
        placement, columns = self.placement, self.found.columns
        prefilled, version = placement.prefilled, placement.version
        if (
            not prefilled
            or version is None
            or not self.texts.keys().isdisjoint(prefilled)
        ):
            return set()
        shown = zip(*(texts_of(columns[n]) for n in prefilled), strict=True)
        told = enumerate(zip(texts_of(columns[version]), shown, strict=True))
        same = {n for n, (own, row) in told if own == str(corrections_version(row))}
        named = (placement.presence or version, *placement.key)
        others = self.rows.carried - prefilled.keys()
        for column in named:
            same &= self._filled_rows(column)
        return same.difference(*map(self._filled_rows, others))

    def _is_filled(self, position: int) -> bool:
        shown = self.found.rows[position]
        texts = (column[position][:1] == "=" for column in self.texts.values())
        return any(value is not None for value in shown) or any(texts)

    def _filled_rows(self, column: int) -> set[int]:
        """Return the positions of a column's cells that hold something."""
        if column in self.found.blank:
            return set()
        shown = enumerate(self.found.columns[column])
        filled = {position for position, value in shown if value is not None}
        if texts := self.texts.get(column):
            filled.update(n for n, text in enumerate(texts) if text[:1] == "=")
        return filled

    def _filled(self, number: int) -> dict[int, RawCell]:
        values = enumerate(self.found.row(number), self.table.area.left)
        return {
            column: cell
            for column, value in values
            if (value is not None or column in self.texts)
            and (cell := self._cell(number, column, value)).filled
        }

    def _cell(self, number: int, column: int, value: object) -> RawCell:
        texts = self.texts.get(column)
        text = texts[number - self.table.first] if texts else ""
        return self._shown(_cell(number, column, value, text), value)

    def _shown(self, cell: RawCell, value: object) -> RawCell:
        """Return a cell, as a percentage where the program shows one in a wrong place.

        Only small numbers are asked about, each of which takes a question of its own.
        """
        column = self.placement.inputs.get(cell.column)
        if column is None or column.format is Format.PERCENT or cell.formula:
            return cell
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return cell
        if abs(value) > _LARGEST_SHARE:
            return cell
        area = Area(cell.column, cell.row, cell.column, cell.row)
        code = str(self.found.cells(area).number_format)
        return as_percent(cell) if shown_by(code) is Format.PERCENT else cell

    def _read_below(self) -> None:
        """Read what stands under the table in its columns."""
        area = _below(self.found)
        if area is None:
            return
        cells = self.found.cells(area)
        texts = blocks.formulas(cells)
        shown = blocks.values(cells)
        rows = {
            number: [
                cell
                for column, pair in enumerate(zip(*both, strict=True), area.left)
                if (cell := self._shown(_cell(number, column, *pair), pair[0])).filled
            ]
            for number, both in enumerate(zip(shown, texts, strict=True), area.top)
        }
        numbers = [number for number, cells in rows.items() if cells]
        hidden = hidden_among(self.found.sheet, area, numbers)
        for number in numbers:
            rest = _HIDDEN if number in hidden else b""
            xml = b"".join(cell.xml for cell in rows[number])
            self.sheet.below[number] = Row(number, rest, xml)


def _cell(number: int, column: int, value: object, text: str) -> RawCell:
    """Return a cell; a text that starts with `=` is no formula if it shows itself."""
    is_formula = text[:1] == "=" and len(text) > 1 and value != text
    return raw_cell(number, column, value, text[1:] if is_formula else "")


def _below(found: Found) -> Area | None:
    """Return the area under a table, as far as anything stands on the sheet."""
    area = found.placement.table.area
    used = found.sheet.used_range
    last = used.row + used.shape[0] - 1
    if last <= area.bottom:
        return None
    return Area(area.left, area.bottom + 1, area.right, last)
