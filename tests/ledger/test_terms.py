from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.holidays import COLOMBIA
from cartera_xl.ledger.terms import (
    CASH,
    Term,
    TermError,
    Unit,
    is_beyond_fair_term,
    parse_term,
)

DAYS, WEEKS, MONTHS = Unit.DAYS, Unit.WEEKS, Unit.MONTHS


@pytest.mark.parametrize(
    ("term", "issued", "expected"),
    [
        (Term(0), "2026-01-15", "2026-01-15"),
        (Term(30), "2026-01-15", "2026-02-14"),  # the day of the contract is left out
        (Term(1), "2026-12-31", "2027-01-01"),
        (Term(2, WEEKS), "2026-01-15", "2026-01-29"),
        (Term(1, MONTHS), "2026-01-15", "2026-02-15"),  # the same day number
        (Term(1, MONTHS), "2026-01-31", "2026-02-28"),  # or the month's last day
        (Term(1, MONTHS), "2028-01-31", "2028-02-29"),
        (Term(12, MONTHS), "2026-01-31", "2027-01-31"),
        (Term(1, MONTHS), "2026-12-31", "2027-01-31"),
        (Term(30, DAYS, True), "2026-01-15", "2026-02-28"),
        (Term(0, DAYS, True), "2026-01-15", "2026-01-31"),
        (Term(1, MONTHS, True), "2026-11-30", "2026-12-31"),
    ],
)
def test_the_agreed_due_date(term: Term, issued: str, expected: str) -> None:
    agreed = term.agreed(date.fromisoformat(issued))
    assert agreed.isoformat() == expected


@pytest.mark.parametrize(
    ("term", "issued", "agreed", "effective"),
    [
        (Term(30), "2026-06-13", "2026-07-13", "2026-07-14"),  # a Monday holiday
        (Term(7), "2026-03-01", "2026-03-08", "2026-03-09"),  # a Sunday
        (Term(5), "2026-03-01", "2026-03-06", "2026-03-06"),  # a Friday
    ],
)
def test_a_term_that_ends_on_a_holiday_may_run_to_the_next_day(
    term: Term, issued: str, agreed: str, effective: str
) -> None:
    end = term.agreed(date.fromisoformat(issued))
    assert end.isoformat() == agreed
    assert COLOMBIA.next_business_day(end).isoformat() == effective


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("contado", CASH),
        ("De Contado", CASH),
        ("30", Term(30)),
        ("30 días", Term(30)),
        ("30 DIAS", Term(30)),
        ("  a 30  días ", Term(30)),
        ("1 día", Term(1)),
        ("30d", Term(30)),
        ("Net 30", Term(30)),
        ("neto 30 días", Term(30)),
        ("N/30", Term(30)),
        ("30 días neto", Term(30)),
        ("Crédito 45 días", Term(45)),
        ("crédito a 45 días", Term(45)),
        ("30 días calendario", Term(30)),
        ("30 días fecha factura", Term(30)),
        ("30 days", Term(30)),
        ("2 semanas", Term(2, WEEKS)),
        ("2 weeks", Term(2, WEEKS)),
        ("1 mes", Term(1, MONTHS)),
        ("3 meses", Term(3, MONTHS)),
        ("60 días fin de mes", Term(60, DAYS, True)),
        ("60 días, a fin de mes", Term(60, DAYS, True)),
        ("60 days end of month", Term(60, DAYS, True)),
        ("60 d EOM", Term(60, DAYS, True)),
        ("2 months end of month", Term(2, MONTHS, True)),
        ("fin de mes", Term(0, DAYS, True)),
        ("NET-30", Term(30)),
        ("Net30", Term(30)),
        ("Pago a 30 días.", Term(30)),
        ("Plazo: 30 días", Term(30)),
        ("Due in 15 days", Term(15)),
        ("30 días desde la fecha de la factura", Term(30)),
        ("Pago anticipado", CASH),
        ("Contra entrega", CASH),
    ],
)
def test_terms_as_people_write_them(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pronto",
        "días",
        "2/10 neto 30",  # a discount: two dates
        "30/60/90",  # instalments
        "30 días hábiles",  # business days
        "-30 días",
        "30,5 días",
        "1000 días",
        "30 días contado",
    ],
)
def test_other_terms_are_refused_by_name(text: str) -> None:
    with pytest.raises(TermError, match=f"«{text}»"):
        parse_term(text)


@pytest.mark.parametrize(("days", "beyond"), [(44, False), (45, False), (46, True)])
def test_terms_over_45_calendar_days_are_beyond_the_law(
    days: int, beyond: bool
) -> None:
    issued = date(2026, 1, 15)
    assert is_beyond_fair_term(issued, Term(days).agreed(issued)) is beyond


def test_the_law_says_nothing_of_invoices_before_2022() -> None:
    assert not is_beyond_fair_term(date(2021, 12, 31), date(2022, 12, 31))
    assert is_beyond_fair_term(date(2022, 1, 1), date(2022, 12, 31))


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 999),
    st.sampled_from(Unit),
    st.booleans(),
)
def test_no_term_ends_before_it_begins_nor_moves_back(
    issued: date, number: int, unit: Unit, month_end: bool
) -> None:
    agreed = Term(number, unit, month_end).agreed(issued)
    effective = COLOMBIA.next_business_day(agreed)
    assert issued <= agreed <= effective
    assert COLOMBIA.is_business_day(effective)
