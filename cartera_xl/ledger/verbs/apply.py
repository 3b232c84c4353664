"""Applying credits to invoices: chosen ones, or the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.fifo import Share
from cartera_xl.ledger.verbs.sharing import (
    draw,
    free_for,
    post_shares,
    spend,
    spend_all,
)
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Apply:
    """Use credits. What is not said is chosen: the oldest first.

    Without an amount as much as fits. `customers` is for when neither a credit nor an
    invoice is named.
    """

    row: int
    day: date
    credit_id: int | None = None
    debit_id: int | None = None
    amount: int | None = None  # minor units
    customers: tuple[int, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Apply, books: Books, policy: Policy) -> Rejection | None:
    """Post what of the credits is applied."""
    if asked.amount is not None and asked.amount <= 0:
        return Rejection(asked.row, refusals.AMOUNT_NOT_POSITIVE)
    if refusal := applying.broken_date(asked.day, policy) or _unknown(asked, books):
        return Rejection(asked.row, refusal)
    planned = _plan(asked, books, policy)
    if not isinstance(planned, list):
        return Rejection(asked.row, planned)
    if not planned:
        why = "no hay créditos libres con facturas abiertas del mismo cliente y moneda"
        return Rejection(asked.row, refusals.nothing_to_apply(why))
    return post_shares(asked.row, planned, asked.day, books, policy)


def _unknown(asked: Apply, books: Books) -> Refusal | None:
    for document_id, side in (
        (asked.credit_id, Side.CREDIT),
        (asked.debit_id, Side.DEBIT),
    ):
        if document_id is None:
            continue
        if document_id not in books.items:
            return refusals.not_entered(document_id)
        if books.is_voided(document_id):
            return refusals.voided(books.items[document_id])
        if books.items[document_id].kind.side is not side:
            return refusals.not_a_credit(books.items[document_id], side)
    return None


def _plan(asked: Apply, books: Books, policy: Policy) -> list[Share] | Refusal:
    credit = books.items[asked.credit_id] if asked.credit_id is not None else None
    debit = books.items[asked.debit_id] if asked.debit_id is not None else None
    if credit and debit:
        fits = min(books.available(i.id, asked.day) for i in (credit, debit))
        amount = fits if asked.amount is None else asked.amount
        return [Share(credit.id, debit.id, amount)] if amount else []
    if debit:
        amount = asked.amount or free_for(debit, asked.day, books)
        return draw(debit, amount, asked.day, books) if amount else []
    if credit:
        return _plan_credit(credit, asked, books, policy)
    return spend_all(asked.customers, asked.day, books, policy)


def _plan_credit(
    credit: OpenItem, asked: Apply, books: Books, policy: Policy
) -> list[Share] | Refusal:
    free = books.available(credit.id, asked.day)
    wanted = free if asked.amount is None else asked.amount
    if wanted > free:
        return refusals.exceeds_credit(credit, free, asked.day)
    shares = spend(credit, wanted, asked.day, books, policy)
    planned = sum(share.amount for share in shares)
    if asked.amount is not None and planned < asked.amount:
        return refusals.exceeds_debits(planned, credit.currency)
    return shares
