"""Estado de cuenta on its sheet: for the customer of the chosen row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions import statement as action
from cartera_xl.actions.choices import company_currency
from cartera_xl.actions.progress import silent
from cartera_xl.actions.remarks import remarks
from cartera_xl.actions.selected import NothingChosenError
from cartera_xl.actions.standing import check_own, date_in, own_corte
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.content import Content
from cartera_xl.ledger.statement import View
from cartera_xl.tabs import statement as sheet
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.tabs.withholdings import WITHHOLDINGS
from cartera_xl.texts import day
from cartera_xl.views.rows import unsigned
from cartera_xl.views.statement import sheet_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.statement import CustomerStatement
    from cartera_xl.hosts.host import ChosenRow, OpenHost
    from cartera_xl.store import Store

TABS: Final = (
    CUSTOMERS,
    OVERDUE,
    NOT_DUE,
    CREDITS,
    TRANSACTIONS,
    QUOTES,
    WITHHOLDINGS,
)
_NAMED: Final = " · "  # between a customer's code and its name, on the sheet
_VIEWS: Final = {sheet.OPEN_ITEMS: View.OPEN_ITEMS, sheet.MOVEMENTS: View.MOVEMENTS}


class PeriodError(CarteraError):
    """The period of a statement ends before it starts."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(
            f"El estado de cuenta va del {day(since)} al {day(until)}: corrija las "
            "fechas Desde y Hasta de su hoja."
        )


def run(
    store: Store, host: OpenHost, context: Context, progress: Progress = silent
) -> CustomerStatement:
    """Fill the sheet Estado de Cuenta and bring it into view.

    On that sheet itself its own cells say whose it is and from when to when; on another
    tab the chosen row does, to the workbook's cut-off date.

    Raises:
        NothingChosenError: no row of a customer is chosen.
        NamedError: there is no such customer, or there are several.
        CarteraError: nothing was written.
    """
    progress("Leyendo la cartera", 0, 2)
    done = read(store, host, context)
    progress("Escribiendo la hoja", 1, 2)
    with store.reading() as ledger:
        known = remarks(ledger, done.until).get(done.customer.id, {})
    content = _content(done, company_currency(store), known)
    host.refresh([sheet.STATEMENT], content)
    host.show(sheet.STATEMENT)
    return done


def read(store: Store, host: OpenHost, context: Context) -> CustomerStatement:
    """Return the statement that the workbook asks for; nothing is written.

    Raises:
        NothingChosenError: no row of a customer is chosen.
        NamedError: there is no such customer, or there are several.
        CarteraError: the workbook shows another ledger, or a period that is none.
    """
    check_own(host, store)
    customer, until = _asked(host, context)
    since = date_in(host, sheet.SINCE) or until.replace(day=1)
    if since > until:
        raise PeriodError(since, until)
    view = _VIEWS.get(str(host.value(sheet.VIEW)), View.OPEN_ITEMS)
    return action.run(store, customer, since, until, view)


def _asked(host: OpenHost, context: Context) -> tuple[str, date]:
    """Return whose statement is wanted, and its last day."""
    corte = own_corte(host) or context.today
    chosen = host.chosen([*TABS, sheet.STATEMENT])
    if chosen is not None and chosen.tab is sheet.STATEMENT:
        customer = host.value(sheet.CUSTOMER)
        if customer in (None, ""):
            raise NothingChosenError(CUSTOMERS.title)
        return str(customer).partition(_NAMED)[0], date_in(host, sheet.UNTIL) or corte
    if chosen is None or not chosen.rows:
        raise NothingChosenError(f"{CUSTOMERS.title}, {OVERDUE.title} u otra hoja")
    return _customer(chosen.rows[0]), corte


def _customer(row: ChosenRow) -> str:
    """Return what names a row's customer best: its code, its NIT, its name."""
    for field in ("code", "nit", "customer"):
        if value := row.shown.get(field):
            return str(value)
    raise NothingChosenError(CUSTOMERS.title)


def _content(
    done: CustomerStatement, base: str, known: Mapping[str, Sequence[str]]
) -> Content:
    rows = sheet_rows(done.parts, base, done.view, known)
    shown = next(word for word, view in _VIEWS.items() if view is done.view)
    return Content(
        {sheet.STATEMENT.table: rows},
        {
            sheet.CUSTOMER: f"{done.customer.code}{_NAMED}{done.customer.name}",
            sheet.SINCE: done.since,
            sheet.UNTIL: done.until,
            sheet.VIEW: shown,
        },
        {},
        unsigned((part.currency for part in done.parts), base),
    )
