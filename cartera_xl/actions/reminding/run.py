"""Recordar: a preview of who is written to and who is not; then the messages."""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_customer
from cartera_xl.actions.progress import silent
from cartera_xl.actions.reminding.delivering import LEASE, Done, Sending
from cartera_xl.actions.reminding.parcels import Packer, sender
from cartera_xl.actions.reminding.planning import planned
from cartera_xl.ledger.outgoing import NewMessage, Outgoing, State, Way
from cartera_xl.outbox.delivery.drafts import Drafts
from cartera_xl.outbox.delivery.outlook import Outlook
from cartera_xl.outbox.delivery.smtp import MailServer, Smtp
from cartera_xl.outbox.delivery.way import DeliveryError
from cartera_xl.outbox.delivery.whatsapp import Links
from cartera_xl.outbox.templating.sources import sources
from cartera_xl.outbox.templating.writer import Writer
from cartera_xl.store import queries
from cartera_xl.store.families import families
from cartera_xl.store.head import head
from cartera_xl.store.outbox import reading
from cartera_xl.store.outbox.claiming import Desk
from cartera_xl.store.outbox.queueing import queue
from cartera_xl.store.outbox.settling import recover

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta
    from pathlib import Path

    from cartera_xl.actions.progress import Progress
    from cartera_xl.ledger.dunning import Plan, Reminder
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.outbox.delivery.way import Delivery
    from cartera_xl.outbox.mail.attachment import Attachment
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


class ServerMissingError(DeliveryError):
    """Nothing says through which mail server messages go."""

    def __init__(self) -> None:
        super().__init__(
            "No hay servidor de correo: escriba en cartera.toml una parte [correo] con "
            "servidor, puerto, remitente y usuario; la contraseña no va ahí."
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """How reminders are to go."""

    way: Way
    at: datetime  # knows its zone
    customer: str = ""  # code, NIT or name; "": everybody
    folder: Path | None = None  # of drafts
    server: MailServer | None = None
    templates: Path | None = None  # the company's own
    statements: bool = False  # whether the customer's goes with it, as a PDF
    lease: timedelta = LEASE
    marked: frozenset[int] = frozenset()  # customers that a person chose; none: all
    ask: Callable[[str, str], bool] | None = None  # WhatsApp: was this link sent?

    @property
    def channel(self) -> str:
        """Return the channel that has to be authorised."""
        return "whatsapp" if self.way is Way.WHATSAPP else "email"


class Preview(NamedTuple):
    """What a run would do, and what an earlier one left for a person to find out."""

    plan: Plan
    base: str  # the company's currency
    unresolved: tuple[Outgoing, ...]


class Report(NamedTuple):
    """What a run did."""

    preview: Preview
    done: tuple[Done, ...]
    cancelled: tuple[Outgoing, ...]  # of this run's: no longer due when their turn came


def preview(store: Store, asked: Asked) -> Preview:
    """Decide whom to write to and whom not, and write nothing.

    Raises:
        NamedError: no customer is called so, or several are.
    """
    with store.reading() as ledger:
        decided = planned(ledger, asked.at, asked.channel, _meant(ledger, asked))
        unresolved = reading.messages(ledger, State.HANDING, State.UNCERTAIN)
        return Preview(decided, choices(ledger).currency, tuple(unresolved))


def run(
    store: Store,
    asked: Asked,
    clock: Callable[[], datetime],
    actor: str,
    progress: Progress = silent,
) -> Report:
    """Write the messages that are due, each once, and say what became of each.

    Args:
        store: the ledger.
        asked: how they go.
        clock: the moment, as it goes on.
        actor: who asks.
        progress: told how far it is.

    Raises:
        TemplateError: something is wrong with a template; nothing was written.
        DeliveryError: the way does not work; what waits, waits.
        NamedError: no customer is called so, or several are.
    """
    recover(store, clock())
    seen = preview(store, asked)
    if not seen.plan.reminders and not _waits(store, asked.way):
        return Report(seen, (), ())
    own, ledger_id, customers = _whose(store, asked)
    with ExitStack() as stack:
        writer = stack.enter_context(Writer(sources(asked.templates)))
        way = stack.enter_context(_delivery(asked))
        attach = _attaching(stack, store, asked, own, clock)
        new = [_message(reminder) for reminder in seen.plan.reminders]
        queued = queue(store, new, asked.way, clock(), actor)
        desk = Desk(asked.way, f"{actor} {uuid.uuid4()}", asked.lease)
        packer = Packer(writer, sender(own), _address(asked, own), ledger_id, attach)
        sending = Sending(store, desk, way, packer, clock, customers)
        done = []
        for one in sending.run():
            done.append(one)
            progress("Escribiendo recordatorios", len(done), len(queued))
    left = {*queued} - {one.message.id for one in done}
    return Report(seen, tuple(done), _cancelled(store, left))


def _attaching(
    stack: ExitStack,
    store: Store,
    asked: Asked,
    own: Parameters,
    clock: Callable[[], datetime],
) -> Callable[[Reminder], tuple[Attachment, ...]]:
    if not asked.statements:
        return lambda _: ()
    from cartera_xl.actions.reminding.attaching import Statements

    return stack.enter_context(Statements(store, own, asked.templates, clock))


def _waits(store: Store, way: Way) -> bool:
    with store.reading() as ledger:
        found = reading.messages(ledger, State.PENDING, State.CLAIMED)
    return any(message.way is way for message in found)


def _whose(store: Store, asked: Asked) -> tuple[Parameters, str, frozenset[int]]:
    with store.reading() as ledger:
        return choices(ledger), head(ledger).ledger_id, _meant(ledger, asked)


def _meant(ledger: Transaction, asked: Asked) -> frozenset[int]:
    """Return the main records of who was asked for; none: everybody."""
    found = set(asked.marked)
    if asked.customer:
        found = {find_customer(queries.customers(ledger), asked.customer).id}
    main = families(ledger)
    return frozenset(main.get(customer, customer) for customer in found)


def drafts_folder(at: datetime) -> str:
    """Return what the folder of a day's drafts is called."""
    return f"Recordatorios {at:%Y-%m-%d}"


def _message(reminder: Reminder) -> NewMessage:
    return NewMessage(
        reminder.customer_id,
        reminder.contact_id,
        reminder.channel,
        reminder.level.key,
        reminder.round,
        reminder.document_ids,
    )


def _delivery(asked: Asked) -> Delivery:
    match asked.way:
        case Way.SMTP:
            if asked.server is None:
                raise ServerMissingError
            return Smtp(asked.server)
        case Way.OUTLOOK:
            return Outlook()
        case Way.WHATSAPP:
            return Links(asked.ask)
        case Way.DRAFTS:
            assert asked.folder is not None
            return Drafts(asked.folder)


def _address(asked: Asked, own: Parameters) -> str:
    return asked.server.sender if asked.server else own.email


def _cancelled(store: Store, mine: set[int]) -> tuple[Outgoing, ...]:
    with store.reading() as ledger:
        found = reading.messages(ledger, State.CANCELLED)
    return tuple(message for message in found if message.id in mine)
