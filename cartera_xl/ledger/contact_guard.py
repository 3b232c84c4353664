"""Ley 2300 of 2023, «Dejen de fregar»: whom may be contacted, how and when.

What the law's words do not settle is decided for the person's side: every message
counts as a contact unless the company reads «contacto directo» as two-way only, a week
is Monday to Sunday, and a reminder before the due date is collecting too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.contact_hours import LEGAL_HOURS, Hours, parse_hours
from cartera_xl.ledger.holidays import COLOMBIA, Calendar
from cartera_xl.ledger.legal_time import BOGOTA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.posting import Contact

DEBTOR: Final = "deudor"
CO_DEBTOR: Final = "codeudor"
# Art. 5 forbids contacting references; they are not kept, so that nobody can.
REFERENCE: Final = "referencia"
CONTACT_KINDS: Final = (DEBTOR, CO_DEBTOR)
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class Counting(StrEnum):
    """What counts as the law's «contacto directo»."""

    STRICT = "estricto"  # every message and call
    TWO_WAY = "doble-via"  # only what the person answered (SFC's advisory council)


@dataclass(frozen=True, slots=True)
class Guard:
    """How the company reads the law, and the holidays that it knows."""

    counting: Counting = Counting.STRICT
    calendar: Calendar = COLOMBIA
    own_hours: bool = True  # whether the hours that a person asked for are kept to


DEFAULT_GUARD: Final = Guard()


class Contacted(NamedTuple):
    """A contact that was made: with whom, through what, when."""

    customer_id: int  # the main record where several were joined
    kind: str  # of CONTACT_KINDS: the debtor and a co-debtor are two persons
    channel: str
    at: datetime
    two_way: bool = False


class Breach(StrEnum):
    """The rule that a contact would break, in the order in which they are tried."""

    OPTED_OUT = "opted_out"
    UNAUTHORIZED = "unauthorized"
    SAME_DAY = "same_day"
    OTHER_CHANNEL = "other_channel"
    OUTSIDE_HOURS = "outside_hours"
    OWN_HOURS = "own_hours"


def breach(
    at: datetime, contact: Contact, before: Iterable[Contacted], guard: Guard
) -> Breach | None:
    """Return the rule that contacting a consumer at a moment would break.

    A company that buys as one («business») is none: of these rules it has only
    `consent_breach`'s first, that who opted out is left alone.

    Args:
        at: the moment; it knows its zone.
        contact: whom, and through what.
        before: the earlier contacts with the same person.
        guard: how the company reads the law.
    """
    if refused := consent_breach(at, contact):
        return refused
    counted = _counted(before, guard)
    day = _local(at)
    if any(_local(c.at) == day for c in counted):
        return Breach.SAME_DAY
    if any(_week(_local(c.at)) == _week(day) for c in _others(contact, counted)):
        return Breach.OTHER_CHANNEL
    return _hours_breach(at, contact, guard)


def consent_breach(at: datetime, contact: Contact) -> Breach | None:
    """Return whether the person refused the channel or never authorised it."""
    if has_opted_out(at, contact):
        return Breach.OPTED_OUT
    if contact.authorized is None or contact.authorized > _local(at):
        return Breach.UNAUTHORIZED
    return None


def has_opted_out(at: datetime, contact: Contact) -> bool:
    """Tell whether the person asked not to be reached through this channel."""
    return contact.opted_out is not None and contact.opted_out <= _local(at)


def next_allowed(
    at: datetime, contact: Contact, before: Iterable[Contacted], guard: Guard
) -> datetime:
    """Return the first moment from one on at which days, weeks and hours allow it.

    Consent is another matter: it comes from the person, not with time.
    """
    counted = _counted(before, guard)
    hours = _hours(contact, guard)
    moment = hours.next_allowed(at, guard.calendar)
    while later := _taken_until(moment, contact, counted):
        moment = hours.next_allowed(later, guard.calendar)
    return moment


def _taken_until(
    at: datetime, contact: Contact, counted: list[Contacted]
) -> datetime | None:
    day = _local(at)
    if any(_week(_local(c.at)) == _week(day) for c in _others(contact, counted)):
        return _midnight(_week(day) + _WEEK)
    if any(_local(c.at) == day for c in counted):
        return _midnight(day + _DAY)
    return None


def _hours_breach(at: datetime, contact: Contact, guard: Guard) -> Breach | None:
    if _hours(contact, guard).allow(at, guard.calendar):
        return None
    if guard.own_hours and contact.hours:
        return Breach.OWN_HOURS
    return Breach.OUTSIDE_HOURS


def _hours(contact: Contact, guard: Guard) -> Hours:
    if guard.own_hours and contact.hours:
        return parse_hours(contact.hours)
    return LEGAL_HOURS


def _counted(before: Iterable[Contacted], guard: Guard) -> list[Contacted]:
    strict = guard.counting is Counting.STRICT
    return [contacted for contacted in before if strict or contacted.two_way]


def _others(contact: Contact, counted: list[Contacted]) -> list[Contacted]:
    return [c for c in counted if c.channel != contact.channel]


def _local(at: datetime) -> date:
    return at.astimezone(BOGOTA).date()


def _week(day: date) -> date:
    """Return a week's Monday."""
    return day - day.weekday() * _DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BOGOTA)
