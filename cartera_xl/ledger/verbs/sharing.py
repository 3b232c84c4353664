"""Which credits pay which invoices: plans made of the books as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Kind, Use
from cartera_xl.ledger.fifo import Share, plan
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy

TRANSFER_PREFIX = "TR-"


def draw(debit: OpenItem, amount: int, books: Books) -> list[Share]:
    """Plan an amount for one invoice: first the credits that name it, then the oldest.

    A credit that names another invoice comes last. The plan falls short where the
    customer's credits do.
    """
    free = sorted(
        books.credits_of(debit.customer_id, debit.currency),
        key=lambda credit: (_rank(credit, debit), credit.due, credit.id),
    )
    shares = []
    for credit in free:
        part = min(credit.balance, amount)
        if part > 0:
            shares.append(Share(credit.id, debit.id, part))
            amount -= part
    return shares


def _rank(credit: OpenItem, debit: OpenItem) -> int:
    if credit.reference == debit.number:
        return 0
    return 2 if credit.reference else 1


def spend(credit: OpenItem, amount: int, books: Books) -> list[Share]:
    """Plan an amount of one credit: first the invoice it names, then oldest due."""
    whole = credit._replace(balance=amount)
    return _plan([whole, *books.debits_of(credit.customer_id, credit.currency)], books)


def spend_all(customers: Iterable[int], books: Books) -> list[Share]:
    """Plan all credits of some customers, oldest first, never across accounts."""
    families = {books.family(customer) for customer in customers}
    own = [i for i in books.items.values() if books.family(i.customer_id) in families]
    return _plan(own, books)


def _plan(items: Sequence[OpenItem], books: Books) -> list[Share]:
    """Plan with every joined record under the one that it shows as."""
    return plan(i._replace(customer_id=books.family(i.customer_id)) for i in items)


def post_shares(
    row: int,
    shares: Iterable[Share],
    day: date,
    books: Books,
    policy: Policy,
    use: Use = Use.CREDIT,
) -> Rejection | None:
    """Post a plan; between the records of a joined customer by way of a transfer."""
    for share in shares:
        if refusal := _post_share(row, share, day, books, policy, use):
            return Rejection(row, refusal)
    return None


def _post_share(
    row: int, share: Share, day: date, books: Books, policy: Policy, use: Use
) -> Refusal | None:
    credit, debit = books.items[share.credit_id], books.items[share.debit_id]
    if credit.customer_id == debit.customer_id or not _joined(credit, debit, books):
        request = Request(row, use, credit.id, debit.id, share.amount, day)
        return applying.post(request, books, policy)
    # An application cannot leave its customer's account: a debit takes the credit up
    # in one record, a credit of the same number gives it out in the other.
    if refusal := _transferable(credit, share.amount, day, books, policy):
        return refusal
    out_id, in_id = _transfer(credit, debit, share.amount, day, books)
    up = Request(row, use, credit.id, out_id, share.amount, day)
    down = Request(row, use, in_id, debit.id, share.amount, day)
    return applying.post(up, books, policy) or applying.post(down, books, policy)


def _joined(credit: OpenItem, debit: OpenItem, books: Books) -> bool:
    return books.family(credit.customer_id) == books.family(debit.customer_id)


def _transferable(
    credit: OpenItem, amount: int, day: date, books: Books, policy: Policy
) -> Refusal | None:
    if amount <= 0:
        return refusals.AMOUNT_NOT_POSITIVE
    free = books.available(credit.id, day)
    if amount > free:
        return refusals.exceeds_credit(credit, free, day)
    return applying.broken_date(day, policy)


def _transfer(
    credit: OpenItem, debit: OpenItem, amount: int, day: date, books: Books
) -> tuple[int, int]:
    number = books.number(TRANSFER_PREFIX)
    out = Document(
        0,
        Kind.TRANSFER_OUT,
        number,
        1,
        credit.customer_id,
        credit.currency,
        day,
        day,
        amount,
        reference=credit.number,
    )
    into = out._replace(
        kind=Kind.TRANSFER_IN, customer_id=debit.customer_id, reference=debit.number
    )
    return books.enter(out), books.enter(into)
