"""The ledger at a cut-off date, read in one transaction: what every tab is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import CREDIT_KINDS
from cartera_xl.ledger.portfolio import Portfolio, portfolio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Contact, Customer


class Movement(NamedTuple):
    """A document or an application as the list of transactions shows it."""

    effective: date
    kind: str  # of a document, or the use of an application
    number: str
    customer_id: int
    concept: str
    debit: int | None
    credit: int | None
    currency: str
    balance: int | None  # of the document at the cut-off date
    recorded_at: datetime  # in Bogotá, without a zone
    actor: str
    batch: int  # its number, as `cartera lotes` shows it


class QuoteAnswer(NamedTuple):
    """What came of a quote up to the cut-off date; "" as a state: still open."""

    state: str
    day: date
    note: str
    next_day: date | None


class Step(NamedTuple):
    """A step of collecting as Gestiones shows it; `state` says where it stands."""

    id: int
    customer_id: int
    document_id: int | None
    document: str  # as the screen calls it; "" for all that the customer owes
    kind: str
    day: date
    detail: str
    due: date | None
    amount: int | None
    currency: str
    state: str
    is_pending: bool
    actor: str


class Withholding(NamedTuple):
    """A withholding as Retenciones shows it; the rate in millionths."""

    id: int
    use: str
    customer_id: int
    currency: str
    amount: int
    day: date
    number: str
    receipt: str | None
    base: int | None
    rate: int | None
    town: str
    certificate: str
    received: date | None


@dataclass(frozen=True)
class Snapshot:
    """A ledger as of one date and one revision."""

    at: date
    revision: int
    ledger_id: str
    parameters: Parameters
    customers: Mapping[int, Customer]
    contacts: Sequence[Contact]
    items: Sequence[OpenItem]
    quotes: Sequence[OpenItem]
    last_payments: Mapping[int, date]
    movements: Sequence[Movement]  # newest first
    since: date  # the first date of `movements`
    omitted: int  # movements before it
    answers: Mapping[int, QuoteAnswer]  # by quote
    withheld: Sequence[Withholding]  # newest first
    steps: Sequence[Step] = ()  # oldest first
    chosen: Mapping[str, str] = field(default_factory=dict)  # parameters, as text

    @cached_property
    def debits(self) -> list[OpenItem]:
        """Return the open debits."""
        return [item for item in self.items if item.kind not in CREDIT_KINDS]

    @cached_property
    def credits(self) -> list[OpenItem]:
        """Return the free credits."""
        return [item for item in self.items if item.kind in CREDIT_KINDS]

    @cached_property
    def portfolio(self) -> Portfolio:
        """Return the balances by customer and currency."""
        return portfolio(
            self.items, self.at, self.parameters.ranges, self.parameters.basis
        )
