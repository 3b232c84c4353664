from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.documents import Kind
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.views.book import VIEWS
from cartera_xl.views.credits import credits_in_favour
from cartera_xl.views.customers import customers
from cartera_xl.views.invoices import not_due, overdue
from cartera_xl.views.quotes import quotes
from cartera_xl.views.transactions import omitted
from tests.views.snapshots import AT, BETA, column, item, sample, snapshot

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Tab

YESTERDAY, TOMORROW = AT - timedelta(days=1), AT + timedelta(days=1)
# What later capabilities fill: collection log, promises, follow-ups, posting.
LATER = {"last_action", "promise", "last_follow_up", "status"}


@pytest.mark.parametrize(
    "tab", [tab for tab in VIEWS if not tab.entry_rows], ids=lambda tab: tab.table
)
def test_every_column_that_is_read_is_filled(tab: Tab) -> None:
    rows = VIEWS[tab](sample())
    assert rows
    empty = {
        c.field
        for c in tab.columns
        if not c.input and all(v is None for v in column(tab, rows, c.field))
    }
    assert {f for f in empty if not f.startswith("range_")} <= LATER


@pytest.mark.parametrize(
    "tab", [NOT_DUE, OVERDUE, CREDITS, QUOTES], ids=lambda t: t.table
)
def test_what_is_typed_in_starts_empty(tab: Tab) -> None:
    rows = VIEWS[tab](sample())
    typed = [c.field for c in tab.inputs]
    assert all(v is None for field in typed for v in column(tab, rows, field))


def test_an_invoice_due_today_is_not_overdue() -> None:
    shown = snapshot(item("A", 5, YESTERDAY), item("B", 5, AT), item("C", 5, TOMORROW))
    assert column(OVERDUE, overdue(shown), "number") == ["A"]
    assert column(NOT_DUE, not_due(shown), "number") == ["B", "C"]
    assert column(NOT_DUE, not_due(shown), "days") == [0, -1]


def test_the_oldest_debt_comes_first_and_then_the_largest() -> None:
    old = date(2026, 3, 1)
    shown = snapshot(item("A", 5, YESTERDAY), item("B", 5, old), item("C", 9, old))
    assert column(OVERDUE, overdue(shown), "number") == ["C", "B", "A"]


def test_paid_is_what_is_missing_from_the_total() -> None:
    [row] = overdue(snapshot(item("A", 40_000, YESTERDAY)))
    assert column(OVERDUE, [row], "total") == [1000.0]
    assert column(OVERDUE, [row], "paid") == [600.0]
    assert column(OVERDUE, [row], "balance") == [400.0]
    assert column(OVERDUE, [row], "version") == [3]


def test_the_range_follows_the_basis_of_age() -> None:
    rows = [item("A", 5, YESTERDAY)]
    by_due = overdue(snapshot(*rows))
    by_issue = overdue(snapshot(*rows, stored={"edades.base": "emision"}))
    assert column(OVERDUE, by_due, "range") == ["1–30"]
    assert column(OVERDUE, by_issue, "range") == ["181–360"]


def test_two_kinds_of_one_number_have_two_names() -> None:
    shown = snapshot(
        item("100", 5, YESTERDAY), item("100", 5, YESTERDAY, Kind.DEBIT_NOTE)
    )
    assert sorted(column(OVERDUE, overdue(shown), "number")) == ["100", "ND 100"]


def test_credits_show_what_they_name_and_what_is_left() -> None:
    note = item("NC-1", 40_000, kind=Kind.CREDIT_NOTE)._replace(reference="FV-9")
    rows = credits_in_favour(snapshot(note))
    assert column(CREDITS, rows, "invoice") == ["FV-9"]
    assert column(CREDITS, rows, "used") == [600.0]
    assert column(CREDITS, rows, "kind") == ["Nota crédito"]


def test_a_customer_without_a_balance_has_a_row_of_zeros() -> None:
    rows = customers(snapshot(item("A", 5, YESTERDAY)))
    assert column(CUSTOMERS, rows, "code") == ["C1", "C2"]
    assert column(CUSTOMERS, rows, "net") == [0.05, 0.0]
    assert column(CUSTOMERS, rows, "excluded") == [None, "Sí"]


def test_a_customer_has_a_row_for_each_currency() -> None:
    shown = snapshot(item("A", 500, YESTERDAY), item("B", 700, currency="USD"))
    rows = customers(shown)
    pairs = zip(
        column(CUSTOMERS, rows, "code"),
        column(CUSTOMERS, rows, "currency"),
        strict=True,
    )
    assert list(pairs) == [("C1", "COP"), ("C1", "USD"), (BETA.code, "COP")]
    assert len(set(column(CUSTOMERS, rows, "currency_index"))) == 2


def test_the_first_contact_of_each_channel_is_shown() -> None:
    rows = customers(snapshot())
    assert column(CUSTOMERS, rows, "email")[0] == "pagos@acme.example"
    assert column(CUSTOMERS, rows, "phone")[0] == "+57 300 555 0001"


def test_a_customers_version_moves_with_what_may_be_corrected() -> None:
    before = column(CUSTOMERS, customers(snapshot()), "version")
    after = column(CUSTOMERS, customers(snapshot(contacts=[])), "version")
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_the_ranges_of_a_customer_add_up_to_what_is_owed() -> None:
    rows = customers(sample())
    ranges = [column(CUSTOMERS, rows, f"range_{n}") for n in range(1, 8)]
    owed = zip(
        column(CUSTOMERS, rows, "not_due"),
        column(CUSTOMERS, rows, "overdue"),
        *ranges,
        strict=True,
    )
    assert all(abs(a + b - sum(aged)) < 0.005 for a, b, *aged in owed)


def test_quotes_that_hold_come_first() -> None:
    shown = snapshot(
        quotes=[
            item("Q1", 0, YESTERDAY, Kind.QUOTE),
            item("Q2", 0, AT + timedelta(days=30), Kind.QUOTE),
            item("Q3", 0, TOMORROW, Kind.QUOTE),
        ]
    )
    rows = quotes(shown)
    assert column(QUOTES, rows, "number") == ["Q3", "Q2", "Q1"]
    states = ["por vencer", "vigente", "vencida"]
    assert [s.lower() for s in column(QUOTES, rows, "state")] == states


def test_transactions_say_what_they_leave_out() -> None:
    assert omitted(snapshot()) == "Se muestran todos los movimientos."
    assert omitted(snapshot(omitted=1)) == (
        "No se muestran 1 movimiento anterior al 24/11/2025."
    )


def test_transactions_name_kinds_in_spanish() -> None:
    rows = VIEWS[TRANSACTIONS](sample())
    assert "Factura" in column(TRANSACTIONS, rows, "kind")
