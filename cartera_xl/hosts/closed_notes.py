"""What a person should know about a tab that was rewritten."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from cartera_xl.tabs.tab import Format
from cartera_xl.texts import count
from cartera_xl.workbook.bodies.changes import changes_in
from cartera_xl.workbook.bodies.comparing import expected_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cartera_xl.hosts.closed_tables import TablePlan
    from cartera_xl.workbook.bodies.changes import Changes
    from cartera_xl.workbook.bodies.comparing import Expected, Overwritten
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.sheet_stream import Head, Rows, Tail

# A document's amounts and dates move with its version; other columns also change when
# a customer is renamed or a day passes.
STEADY: Final = (Format.MONEY, Format.DATE)
_NAMED: Final = 5  # of many things, so many are named


def notes_of(
    plan: TablePlan,
    pieces: Iterable[Head | Rows | Tail],
    shared: Callable[[int], str],
    *,
    same_corte: bool,
) -> list[str]:
    """Return the notes; `pieces` is the sheet as it was found.

    At another cut-off date every balance may differ, whatever was typed.
    """
    expected = _expected(plan) if same_corte else None
    changes = changes_in(pieces, plan.placement, _styles(plan), expected, shared)
    sheet = plan.placement.table.sheet.name
    own = [f"{sheet}: {note}." for note in _taken_back(plan.placement, changes)]
    return own + plan.carriage.notes


def _taken_back(placement: Placement, changes: Changes) -> Iterator[str]:
    if placement.table.filtered:
        yield "se quitó el filtro; se muestran todas las filas"
    elif rows := changes.hidden:
        which = count(len(rows), "fila que estaba oculta", "filas que estaban ocultas")
        yield f"se muestra{'n' * (len(rows) > 1)} {which} ({listed(rows, len(rows))})"
    if placement.table.sorted:
        yield "las filas volvieron a su orden"
    if rows := changes.painted:
        where = f"{count(len(rows), 'fila', 'filas')} ({listed(rows, len(rows))})"
        yield f"se quitó el formato puesto a mano en {where}"
    if rows := changes.resized:
        what = count(len(rows), "fila volvió", "filas volvieron")
        yield f"{what} a su altura ({listed(rows, len(rows))})"
    if cells := changes.overwritten:
        where = count(len(cells), "celda", "celdas")
        named = listed((_cell(placement, cell) for cell in cells), len(cells))
        yield f"se reemplazó lo digitado en {where}: {named}"


def listed(things: Iterable[object], size: int) -> str:
    """Return the first of some things, and how many more there are."""
    first = ", ".join(map(str, islice(things, _NAMED)))
    return f"{first} y {size - _NAMED} más" if size > _NAMED else first


def _cell(placement: Placement, cell: Overwritten) -> str:
    return f"{placement.title(cell.column)} de {' · '.join(cell.key)}"


def _expected(plan: TablePlan) -> Expected | None:
    """Return what the cells hold that are only read.

    The version of a row that may be corrected is that of its corrections, and says
    nothing of amounts.
    """
    placement = plan.placement
    if placement.prefilled:
        return None
    steady = {
        number: position
        for position, (number, column) in enumerate(placement.columns.items())
        if not column.input and column.format in STEADY
    }
    return expected_in(placement, plan.body.rows, steady)


def _styles(plan: TablePlan) -> list[int]:
    """Return the styles that cells of ours may have, refused ones among them.

    Without samples the first row lends its own.
    """
    usual = [column.style for column in plan.body.columns]
    others = (style for row in plan.samples.values() for style in row.values())
    return list(dict.fromkeys((*usual, *others)))
