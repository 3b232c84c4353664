"""A letter to one customer as a draft: a quote's follow-up, or a statement.

It is no reminder: no level goes up, and the outbox knows nothing of it; `log_letter`
logs it. The same letter on the same day has the same file and the same Message-ID.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.actions.choices import choices
from cartera_xl.actions.consent import NoContactError
from cartera_xl.actions.contact_history import contact_of
from cartera_xl.actions.reminding.parcels import sender
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.outbox.delivery.drafts import Drafts
from cartera_xl.outbox.delivery.way import Parcel
from cartera_xl.outbox.documents.files import file_name
from cartera_xl.outbox.letters import plain
from cartera_xl.outbox.mail.identity import Identity, message_id
from cartera_xl.outbox.mail.message import Mail
from cartera_xl.outbox.templating.sources import sources
from cartera_xl.outbox.templating.writer import Writer
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Contact, Customer
    from cartera_xl.outbox.letters import Sender
    from cartera_xl.outbox.mail.attachment import Attachment
    from cartera_xl.store.transaction import Transaction

CHANNEL: Final = "email"


class Addressee(NamedTuple):
    """To whom a letter goes, and from whom."""

    customer: Customer
    contact: Contact
    own: Parameters
    ledger_id: str

    @property
    def company(self) -> Sender:
        """Return the company as its mails show it."""
        return sender(self.own)


class Letter(NamedTuple):
    """What a draft is made of: a template and its data; `about` numbers its subject."""

    template: str
    data: Mapping[str, Any]
    title: str  # what its file is called
    about: int = 0
    attachments: tuple[Attachment, ...] = ()


def addressee(ledger: Transaction, customer: Customer) -> Addressee:
    """Return where letters to a customer go.

    Raises:
        NoContactError: it has no e-mail.
    """
    contact = contact_of(ledger, customer.id, CHANNEL, DEBTOR)
    if contact is None:
        raise NoContactError(CHANNEL)
    return Addressee(customer, contact, choices(ledger), head(ledger).ledger_id)


def letter_id(to: Addressee, template: str, at: datetime, about: int = 0) -> str:
    """Return the Message-ID of a day's letter: one, however often it is asked for."""
    place = f"{template}-{at:%Y%m%d}"
    identity = Identity(about, to.customer.id, to.contact.id, place, 1)
    return message_id(identity, to.ledger_id)


def draft(
    to: Addressee,
    letter: Letter,
    at: datetime,
    folder: Path,
    templates: Path | None = None,
) -> Path:
    """Write a letter as a draft; return its file.

    Args:
        to: whom it goes to.
        letter: what it says.
        at: the moment, in Bogotá.
        folder: where it goes.
        templates: the company's own.

    Raises:
        TemplateError: something is wrong with a template; nothing was written.
        DeliveryError: the folder cannot be used.
    """
    with Writer(sources(templates)) as writer:
        [text] = writer.letters([(letter.template, letter.data)])
    mail = Mail(
        letter_id(to, letter.template, at, letter.about),
        plain(to.company.name),
        to.own.email,
        to.contact.value,
        plain(text.subject),
        text.html,
        text.text,
        at.replace(tzinfo=BOGOTA),
        letter.attachments,
    )
    name = file_name(letter.title).removesuffix(".pdf")
    with Drafts(folder) as drafts:
        drafts.hand(parcel := Parcel(mail, name))
        return drafts.path(parcel)
