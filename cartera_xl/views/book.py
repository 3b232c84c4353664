"""The whole workbook: every tab's rows and every named value of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs import names
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.columns import CURRENCY
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.parameters import PARAMETERS
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.tabs.withholdings import WITHHOLDINGS
from cartera_xl.views.collection_log import collection_log
from cartera_xl.views.credits import credits_in_favour
from cartera_xl.views.customers import customers
from cartera_xl.views.invoices import not_due, overdue
from cartera_xl.views.parameters import parameters
from cartera_xl.views.quotes import quotes
from cartera_xl.views.rows import unsigned
from cartera_xl.views.summary import named_values
from cartera_xl.views.transactions import omitted, transactions
from cartera_xl.views.withholdings import withholdings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.tabs.cell import Cell, Row
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
    WITHHOLDINGS: withholdings,
    ENTRY: lambda _: [],
    COLLECTION_LOG: collection_log,
    PARAMETERS: parameters,
}


def tables(snapshot: Snapshot) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of every tab that shows the ledger, by table."""
    return {tab.table: view(snapshot) for tab, view in VIEWS.items()}


def decimals(rows: Mapping[str, Sequence[Row]], chosen: Parameters) -> dict[str, int]:
    """Return the currencies that are shown without «$», with their decimals."""
    found: set[Cell] = set()
    for tab in VIEWS:
        if CURRENCY in tab.columns:
            position = tab.columns.index(CURRENCY)
            found.update(row[position] for row in rows.get(tab.table, ()))
    return unsigned((str(c) for c in found if c), chosen.currency)


def values(snapshot: Snapshot, stamp: Stamp) -> dict[str, Cell | list[list[Cell]]]:
    """Return every named value, by defined name."""
    return {**named_values(snapshot, stamp), names.OMITTED: omitted(snapshot)}
