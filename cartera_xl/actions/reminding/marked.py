"""Recordar: the customers that a person chose to write to, in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.finding import find_document
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.tabs.columns import REMIND, YES
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.entries import Entry
    from cartera_xl.hosts.host import Host, OpenHost
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


class Marked(NamedTuple):
    """The customers of the marked rows, and where the marks stand."""

    customers: frozenset[int]
    rows: tuple[tuple[Tab, int], ...]


def read(host: Host, store: Store) -> Marked:
    """Return whom a person marked; nobody means everybody.

    Raises:
        MarkError: a cell holds something else.
        NamedError: a marked invoice is not in the ledger.
    """
    found = [(tab, row) for tab in TABS for row in _marked(host, tab)]
    if not found:
        return Marked(frozenset(), ())
    with store.reading() as ledger:
        customers = {
            find_document(ledger, row.key[0], DEBIT_KINDS).customer_id
            for _, row in found
        }
    return Marked(frozenset(customers), tuple((tab, row.row) for tab, row in found))


def clear(host: OpenHost, marked: Marked) -> None:
    """Take the marks away once their messages were written."""
    for tab in TABS:
        rows = {row: {REMIND.field: None} for own, row in marked.rows if own is tab}
        if rows:
            host.fill(tab, rows)


def _marked(host: Host, tab: Tab) -> Iterator[Entry]:
    for row in host.entries(tab):
        mark = row.typed.get(REMIND.field)
        if mark in (None, ""):
            continue
        if mark != YES or not row.key:
            raise MarkError(row)
        yield row
