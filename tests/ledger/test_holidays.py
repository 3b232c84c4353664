from __future__ import annotations

from datetime import date

import holidays as package
import pytest

from cartera_xl.ledger.holidays import COLOMBIA, Calendar, easter, holidays

MONDAY = date(2026, 7, 13)


@pytest.mark.parametrize("year", range(2000, 2036))
def test_holidays_are_those_of_the_package(year: int) -> None:
    assert holidays(year) == set(package.country_holidays("CO", years=year))


@pytest.mark.parametrize("year", range(1984, 2000))
def test_the_rule_holds_since_the_law(year: int) -> None:
    assert holidays(year) == set(package.country_holidays("CO", years=year))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1818, date(1818, 3, 22)),  # the earliest date possible
        (1943, date(1943, 4, 25)),  # the latest one
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
    ],
)
def test_easter(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_2026_has_nineteen_holidays_with_chiquinquira_on_a_monday() -> None:
    assert len(holidays(2026)) == 19
    assert MONDAY in holidays(2026)


def test_chiquinquira_is_no_holiday_before_2026() -> None:
    assert date(2025, 7, 14) not in holidays(2025)


def test_two_holidays_may_share_a_monday() -> None:
    """Sacred Heart and Saints Peter and Paul: 17 days in 2025, not 18."""
    assert len(holidays(2025)) == 17


def test_an_added_date_is_no_business_day() -> None:
    calendar = Calendar(extra=frozenset({date(2026, 7, 14)}))
    assert calendar.next_business_day(MONDAY) == date(2026, 7, 15)
    assert COLOMBIA.next_business_day(MONDAY) == date(2026, 7, 14)


def test_an_added_date_counts_in_its_own_year_only() -> None:
    calendar = Calendar(extra=frozenset({date(2026, 7, 14)}))
    assert calendar.holidays(2025) == holidays(2025)


def test_a_removed_date_is_a_business_day() -> None:
    assert Calendar(removed=frozenset({MONDAY})).is_business_day(MONDAY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 6), True),  # a Friday
        (date(2026, 3, 7), True),  # a Saturday: no holiday in law
        (date(2026, 3, 8), False),  # a Sunday
        (date(2026, 5, 1), False),  # a Friday, Labour Day
    ],
)
def test_business_days(day: date, expected: bool) -> None:
    assert COLOMBIA.is_business_day(day) is expected


def test_saturday_is_a_rest_day_where_the_company_says_so() -> None:
    closed = Calendar(rest_days=frozenset({5, 6}))
    assert closed.next_business_day(date(2026, 3, 7)) == date(2026, 3, 9)


def test_the_next_business_day_passes_over_the_year_end() -> None:
    closed = Calendar(extra=frozenset({date(2026, 12, 31)}))
    assert closed.next_business_day(date(2026, 12, 31)) == date(2027, 1, 2)
