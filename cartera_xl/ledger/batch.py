"""Deciding a batch of verbs: all of it stands, or nothing does.

Every verb sees what the earlier ones leave. One that is refused leaves nothing in the
books, so that each row is judged by its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from cartera_xl.ledger import refusals
from cartera_xl.ledger.books import Books
from cartera_xl.ledger.lengths import too_long_within
from cartera_xl.ledger.posting import Posting
from cartera_xl.ledger.requests import Outcome, Status
from cartera_xl.ledger.verbs import (
    apply,
    certify,
    closing,
    collection,
    consent,
    correct,
    customers,
    enter,
    quotes,
    rates,
    receive,
    refund,
    unapply,
    undo,
    void,
    write_off,
)
from cartera_xl.ledger.verbs.verb import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cartera_xl.ledger.requests import Policy, Position


class Verb(Protocol):
    """What is asked of the cartera; `rows` are those that it is typed on."""

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the rows, at least one."""


_POST: Final[dict[type, Callable[[Any, Books, Policy], Rejection | None]]] = {
    receive.Receive: receive.post,
    apply.Apply: apply.post,
    refund.Refund: refund.post,
    write_off.WriteOff: write_off.post,
    unapply.Unapply: unapply.post,
    void.Void: void.post,
    correct.Correct: correct.post,
    enter.Enter: enter.post,
    quotes.FollowUp: quotes.post,
    customers.Register: customers.register,
    customers.Change: customers.change,
    customers.Join: customers.join,
    customers.Withholds: customers.withholds,
    certify.Certify: certify.post,
    closing.Close: closing.post,
    rates.SetRate: rates.post,
    consent.Consent: consent.post,
    collection.Log: collection.log,
    collection.End: collection.end,
    undo.Undo: undo.post,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer to a batch: an outcome per row, and the rows to write where it stands.

    `moved` gives the balance of each document that the batch moves, before and after,
    whether the batch stands or not. `numbers` are the series' last numbers after it.
    """

    outcomes: tuple[Outcome, ...]
    posting: Posting
    moved: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Tell whether the whole batch stands."""
        return all(o.status is Status.POSTED for o in self.outcomes)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """Return the rows that stop the batch, not those that they stop."""
        return tuple(outcome for outcome in self.outcomes if outcome.stops)


def decide(verbs: Iterable[Verb], position: Position, policy: Policy) -> Decided:
    """Decide a batch; `posting` is empty where a row is refused."""
    books = Books(position)
    outcomes = [o for verb in verbs for o in _outcomes(verb, books, policy)]
    moved = _moved(books)
    if all(outcome.status is Status.POSTED for outcome in outcomes):
        return Decided(tuple(outcomes), _posting(books), moved, books.last_numbers)
    stopped = tuple(
        Outcome(o.row, *refusals.BATCH_REFUSED) if o.status is Status.POSTED else o
        for o in outcomes
    )
    return Decided(stopped, Posting(), moved)


def _unfit(verb: Verb) -> Rejection | None:
    """Reject a verb with a text that no workbook could show."""
    wrong = too_long_within(verb)
    return Rejection(verb.rows[0], refusals.text_too_long(wrong)) if wrong else None


def _outcomes(verb: Verb, books: Books, policy: Policy) -> Iterator[Outcome]:
    mark = books.mark()
    open_from = books.known.open_from(policy.open_from)
    now = replace(policy, open_from=open_from)  # an earlier row may have closed a month
    rejection = _unfit(verb) or _POST[type(verb)](verb, books, now)
    if rejection:
        books.back_to(mark)
    for row in verb.rows:
        if rejection is None:
            yield Outcome(row, Status.POSTED)
        elif row == rejection.row:
            yield Outcome(row, *rejection.refusal)
        else:
            yield Outcome(row, *refusals.BATCH_REFUSED)


def _moved(books: Books) -> dict[int, tuple[int, int]]:
    before = books.position.items
    return {
        row_id: (before[row_id].balance, item.balance)
        for row_id, item in books.items.items()
        if row_id in before and before[row_id].balance != item.balance
    }


def _posting(books: Books) -> Posting:
    updates: defaultdict[int, dict[str, object]] = defaultdict(dict)
    for customer_id, name, value in books.changes:
        updates[customer_id][name] = value
    return Posting(
        customers=tuple(books.customers),
        contacts=tuple(books.contacts),
        documents=tuple(books.documents),
        applications=tuple(books.new),
        facts=tuple(books.facts),
        updates=dict(updates),
    )
