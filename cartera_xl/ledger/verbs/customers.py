"""Customers: making one, changing it, and joining two records of the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger import mobile, refusals
from cartera_xl.ledger.facts import Joining, Profile
from cartera_xl.ledger.mobile import PhoneError
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


# One address with a domain: what a mail server takes, short of asking it.
_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>.\"]+")


@dataclass(frozen=True, slots=True)
class Register:
    """A new customer; the code is required, the NIT is not.

    Where its id is below zero, later rows of the batch name it by that.
    """

    row: int
    customer: Customer
    contacts: tuple[Contact, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Change:
    """Fields of a customer that change, and contacts: new, changed or erased."""

    row: int
    customer_id: int
    fields: Mapping[str, object]
    contacts: tuple[Contact, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Join:
    """Two records of one customer: from now on they show as `into`; None parts them."""

    row: int
    customer_id: int
    into_id: int | None
    reason: str

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Withholds:
    """A withholding that a customer makes; without a name it makes it no longer."""

    row: int
    customer_id: int
    use: str
    name: str
    town: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def register(asked: Register, books: Books, _policy: Policy) -> Rejection | None:
    """Post a new customer."""
    code = asked.customer.code.strip()
    if refusal := broken_code(code, books) or _broken_contact(asked.contacts):
        return Rejection(asked.row, refusal)
    row_id = asked.customer.id or -len(books.customers) - 1
    books.customers.append(asked.customer._replace(id=row_id, code=code))
    _reach(asked.contacts, row_id, books)
    return None


def change(asked: Change, books: Books, _policy: Policy) -> Rejection | None:
    """Post what changes of a customer."""
    if not asked.fields and not asked.contacts:
        return Rejection(asked.row, refusals.NOTHING_CHANGES)
    if refusal := _broken_contact(asked.contacts):
        return Rejection(asked.row, refusal)
    fields = dict(asked.fields)
    if "code" in fields:
        fields["code"] = code = str(fields["code"]).strip()
        if refusal := broken_code(code, books):
            return Rejection(asked.row, refusal)
    books.changes += [(asked.customer_id, *field) for field in fields.items()]
    _reach(asked.contacts, asked.customer_id, books)
    return None


def broken_code(code: str, books: Books) -> Refusal | None:
    """Return why a customer cannot have a code: none was typed, or it is taken."""
    if not code:
        return refusals.CODE_MISSING
    given = {c.code for c in books.customers}
    given |= {str(value) for _, field, value in books.changes if field == "code"}
    if code in given or code in books.position.codes:
        return refusals.duplicate(f"El cliente {code}")
    return None


def _broken_contact(contacts: tuple[Contact, ...]) -> Refusal | None:
    """Return what is wrong with the first contact that cannot be kept."""
    return next(filter(None, map(broken_contact, contacts)), None)


def broken_contact(contact: Contact) -> Refusal | None:
    """Return that an address is none; a blank one erases what stood there."""
    if not contact.value:
        return None
    if contact.channel == "email" and not _EMAIL.fullmatch(contact.value):
        return refusals.invalid_email(contact.value)
    if contact.channel == "whatsapp":
        try:
            mobile.number(contact.value)
        except PhoneError as fault:
            return refusals.invalid_mobile(fault)
    return None


def _reach(contacts: tuple[Contact, ...], customer_id: int, books: Books) -> None:
    for contact in contacts:
        new = sum(c.id < 0 for c in books.contacts)
        row_id = contact.id if contact.id > 0 else -new - 1
        books.contacts.append(contact._replace(id=row_id, customer_id=customer_id))


def join(asked: Join, books: Books, _policy: Policy) -> Rejection | None:
    """Post a join, or its end."""
    if not asked.reason.strip():
        return Rejection(asked.row, refusals.REASON_MISSING)
    shown = books.family(asked.customer_id)
    if asked.into_id is None:
        if shown == asked.customer_id:
            return Rejection(asked.row, refusals.NOT_JOINED)
    elif books.family(asked.into_id) == shown:
        return Rejection(asked.row, refusals.JOINED_ALREADY)
    elif _would_chain(asked.customer_id, asked.into_id, books):
        return Rejection(asked.row, refusals.JOIN_CHAIN)
    books.state(Joining(0, asked.customer_id, asked.into_id, asked.reason))
    return None


def _would_chain(customer_id: int, into_id: int, books: Books) -> bool:
    """Tell whether a join would hang on another: records join one main record."""
    return books.known.is_joined(customer_id) or books.family(into_id) != into_id


def withholds(asked: Withholds, books: Books, _policy: Policy) -> Rejection | None:
    """Post a customer's withholding."""
    books.state(Profile(0, asked.customer_id, asked.use, asked.name, asked.town))
    return None
