"""The worksheet functions, one for each declaration in tabs/functions.py.

A cell is answered at the end of the cut-off date. `customer` is a code, a NIT or a
name, None for everybody; a `currency` of None is the company's own; `document` is a
number, or the label that tells documents of one number apart («ND 7», «100 (2)»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.excel.answers import grid, money
from cartera_xl.excel.arguments import PeriodError
from cartera_xl.excel.registry import registered
from cartera_xl.tabs.functions import FUNCTIONS
from cartera_xl.views.statement import statement_rows

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.actions.answering import Answers
    from cartera_xl.excel.answers import Grid

_HEADINGS = {declared.python: declared.headings for declared in FUNCTIONS}


@registered
def not_due(
    ledger: Answers, at: date, customer: str | None, currency: str | None
) -> float:
    """Return what is owed and not yet due."""
    figures, unit = ledger.indicators(at, customer, currency)
    return money(figures.not_due.amount, unit)


@registered
def overdue(
    ledger: Answers, at: date, customer: str | None, currency: str | None
) -> float:
    """Return what is overdue."""
    figures, unit = ledger.indicators(at, customer, currency)
    return money(figures.overdue.amount, unit)


@registered
def credit(
    ledger: Answers, at: date, customer: str | None, currency: str | None
) -> float:
    """Return the credits that are free."""
    figures, unit = ledger.indicators(at, customer, currency)
    return money(figures.credit.amount, unit)


@registered
def net(ledger: Answers, at: date, customer: str | None, currency: str | None) -> float:
    """Return what is owed after all credits."""
    figures, unit = ledger.indicators(at, customer, currency)
    return money(figures.net, unit)


@registered
def balance(ledger: Answers, at: date, document: str | None) -> float:
    """Return what is left of a document: open of a debit, free of a credit."""
    return money(*ledger.balance(at, document or ""))


@registered
def days_overdue(ledger: Answers, at: date, document: str | None) -> int:
    """Return how many days late a document is; 0 where nothing of it is late."""
    return ledger.days_overdue(at, document or "")


@registered
def ageing(
    ledger: Answers, at: date, customer: str | None, currency: str | None
) -> Grid:
    """Return the balance by ranges, a range a row; they add up to the two indicators.

    A row of totals is left out: SUM over the column would count everything twice.
    """
    ranges, unit = ledger.ageing(at, customer, currency)
    rows = [(label, money(figure.amount, unit)) for label, figure in ranges]
    return grid(_HEADINGS["ageing"], rows)


@registered
def statement(
    ledger: Answers,
    at: date,
    customer: str | None,
    since: date | None,
    until: date | None,
) -> Grid:
    """Return the movements of a customer between its balances before and after.

    The last day is `until`, else the cut-off date; the first is `since`, else the first
    of that month.
    """
    last = until or at
    first = since or last.replace(day=1)
    if first > last:
        raise PeriodError(first, last)
    parts = ledger.statement(customer or "", first, last)
    return grid(_HEADINGS["statement"], statement_rows(parts))


@registered
def overdue_more_than(
    ledger: Answers, at: date, days: int, customer: str | None
) -> float:
    """Return what is more than so many days overdue, in the company's currency."""
    return money(*ledger.beyond(at, days, customer))
