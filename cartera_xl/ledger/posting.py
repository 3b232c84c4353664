"""What an action asks the ledger to write: new rows, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.ledger.documents import Application, Document
    from cartera_xl.ledger.facts import Fact


class Customer(NamedTuple):
    """A customer: the code is required and unique, the NIT is not."""

    id: int
    code: str
    name: str
    nit: str = ""  # digits without the check digit, as text; may be empty
    check_digit: str = ""
    group: str = ""
    excluded: bool = False  # never reminded, on any path
    business: bool = False  # a company that buys as one: Ley 2300 protects consumers

    @property
    def tax_id(self) -> str:
        """Return the NIT with its check digit, as people read it; "" where none is."""
        digit = f"-{self.check_digit}" if self.nit and self.check_digit else ""
        return f"{self.nit}{digit}"


class Contact(NamedTuple):
    """How to reach a customer: personal data, so a row that can be erased.

    `authorized` is the day on which the person authorised the channel (Ley 2300 of
    2023, art. 2); without it the contact is in no automatic list. `hours` are those
    that the person asked for, as `contact_hours` reads them.
    """

    id: int
    customer_id: int
    channel: str  # "email", "phone" or "whatsapp"
    value: str
    authorized: date | None = None
    kind: str = "deudor"  # or «codeudor»: of `contact_guard`
    evidence: str = ""  # of the authorisation
    opted_out: date | None = None  # since when the person does not want this channel
    hours: str = ""
    hours_evidence: str = ""

    def moved(self, value: str) -> Contact:
        """Return it at another address: authorised anew, and who said no still does."""
        return Contact(
            self.id, self.customer_id, self.channel, value, opted_out=self.opted_out
        )


@dataclass(frozen=True, slots=True)
class Posting:
    """One batch: ids below zero are rows of the batch itself, in order.

    `updates` maps customer ids to the fields that change. `versions` holds the
    row versions that the person saw: where one moved on, nothing is written.
    """

    customers: tuple[Customer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    documents: tuple[Document, ...] = ()
    applications: tuple[Application, ...] = ()
    facts: tuple[Fact, ...] = ()
    updates: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    versions: Mapping[int, int] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to write."""
        return not (
            self.customers
            or self.contacts
            or self.documents
            or self.applications
            or self.facts
            or self.updates
            or self.parameters
        )
