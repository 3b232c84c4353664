"""What a person allowed: a channel, no longer a channel, or hours of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger import refusals
from cartera_xl.ledger.contact_guard import CONTACT_KINDS
from cartera_xl.ledger.verbs.customers import broken_contact
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.posting import Contact
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


class Told(StrEnum):
    """What the person said, or the company attests that it said."""

    AUTHORIZED = "authorized"  # Ley 2300 of 2023, art. 2
    OPTED_OUT = "opted_out"
    HOURS = "hours"  # art. 3: asked for after signing, by another instrument
    ADDED = "added"  # another address, with nothing said of it yet


_PROVEN: Final = (Told.AUTHORIZED, Told.HOURS)


@dataclass(frozen=True, slots=True)
class Consent:
    """Contacts as they are from now on, and what made them so."""

    row: int
    told: Told
    contacts: tuple[Contact, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Consent, books: Books, policy: Policy) -> Rejection | None:
    """Post contacts; what a person authorised or asked for has evidence."""
    if not asked.contacts:
        return Rejection(asked.row, refusals.NOTHING_CHANGES)
    for contact in asked.contacts:
        if refusal := _broken(asked.told, contact, policy):
            return Rejection(asked.row, refusal)
        new = sum(c.id < 0 for c in books.contacts)
        row_id = contact.id if contact.id > 0 else -new - 1
        books.contacts.append(contact._replace(id=row_id))
    return None


def _broken(told: Told, contact: Contact, policy: Policy) -> Refusal | None:
    if contact.kind not in CONTACT_KINDS:
        return refusals.NOT_A_REFERENCE
    proof = contact.evidence if told is Told.AUTHORIZED else contact.hours_evidence
    if told in _PROVEN and not proof.strip():
        return refusals.EVIDENCE_MISSING
    days = [day for day in (contact.authorized, contact.opted_out) if day is not None]
    if any(day > policy.today for day in days):
        return refusals.in_future(policy.today)
    # What is kept already is not looked at again: nothing stands in a no's way.
    return broken_contact(contact) if told is Told.ADDED else None
