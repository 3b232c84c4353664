"""What a run of reminders decides: who is written to, and who is not and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.documents import Kind

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.reminder_levels import Level


@dataclass(frozen=True, slots=True)
class Line:
    """An open document of a reminder; amounts in minor units of its section.

    `balance` is what is asked for, never `total`. `level` is the document's own, None
    where it is not yet time to speak of it: it is listed all the same.
    """

    document_id: int
    number: str
    instalment: int  # 1 for a document that falls due at once
    issued: date
    due: date
    days: int  # above zero: overdue; below: still to come; 0: due today
    total: int
    balance: int
    level: Level | None
    kind: Kind = Kind.INVOICE


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What the customer has in favour: a credit note, an advance, an excess."""

    number: str
    kind: Kind
    free: int  # minor units, above zero


@dataclass(frozen=True, slots=True)
class Section:
    """All of a customer in one currency; currencies are never added."""

    currency: str
    lines: tuple[Line, ...]  # oldest due first
    credits: tuple[CreditLine, ...]

    @property
    def balance(self) -> int:
        """Return what the listed documents still owe."""
        return sum(line.balance for line in self.lines)

    @property
    def credit(self) -> int:
        """Return what is free of the customer's credits."""
        return sum(line.free for line in self.credits)

    @property
    def net(self) -> int:
        """Return what is left to pay once the credits are applied; may be negative."""
        return self.balance - self.credit


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one customer, with all that it owes.

    No (document, level, round, recipient) comes twice: that is the outbox's key.
    """

    customer_id: int  # the main record where several were joined
    code: str
    name: str
    nit: str
    contact_id: int
    recipient: str  # the contact's address or number: personal data
    channel: str
    level: Level  # the highest that is due
    round: int  # 1 for the first message of this level about these documents
    sections: tuple[Section, ...]

    @property
    def document_ids(self) -> tuple[int, ...]:
        """Return the documents that the message lists."""
        return tuple(
            line.document_id for section in self.sections for line in section.lines
        )


class Reason(StrEnum):
    """Why a customer is not written to, in the order in which the rules are tried."""

    PAID = "paid"
    EXCLUDED = "excluded"
    DISPUTED = "disputed"
    PROMISED = "promised"
    NOT_DUE = "not_due"
    COVERED = "covered"
    MAXIMUM = "maximum"
    NO_ADDRESS = "no_address"
    OPTED_OUT = "opted_out"
    UNAUTHORIZED = "unauthorized"
    RECENT = "recent"
    SAME_DAY = "same_day"
    OTHER_CHANNEL = "other_channel"
    OUTSIDE_HOURS = "outside_hours"
    OWN_HOURS = "own_hours"
    REFUSED = "refused"

    @property
    def sentence(self) -> str:
        """Return the reason as the screen says it."""
        return _SENTENCES[self]


_SENTENCES: Final = {
    Reason.PAID: "No debe nada.",
    Reason.EXCLUDED: "Está excluido de los recordatorios.",
    Reason.DISPUTED: "Lo que debe está en disputa:",
    Reason.PROMISED: "Prometió pagar y la fecha no ha pasado:",
    Reason.NOT_DUE: "Nada de lo que debe está en un nivel de recordatorio.",
    Reason.COVERED: "Sus créditos a favor alcanzan para todo lo que debe.",
    Reason.MAXIMUM: "Ya se le recordó el máximo de veces de su nivel.",
    Reason.NO_ADDRESS: "No tiene un contacto para el canal elegido.",
    Reason.OPTED_OUT: "Pidió que no lo contactaran por este canal.",
    Reason.UNAUTHORIZED: (
        "No consta que autorizara el canal (Ley 2300 de 2023): regístrelo con "
        "«cartera clientes autorizar»."
    ),
    Reason.RECENT: "Se le escribió hace poco.",
    Reason.SAME_DAY: "Ya se le contactó hoy (Ley 2300 de 2023).",
    Reason.OTHER_CHANNEL: (
        "Esta semana ya se le contactó por otro canal (Ley 2300 de 2023)."
    ),
    Reason.OUTSIDE_HOURS: (
        "Está fuera de las horas en que se puede contactar (Ley 2300 de 2023)."
    ),
    Reason.OWN_HOURS: "Pidió que lo contactaran a otras horas.",
    Reason.REFUSED: "El mensaje anterior no se pudo entregar:",
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A customer who is not written to; `until` is when it may be tried again."""

    customer_id: int
    code: str
    name: str
    nit: str
    reason: Reason
    detail: str = ""  # what of: «FV-12», «COP 500.000 para el 05/12/2026»
    until: date | None = None

    @property
    def sentence(self) -> str:
        """Return the reason with what it is about, in Spanish."""
        return f"{self.reason.sentence} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every customer of a run once, in the order in which they were given."""

    reminders: tuple[Reminder, ...]
    skipped: tuple[Skipped, ...]
