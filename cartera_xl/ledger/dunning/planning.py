"""The plan of a run: one answer per customer, by the rules in their order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.dunning.accounts import accounts
from cartera_xl.ledger.dunning.addressing import address, forbidden, too_soon
from cartera_xl.ledger.dunning.facts import Policy
from cartera_xl.ledger.dunning.pausing import Why, asked, named
from cartera_xl.ledger.dunning.reminder import Plan, Reason, Reminder, Skipped
from cartera_xl.ledger.dunning.sections import is_covered, sections
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.reminder_levels import level_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.dunning.accounts import Account
    from cartera_xl.ledger.dunning.facts import Facts
    from cartera_xl.ledger.dunning.pausing import Asked
    from cartera_xl.ledger.dunning.reminder import Section
    from cartera_xl.ledger.posting import Contact
    from cartera_xl.ledger.reminder_levels import Level, Levels

_DEFAULT: Final = Policy()


class _Message(NamedTuple):
    contact: Contact
    level: Level
    sections: tuple[Section, ...]


def plan(facts: Facts, at: datetime, policy: Policy = _DEFAULT) -> Plan:
    """Decide whom to write to at a moment: an answer for every customer.

    Args:
        facts: one moment of the ledger; for one customer alone, to look again just
            before its message goes, that customer's are enough.
        at: the moment; it knows its zone.
        policy: levels, channel and the reading of the law.
    """
    answers = [_answer(account, at, policy) for account in accounts(facts)]
    return Plan(
        tuple(answer for answer in answers if isinstance(answer, Reminder)),
        tuple(answer for answer in answers if isinstance(answer, Skipped)),
    )


def _answer(account: Account, at: datetime, policy: Policy) -> Reminder | Skipped:
    found = _message(account, at, policy)
    who = account.customer
    named_as = (who.id, who.code, who.name, who.tax_id)
    if isinstance(found, Why):
        return Skipped(*named_as, *found)
    contact, level, parts = found
    return Reminder(
        *named_as,
        contact.id,
        contact.value,
        contact.channel,
        level,
        _round(account, level, parts),
        parts,
    )


def _message(account: Account, at: datetime, policy: Policy) -> _Message | Why:
    """Return a customer's message, or the first rule that stands against it."""
    day = at.astimezone(BOGOTA).date()
    active = tuple(level for level in policy.levels if level.maximum)
    if not account.debits:
        return Why(Reason.PAID)
    if account.excluded:
        return Why(Reason.EXCLUDED)
    left = asked(account, day)
    if why := _not_due(left, day, active):
        return why
    parts = sections(left.items, account.credits, day, active)
    if all(is_covered(part) for part in parts if _is_due(part)):
        return Why(Reason.COVERED)
    level = _highest(account, parts, active)
    if level is None:
        return Why(Reason.MAXIMUM)
    contact = address(account, at, policy)
    if isinstance(contact, Why):
        return contact
    why = too_soon(account, level, at) or forbidden(account, contact, at, policy)
    return why or _Message(contact, level, parts)


def _not_due(left: Asked, day: date, levels: Levels) -> Why | None:
    """Return why nothing can be asked for: it is paused, or its time has not come."""
    if any(_level(item, day, levels) for item in left.items):
        return None
    paused = [(i, why) for i, why in left.paused if _level(i, day, levels)]
    if not paused:
        return Why(Reason.NOT_DUE, until=_first_day(left, day, levels))
    disputed = [item for item, why in paused if why.reason is Reason.DISPUTED]
    if len(disputed) == len(paused):
        return Why(Reason.DISPUTED, named(disputed))
    promises = [why for _, why in paused if why.reason is Reason.PROMISED]
    return min(promises, key=lambda why: why.until or day)


def _level(item: OpenItem, day: date, levels: Levels) -> Level | None:
    return level_of(days_overdue(item.due, day), levels)


def _first_day(left: Asked, day: date, levels: Levels) -> date | None:
    """Return the day on which a document first comes to a level."""
    items = (*left.items, *(item for item, _ in left.paused))
    starts = {
        item.due + timedelta(days=level.from_day) for item in items for level in levels
    }
    return min((start for start in starts if start > day), default=None)


def _is_due(part: Section) -> bool:
    return any(line.level for line in part.lines)


def _highest(
    account: Account, parts: tuple[Section, ...], levels: Levels
) -> Level | None:
    """Return the highest level at which a document has a reminder left.

    A run that was missed is made up for by this one message, not by all of them.
    """
    lines = [line for part in parts for line in part.lines]
    for level in reversed(levels):
        own = (line.document_id for line in lines if line.level is level)
        if any(_times(account, level, document) < level.maximum for document in own):
            return level
    return None


def _times(account: Account, level: Level, document_id: int) -> int:
    return sum(
        sent.level == level.key and document_id in sent.documents
        for sent in account.sent
    )


def _round(account: Account, level: Level, parts: tuple[Section, ...]) -> int:
    listed = {line.document_id for part in parts for line in part.lines}
    rounds = (
        sent.round
        for sent in account.sent
        if sent.level == level.key and not sent.documents.isdisjoint(listed)
    )
    return 1 + max(rounds, default=0)
