"""Which credits pay which invoices: plans made of the books as they stand.

What is chosen for a person is chosen from what there is on the day: documents of later
are left out, and what a past day does not leave free is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.fifo import Share, plan
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.transfers import post_across
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


def draw(
    debit: OpenItem, amount: int, day: date, books: Books, apart: int | None = None
) -> list[Share] | Refusal:
    """Plan an amount for one invoice: first the credits that name it, then the oldest.

    A credit that names another invoice comes last. `apart` is a credit that is spoken
    for: the money of the very payment.
    """
    if amount <= 0:
        return refusals.AMOUNT_NOT_POSITIVE
    open_ = books.available(debit.id, day)
    if amount > open_:
        return refusals.exceeds_debit(debit, open_, day)
    shares, left = [], amount
    for credit in _free_credits(debit, day, books, apart):
        part = min(credit.balance, left)
        if part > 0:
            shares.append(Share(credit.id, debit.id, part))
            left -= part
    if left > 0:
        return refusals.exceeds_credits(amount - left, debit.currency)
    return shares


def free_for(debit: OpenItem, day: date, books: Books) -> int:
    """Return how much of a customer's credits could pay one of its invoices."""
    free = sum(credit.balance for credit in _free_credits(debit, day, books))
    return min(free, books.available(debit.id, day))


def _free_credits(
    debit: OpenItem, day: date, books: Books, apart: int | None = None
) -> list[OpenItem]:
    own = books.credits_of(debit.customer_id, debit.currency)
    return sorted(
        (credit for credit in on_day(own, day, books) if credit.id != apart),
        key=lambda credit: (_rank(credit, debit), credit.due, credit.id),
    )


def _rank(credit: OpenItem, debit: OpenItem) -> int:
    if credit.reference == debit.number:
        return 0
    return 2 if credit.reference else 1


def on_day(items: Iterable[OpenItem], day: date, books: Books) -> Iterator[OpenItem]:
    """Return the documents that there are on a day, with what that leaves of them."""
    for item in items:
        if item.issued <= day and (left := books.available(item.id, day)) > 0:
            yield item._replace(balance=left)


def spend(
    credit: OpenItem, amount: int, day: date, books: Books, policy: Policy
) -> list[Share]:
    """Plan an amount of one credit: first the invoice it names, then oldest due."""
    debits = on_day(books.debits_of(credit.customer_id, credit.currency), day, books)
    return _plan([credit._replace(balance=amount), *debits], books, policy)


def spend_all(
    customers: Iterable[int], day: date, books: Books, policy: Policy
) -> list[Share]:
    """Plan all credits of some customers, oldest first, never across accounts."""
    families = {books.family(customer) for customer in customers}
    own = (i for i in books.items.values() if books.family(i.customer_id) in families)
    return _plan(on_day(own, day, books), books, policy)


def _plan(items: Iterable[OpenItem], books: Books, policy: Policy) -> list[Share]:
    """Plan with every joined record under the one that it shows as."""
    shown = (i._replace(customer_id=books.family(i.customer_id)) for i in items)
    return plan(shown, policy.interest_first)


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
    return post_across(row, (credit, debit), share.amount, day, books, policy, use)


def _joined(credit: OpenItem, debit: OpenItem, books: Books) -> bool:
    return books.family(credit.customer_id) == books.family(debit.customer_id)
