"""To which of a customer's addresses a message goes, and whether it may go now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.ledger import contact_guard
from cartera_xl.ledger.contact_guard import DEBTOR, Breach
from cartera_xl.ledger.dunning.pausing import Why
from cartera_xl.ledger.dunning.reminder import Reason
from cartera_xl.ledger.legal_time import BOGOTA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cartera_xl.ledger.contact_guard import Contacted
    from cartera_xl.ledger.dunning.accounts import Account
    from cartera_xl.ledger.dunning.facts import Policy
    from cartera_xl.ledger.posting import Contact
    from cartera_xl.ledger.reminder_levels import Level

_REASONS: Final = {breach: Reason(breach.value) for breach in Breach}


def address(account: Account, at: datetime, policy: Policy) -> Contact | Why:
    """Return the debtor's first address of the channel that may be written to at all.

    Who opted out of the channel did so whatever the address. A co-debtor is never
    written to by a run: a person decides that.
    """
    own = [
        contact
        for contact in account.contacts
        if contact.channel == policy.channel and contact.kind == DEBTOR
    ]
    if any(contact_guard.has_opted_out(at, contact) for contact in own):
        return Why(Reason.OPTED_OUT)
    refused = {contact.id: _refused(contact, account, at) for contact in own}
    allowed = [contact for contact in own if refused[contact.id] is None]
    if allowed:
        return allowed[0]
    first = next((why for why in refused.values() if why), Reason.NO_ADDRESS)
    return Why(first)


def _refused(contact: Contact, account: Account, at: datetime) -> Reason | None:
    if account.business:
        return None
    breach = contact_guard.consent_breach(at, contact)
    return _REASONS[breach] if breach else None


def too_soon(account: Account, level: Level, at: datetime) -> Why | None:
    """Return that the customer had a message less than the level's gap ago."""
    if not account.sent:
        return None
    last = max(sent.at for sent in account.sent).astimezone(BOGOTA).date()
    until = last + timedelta(days=level.gap_days)
    if at.astimezone(BOGOTA).date() >= until:
        return None
    return Why(Reason.RECENT, f"El último mensaje es del {texts.day(last)}.", until)


def forbidden(
    account: Account, contact: Contact, at: datetime, policy: Policy
) -> Why | None:
    """Return the rule of Ley 2300 that a message would break at this moment."""
    if account.business:
        return None
    person = list(_with(contact, account))
    breach = contact_guard.breach(at, contact, person, policy.guard)
    if breach is None:
        return None
    next_time = contact_guard.next_allowed(at, contact, person, policy.guard)
    return Why(
        _REASONS[breach],
        f"Desde el {texts.day(next_time)} a las {next_time:%H:%M}.",
        next_time.date(),
    )


def _with(contact: Contact, account: Account) -> Iterator[Contacted]:
    return (c for c in account.contacted if c.kind == contact.kind)
