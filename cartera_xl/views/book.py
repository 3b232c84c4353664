"""The whole workbook: every tab's rows and every named value of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs import names
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.views.credits import credits_in_favour
from cartera_xl.views.customers import customers
from cartera_xl.views.invoices import not_due, overdue
from cartera_xl.views.quotes import quotes
from cartera_xl.views.summary import named_values
from cartera_xl.views.transactions import omitted, transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.views.snapshot import Snapshot
    from cartera_xl.views.summary import Stamp

VIEWS: Final[Mapping[Tab, Callable[[Snapshot], list[tuple[Cell, ...]]]]] = {
    CUSTOMERS: customers,
    TRANSACTIONS: transactions,
    NOT_DUE: not_due,
    OVERDUE: overdue,
    CREDITS: credits_in_favour,
    QUOTES: quotes,
}


def tables(snapshot: Snapshot) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of every tab that shows the ledger, by table."""
    return {tab.table: view(snapshot) for tab, view in VIEWS.items()}


def values(snapshot: Snapshot, stamp: Stamp) -> dict[str, Cell | list[list[Cell]]]:
    """Return every named value, by defined name."""
    return {**named_values(snapshot, stamp), names.OMITTED: omitted(snapshot)}
