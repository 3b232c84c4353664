"""What worksheet functions ask of a ledger: one cell, one short answer.

A sheet asks by the thousand and in no order. What was read is therefore kept until the
ledger moves on, which one cheap read before every answer tells. Nothing is kept open
between two answers, so that posting never waits for a sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cartera_xl.actions.moment import Moment, UnreadError
from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.store.head import head

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cartera_xl.ledger.indicators import Figure, Indicators
    from cartera_xl.ledger.statement import Statement
    from cartera_xl.store import Store

Answer = TypeVar("Answer")


class Amount(NamedTuple):
    """Minor units of a currency."""

    minor: int
    currency: str


class Answers:
    """Answers from one ledger, as it stands at each of them.

    A customer is named by code, NIT or name, or left out for all; `at` is the end of
    the day that is asked about; a currency left out is the company's own.

    Raises:
        NamedError: no customer or document is called so, or several are.
        StoreError: the ledger cannot be read.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._moment = Moment("")

    def indicators(
        self, at: date, customer: str | None = None, currency: str | None = None
    ) -> tuple[Indicators, str]:
        """Return the indicators, in minor units, and their currency."""

        def told(moment: Moment) -> tuple[Indicators, str]:
            who, unit = (
                moment.customer(customer),
                currency or moment.parameters.currency,
            )
            return moment.standing(at).indicators(who, unit), unit

        return self._answer(told)

    def ageing(
        self, at: date, customer: str | None = None, currency: str | None = None
    ) -> tuple[list[tuple[str, Figure]], str]:
        """Return every range with its figure, and their currency."""

        def told(moment: Moment) -> tuple[list[tuple[str, Figure]], str]:
            who, unit = (
                moment.customer(customer),
                currency or moment.parameters.currency,
            )
            return moment.standing(at).ageing(who, unit), unit

        return self._answer(told)

    def beyond(self, at: date, days: int, customer: str | None = None) -> Amount:
        """Return what is more than so many days overdue, in the company's currency."""

        def told(moment: Moment) -> Amount:
            who, unit = moment.customer(customer), moment.parameters.currency
            return Amount(moment.arrears(at).beyond(days, who, unit), unit)

        return self._answer(told)

    def balance(self, at: date, document: str) -> Amount:
        """Return what is left of a document: open of a debit, free of a credit."""

        def told(moment: Moment) -> Amount:
            item = moment.document(document)
            return Amount(moment.left(at).get(item.id, 0), item.currency)

        return self._answer(told)

    def days_overdue(self, at: date, document: str) -> int:
        """Return how late a document is; 0 when it is settled, not due, or a credit."""

        def told(moment: Moment) -> int:
            item = moment.document(document)
            if item.kind not in DEBIT_KINDS or item.id not in moment.left(at):
                return 0
            return max(0, days_overdue(item.due, at))

        return self._answer(told)

    def statement(
        self, customer: str, since: date, until: date
    ) -> tuple[Statement, ...]:
        """Return what moved a customer's balance, a part for each of its currencies.

        One without documents has a part too: nothing, in the company's currency.
        """
        return self._answer(lambda moment: moment.statement(customer, since, until))

    def _answer(self, told: Callable[[Moment], Answer]) -> Answer:
        """Answer from what was read, as long as that is how the ledger stands."""
        if self.store.state() == self._moment.state:
            try:
                return told(self._moment)
            except UnreadError:
                pass
        with self.store.reading() as ledger:
            state = head(ledger).audit_hash
            if state != self._moment.state:
                self._moment = Moment(state)
            with self._moment.reading(ledger):
                return told(self._moment)
