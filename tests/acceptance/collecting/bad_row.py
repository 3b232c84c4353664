"""A batch with one row that no ledger can take, at every place of it in turn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.acceptance.collecting.oracle import EVER
from tests.acceptance.collecting.stored import StoredBooks

if TYPE_CHECKING:
    from cartera_xl.ledger.batch import Verb

DAY = date(2026, 2, 5)


def sweep(size: int) -> int:
    """Post a batch of so many rows with each of them bad in turn; return how many.

    None may leave anything behind, and without the bad row the batch stands.
    """
    books = StoredBooks(DAY)
    try:
        assert books.post(*(_invoice(row, f"F{row}") for row in range(size)))
        good = [_good(row) for row in range(size)]
        before = _all_of(books)
        for row in range(size):
            assert books.post(*good[:row], _bad(row), *good[row + 1 :]) is None
            assert _all_of(books) == before
        assert books.post(*good)
    finally:
        books.close()
    return size


def _all_of(books: StoredBooks) -> tuple[object, ...]:
    return books.store.head(), books.shown(EVER), len(books.applications)


def _good(row: int) -> Verb:
    """Return a row that pays, lets go or enters: each by its own rules."""
    paper = row + 1
    money = Receive(row, 1, "COP", DAY, (Means(4),), (Line(row, paper, 3),))
    off = WriteOff(row, paper, DAY, "insolvencia", "Ana", 2)
    return (money, off, _invoice(row, f"G{row}"))[row % 3]


def _bad(row: int) -> Verb:
    """Return a row of the same kind that asks for more than there is."""
    paper = row + 1
    money = Receive(row, 1, "COP", DAY, (Means(99),), (Line(row, paper, 99),))
    off = WriteOff(row, paper, DAY, "insolvencia", "Ana", 99)
    return (money, off, _invoice(row, f"F{row}"))[row % 3]


def _invoice(row: int, number: str) -> Enter:
    document = Document(0, Kind.INVOICE, number, 1, 1, "COP", DAY, DAY, 9)
    return Enter(row, document)
