"""A reminder becomes a mail: its letter, the files that go with it, its identity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.outbox.delivery.way import Parcel
from cartera_xl.outbox.letters import Sender, plain, reminder_data
from cartera_xl.outbox.mail.identity import Identity, message_id
from cartera_xl.outbox.mail.message import Mail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cartera_xl.ledger.dunning import Reminder
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.outbox.mail.attachment import Attachment
    from cartera_xl.outbox.templating.writer import Letter, Writer
    from cartera_xl.store.outbox.verdicts import Claimed

_OTHER: Final = re.compile(r"[^\w .-]+")
_LONGEST: Final = 60


def sender(own: Parameters) -> Sender:
    """Return the company as its mails show it."""
    return Sender(
        own.company,
        own.company_nit,
        own.email,
        own.phone,
        own.address,
        ways_to_pay=tuple(
            line.strip() for line in own.ways_to_pay.split("|") if line.strip()
        ),
        signature=own.company,
    )


@dataclass(frozen=True, slots=True)
class Packer:
    """What all parcels of a run have in common.

    `attach` gives the files that go with a reminder.
    """

    writer: Writer
    sender: Sender
    address: str  # "" in a draft: the person's own account
    ledger_id: str
    attach: Callable[[Reminder], tuple[Attachment, ...]]

    def parcels(self, claimed: Sequence[Claimed], at: datetime) -> list[Parcel]:
        """Return the parcels of some messages at a moment.

        Raises:
            TemplateError: a template names a datum that there is not.
        """
        day = at.astimezone(BOGOTA).date()
        files = [self.attach(one.content) for one in claimed]
        asked = [
            (
                one.content.level.tone.template,
                reminder_data(one.content, self.sender, day, [f.name for f in own]),
            )
            for one, own in zip(claimed, files, strict=True)
        ]
        letters = self.writer.letters(asked)
        return [
            self._parcel(one, letter, own, at)
            for one, letter, own in zip(claimed, letters, files, strict=True)
        ]

    def _parcel(
        self,
        claimed: Claimed,
        letter: Letter,
        files: tuple[Attachment, ...],
        at: datetime,
    ) -> Parcel:
        message, reminder = claimed.message, claimed.content
        identity = Identity(
            message.id,
            message.customer_id,
            message.contact_id,
            message.level,
            message.round,
        )
        mail = Mail(
            message_id(identity, self.ledger_id),
            plain(self.sender.name),
            self.address,
            reminder.recipient,
            plain(letter.subject),
            letter.html,
            letter.text,
            at.astimezone(BOGOTA),
            files,
        )
        return Parcel(mail, file_stem(message.id, reminder))


def file_stem(number: int, reminder: Reminder) -> str:
    """Return what a message's file is called: «0007 C-014 Ferretería El Ñame»."""
    words = _OTHER.sub(" ", f"{reminder.code} {plain(reminder.name)}").split()
    return f"{number:04} {' '.join(words)[:_LONGEST]}".rstrip(" .")
