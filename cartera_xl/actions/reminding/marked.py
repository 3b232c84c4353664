"""Recordar: the customers that a person chose to write to, in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.finding import find_document
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.store.families import families
from cartera_xl.tabs.columns import REMIND, YES
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cartera_xl.hosts.entries import Entry
    from cartera_xl.hosts.host import Host
    from cartera_xl.store import Store
    from cartera_xl.tabs.tab import Tab

TABS: Final = (OVERDUE, NOT_DUE)


class MarkError(CarteraError):
    """A cell of the column holds something that means nothing there."""

    def __init__(self, row: Entry) -> None:
        super().__init__(
            f"{row.sheet}, fila {row.row}: en {REMIND.title} va «{YES}» o nada, en la "
            "fila de una factura."
        )


class Mark(NamedTuple):
    """A marked row, and the main record of its customer."""

    tab: Tab
    row: int
    customer: int


class Marked(NamedTuple):
    """What a person marked."""

    marks: tuple[Mark, ...]

    @property
    def customers(self) -> frozenset[int]:
        """Return whom they choose; nobody means everybody."""
        return frozenset(mark.customer for mark in self.marks)


def read(host: Host, store: Store) -> Marked:
    """Return whom a person marked.

    Raises:
        MarkError: a cell holds something else.
        NamedError: a marked invoice is not in the ledger.
    """
    found = [(tab, row) for tab in TABS for row in _marked(host, tab)]
    if not found:
        return Marked(())
    with store.reading() as ledger:
        main = families(ledger)

        def customer(row: Entry) -> int:
            own = find_document(ledger, row.key[0], DEBIT_KINDS).customer_id
            return main.get(own, own)

        return Marked(tuple(Mark(tab, row.row, customer(row)) for tab, row in found))


def clear(host: Host, marked: Marked, written: Collection[int]) -> None:
    """Take the marks away of the customers to whom a message was written."""
    for tab in TABS:
        rows = {
            mark.row: (REMIND.field,)
            for mark in marked.marks
            if mark.tab is tab and mark.customer in written
        }
        if rows:
            host.clear(tab, rows)


def _marked(host: Host, tab: Tab) -> Iterator[Entry]:
    for row in host.entries(tab):
        mark = row.typed.get(REMIND.field)
        if mark in (None, ""):
            continue
        if mark != YES or not row.key:
            raise MarkError(row)
        yield row
