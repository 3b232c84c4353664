from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cartera_xl.ledger.facts import Closing
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close, next_month
from cartera_xl.ledger.verbs.enter import Enter
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import Cartera, posted, refused

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)  # today is 4 February


def reopen(month: date, reason: str = "faltó un pago") -> Close:
    return Close(1, month, reason, reopen=True)


def test_a_closed_month_takes_nothing_and_an_open_one_does() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00))
    assert posted(books.post(Close(1, JANUARY)))
    assert refused(books.post(Apply(1, on(10), 2, 1))) == (
        "month_closed",
        "El mes está cerrado: use una fecha desde el 01/02/2026.",
    )
    assert posted(books.post(Apply(1, FEBRUARY, 2, 1)))


def test_a_row_that_closes_a_month_closes_it_for_those_that_follow() -> None:
    books = Cartera(doc(1, 100_00), receipt(2, 60_00))
    apply = Apply(2, on(10), 2, 1)
    assert refused(books.post(Close(1, JANUARY), apply))[0] == "month_closed"
    assert posted(books.post(apply, Close(1, JANUARY)))


def test_a_reopened_month_takes_entries_again() -> None:
    books = Cartera()
    books.post(Close(1, JANUARY))
    assert posted(books.post(reopen(JANUARY)))
    assert books.known(Closing)[-1][1:] == (JANUARY, "faltó un pago")
    assert posted(books.post(Enter(1, doc(0, 10_00, day=3))))


def test_reopening_opens_all_that_follows_and_leaves_what_is_before() -> None:
    books = Cartera()
    books.post(Close(1, JANUARY))
    books.post(reopen(date(2025, 12, 1)))
    assert books.now.open_from == date(2025, 12, 1)


def test_any_day_stands_for_its_month() -> None:
    books = Cartera()
    assert posted(books.post(Close(1, date(2026, 1, 20))))
    assert books.now.open_from == FEBRUARY
    books.post(reopen(date(2026, 1, 9)))
    assert books.now.open_from == JANUARY


@pytest.mark.parametrize(
    ("closed", "asked", "status", "sentence"),
    [
        (
            JANUARY,
            Close(1, JANUARY),
            "already_closed",
            "2026-01 ya está cerrado.",
        ),
        (
            JANUARY,
            Close(1, date(2025, 11, 1)),
            "already_closed",
            "2025-11 ya está cerrado.",
        ),
        (
            None,
            Close(1, FEBRUARY),
            "month_not_over",
            "2026-02 no ha terminado: ciérrelo después.",
        ),
        (JANUARY, reopen(JANUARY, " "), "reason_missing", "Falta el motivo."),
        (JANUARY, reopen(FEBRUARY), "not_closed", "2026-02 está abierto."),
        (None, reopen(JANUARY), "not_closed", "2026-01 está abierto."),
    ],
)
def test_each_refusal_names_the_month(
    closed: date | None, asked: Any, status: str, sentence: str
) -> None:
    books = Cartera()
    if closed:
        books.post(Close(1, closed))
    assert refused(books.post(asked)) == (status, sentence)


@pytest.mark.parametrize(
    ("month", "following"),
    [(JANUARY, FEBRUARY), (date(2026, 12, 1), date(2027, 1, 1))],
)
def test_the_month_that_follows(month: date, following: date) -> None:
    assert next_month(month) == following
