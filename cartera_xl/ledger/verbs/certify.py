"""A customer's withholding certificate: its number, and the day on which it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import WITHHOLDING_USES
from cartera_xl.ledger.facts import Certificate
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Certify:
    """A certificate of one withholding; without a day it is announced, not here."""

    row: int
    application_id: int
    number: str
    received: date | None

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Certify, books: Books, policy: Policy) -> Rejection | None:
    """Post a certificate."""
    application = books.applications.get(asked.application_id)
    if application is None:
        refusal = refusals.application_not_found(asked.application_id)
        return Rejection(asked.row, refusal)
    if application.use not in WITHHOLDING_USES:
        return Rejection(asked.row, refusals.not_a_withholding(application.id))
    if application.reverses is not None:
        return Rejection(asked.row, refusals.is_reversal(application.id))
    if application.id in books.reversed_ids:
        return Rejection(asked.row, refusals.already_reversed(application.id))
    if asked.received and asked.received > policy.today:
        return Rejection(asked.row, refusals.in_future(policy.today))
    books.state(Certificate(0, application.id, asked.number, asked.received))
    return None
