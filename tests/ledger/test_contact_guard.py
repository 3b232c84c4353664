from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.contact_guard import (
    DEBTOR,
    Breach,
    Contacted,
    Counting,
    Guard,
    breach,
    next_allowed,
)
from cartera_xl.ledger.contact_hours import LEGAL_HOURS, HoursError, parse_hours
from cartera_xl.ledger.holidays import COLOMBIA, Calendar
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.posting import Contact

MAIL = Contact(9, 1, "email", "a@example.com", date(2026, 1, 1))
STRICT = Guard()
TWO_WAY = Guard(Counting.TWO_WAY)
MONDAY = "2026-11-23"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def made(text: str, channel: str = "email", *, two_way: bool = False) -> Contacted:
    return Contacted(1, DEBTOR, channel, at(text), two_way)


# Hours: Ley 2300 of 2023, art. 3.


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-23T06:59:59", False),
        ("2026-11-23T07:00", True),
        ("2026-11-23T18:59:59", True),
        ("2026-11-23T19:00", False),
        ("2026-11-27T12:00", True),  # a Friday
        ("2026-11-28T07:59", False),  # a Saturday
        ("2026-11-28T08:00", True),
        ("2026-11-28T14:59", True),
        ("2026-11-28T15:00", False),
        ("2026-11-29T11:00", False),  # a Sunday
        ("2026-11-16T11:00", False),  # the Monday of Cartagena's independence
        ("2026-12-08T11:00", False),
        ("2026-04-03T11:00", False),  # Good Friday
    ],
)
def test_the_hours_of_the_law(moment: str, allowed: bool) -> None:
    assert LEGAL_HOURS.allow(at(moment), COLOMBIA) is allowed
    expected = None if allowed else Breach.OUTSIDE_HOURS
    assert breach(at(moment), MAIL, [], STRICT) == expected


@pytest.mark.parametrize("hours", range(-12, 15))
def test_the_hours_are_those_of_bogota_wherever_the_clock_is(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    inside, outside = at(f"{MONDAY}T18:59"), at(f"{MONDAY}T19:00")
    assert breach(inside.astimezone(zone), MAIL, [], STRICT) is None
    assert breach(outside.astimezone(zone), MAIL, [], STRICT) is Breach.OUTSIDE_HOURS


def test_the_company_edits_the_holidays() -> None:
    calendar = Calendar(
        extra=frozenset({date(2026, 11, 23)}), removed=frozenset({date(2026, 12, 8)})
    )
    guard = Guard(calendar=calendar)
    assert breach(at(f"{MONDAY}T10:00"), MAIL, [], guard) is Breach.OUTSIDE_HOURS
    assert breach(at("2026-12-08T10:00"), MAIL, [], guard) is None


# One contact a day, and one channel a week.


@pytest.mark.parametrize(
    ("before", "moment", "expected"),
    [
        ([], f"{MONDAY}T10:00", None),
        ([made(f"{MONDAY}T07:00")], f"{MONDAY}T18:00", Breach.SAME_DAY),
        ([made(f"{MONDAY}T07:00")], "2026-11-24T07:00", None),
        ([made(f"{MONDAY}T07:00", "phone")], f"{MONDAY}T18:00", Breach.SAME_DAY),
        ([made(f"{MONDAY}T07:00", "phone")], "2026-11-28T09:00", Breach.OTHER_CHANNEL),
        # the week is Monday to Sunday
        ([made(f"{MONDAY}T07:00", "phone")], "2026-11-30T07:00", None),
        ([made("2026-11-22T07:00", "phone")], f"{MONDAY}T07:00", None),
    ],
)
def test_one_contact_a_day_and_one_channel_a_week(
    before: list[Contacted], moment: str, expected: Breach | None
) -> None:
    assert breach(at(moment), MAIL, before, STRICT) == expected


def test_a_day_ends_at_midnight_in_bogota() -> None:
    late = Contacted(1, DEBTOR, "email", datetime(2026, 11, 25, 4, 30, tzinfo=UTC))
    assert late.at.astimezone(BOGOTA).date() == date(2026, 11, 24)
    assert breach(at("2026-11-25T07:00"), MAIL, [late], STRICT) is None
    assert breach(at("2026-11-24T18:00"), MAIL, [late], STRICT) is Breach.SAME_DAY


def test_a_company_may_count_only_what_the_person_answered() -> None:
    silent, spoken = made(f"{MONDAY}T07:00"), made(f"{MONDAY}T07:00", two_way=True)
    moment = at(f"{MONDAY}T10:00")
    assert breach(moment, MAIL, [silent], TWO_WAY) is None
    assert breach(moment, MAIL, [spoken], TWO_WAY) is Breach.SAME_DAY
    assert breach(moment, MAIL, [silent], STRICT) is Breach.SAME_DAY


# Consent.


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"authorized": None}, Breach.UNAUTHORIZED),
        ({"authorized": date(2026, 11, 24)}, Breach.UNAUTHORIZED),
        ({"authorized": date(2026, 11, 23)}, None),
        ({"opted_out": date(2026, 11, 23)}, Breach.OPTED_OUT),
        ({"opted_out": date(2026, 11, 24)}, None),
        ({"opted_out": date(2026, 1, 1), "authorized": None}, Breach.OPTED_OUT),
    ],
)
def test_only_through_channels_that_were_authorised(
    fields: dict[str, date | None], expected: Breach | None
) -> None:
    contact = MAIL._replace(**fields)  # type: ignore[arg-type]
    assert breach(at(f"{MONDAY}T10:00"), contact, [], STRICT) == expected


# Hours that a person asked for.


@pytest.mark.parametrize(
    ("text", "moment", "allowed"),
    [
        ("lun-vie 14:00-18:00", f"{MONDAY}T10:00", False),
        ("lun-vie 14:00-18:00", f"{MONDAY}T14:00", True),
        ("LUN–vie 14-18".replace("–", "-"), f"{MONDAY}T17:59", True),
        ("lun 9-12, lun 14-16; mié 10-11", f"{MONDAY}T15:00", True),
        ("lun 9-12, lun 14-16; mié 10-11", f"{MONDAY}T13:00", False),
        ("dom 10-12", "2026-11-29T11:00", True),
        ("lun-vie 7-19", "2026-12-08T11:00", False),  # a holiday is no Tuesday
        ("dom 8-9, fes 10-12", "2026-12-08T11:00", True),
        ("lun 20-22", f"{MONDAY}T21:00", True),
    ],
)
def test_hours_that_a_person_asked_for(text: str, moment: str, allowed: bool) -> None:
    contact = MAIL._replace(hours=text)
    expected = None if allowed else Breach.OWN_HOURS
    assert breach(at(moment), contact, [], STRICT) == expected


def test_a_company_may_keep_to_the_laws_hours_alone() -> None:
    contact = MAIL._replace(hours="lun 20-22")
    guard = Guard(own_hours=False)
    assert breach(at(f"{MONDAY}T10:00"), contact, [], guard) is None
    assert breach(at(f"{MONDAY}T21:00"), contact, [], guard) is Breach.OUTSIDE_HOURS


@pytest.mark.parametrize(
    "text",
    [
        *("", "mañana", "lun", "lun 9", "lun 12-9", "lun 9-9", "vie-lun 9-10"),
        *("xxx 9-10", "lun-xxx 9-10", "lun 9-25", "lun 9:70-10", "fes 9-10"),
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(HoursError, match=r"lun-vie 14:00-18:00"):
        parse_hours(text)


# From when on.


@pytest.mark.parametrize(
    ("moment", "before", "expected"),
    [
        (f"{MONDAY}T10:00", [], f"{MONDAY}T10:00"),
        (f"{MONDAY}T05:00", [], f"{MONDAY}T07:00"),
        ("2026-11-28T15:00", [], "2026-11-30T07:00"),
        ("2026-12-24T19:00", [], "2026-12-26T08:00"),
        (f"{MONDAY}T10:00", [made(f"{MONDAY}T08:00")], "2026-11-24T07:00"),
        (f"{MONDAY}T10:00", [made(f"{MONDAY}T08:00", "phone")], "2026-11-30T07:00"),
        # the Saturday of a contact by mail ends the week for the telephone
        ("2026-11-28T16:00", [made("2026-11-28T09:00")], "2026-11-30T07:00"),
    ],
)
def test_from_when_on_a_person_may_be_contacted(
    moment: str, before: list[Contacted], expected: str
) -> None:
    assert next_allowed(at(moment), MAIL, before, STRICT) == at(expected)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001
    st.lists(
        st.tuples(st.integers(-240, 240), st.sampled_from(["email", "phone"])),
        max_size=4,
    ),
    st.sampled_from(["", "mar 9-11", "dom 8-9, fes 8-9"]),
)
def test_the_next_moment_is_allowed_and_nothing_before_it_is(
    moment: datetime, earlier: list[tuple[int, str]], hours: str
) -> None:
    start = moment.replace(tzinfo=BOGOTA, second=0, microsecond=0)
    before = [
        Contacted(1, DEBTOR, channel, start + timedelta(hours=h))
        for h, channel in earlier
    ]
    contact = MAIL._replace(hours=hours, authorized=date(2020, 1, 1))
    found = next_allowed(start, contact, before, STRICT)
    assert breach(found, contact, before, STRICT) is None
    step = max(timedelta(minutes=30), (found - start) / 40)
    tried = start
    while tried < found:
        assert breach(tried, contact, before, STRICT) is not None
        tried += step
