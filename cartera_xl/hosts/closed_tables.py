"""A tab of a closed workbook: what was on its sheet, and what will be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import ThreadedCommentError, UnknownXmlError
from cartera_xl.hosts.closed_attached import read_attached
from cartera_xl.hosts.closed_samples import usual
from cartera_xl.hosts.old_table import OldTable
from cartera_xl.tabs.columns import CURRENCY
from cartera_xl.tabs.samples import Look
from cartera_xl.workbook.bodies.attached import Attached, entry_rows, with_totals
from cartera_xl.workbook.bodies.carrying import carry
from cartera_xl.workbook.bodies.new_body import BodyPlan, ColumnPlan, Variants
from cartera_xl.workbook.bodies.placement import place
from cartera_xl.workbook.bodies.sheet_reader import read_old_sheet
from cartera_xl.workbook.parts.addresses import parse_area
from cartera_xl.workbook.parts.cells import RawCell
from cartera_xl.workbook.parts.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cartera_xl.hosts.closed_samples import Samples
    from cartera_xl.hosts.content import Row
    from cartera_xl.tabs.tab import Format, Tab
    from cartera_xl.workbook.bodies.carrying import Carriage
    from cartera_xl.workbook.bodies.old_sheet import OldSheet
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.cells import Value
    from cartera_xl.workbook.parts.package import Package
    from cartera_xl.workbook.parts.tables import Table

_COMMENT: Final = re.compile(rb'<(?:\w+:)?threadedComment\b[^>]*\bref="([^"]+)"')
_TABLE_ROOT: Final = re.compile(rb"<table\b")


@dataclass(frozen=True)
class TablePlan:
    """A tab as it will be."""

    placement: Placement
    sheet: OldSheet
    attached: Attached
    carriage: Carriage
    body: BodyPlan
    samples: Samples

    @property
    def rows(self) -> Sequence[Row]:
        """Return the documents that it will show."""
        return self.body.rows

    @property
    def last(self) -> int:
        """Return the number of its last body row."""
        return self.body.last

    @property
    def unvalued(self) -> bool:
        """Tell whether it will hold formulas that somebody has to calculate."""
        filled_down = any(column.formula for column in self.body.columns)
        return self.carriage.unvalued or (filled_down and bool(self.body.rows))

    def values(self, column: int, typed: Callable[[RawCell], Value]) -> list[Value]:
        """Return what a column of the sheet will hold; blank cells may be left out.

        `typed` tells the value of a cell that was carried.
        """
        carried = {
            number: typed(RawCell(number, column, *cells[column]))
            for number, cells in self.carriage.cells.items()
            if column in cells
        }
        [source] = [c.source for c in self.body.columns if c.number == column]
        if source is None:
            return list(carried.values())
        values: list[Value] = list(map(itemgetter(source), self.body.rows))
        for number in carried.keys() & range(self.body.first, self.body.last + 1):
            position = number - self.body.first
            values[position : position + 1] = [carried[number]]
        return values


def read_table(
    package: Package,
    tables: Mapping[str, Table],
    tab: Tab,
    shared: Callable[[int], str],
) -> OldTable:
    """Read a tab's sheet.

    Raises:
        WorkbookError: it cannot be refreshed as it is.
    """
    placement = place(tab, tables)
    table = placement.table
    if not _TABLE_ROOT.search(package.read(table.part)):
        raise UnknownXmlError(package.workbook, table.part, "nombres con prefijo")
    _refuse_threads(package, table)
    with package.open(table.sheet.part) as stream:
        pieces = package.sheet(stream, table.sheet.part)
        sheet = read_old_sheet(placement, pieces, shared)
    attached = read_attached(package, placement, sheet, shared)
    if placement.has_entries:
        sheet.typed += entry_rows(placement, attached, sheet.typed)
        sheet.typed.sort(key=itemgetter(0))
    return OldTable(placement, sheet, attached)


def _refuse_threads(package: Package, table: Table) -> None:
    for relation in package.related(table.sheet.part):
        if relation.kind == "threadedComment":
            for text in _COMMENT.findall(package.read(relation.target)):
                area = parse_area(text.decode())
                if area and area.meets(with_totals(table)):
                    raise ThreadedCommentError(table.sheet.name, text.decode())


def plan_table(
    old: OldTable,
    rows: Sequence[Row],
    samples: Samples,
    shared: Callable[[int], str],
    shows: Mapping[int, Format],
    decimals: Mapping[str, int],
) -> TablePlan:
    """Decide a tab's new rows.

    `shows` says what styles show numbers as, `decimals` those of currencies that have
    no sign.
    """
    placement, sheet = old.placement, old.sheet
    carriage = carry(placement, sheet, rows, shared, shows)
    body = BodyPlan(
        first=placement.table.first,
        columns=_columns(placement, sheet, usual(samples)),
        rows=rows,
        blanks=max(placement.tab.entry_rows, carriage.entries),
        carried=carriage.cells,
        outside=sheet.outside,
        variants=_variants(placement, samples, decimals),
    )
    return TablePlan(placement, sheet, old.attached, carriage, body, samples)


def _variants(
    placement: Placement, samples: Samples, decimals: Mapping[str, int]
) -> Variants:
    """Return the styles of rows in other currencies, where a tab tells them."""
    fields = [column.field for column in placement.tab.columns]
    if CURRENCY.field not in fields:
        return Variants(0, {})
    numbers = dict(enumerate(placement.columns))
    return Variants(
        fields.index(CURRENCY.field),
        {
            currency: {
                numbers[position]: style
                for position, style in samples.get(Look(digits, False), {}).items()
            }
            for currency, digits in decimals.items()
        },
    )


def _columns(
    placement: Placement, sheet: OldSheet, samples: Mapping[int, int]
) -> list[ColumnPlan]:
    positions = {n: i for i, n in enumerate(placement.columns)}
    calculated = placement.table.calculated
    plans = []
    for number in placement.table.area.columns:
        position = positions.get(number)
        style = sheet.first_styles.get(number, 0)
        if position is not None:
            style = samples.get(position, style)
        source = position if _is_filled(placement, number) else None
        formula = escaped(calculated.get(placement.title(number), ""))
        plans.append(ColumnPlan(number, style, source, formula))
    return plans


def _is_filled(placement: Placement, number: int) -> bool:
    """Tell whether the ledger may have something to show in a column."""
    column = placement.inputs.get(number)
    return column is None or column.prefilled or placement.has_entries
