"""The workbook's tabs with a table, in the order of their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs.bridge import BRIDGE
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.import_preview import IMPORT_PREVIEW
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.parameters import PARAMETERS
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.reconciliation import RECONCILIATION
from cartera_xl.tabs.reminders import REMINDERS
from cartera_xl.tabs.statement import STATEMENT
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.tabs.withholdings import WITHHOLDINGS

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Tab

TABS: Final[tuple[Tab, ...]] = (
    CUSTOMERS,
    TRANSACTIONS,
    NOT_DUE,
    OVERDUE,
    CREDITS,
    QUOTES,
    ENTRY,
    STATEMENT,
    REMINDERS,
    COLLECTION_LOG,
    RECONCILIATION,
    WITHHOLDINGS,
    BRIDGE,
    IMPORT_PREVIEW,
    PARAMETERS,
)
OPENING: Final = OVERDUE  # late debt is what a person sees first


def tab_of(table: str) -> Tab:
    """Return the tab that holds a table."""
    return next(tab for tab in TABS if tab.table == table)
