"""What a person should know about a tab of an open workbook that was rewritten."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cartera_xl.hosts.closed_notes import STEADY, listed
from cartera_xl.hosts.live.cells import text_of, texts_of
from cartera_xl.texts import count
from cartera_xl.workbook.bodies.old_sheet import key_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.hosts.live.plan import TabPlan
    from cartera_xl.workbook.bodies.old_sheet import Key


def notes_of(plan: TabPlan, *, same_corte: bool) -> list[str]:
    """Return the notes; the sheet must still be as it was found.

    At another cut-off date every balance may differ, whatever was typed.
    """
    if plan.is_shown:
        return plan.carriage.notes
    sheet = plan.found.placement.table.sheet.name
    told = list(_shown_again(plan))
    if same_corte:
        steady = _Steady(plan)
        told += [*_ordered(plan, steady), *_overwritten(plan, steady)]
    return [f"{sheet}: {note}." for note in told] + plan.carriage.notes


def _shown_again(plan: TabPlan) -> Iterator[str]:
    table = plan.found.placement.table
    if table.filtered:
        yield "se quitó el filtro; se muestran todas las filas"
        return
    rows = plan.found.hidden
    if rows is None:
        yield "se muestran todas las filas"
    elif rows:
        which = count(len(rows), "fila que estaba oculta", "filas que estaban ocultas")
        yield f"se muestra{'n' * (len(rows) > 1)} {which} ({listed(rows, len(rows))})"


def _ordered(plan: TabPlan, steady: _Steady) -> Iterator[str]:
    """Tell that somebody had sorted the rows in which nothing changed.

    A quote that was followed up changes places by itself.
    """
    if _is_ascending(position for position, _ in steady.rows.values()):
        return
    numbers = list(plan.found.placement.columns)
    read = [n for n, c in plan.found.placement.columns.items() if not c.input]
    sources = [(n, numbers.index(n)) for n in read]
    same = (
        position
        for position, row in steady.rows.values()
        if all(
            steady.text(row, n) == key_part(plan.rows[position][source])
            for n, source in sources
        )
    )
    if not _is_ascending(same):
        yield "las filas volvieron a su orden"


def _is_ascending(numbers: Iterable[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def _overwritten(plan: TabPlan, steady: _Steady) -> Iterator[str]:
    cells = [
        f"{plan.found.placement.title(number)} de {' · '.join(filter(None, key))}"
        for key, (position, row) in steady.rows.items()
        for number, source in steady.compared.items()
        if plan.columns[number][position] != plan.found.columns[number][row]
        and steady.text(row, number) != key_part(plan.rows[position][source])
    ]
    if cells:
        where = count(len(cells), "celda", "celdas")
        yield f"se reemplazó lo digitado en {where}: {listed(cells, len(cells))}"


class _Steady:
    """The rows of a tab whose version is the ledger's, top to bottom.

    `rows` gives for each document its new position and its old one.
    """

    def __init__(self, plan: TabPlan) -> None:
        placement = plan.found.placement
        self._shown = plan.found.columns
        self.rows: dict[Key, tuple[int, int]] = {}
        self.compared: dict[int, int] = {}
        if placement.version is None or placement.prefilled:
            return
        columns = list(placement.columns.items())
        self.compared = {
            number: position
            for position, (number, column) in enumerate(columns)
            if not column.input and column.format in STEADY
        }
        version = placement.version, list(placement.columns).index(placement.version)
        self._match(plan, version)

    def _match(self, plan: TabPlan, version: tuple[int, int]) -> None:
        placement = plan.found.placement
        number, source = version
        told = list(zip(*plan.rows, strict=True)) if plan.rows else []
        if not told:
            return
        parts = (texts_of(told[p], key_part) for p in placement.key_positions)
        keys = zip(*parts, strict=True)
        new = {key: position for position, key in enumerate(keys)}
        seen = zip(*(self._texts(column) for column in placement.key), strict=True)
        versions = zip(self._texts(number), seen, strict=True)
        own = texts_of(told[source], key_part)
        for old, (version_seen, key) in enumerate(versions):
            position = new.get(key)
            if position is not None and version_seen == own[position]:
                self.rows[key] = position, old

    def _texts(self, column: int) -> list[str]:
        return texts_of(self._shown[column])

    def text(self, row: int, column: int) -> str:
        """Return what stood in a cell, as texts are compared."""
        return text_of(self._shown[column][row])
