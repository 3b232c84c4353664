"""What was typed follows its document to the tab that shows it now.

A later cut-off date moves invoices from Por Vencer to Vencidas, an earlier one back.
Tabs that have the same columns are siblings: a row that is gone from one of them and
stands in the other takes along what was typed in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartera_xl.workbook.bodies.carrying import positions_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.content import Row
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.workbook.bodies.old_sheet import Key, TypedCells
    from cartera_xl.workbook.parts.cells import RawCell


def follow(
    found: Sequence[OldTable], tables: Mapping[str, Sequence[Row]]
) -> list[OldTable]:
    """Return the tabs with what was typed in the row where its document will stand."""
    typed = {id(old): list(old.sheet.typed) for old in found}
    for old in found:
        for other in found:
            if other is not old and _are_siblings(old, other):
                _move(old, other, typed, tables)
    return [
        replace(old, sheet=replace(old.sheet, typed=typed[id(old)])) for old in found
    ]


def _are_siblings(old: OldTable, other: OldTable) -> bool:
    return old.placement.tab.columns == other.placement.tab.columns


def _move(
    old: OldTable,
    other: OldTable,
    typed: dict[int, list[TypedCells]],
    tables: Mapping[str, Sequence[Row]],
) -> None:
    stays = _standing(old, typed[id(old)], tables)
    moves = _standing(other, typed[id(old)], tables) - stays
    taken = {row.key for row in typed[id(other)]}
    kept = []
    for row in typed[id(old)]:
        moved = _translated(row, old, other) if row.key in moves - taken else {}
        if moved:
            typed[id(other)].append(row._replace(cells=moved, shown={}))
        left = {
            n: c for n, c in row.cells.items() if not moved or n not in _inputs(old)
        }
        if left:
            kept.append(row._replace(cells=left))
    typed[id(old)] = kept


def _standing(
    old: OldTable, typed: Sequence[TypedCells], tables: Mapping[str, Sequence[Row]]
) -> set[Key]:
    """Return those of the typed rows' keys that a tab will show."""
    rows = tables[old.placement.table.name]
    return set(positions_of(old.placement, rows, {row.key for row in typed if row.key}))


def _inputs(old: OldTable) -> Mapping[int, object]:
    return old.placement.inputs


def _translated(row: TypedCells, old: OldTable, other: OldTable) -> dict[int, RawCell]:
    """Return the typed cells under the other tab's columns; empty if one cannot go.

    A formula's references are those of its own columns: it moves only where these
    stand in the same place.
    """
    places = {column.field: n for n, column in other.placement.inputs.items()}
    moved = {}
    for number, column in old.placement.inputs.items():
        if (cell := row.cells.get(number)) is None:
            continue
        target = places[column.field]
        if cell.formula is not None and target != number:
            return {}
        moved[target] = cell._replace(column=target)
    return moved
