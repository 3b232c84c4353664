"""What is known beside documents and applications: dated rows, never changed.

A later row of the same subject takes the place of an earlier one. Fields that end in
`_id` and are below zero name rows of the same posting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Tender(NamedTuple):
    """By which means money came in (a document) or went out (a refund)."""

    id: int
    document_id: int | None
    application_id: int | None
    means: str
    cash_account: str
    reference: str
    amount: int  # minor units


class Withholding(NamedTuple):
    """A settlement that came with a receipt, and what it was worked out from.

    Deductions and adjustments have one too: voiding the receipt takes them all back.
    """

    id: int
    application_id: int
    document_id: int | None  # the receipt; None where no money came with it
    base: int | None  # minor units, as far as the customer says
    rate: int | None  # millionths: 9,66 ‰ is 9_660
    town: str  # of an ICA withholding


class Certificate(NamedTuple):
    """A customer's certificate of what was withheld; without a day, not yet here."""

    id: int
    application_id: int
    number: str
    received: date | None


class WriteOff(NamedTuple):
    """Why a balance was given up, and who approved it."""

    id: int
    application_id: int
    reason: str
    approver: str


class Taxes(NamedTuple):
    """A document's taxable base and VAT: what withholdings are proposed from."""

    id: int
    document_id: int
    base: int  # minor units
    vat: int


class QuoteStep(NamedTuple):
    """A follow-up of a quote, and what the customer answered; "" leaves it open."""

    id: int
    document_id: int
    day: date
    state: str  # "" while it stays open, or one of those below
    note: str
    next_day: date | None


class Closing(NamedTuple):
    """From which day the books are open: closing a month moves it on, reopening back.

    What is effective or issued before that day is refused.
    """

    id: int
    open_from: date
    reason: str


class Joining(NamedTuple):
    """A customer's record that is the same customer as another; None: no longer."""

    id: int
    customer_id: int
    into_id: int | None
    reason: str


class Rate(NamedTuple):
    """A withholding's rate from a day on, as the company entered it."""

    id: int
    use: str  # of WITHHOLDING_USES
    name: str  # «servicios», «compras»
    town: str  # of an ICA rate
    since: date
    rate: int  # millionths
    minimum: int  # minor units of base below which nothing is withheld


class Profile(NamedTuple):
    """A withholding that a customer makes; an empty name ends it."""

    id: int
    customer_id: int
    use: str
    name: str
    town: str


class Undoing(NamedTuple):
    """An operation that was undone: never a second time."""

    id: int
    undone: int  # the revision of the operation


class Event(NamedTuple):
    """A step of collecting: a note, a call, a promise, a dispute or a task."""

    id: int
    customer_id: int
    document_id: int | None  # None: about all that the customer owes
    kind: str  # of EVENT_KINDS
    day: date
    detail: str
    due: date | None  # of a promise or a task: until when
    amount: int | None  # of a promise, in minor units
    currency: str  # "" without an amount


class EventEnd(NamedTuple):
    """What became of a promise, a dispute or a task; "" opens it again."""

    id: int
    event_id: int
    day: date
    outcome: str  # "", or one of EVENT_OUTCOMES
    detail: str


class ContactMade(NamedTuple):
    """A contact with a person: the log that Ley 2300 of 2023 is answered with.

    It names the contact by its id, never by its address: contacts can be erased.
    """

    id: int
    customer_id: int
    contact_id: int | None  # None: through what no contact is kept of
    event_id: int | None  # the call that it was
    day: date  # in Bogotá
    time: str  # there too: «14:05»
    channel: str  # «email», «phone», «whatsapp»
    kind: str  # «deudor» or «codeudor»
    two_way: int  # 1 where the person answered
    reason: str  # «cobro», or «respuesta» to what the person asked
    reference: str  # of the message, or of what was asked


Fact = (
    Tender
    | Withholding
    | Certificate
    | WriteOff
    | Taxes
    | QuoteStep
    | Closing
    | Joining
    | Rate
    | Profile
    | Undoing
    | Event
    | EventEnd
    | ContactMade
)
# Every kind of fact, with the name of its table.
FACTS: Final[dict[type[Fact], str]] = {
    Tender: "tender",
    Withholding: "withholding",
    Certificate: "certificate",
    WriteOff: "write_off",
    Taxes: "taxes",
    QuoteStep: "quote_step",
    Closing: "closing",
    Joining: "joining",
    Rate: "rate",
    Profile: "profile",
    Undoing: "undoing",
    Event: "event",
    EventEnd: "event_end",
    ContactMade: "contact_made",
}
ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
VOIDED: Final = "voided"  # the quote was entered by mistake
NOTE: Final = "note"
CALL: Final = "call"
PROMISE: Final = "promise"
DISPUTE: Final = "dispute"
TASK: Final = "task"
EVENT_KINDS: Final = (NOTE, CALL, PROMISE, DISPUTE, TASK)
CANCELLED: Final = "cancelled"  # a promise that was taken back
RESOLVED: Final = "resolved"  # a dispute
FINISHED: Final = "finished"  # a task
# How each kind ends, where it stays open until somebody ends it.
EVENT_ENDS: Final = {PROMISE: CANCELLED, DISPUTE: RESOLVED, TASK: FINISHED}
EVENT_OUTCOMES: Final = (*EVENT_ENDS.values(), VOIDED)
