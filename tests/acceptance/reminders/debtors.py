"""A ledger of customers who owe one invoice each and let us write to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.reminding.run import Asked, run
from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.outgoing import Way
from cartera_xl.ledger.posting import Contact, Customer, Posting
from cartera_xl.store.command import Command, Posted
from cartera_xl.store.outbox import reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cartera_xl.actions.reminding.run import Report
    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.outbox.delivery.smtp import MailServer
    from cartera_xl.store import Store

FRIDAY: Final = datetime(2026, 11, 27, 10, 0, tzinfo=BOGOTA)
DUE: Final = date(2026, 11, 7)
OWED: Final = 119_000_000  # centavos
LEASE: Final = timedelta(minutes=3)


def fill(store: Store, manners: Sequence[str], *, business: bool = True) -> list[int]:
    """Post a customer for each e-mail address; return the ids of their invoices.

    Businesses may be written to at any hour, so that a test may let time pass.
    """
    numbers = range(1, len(manners) + 1)
    posting = Posting(
        customers=tuple(
            Customer(-n, f"C{n:04}", f"Cliente {n} S.A.S.", business=business)
            for n in numbers
        ),
        contacts=tuple(
            Contact(-n, -n, "email", f"{manner}@c{n}.example", authorized=DUE)
            for n, manner in zip(numbers, manners, strict=True)
        ),
        documents=tuple(
            Document(-n, Kind.INVOICE, f"FV-{n}", 1, -n, "COP", DUE, DUE, OWED)
            for n in numbers
        ),
    )
    return [*post(store, "carga", posting).documents]


def post(store: Store, key: str, posting: Posting) -> Posted:
    """Post rows; a refusal is a fault of the test."""
    recorded = datetime.now(UTC)
    answer = store.execute(Command(key, "prueba", posting, "ana", "caja", recorded))
    assert isinstance(answer, Posted), answer
    return answer


def pay(store: Store, invoice: int, customer: int, amount: int = OWED) -> Posted:
    """Receive what an invoice still owes, or a part of it."""
    day = FRIDAY.date()
    receipt = Document(
        *(-1, Kind.RECEIPT, f"RC-{invoice}", 1, customer, "COP", day, day, amount)
    )
    used = Application(-1, Use.PAYMENT, -1, invoice, customer, "COP", amount, day)
    posting = Posting(documents=(receipt,), applications=(used,))
    return post(store, f"pago-{invoice}", posting)


@dataclass
class Clock:
    """A moment that a test moves on."""

    now: datetime = FRIDAY

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time


def remind(
    store: Store,
    clock: Clock,
    server: MailServer | None = None,
    folder: Path | None = None,
    customer: str = "",
) -> Report:
    """Run the reminders as the command does."""
    way = Way.SMTP if server else Way.DRAFTS
    asked = Asked(way, clock(), customer, folder, server, lease=LEASE)
    return run(store, asked, clock, "ana")


def messages(store: Store) -> list[Outgoing]:
    """Return the whole outbox."""
    with store.reading() as ledger:
        return reading.messages(ledger)
