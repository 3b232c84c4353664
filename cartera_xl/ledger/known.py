"""What is known beside the balances while a batch is being decided.

The ledger's facts that the batch is about, and those that it has stated so far: a
later row of the batch sees what an earlier one stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.facts import (
    Closing,
    Event,
    EventEnd,
    Joining,
    QuoteStep,
    Taxes,
    Tender,
)
from cartera_xl.ledger.facts import Withholding as WithholdingFact

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.requests import Position


class Known:
    """The facts of a position, moved on by each that is stated."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self.stated: list[Fact] = []
        self._forget()

    def _forget(self) -> None:
        self._families = dict(self._position.families)
        self._quotes = dict(self._position.quote_states)
        self._events = dict(self._position.events)
        self._outcomes = dict(self._position.event_outcomes)
        self._open_from: date | None = None

    def state(self, fact: Fact) -> int:
        """Take in a fact; its id here does not matter, it gets the next one: that."""
        stated = fact._replace(id=-len(self.stated) - 1)
        self.stated.append(stated)
        self._learn(stated)
        return stated.id

    def _learn(self, fact: Fact) -> None:
        if isinstance(fact, Joining) and fact.into_id is None:
            self._families.pop(fact.customer_id, None)
        elif isinstance(fact, Joining) and fact.into_id is not None:
            self._families[fact.customer_id] = fact.into_id
        elif isinstance(fact, QuoteStep):
            self._quotes[fact.document_id] = fact.state
        elif isinstance(fact, Closing):
            self._open_from = fact.open_from
        elif isinstance(fact, Event):
            self._events[fact.id] = fact
        elif isinstance(fact, EventEnd):
            self._outcomes[fact.event_id] = fact.outcome

    def back_to(self, count: int) -> None:
        """Forget all but the first facts that were stated."""
        if count < len(self.stated):
            del self.stated[count:]
            self._forget()
            for fact in self.stated:
                self._learn(fact)

    def family(self, customer_id: int) -> int:
        """Return the customer that a customer's record shows as."""
        return self._families.get(customer_id, customer_id)

    def is_joined(self, customer_id: int) -> bool:
        """Tell whether a record shows as another one, or another as it."""
        return customer_id in self._families or customer_id in self._families.values()

    def quote_state(self, document_id: int) -> str:
        """Return what a quote's customer answered; "" while it is open."""
        return self._quotes.get(document_id, "")

    def event(self, event_id: int) -> Event | None:
        """Return a step of collecting."""
        return self._events.get(event_id)

    def event_outcome(self, event_id: int) -> str:
        """Return what became of a promise, a dispute or a task; "" while it is open."""
        return self._outcomes.get(event_id, "")

    def open_from(self, before: date) -> date:
        """Return the first day that is open, the batch's own closings counted."""
        return before if self._open_from is None else self._open_from

    def of_application(self, application_id: int) -> list[Fact]:
        """Return what stands behind a settlement, oldest first."""
        own = [f for f in self.stated if _application(f) == application_id]
        return [*self._position.facts.get(application_id, ()), *own]

    def of_document(self, document_id: int) -> list[Tender | Taxes]:
        """Return a document's means of payment and its taxes, oldest first."""
        own = [
            f
            for f in self.stated
            if isinstance(f, Tender | Taxes) and f.document_id == document_id
        ]
        return [*self._position.document_facts.get(document_id, ()), *own]

    def companions(self, receipt_id: int) -> list[int]:
        """Return the applications that came with a receipt but are not paid from it."""
        own = [
            f.application_id
            for f in self.stated
            if isinstance(f, WithholdingFact) and f.document_id == receipt_id
        ]
        before = self._position.companions.get(receipt_id, ())
        return list(dict.fromkeys((*before, *own)))


def _application(fact: Fact) -> int | None:
    return getattr(fact, "application_id", None)
