"""A tab of a closed workbook: what was on its sheet, and what will be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import ThreadedCommentError, UnknownXmlError
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.addresses import parse_area
from cartera_xl.workbook.carrying import carry
from cartera_xl.workbook.cells import RawCell
from cartera_xl.workbook.new_body import BodyPlan, ColumnPlan
from cartera_xl.workbook.old_sheet import key_part, read_old_sheet
from cartera_xl.workbook.placement import place
from cartera_xl.workbook.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cartera_xl.hosts.content import Cell, Row
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.workbook.carrying import Carriage
    from cartera_xl.workbook.cells import Value
    from cartera_xl.workbook.old_sheet import OldSheet, TypedCells
    from cartera_xl.workbook.package import Package
    from cartera_xl.workbook.placement import Placement
    from cartera_xl.workbook.tables import Table

_COMMENT: Final = re.compile(rb'<(?:\w+:)?threadedComment\b[^>]*\bref="([^"]+)"')
_TABLE_ROOT: Final = re.compile(rb"<table\b")
# A document's amounts and dates move with its version; other columns also change when
# a customer is renamed or a day passes.
_STEADY: Final = (Format.MONEY, Format.DATE)


@dataclass(frozen=True)
class OldTable:
    """A tab as it is found: where its columns are, and what stands on its sheet."""

    placement: Placement
    sheet: OldSheet


@dataclass(frozen=True)
class TablePlan:
    """A tab as it will be."""

    placement: Placement
    sheet: OldSheet
    carriage: Carriage
    body: BodyPlan

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
        return OldTable(placement, read_old_sheet(placement, pieces, shared))


def _refuse_threads(package: Package, table: Table) -> None:
    for relation in package.related(table.sheet.part):
        if relation.kind == "threadedComment":
            for text in _COMMENT.findall(package.read(relation.target)):
                area = parse_area(text.decode())
                if area and area.meets(table.body):
                    raise ThreadedCommentError(table.sheet.name, text.decode())


def plan_table(
    old: OldTable,
    rows: Sequence[Row],
    samples: Mapping[int, int],
    shared: Callable[[int], str],
) -> TablePlan:
    """Decide a tab's new rows; `samples` are its styles by position in the tab."""
    placement, sheet = old.placement, old.sheet
    carriage = carry(placement, sheet, rows, shared)
    body = BodyPlan(
        first=placement.table.first,
        columns=_columns(placement, sheet, samples),
        rows=rows,
        blanks=max(placement.tab.entry_rows, carriage.entries),
        carried=carriage.cells,
        outside=sheet.outside,
    )
    return TablePlan(placement, sheet, carriage, body)


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


def notes_of(plan: TablePlan, *, same_corte: bool) -> list[str]:
    """Return what a person should know about a tab that was rewritten.

    At another cut-off date every balance may differ, whatever was typed.
    """
    table, old = plan.placement.table, plan.sheet
    painted = _is_painted(plan)
    said = {
        "se quitó el filtro; se muestran todas las filas": table.filtered,
        "se muestran las filas que estaban ocultas": old.hidden_rows
        and not table.filtered,
        "las filas volvieron a su orden": table.sorted,
        "se quitó el formato puesto a mano en la tabla": painted,
        "las filas de la tabla volvieron a su altura": old.resized_rows,
    }
    notes = [f"{table.sheet.name}: {what}." for what, true in said.items() if true]
    overwritten = _overwritten(plan) if same_corte else []
    return notes + overwritten + plan.carriage.notes


def _is_painted(plan: TablePlan) -> bool:
    return any(
        plan.sheet.styles.get(column.number, set()) - {column.style}
        for column in plan.body.columns
        if column.number in plan.placement.columns
    )


def _overwritten(plan: TablePlan) -> list[str]:
    """Name the cells of read columns that were typed over.

    While a document's version stands, its amounts and dates can differ from the
    ledger's only because somebody typed over them.
    """
    version = plan.placement.version
    if version is None or not plan.sheet.shown:
        return []
    rows = {_key(plan.placement, row): row for row in plan.body.rows}
    positions = {n: i for i, n in enumerate(plan.placement.columns)}
    steady = [
        (n, positions[n], column.title)
        for n, column in plan.placement.columns.items()
        if not column.input and column.format in _STEADY
    ]
    found = []
    for old in plan.sheet.shown:
        new = rows.get(old.key)
        if new is None or not _same(old, version, new[positions[version]]):
            continue
        found += [
            f"{title} de {' · '.join(old.key)}"
            for n, position, title in steady
            if not _same(old, n, new[position])
        ]
    if not found:
        return []
    sheet = plan.placement.table.sheet.name
    return [f"{sheet}: se reemplazó lo digitado en {enumerated(found)}."]


def _same(old: TypedCells, column: int, value: Cell) -> bool:
    return key_part(old.shown.get(column)) == key_part(value)


def _key(placement: Placement, row: Row) -> tuple[str, ...]:
    return tuple(key_part(row[position]) for position in placement.key_positions)


def enumerated(texts: Sequence[str], most: int = 5) -> str:
    """Return the first texts, and how many more there are."""
    more = len(texts) - most
    listed = ", ".join(texts[:most])
    return f"{listed} y {more} más" if more > 0 else listed
