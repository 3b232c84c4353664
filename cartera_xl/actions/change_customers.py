"""Clientes: making one, correcting it, joining two records of the same one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import withholding_profile
from cartera_xl.actions.finding import find_customer
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.nit import checked
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.ledger.verbs.customers import Change, Join, Register
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import Use
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "clientes"


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What was typed of a customer that is not there yet."""

    code: str
    name: str
    nit: str = ""
    group: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed of a customer that is: None stays, "" clears a contact."""

    customer: str
    code: str | None = None
    name: str | None = None
    nit: str | None = None
    group: str | None = None
    excluded: bool | None = None
    email: str | None = None
    phone: str | None = None
    business: bool | None = None  # a company, that Ley 2300 of 2023 does not protect


@dataclass(frozen=True, slots=True)
class Joining:
    """Two records of one customer; without `into` they part again."""

    customer: str
    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A withholding that a customer makes; without a name, makes no longer."""

    customer: str
    use: Use
    name: str
    town: str = ""


Wish = NewCustomer | Correction | Joining | Profile


def run(
    store: Store,
    asked: Wish,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a new customer, or what changes of one.

    Raises:
        NamedError: a customer is not there.
        WrongDigitError: the NIT's check digit is another number's.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: _plan(ledger, asked), batch, context)


def _plan(ledger: Transaction, asked: Wish) -> Asked:
    match asked:
        case NewCustomer():
            return _register(asked)
        case Correction():
            return _change(ledger, asked)
        case Joining():
            return _join(ledger, asked)
        case Profile():
            owner = _find(ledger, asked.customer).id
            return withholding_profile.stated(
                ledger, owner, asked.use, asked.name, asked.town
            )


def _register(asked: NewCustomer) -> Asked:
    nit = checked(asked.nit)
    customer = Customer(
        0, asked.code, asked.name, nit.number, nit.check_digit, asked.group
    )
    typed = (("email", asked.email), ("phone", asked.phone))
    contacts = tuple(Contact(0, 0, *contact) for contact in typed if contact[1])
    return Asked((Register(0, customer, contacts),), Needs(codes=True))


def _change(ledger: Transaction, asked: Correction) -> Asked:
    customer = _find(ledger, asked.customer)
    typed = {
        "code": asked.code,
        "name": asked.name,
        "group": asked.group,
        "excluded": asked.excluded,
        "business": asked.business,
    }
    if asked.nit is not None:
        nit = checked(asked.nit)
        typed |= {"nit": nit.number, "check_digit": nit.check_digit}
    before = customer._asdict()
    fields = {
        field: value
        for field, value in typed.items()
        if value is not None and value != before[field]
    }
    contacts = tuple(_contacts(ledger, customer, asked))
    verb = Change(0, customer.id, fields, contacts)
    return Asked((verb,), Needs(codes="code" in fields))


def _contacts(
    ledger: Transaction, customer: Customer, asked: Correction
) -> Iterator[Contact]:
    """Yield contacts that are new, changed or cleared.

    Another address is another authorisation: the old one was for the old address.
    """
    own = {
        contact.channel: contact
        for contact in reversed(queries.contacts(ledger))  # the first is the one shown
        if (contact.customer_id, contact.kind) == (customer.id, DEBTOR)
    }
    for channel, value in (("email", asked.email), ("phone", asked.phone)):
        before = own.get(channel)
        if value is not None and value != (before.value if before else ""):
            new = Contact(0, customer.id, channel, value)
            yield before.moved(value) if before else new


def _join(ledger: Transaction, asked: Joining) -> Asked:
    into = _find(ledger, asked.into).id if asked.into else None
    verb = Join(0, _find(ledger, asked.customer).id, into, asked.reason)
    return Asked((verb,))


def _find(ledger: Transaction, text: str) -> Customer:
    return find_customer(queries.customers(ledger), text)
