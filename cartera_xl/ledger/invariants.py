"""What is always true of a ledger, as functions over its rows.

`verificar` runs them on a whole ledger, the tests after every step. Each returns the
breaches that it found, so an empty list is the good news.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.ledger.balances import settled_amounts
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.problems import Problem
from cartera_xl.ledger.refusals import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import Application, Document, OpenItem

Account = tuple[int, str]  # customer, currency


def balance_breaches(
    documents: Iterable[Document],
    applications: Iterable[Application],
    balances: Mapping[int, int],
) -> list[Problem]:
    """Check I1 and I2: 0 ≤ free (or open) = total − what was applied, per document."""
    settled = settled_amounts(applications)
    return [
        _balance_breach(document, derived, balances[document.id])
        for document in documents
        if document.kind.side is not Side.NONE
        and not (
            0
            <= (derived := document.total - settled.get(document.id, 0))
            == balances[document.id]
        )
    ]


def _balance_breach(document: Document, derived: int, kept: int) -> Problem:
    code = "I1" if document.kind.side is Side.CREDIT else "I2"
    label = texts.document_label(document.kind, document.number, document.instalment)
    return Problem(
        label,
        code,
        f"{label}: el saldo guardado es {money(kept, document.currency)} y los "
        f"movimientos dan {money(derived, document.currency)}.",
    )


def control_totals(
    documents: Iterable[Document], applications: Iterable[Application]
) -> dict[Account, int]:
    """Return what each customer owes by the journal alone, per currency.

    Debits, less credits, less what was settled without a credit, plus refunds. What
    links a credit to a debit moves no total.
    """
    totals: defaultdict[Account, int] = defaultdict(int)
    for document in documents:
        account = document.customer_id, document.currency
        totals[account] += _SIGNS[document.kind.side] * document.total
    for application in applications:
        account = application.customer_id, application.currency
        if application.from_id is None:
            totals[account] -= application.amount
        elif application.to_id is None:
            totals[account] += application.amount
    return dict(totals)


_SIGNS = {Side.DEBIT: 1, Side.CREDIT: -1, Side.NONE: 0}


def control_breaches(
    documents: Sequence[Document],
    applications: Iterable[Application],
    balances: Mapping[int, int],
) -> list[Problem]:
    """Check I4: the journal's total per customer and currency is Σ open − Σ free.

    It is also the conservation law: what leaves the credits reaches the debits.
    """
    shown: defaultdict[Account, int] = defaultdict(int)
    for document in documents:
        sign = _SIGNS[document.kind.side]
        shown[document.customer_id, document.currency] += (
            sign * balances[document.id] if sign else 0
        )
    return [
        Problem(
            f"{customer_id}",
            "I4",
            f"Cliente {customer_id}: los documentos y movimientos dan "
            f"{money(total, currency)} y los saldos "
            f"{money(shown[customer_id, currency], currency)}.",
        )
        for (customer_id, currency), total in sorted(
            control_totals(documents, applications).items()
        )
        if total != shown[customer_id, currency]
    ]


def indicator_breaches(
    items: Sequence[OpenItem], at: date, shown: Mapping[str, Indicators]
) -> list[Problem]:
    """Check I5: the indicators shown are those of the open items, in every currency.

    Por vencer and vencidas part the open debits at the date, créditos holds the rest,
    and saldo neto is what they leave.
    """
    currencies = {item.currency for item in items} | set(shown)
    return [
        Problem(currency, "I5", f"Los indicadores en {currency} no cuadran.")
        for currency in sorted(currencies)
        if shown.get(currency) != _expected(items, at, currency)
    ]


def _expected(items: Iterable[OpenItem], at: date, currency: str) -> Indicators:
    own = [item for item in items if item.currency == currency]
    debits = [item for item in own if item.kind.side is Side.DEBIT]
    return Indicators(
        not_due=_figure(item for item in debits if item.due >= at),
        overdue=_figure(item for item in debits if item.due < at),
        credit=_figure(item for item in own if item.kind.side is Side.CREDIT),
    )


def _figure(items: Iterable[OpenItem]) -> Figure:
    amounts = [item.balance for item in items]
    return Figure(sum(amounts), len(amounts))
