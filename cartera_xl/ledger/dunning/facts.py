"""What a run of reminders has to know, as plain data that the store supplies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.contact_guard import (
    DEBTOR,
    DEFAULT_GUARD,
    Contacted,
    Guard,
)
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS, Levels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Contact, Customer


class Sent(NamedTuple):
    """An earlier message that did or may have gone out: all but those that failed."""

    customer_id: int
    contact_id: int
    level: str  # the level's key
    round: int
    at: datetime
    documents: frozenset[int]  # every one that it listed
    channel: str = "email"

    @property
    def contact(self) -> Contacted:
        """Return the message as the contact that it was: a run writes to debtors."""
        return Contacted(self.customer_id, DEBTOR, self.channel, self.at)


class Promise(NamedTuple):
    """A promise to pay, and whether the money has come in."""

    customer_id: int
    document_id: int | None  # None: of all that the customer owes
    day: date  # until when
    amount: int  # minor units
    currency: str
    kept: bool = False

    def is_pending(self, at: date) -> bool:
        """Tell whether it is still to be waited for; on its last day it is."""
        return not self.kept and at <= self.day

    def is_broken(self, at: date) -> bool:
        """Tell whether its day passed without the money."""
        return not self.kept and self.day < at


class Dispute(NamedTuple):
    """A dispute that nobody has resolved; without a document, of everything."""

    customer_id: int
    document_id: int | None
    opened: date


@dataclass(frozen=True, slots=True)
class Facts:
    """One moment of the ledger, as far as reminders are concerned.

    Every customer in `customers` gets an answer. `families` gives the main record of
    each that was joined to another: they are one customer, under the main one.
    """

    customers: Sequence[Customer]
    debits: Sequence[OpenItem] = ()  # with a balance above zero
    credits: Sequence[OpenItem] = ()  # with something free
    contacts: Sequence[Contact] = ()
    promises: Sequence[Promise] = ()
    disputes: Sequence[Dispute] = ()
    sent: Sequence[Sent] = ()
    contacted: Sequence[Contacted] = ()  # the contact log, messages included
    families: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the company chose of reminders, and how it reads the law."""

    levels: Levels = DEFAULT_LEVELS
    guard: Guard = DEFAULT_GUARD
    channel: str = "email"  # «email», «phone» or «whatsapp»
