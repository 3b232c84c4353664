"""The nouns of the ledger: documents, and the applications that settle them.

Rows that come by the hundred thousand are named tuples rather than frozen
dataclasses: as immutable, and several times cheaper to make.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Side(StrEnum):
    """What a document does to the customer's balance."""

    DEBIT = "D"
    CREDIT = "C"
    NONE = "N"


class Kind(StrEnum):
    """The kinds of document, by their field's standard names."""

    INVOICE = "invoice"
    DEBIT_NOTE = "debit_note"
    OPENING_BALANCE = "opening_balance"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    ADVANCE = "advance"
    OPENING_CREDIT = "opening_credit"
    TRANSFER_OUT = "transfer_out"  # a joined customer's credit goes to the other one
    TRANSFER_IN = "transfer_in"
    QUOTE = "quote"

    @property
    def side(self) -> Side:
        """Return the side that documents of this kind stand on."""
        return _SIDES[self]


_SIDES: Final = {
    Kind.INVOICE: Side.DEBIT,
    Kind.DEBIT_NOTE: Side.DEBIT,
    Kind.OPENING_BALANCE: Side.DEBIT,
    Kind.CREDIT_NOTE: Side.CREDIT,
    Kind.RECEIPT: Side.CREDIT,
    Kind.ADVANCE: Side.CREDIT,
    Kind.OPENING_CREDIT: Side.CREDIT,
    Kind.TRANSFER_OUT: Side.DEBIT,
    Kind.TRANSFER_IN: Side.CREDIT,
    Kind.QUOTE: Side.NONE,
}
DEBIT_KINDS: Final = frozenset(k for k in Kind if k.side is Side.DEBIT)
CREDIT_KINDS: Final = frozenset(k for k in Kind if k.side is Side.CREDIT)


class Use(StrEnum):
    """What an application is: how a balance was settled, or a credit used up.

    Only `PAYMENT` and `CREDIT` link a credit to a debit. A refund uses up a credit
    and settles nothing; a void takes a whole document out, whichever its side; the
    others settle a debit and draw on no credit.
    """

    PAYMENT = "payment"
    CREDIT = "credit"
    REFUND = "refund"
    INCOME_TAX_WITHHELD = "retefuente"
    VAT_WITHHELD = "reteiva"
    ICA_WITHHELD = "reteica"
    DEDUCTION = "deduction"
    WRITE_OFF = "write_off"
    ADJUSTMENT = "adjustment"
    VOID = "void"


# Kind, number and instalment: what tells two documents of a company apart.
Identity = tuple[Kind, str, int]
LINKING_USES: Final = (Use.PAYMENT, Use.CREDIT)
WITHHOLDING_USES: Final = (Use.INCOME_TAX_WITHHELD, Use.VAT_WITHHELD, Use.ICA_WITHHELD)


class Document(NamedTuple):
    """A document as it is posted; what changes later are rows of their own.

    `id` and `customer_id` are negative in a posting that has not been written yet:
    −1 is the first new document (or customer) of that posting, −2 the second.
    """

    id: int
    kind: Kind
    number: str
    instalment: int  # 1 for a document that falls due at once
    customer_id: int
    currency: str
    issued: date
    due: date  # the issue date where the source gives none; for a quote: valid until
    total: int  # minor units, above zero; the side says what it does
    concept: str = ""
    reference: str = ""  # the number of the document that this one names
    edition: int = 1  # 2 for what was entered again after the first was voided


class Application(NamedTuple):
    """A dated settlement: from a credit, to a debit, or one of the two alone.

    A reversal is an application with the amount's sign turned and `reverses` set, so
    that a plain sum nets it. `effective` is the day on which the balance moves.
    """

    id: int
    use: Use
    from_id: int | None
    to_id: int | None
    customer_id: int
    currency: str
    amount: int
    effective: date
    reverses: int | None = None
    note: str = ""


class OpenItem(NamedTuple):
    """A document with a balance at some date: what the reports are made of."""

    id: int
    kind: Kind
    number: str
    instalment: int
    customer_id: int
    currency: str
    issued: date
    due: date
    total: int
    balance: int  # open (debits) or free (credits) at that date, above zero
    version: int  # row version now, whatever the date
    concept: str = ""
    reference: str = ""
