from __future__ import annotations

from cartera_xl.ledger.balances import open_item
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.indicators import Figure, Indicators
from tests.ledger.memory import doc, indicators, on

ITEMS = [
    open_item(doc(1, 100, -9, due=1), 100),
    open_item(doc(2, 50, -9, due=0), 40),
    open_item(doc(3, 30, -9, due=-1), 30),
    open_item(doc(4, 25, -9, kind=Kind.ADVANCE), 25),
    open_item(doc(5, 9, -9, currency="USD"), 9),
]


def test_due_today_is_not_overdue() -> None:
    assert indicators(ITEMS, on(0))["COP"] == Indicators(
        not_due=Figure(140, 2), overdue=Figure(30, 1), credit=Figure(25, 1)
    )


def test_the_net_balance_follows_from_the_others() -> None:
    assert indicators(ITEMS, on(0))["COP"].net == 140 + 30 - 25


def test_currencies_are_never_added() -> None:
    shown = indicators(ITEMS, on(0))
    assert list(shown) == ["COP", "USD"]
    assert shown["USD"].overdue == Figure(9, 1)


def test_nothing_open_shows_nothing() -> None:
    assert indicators([], on(0)) == {}
