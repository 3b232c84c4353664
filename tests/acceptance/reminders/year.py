"""A year of a company that reminds every day: what happens to its customers.

Everything is drawn from a seed. Some customers pay, some late, some never; they
promise, dispute, opt out and are called; a run is late, on a Sunday, at night, missed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.contact_guard import DEBTOR, Contacted
from cartera_xl.ledger.documents import Kind, OpenItem
from cartera_xl.ledger.dunning import Dispute, Facts, Promise, Sent, plan
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.posting import Contact, Customer

if TYPE_CHECKING:
    from cartera_xl.ledger.dunning import Reminder

FIRST: Final = date(2026, 1, 1)
DAYS: Final = 365
LAST: Final = date(2026, 12, 31)
_DAY: Final = timedelta(days=1)
_CREDIT: Final = 1_000_000  # ids of credits start here


@dataclass
class Bill:
    """An invoice: what it was for, and what was paid on which day."""

    id: int
    customer: int
    issued: date
    due: date
    total: int
    paid: list[tuple[date, int]] = field(default_factory=list)

    def balance(self, day: date) -> int:
        return self.total - sum(amount for when, amount in self.paid if when <= day)


@dataclass
class Pause:
    """A promise (until its day) or a dispute (until it is resolved) of a customer."""

    customer: int
    start: date
    end: date  # the last day on which it holds
    bill: int | None
    promised: int = 0  # what for a promise, 0 for a dispute
    kept: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end and not (self.kept and self.kept <= day)


@dataclass
class World:
    """All that happened up to a day, and the messages that went out."""

    random: Random
    customers: list[Customer] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    credits: dict[int, int] = field(default_factory=dict)  # by customer
    pauses: list[Pause] = field(default_factory=list)
    calls: list[Contacted] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    messages: list[tuple[datetime, Reminder]] = field(default_factory=list)

    def may_mail(self, customer: Customer, day: date) -> bool:
        """Tell whether a customer has an address that it lets us use."""
        own = [c for c in self.contacts if c.customer_id == customer.id]
        return any(
            (contact.authorized or customer.business)
            and (contact.opted_out or date.max) > day
            for contact in own
        )


def lived(customers: int, seed: int, days: int = DAYS) -> World:
    """Live a year, day by day."""
    world = World(Random(seed))
    for number in range(1, customers + 1):
        _arrive(world, number)
    for n in range(days):
        day = FIRST + n * _DAY
        _happen(world, day)
        for moment in _moments(world, day):
            _run(world, moment)
    return world


def _arrive(world: World, number: int) -> None:
    draw = world.random.random
    world.customers.append(
        Customer(
            number,
            f"C{number}",
            f"Cliente {number}",
            excluded=draw() < 0.05,
            business=draw() < 0.1,
        )
    )
    if draw() < 0.1:
        return  # nobody knows an address
    authorized = FIRST - _DAY if draw() < 0.85 else None
    hours = "lun-vie 14-18, sab 9-11" if draw() < 0.1 else ""
    world.contacts.append(
        Contact(
            number, number, "email", f"c{number}@example.com", authorized, hours=hours
        )
    )
    if draw() < 0.1:
        world.credits[number] = world.random.randrange(1, 900) * 1_000


def _happen(world: World, day: date) -> None:
    for customer in world.customers:
        _bill(world, customer.id, day)
        _pause(world, customer.id, day)
        if world.random.random() < 0.01:
            hour = time(world.random.randrange(8, 18))
            moment = datetime.combine(day, hour, BOGOTA)
            world.calls.append(Contacted(customer.id, DEBTOR, "phone", moment))
    for bill in world.bills:
        _pay(world, bill, day)
    for n, contact in enumerate(world.contacts):
        if contact.opted_out is None and world.random.random() < 0.0002:
            world.contacts[n] = contact._replace(opted_out=day)


def _bill(world: World, customer: int, day: date) -> None:
    """Send an invoice about every seven weeks."""
    if world.random.random() < 0.02:
        total = world.random.randrange(1, 1_000) * 1_000
        term = world.random.choice((0, 8, 30, 45)) * _DAY
        number = len(world.bills) + 1
        world.bills.append(Bill(number, customer, day, day + term, total))


def _pay(world: World, bill: Bill, day: date) -> None:
    """Pay a bill, or part of it; every seventh customer never does."""
    left = bill.balance(day)
    if left and day >= bill.due and bill.customer % 7:
        chance = 0.15 / (1 + bill.customer % 5)
        if world.random.random() < chance:
            part = world.random.choice((left, left, max(1, left // 2)))
            bill.paid.append((day, part))
            _keep(world, bill, day)


def _keep(world: World, bill: Bill, day: date) -> None:
    for pause in world.pauses:
        own = pause.customer == bill.customer and pause.bill in (None, bill.id)
        if own and pause.promised and pause.start <= day:
            pause.kept = pause.kept or day


def _pause(world: World, customer: int, day: date) -> None:
    """Let a customer promise or dispute, all of its debt or one bill."""
    if world.random.random() >= 0.006:
        return
    own = [b for b in world.bills if b.customer == customer and b.balance(day)]
    if not own:
        return
    bill = world.random.choice([None, world.random.choice(own)])
    until = day + world.random.randrange(1, 20) * _DAY
    promised = world.random.choice((0, 1))
    world.pauses.append(
        Pause(customer, day, until, bill.id if bill else None, promised)
    )


def _moments(world: World, day: date) -> list[datetime]:
    """Return when reminders run: mostly at ten, twice, at odd hours, or not at all."""
    draw = world.random.random()
    hours = [10] if draw < 0.7 else [6, 9, 15] if draw < 0.85 else [15, 20, 23]
    if draw > 0.95:
        hours = []
    return [datetime.combine(day, time(hour), BOGOTA) for hour in hours]


def _run(world: World, at: datetime) -> None:
    for reminder in plan(facts(world, at), at).reminders:
        world.messages.append((at, reminder))
        world.sent.append(
            Sent(
                reminder.customer_id,
                reminder.contact_id,
                reminder.level.key,
                reminder.round,
                at,
                frozenset(reminder.document_ids),
            )
        )


def facts(world: World, at: datetime) -> Facts:
    """Return what a run knows, as the store would give it."""
    day = at.date()
    return Facts(
        world.customers,
        [_item(bill, day) for bill in world.bills if bill.balance(day)],
        [_credit(customer, free) for customer, free in world.credits.items()],
        world.contacts,
        [
            Promise(p.customer, p.bill, p.end, 1, "COP", p.kept is not None)
            for p in world.pauses
            if p.promised
        ],
        [
            Dispute(p.customer, p.bill, p.start)
            for p in world.pauses
            if not p.promised and p.start <= day <= p.end
        ],
        world.sent,
        world.calls,
    )


def _item(bill: Bill, day: date) -> OpenItem:
    return OpenItem(
        *(bill.id, Kind.INVOICE, f"F-{bill.id}", 1, bill.customer, "COP"),
        *(bill.issued, bill.due, bill.total, bill.balance(day), 1),
    )


def _credit(customer: int, free: int) -> OpenItem:
    number = _CREDIT + customer
    return OpenItem(
        *(number, Kind.CREDIT_NOTE, f"NC-{customer}", 1, customer, "COP"),
        *(FIRST, FIRST, free, free, 1),
    )
