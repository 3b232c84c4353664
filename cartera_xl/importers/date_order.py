"""Whether 03/04 is in April: what decides it where no date of the file proves it.

An invoice does not fall due before it is issued. What that leaves open is read as in
Colombia, unless the headings are English: such a file may be of either half of that
world.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.importers.cells import strings_in
from cartera_xl.importers.dates import Order, Pair, parse
from cartera_xl.importers.language import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cartera_xl.importers.cells import Cell

_OTHER: Final = {
    Order.DAY_FIRST: Order.MONTH_FIRST,
    Order.MONTH_FIRST: Order.DAY_FIRST,
}


class Written(NamedTuple):
    """A column of dates, and the orders that its own texts prove."""

    cells: Sequence[Cell]
    proven: Collection[Order]

    @property
    def example(self) -> str:
        """Return the first text of which the order matters and nothing tells it."""
        if self.proven:
            return ""
        texts = dict.fromkeys(strings_in(self.cells))  # each spelling once
        return next((text.strip() for text in texts if _is_open(text)), "")


class Choice(NamedTuple):
    """The order for texts that leave it open, and what speaks against it.

    `certain`: a text that leaves the order open needs no notice of its own. `late`
    counts rows that would fall due before their issue under the order that is not
    taken, or under the one that is, where it is `doubted`.
    """

    order: Order
    certain: bool = False
    late: int = 0
    doubted: bool = False
    undecided: bool = False


def choose(
    issued: Written,
    due: Written,
    proven: Collection[Order],
    language: Language | None,
) -> Choice:
    """Decide the order of texts that leave it open; `proven` is so by other columns."""
    certain = len(proven) == 1
    order = next(iter(proven)) if certain else Order.DAY_FIRST
    other = _OTHER[order]
    if not (issued.example or due.example):
        return Choice(order, certain)
    late, late_otherwise = (_late(issued, due, o) for o in (order, other))
    if late and not late_otherwise:
        if certain or language is Language.SPANISH:
            return Choice(order, certain=True, late=late, doubted=True)
        return Choice(other, certain=True, late=late)
    if certain or late_otherwise or language is not Language.ENGLISH:
        return Choice(order, certain)
    return Choice(order, undecided=True)


def _late(issued: Written, due: Written, order: Order) -> int:
    """Count the rows that fall due before their issue under an order."""
    starts, ends = (_days(column, order) for column in (issued, due))
    return sum(
        start is not None and end is not None and end < start
        for start, end in zip(starts, ends, strict=True)
    )


def _days(column: Written, order: Order) -> list[date | None]:
    if len(column.proven) == 1:
        order = next(iter(column.proven))
    read = cache(lambda text: _day(text, order))
    return [read(cell) if isinstance(cell, str) else _plain(cell) for cell in column[0]]


def _day(text: str, order: Order) -> date | None:
    said = parse(text)
    if isinstance(said, Pair):
        return said.under(order) or said.under(_OTHER[order])
    return said


def _plain(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _is_open(text: str) -> bool:
    said = parse(text)
    return (
        isinstance(said, Pair) and said.first != said.second and len(said.orders()) > 1
    )
