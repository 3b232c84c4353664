from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.documents import Application, Use
from cartera_xl.ledger.facts import Event
from cartera_xl.ledger.promises import (
    Settlement,
    Standing,
    kept_on,
    settlements,
    standing,
)
from tests.ledger.memory import on

if TYPE_CHECKING:
    from datetime import date


def promise(
    id: int,  # noqa: A002 - the field's own name
    amount: int = 100,
    day: int = 0,
    due: int = 10,
    document: int | None = None,
    customer: int = 1,
) -> Event:
    return Event(id, customer, document, "promise", on(day), "", on(due), amount, "COP")


def paid(day: int, amount: int, document: int = 7, customer: int = 1) -> Settlement:
    return Settlement(customer, document, "COP", on(day), amount)


def kept(promises: list[Event], *money: Settlement) -> dict[int, date]:
    return kept_on(promises, money, lambda customer: customer)


def test_a_promise_is_kept_on_the_day_on_which_the_last_of_it_comes() -> None:
    assert kept([promise(1)], paid(3, 60), paid(5, 39)) == {}
    assert kept([promise(1)], paid(3, 60), paid(5, 40)) == {1: on(5)}


def test_what_came_before_the_promise_does_not_keep_it() -> None:
    assert kept([promise(1, day=4)], paid(3, 100)) == {}
    assert kept([promise(1, day=4)], paid(4, 100)) == {1: on(4)}


def test_no_peso_keeps_two_promises_and_the_first_to_fall_due_is_served_first() -> None:
    two = [promise(1, due=20), promise(2, due=10)]
    assert kept(two, paid(5, 100)) == {2: on(5)}
    assert kept(two, paid(5, 100), paid(15, 100)) == {2: on(5), 1: on(15)}


def test_a_promise_of_an_invoice_is_kept_by_what_settles_that_one() -> None:
    assert kept([promise(1, document=8)], paid(3, 100, document=7)) == {}
    assert kept([promise(1, document=7)], paid(3, 100, document=7)) == {1: on(3)}


def test_what_another_customer_or_currency_pays_keeps_nothing() -> None:
    dollars = paid(3, 100)._replace(currency="USD")
    assert kept([promise(1)], paid(3, 100, customer=2), dollars) == {}


def test_joined_records_pay_for_each_other() -> None:
    money = [paid(3, 100, customer=2)]
    assert kept_on([promise(1)], money, lambda _: 1) == {1: on(3)}


def test_where_a_promise_stands() -> None:
    own = promise(1)
    assert standing(own, None, "", on(10)) is Standing.PENDING
    assert standing(own, None, "", on(11)) is Standing.BROKEN
    assert standing(own, on(10), "", on(30)) is Standing.KEPT
    assert standing(own, on(11), "", on(30)) is Standing.LATE
    assert standing(own, None, "cancelled", on(5)) is Standing.ENDED


def row(id: int, amount: int, day: int, use: Use = Use.PAYMENT) -> Application:  # noqa: A002
    return Application(id, use, 3, 7, 1, "COP", amount, on(day))


def test_what_was_taken_back_written_off_or_comes_later_is_no_money() -> None:
    rows = [
        row(1, 10, 1),
        row(2, 20, 2),
        row(3, -20, 4)._replace(reverses=2),
        row(4, 30, 3, Use.WRITE_OFF),
        row(5, 40, 3, Use.VOID),
        row(6, 50, 9),
        row(7, 60, 0, Use.REFUND)._replace(to_id=None),
        row(8, 70, 0, Use.VAT_WITHHELD),
    ]
    found = settlements(rows, on(8))
    assert [(s.day, s.amount) for s in found] == [(on(0), 70), (on(1), 10)]
    assert [s.amount for s in settlements(rows[:3], on(3))] == [10, 20]


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 30)), max_size=5),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), max_size=5),
)
def test_promises_are_never_kept_by_more_than_what_came(
    promised: list[tuple[int, int]], money: list[tuple[int, int]]
) -> None:
    promises = [
        promise(n, amount, due=due) for n, (amount, due) in enumerate(promised, 1)
    ]
    came = sorted((paid(day, amount) for day, amount in money), key=lambda s: s.day)
    found = kept(promises, *came)
    amounts = [p.amount or 0 for p in promises if p.id in found]
    assert sum(amounts) <= sum(s.amount for s in came)
