"""What the verbs share: how a row is rejected, and posting several requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger import applying

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy, Request, Reversal


class Rejection(NamedTuple):
    """The row that stops a verb, and the rule that it breaks."""

    row: int
    refusal: Refusal


def post_all(
    requests: Iterable[Request | Reversal], books: Books, policy: Policy
) -> Rejection | None:
    """Post requests in their order, up to the first that cannot be."""
    for request in requests:
        if refusal := applying.post(request, books, policy):
            return Rejection(request.row, refusal)
    return None
