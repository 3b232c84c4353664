"""What is asked of the ledger's balances, and what becomes of it.

A request says what a person wants; the ledger answers with an outcome beside the row
and, where the whole batch stands, with the rows to write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.money import MAX_MINOR

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cartera_xl.ledger.documents import Application, Identity, OpenItem, Use
    from cartera_xl.ledger.facts import Event, Fact, Taxes, Tender


class Request(NamedTuple):
    """Use a credit, settle a debit, or both: what `use` says decides which ends.

    A payment or a credit goes from a credit to a debit; a refund only from a credit;
    withholdings, deductions, write-offs and adjustments only to a debit.
    """

    row: int  # where the outcome is written
    use: Use
    from_id: int | None
    to_id: int | None
    amount: int  # minor units
    effective: date
    note: str = ""


class Reversal(NamedTuple):
    """Take an application back, all of it; `reversal_date` says on which day."""

    row: int
    application_id: int
    effective: date
    note: str = ""


class Cause(StrEnum):
    """Why an application is taken back: it decides the day that it counts from."""

    UNAPPLY = "unapply"
    UNDO = "undo"  # of a batch; also a void and a correction


def reversal_date(original: date, cause: Cause, today: date, open_from: date) -> date:
    """Return the day from which a reversal moves the balance.

    Undoing takes the original's day while its month is open, so that a mistake leaves
    no trace in any balance; otherwise, and always for un-applying, it is today.
    """
    if cause is Cause.UNDO and original >= open_from:
        return original
    return today


@dataclass(frozen=True, slots=True)
class Policy:
    """What the company allows; the default allows whatever the ledger can hold."""

    today: date = date.max  # no effective date after it
    open_from: date = date.min  # the first day of the first open month
    refunds: bool = True
    # Per document, all its adjustments together, by currency; None: whatever it is.
    adjustment_limits: Mapping[str, int] | None = None
    receipt_prefix: str = "RC-"
    interest_first: bool = False  # before the principal, where nobody says otherwise

    def adjustable(self, currency: str) -> int:
        """Return how much of a document in a currency may be closed by adjustments."""
        if self.adjustment_limits is None:
            return MAX_MINOR
        return self.adjustment_limits.get(currency, 0)


@dataclass(frozen=True, slots=True)
class Position:
    """The documents that a batch names and every application that touches them.

    A settled document stands here with the balance 0. `families` gives, for every
    customer that was joined to another, the one that it shows as. `companions` are the
    applications that came with a receipt without being paid from it. `voided` holds
    the last edition of what was voided, by kind, number and instalment. `last_numbers`
    are the numbers given last, by prefix.
    """

    items: Mapping[int, OpenItem]
    applications: Sequence[Application] = ()
    families: Mapping[int, int] = field(default_factory=dict)
    companions: Mapping[int, Sequence[int]] = field(default_factory=dict)
    voided: Mapping[Identity, int] = field(default_factory=dict)
    last_numbers: Mapping[str, int] = field(default_factory=dict)
    codes: Collection[str] = ()  # of customers
    quote_states: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[int, Event] = field(default_factory=dict)
    event_outcomes: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[int, Sequence[Fact]] = field(default_factory=dict)  # by application
    document_facts: Mapping[int, Sequence[Tender | Taxes]] = field(
        default_factory=dict
    )  # by document


class Status(StrEnum):
    """What became of a request, in the order in which the rules are tried."""

    POSTED = "posted"
    BATCH_REFUSED = "batch_refused"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    NOT_FOUND = "not_found"
    VOIDED = "voided"
    WRONG_DOCUMENT = "wrong_document"
    CUSTOMERS_DIFFER = "customers_differ"
    CURRENCIES_DIFFER = "currencies_differ"
    IS_REVERSAL = "is_reversal"
    ALREADY_REVERSED = "already_reversed"
    BEFORE_ISSUE = "before_issue"
    BEFORE_ORIGINAL = "before_original"
    IN_FUTURE = "in_future"
    MONTH_CLOSED = "month_closed"
    REFUNDS_NOT_ALLOWED = "refunds_not_allowed"
    EXCEEDS_ADJUSTMENT = "exceeds_adjustment"
    EXCEEDS_CREDIT = "exceeds_credit"
    EXCEEDS_DEBIT = "exceeds_debit"
    EXCEEDS_PAYMENT = "exceeds_payment"
    NOTHING_TO_APPLY = "nothing_to_apply"
    REASON_MISSING = "reason_missing"
    APPROVER_MISSING = "approver_missing"
    BUILT_UPON = "built_upon"
    ALREADY_UNDONE = "already_undone"
    NOT_UNDOABLE = "not_undoable"
    CHANGED_SINCE = "changed_since"
    DUPLICATE = "duplicate"
    CODE_MISSING = "code_missing"
    INVALID_DOCUMENT = "invalid_document"
    TEXT_TOO_LONG = "text_too_long"
    DUE_BEFORE_ISSUE = "due_before_issue"
    NEXT_IN_PAST = "next_in_past"
    INVALID_EMAIL = "invalid_email"
    INVALID_MOBILE = "invalid_mobile"
    QUOTE_CLOSED = "quote_closed"
    ALREADY_CLOSED = "already_closed"
    NOT_CLOSED = "not_closed"
    MONTH_NOT_OVER = "month_not_over"
    JOINED_ALREADY = "joined_already"
    NOT_JOINED = "not_joined"
    JOIN_CHAIN = "join_chain"
    NOTHING_CHANGES = "nothing_changes"
    DETAIL_MISSING = "detail_missing"
    DUE_MISSING = "due_missing"
    REFERENCE_REFUSED = "reference_refused"
    EVENT_ENDED = "event_ended"
    EVIDENCE_MISSING = "evidence_missing"


class Outcome(NamedTuple):
    """The answer to one request: `sentence` is Spanish, and empty where it posts.

    `status` is one of `Status`, or the code of what kept a row from being read.
    """

    row: int
    status: str
    sentence: str = ""

    @property
    def waits(self) -> bool:
        """Tell whether only the rest of its batch stops this row."""
        return self.status == Status.BATCH_REFUSED

    @property
    def stops(self) -> bool:
        """Tell whether this row stops its batch."""
        return self.status not in (Status.POSTED, Status.BATCH_REFUSED)


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to a batch: one outcome per request, and rows for all or for none.

    The rows have the ids −1, −2, … in the order of the requests.
    """

    outcomes: tuple[Outcome, ...]
    applications: tuple[Application, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the whole batch stands."""
        return all(o.status is Status.POSTED for o in self.outcomes)
