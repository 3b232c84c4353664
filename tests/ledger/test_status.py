from __future__ import annotations

import pytest

from cartera_xl.ledger.status import (
    CreditStatus,
    InvoiceStatus,
    QuoteState,
    credit_status,
    invoice_status,
    quote_state,
)
from tests.ledger.memory import on


@pytest.mark.parametrize(
    ("balance", "due", "status"),
    [
        (100, 1, "por vencer"),
        (100, 0, "por vencer"),  # due today is not overdue
        (100, -1, "vencida"),
        (40, 1, "parcial"),
        (40, 0, "parcial"),
        (40, -1, "vencida"),
        (0, 1, "pagada"),
        (0, -1, "pagada"),
    ],
)
def test_where_an_invoice_of_100_stands(balance: int, due: int, status: str) -> None:
    assert invoice_status(100, balance, on(due), on(0)) is InvoiceStatus(status)


@pytest.mark.parametrize(
    ("free", "status"),
    [(100, "disponible"), (40, "usado en parte"), (0, "agotado")],
)
def test_where_a_credit_of_100_stands(free: int, status: str) -> None:
    assert credit_status(100, free) is CreditStatus(status)


@pytest.mark.parametrize(
    ("valid_until", "state"),
    [(-1, "vencida"), (0, "por vencer"), (5, "por vencer"), (6, "vigente")],
)
def test_where_a_quote_stands_with_five_days_of_notice(
    valid_until: int, state: str
) -> None:
    assert quote_state(on(valid_until), on(0), 5) is QuoteState(state)


def test_without_notice_only_the_last_day_warns() -> None:
    assert quote_state(on(0), on(0), 0) is QuoteState.EXPIRING
    assert quote_state(on(1), on(0), 0) is QuoteState.VALID
