from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.aging import Basis, Ranges
from cartera_xl.ledger.documents import CREDIT_KINDS, DEBIT_KINDS, Kind, OpenItem
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.invariants import indicator_breaches
from cartera_xl.ledger.portfolio import portfolio

AT = date(2026, 11, 24)


def item(
    balance: int,
    late: int = 0,
    kind: Kind = Kind.INVOICE,
    customer: int = 1,
    currency: str = "COP",
) -> OpenItem:
    due = AT - timedelta(days=late)
    issued = due - timedelta(days=30)
    return OpenItem(1, kind, "F", 1, customer, currency, issued, due, 10**9, balance, 1)


items = st.lists(
    st.builds(
        item,
        st.integers(1, 10**12),
        st.integers(-400, 800),
        st.sampled_from(sorted(DEBIT_KINDS | CREDIT_KINDS)),
        st.integers(1, 5),
        st.sampled_from(["COP", "USD"]),
    ),
    max_size=40,
)


def test_due_today_is_not_overdue() -> None:
    figures = portfolio([item(5, late=0), item(7, late=1)], AT).indicators("COP")
    assert (figures.not_due, figures.overdue) == (Figure(5, 1), Figure(7, 1))


def test_credits_stand_apart_from_the_ranges() -> None:
    result = portfolio([item(100, late=40), item(30, kind=Kind.ADVANCE)], AT)
    assert sum(bucket.amount for bucket in result.buckets("COP")) == 100
    assert result.indicators("COP").net == 70


def test_currencies_are_never_added() -> None:
    result = portfolio([item(5), item(7, currency="USD")], AT)
    assert result.currencies == ("COP", "USD")
    assert result.indicators("USD").net == 7
    assert result.customers == 1


def test_a_customer_is_as_late_as_the_oldest_document() -> None:
    documents = [item(5, late=3), item(7, late=95), item(1, late=-9)]
    [balance] = portfolio(documents, AT).balances
    assert balance.days_overdue == 95


def test_age_by_issue_date_moves_rows_between_ranges_and_no_indicator() -> None:
    by_due = portfolio([item(5, late=-10)], AT)
    by_issue = portfolio([item(5, late=-10)], AT, basis=Basis.ISSUE)
    assert by_due.buckets("COP")[0].amount == 5
    assert by_issue.buckets("COP")[1].amount == 5
    assert by_issue.indicators("COP") == by_due.indicators("COP")


@given(items, st.sampled_from(Basis), st.sampled_from([(30, 60), (30, 60, 90, 180)]))
def test_ranges_always_add_up_to_the_balance(
    open_items: list[OpenItem], basis: Basis, limits: tuple[int, ...]
) -> None:
    result = portfolio(open_items, AT, Ranges(limits), basis)
    for balance in result.balances:
        figures = balance.indicators
        aged = sum(bucket.amount for bucket in balance.buckets)
        assert aged == figures.not_due.amount + figures.overdue.amount


@given(items)
def test_nothing_is_lost_between_documents_and_indicators(
    open_items: list[OpenItem],
) -> None:
    result = portfolio(open_items, AT)
    for currency in result.currencies:
        own = [i for i in open_items if i.currency == currency]
        net = sum(-i.balance if i.kind in CREDIT_KINDS else i.balance for i in own)
        assert result.indicators(currency).net == net


def test_a_currency_that_nothing_is_owed_in_shows_nothing() -> None:
    result = portfolio([item(5)], AT)
    assert result.indicators("EUR") == Indicators()
    assert result.buckets("EUR") == (Figure(),) * len(Ranges().labels)


@given(items)
def test_indicators_part_the_open_documents_of_every_currency(
    open_items: list[OpenItem],
) -> None:
    result = portfolio(open_items, AT)
    shown = {code: result.indicators(code) for code in result.currencies}
    assert indicator_breaches(open_items, AT, shown) == []
