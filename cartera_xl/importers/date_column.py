"""A column of dates: cells, serial numbers, and texts in two orders.

Whether a column writes day/month or month/day is decided by the whole column:
«2/1/2013» alone says nothing, «1/15/2013» beside it does.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.importers import notices
from cartera_xl.importers.cells import strings_in
from cartera_xl.importers.dates import COMPACT, ORDER_NAMES, Order, Pair, parse
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.date_order import Choice
    from cartera_xl.importers.reading import Finding

_SERIALS: Final = range(20_000, 80_000)  # 1954 to 2119: no amount, no compact date
_EMPTY: Final = frozenset({"", "n a", "na", "null", "none", "nan", "nat", "0000 00 00"})
_EPOCH_1900: Final = date(1899, 12, 30)  # right from 1900-03-01 on
_EPOCH_1904: Final = date(1904, 1, 1)
# So many real dates with a day up to 12, and no other, do not come about by chance.
_SWAP_PROOF: Final = 8


class Dates(NamedTuple):
    """A column of dates: None where a cell is empty, or where `faults` says why."""

    values: list[date | None]
    faults: Mapping[int, Finding]
    notices: tuple[Finding, ...]


def orders_in(cells: Sequence[Cell]) -> set[Order]:
    """Return the orders that the texts of a column prove."""
    proven: set[Order] = set()
    for text in set(strings_in(cells)):
        pair = parse(text)
        if isinstance(pair, Pair) and len(orders := pair.orders()) == 1:
            proven |= orders
    return proven


def orders_beside(columns: Iterable[Sequence[Cell]]) -> set[Order]:
    """Return the orders that columns of dates prove of which the meaning is not known.

    «1.25.30» may be anything in a column that holds other things than dates.
    """
    proven: set[Order] = set()
    for cells in columns:
        written = {text for text in strings_in(cells) if text.strip()}
        if all(parse(text) is not None for text in written):
            proven |= orders_in(cells)
    return proven


def about(choice: Choice) -> Iterator[Finding]:
    """Say of a file's dates what due dates before their issue made of them."""
    if not choice.late:
        return
    other = next(order for order in Order if order is not choice.order)
    facts = {
        "taken": ORDER_NAMES[choice.order],
        "refused": ORDER_NAMES[other],
        "order": choice.order.value,
        "other": other.value,
        "late": texts.count(
            choice.late,
            "vencimiento anterior a la emisión",
            "vencimientos anteriores a la emisión",
        ),
    }
    notice = notices.DATES_DOUBTED if choice.doubted else notices.DATES_BY_DUE
    yield notice.at(0, **facts)


def read_dates(
    heading: str,
    cells: Sequence[Cell],
    rows: Sequence[int],
    choice: Choice,
    *,
    stated: Order | None = None,
    uses_1904: bool = False,
) -> Dates:
    """Read a column; `choice` is the order where its own texts prove none.

    Where a person states the order, a text that cannot be read in it is a fault.
    """
    kinds = set(map(type, cells))
    if kinds <= {date, str, type(None)} and not any(strings_in(cells)):
        return Dates([c if isinstance(c, date) else None for c in cells], {}, ())
    return _Column(heading, cells, rows, choice, stated, uses_1904).read()


class _Column:
    """One column while it is read: its order, and what was found."""

    def __init__(
        self,
        heading: str,
        cells: Sequence[Cell],
        rows: Sequence[int],
        choice: Choice,
        stated: Order | None,
        uses_1904: bool,
    ) -> None:
        self.heading, self.cells, self.rows = heading, cells, rows
        self.stated, self.undecided = stated, choice.undecided
        self.epoch = _EPOCH_1904 if uses_1904 else _EPOCH_1900
        self.orders = orders_in(cells)
        own = len(self.orders) == 1 and stated is None
        self.order = next(iter(self.orders)) if own else choice.order
        self.is_certain = own or (choice.certain and not self.is_mixed)
        self.assumed = ""
        self.faults: dict[int, Finding] = {}
        self.known: dict[Cell, date] = {}

    @property
    def is_mixed(self) -> bool:
        """Tell whether the column's own texts prove both orders."""
        return len(self.orders) > 1 and self.stated is None

    def read(self) -> Dates:
        """Read every cell, then undo a swap of day and month where there was one."""
        values = [self._value(i, cell) for i, cell in enumerate(self.cells)]
        found = list(self._restore(values))
        if self.assumed:
            found.append(self._about_assumed())
        if self.is_mixed:
            found.append(notices.DATES_MIXED.at(0, heading=self.heading))
        return Dates(values, self.faults, tuple(found))

    def _about_assumed(self) -> Finding:
        pair = parse(self.assumed)
        assert isinstance(pair, Pair)
        days = {order: pair.under(order) for order in Order}
        shown = {o: texts.day(day) if day else "" for o, day in days.items()}
        facts = {"heading": self.heading, "example": self.assumed}
        if not self.undecided:
            return notices.DATES_ASSUMED.at(0, day=shown[self.order], **facts)
        return notices.DATES_OPEN.at(
            0,
            day_first=shown[Order.DAY_FIRST],
            month_first=shown[Order.MONTH_FIRST],
            **facts,
        )

    def _value(self, index: int, cell: Cell) -> date | None:
        # A bool, an int and a float may be one key: only texts and dates are kept.
        if isinstance(cell, str | date):
            known = self.known.get(cell)
            if known is not None:
                return known
        value = self._read(index, cell)
        if value is not None and isinstance(cell, str | date):
            self.known[cell] = value
        return value

    def _read(self, index: int, cell: Cell) -> date | None:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, str):
            return self._of_text(index, cell.strip()) if cell.strip() else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._of_number(index, cell)
        return None if cell is None else self._fault(index, str(cell))

    def _of_number(self, index: int, cell: float) -> date | None:
        if cell == 0:  # what Excel leaves of an empty cell that a formula copied
            return None
        if abs(cell) < 1e9 and int(cell) in _SERIALS:
            return self.epoch + timedelta(days=int(cell))
        text = f"{cell:.0f}"
        value = parse(text) if COMPACT.fullmatch(text) else None
        return value if isinstance(value, date) else self._fault(index, f"{cell:g}")

    def _of_text(self, index: int, text: str) -> date | None:
        if len(text) == 5 and text.isdecimal() and int(text) in _SERIALS:
            return self.epoch + timedelta(days=int(text))
        value = parse(text)
        if value is None and fold(text) in _EMPTY:
            return None
        if not isinstance(value, Pair):
            return value or self._fault(index, text)
        return self._of_pair(index, text, value)

    def _of_pair(self, index: int, text: str, pair: Pair) -> date | None:
        orders = pair.orders()
        if self.stated is not None and self.stated not in orders:
            self.faults[index] = notices.DATE_CONTRADICTS.at(
                self.rows[index],
                text=text,
                order=ORDER_NAMES[self.stated],
                heading=self.heading,
            )
            return None
        if len(orders) == 1:
            return pair.under(next(iter(orders)))
        if pair.first == pair.second or self.is_certain:
            return pair.under(self.order)
        if self.is_mixed:
            self.faults[index] = notices.DATE_UNCLEAR.at(
                self.rows[index], text=text, heading=self.heading
            )
            return None
        self.assumed = self.assumed or text
        return pair.under(self.order)

    def _fault(self, index: int, text: str) -> date | None:
        self.faults[index] = notices.DATE_BAD.at(
            self.rows[index], text=text, heading=self.heading
        )
        return None

    def _restore(self, values: list[date | None]) -> Iterable[Finding]:
        """Undo what a spreadsheet of the other world did to a column of texts.

        Opened there, 05/01/2021 becomes a real date in May, while 13/01/2021 has no
        month 13 and stays a text: real dates all have a day up to 12, and no text has.
        """
        real = [i for i, cell in enumerate(self.cells) if isinstance(cell, date)]
        if not real or not self._has_only_proven_texts():
            return
        days = [values[i] for i in real]
        if any(day is not None and day.day > 12 for day in days):
            return
        if len(real) < _SWAP_PROOF:
            yield notices.DATES_SUSPECT.at(0, heading=self.heading)
            return
        for i in real:
            if (day := values[i]) is not None:
                values[i] = day.replace(month=day.day, day=day.month)
        yield notices.DATES_SWAPPED.at(0, heading=self.heading, count=len(real))

    def _has_only_proven_texts(self) -> bool:
        """Tell whether there are texts, all of them with one number above 12."""
        written = {c for c in strings_in(self.cells) if c.strip()}
        pairs = [parse(text) for text in written]
        return (
            len(self.orders) == 1
            and bool(pairs)
            and all(isinstance(p, Pair) and len(p.orders()) == 1 for p in pairs)
        )
