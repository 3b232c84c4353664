"""Correcting a typo in a document: reverse, enter again, apply again, all or nothing.

Nothing posted is edited. What had been applied is applied to the corrected document on
its own days, so that balances of the past come out as if it had been right at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Side
from cartera_xl.ledger.facts import Taxes, Tender
from cartera_xl.ledger.money import MAX_MINOR
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.enter import broken_document
from cartera_xl.ledger.verbs.restating import restate, withholding_of
from cartera_xl.ledger.verbs.transfers import is_transfer
from cartera_xl.ledger.verbs.verb import Rejection
from cartera_xl.ledger.verbs.void import reverse_all, take_out, undoing_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


@dataclass(frozen=True, slots=True)
class Correct:
    """A document and the fields that it should have had, by their name."""

    row: int
    document_id: int
    fields: Mapping[str, Any]
    reason: str

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Correct, books: Books, policy: Policy) -> Rejection | None:
    """Post a correction."""
    if refusal := _broken_rule(asked, books, policy):
        return Rejection(asked.row, refusal)
    # What was allowed when it was posted may be put back whatever the rules are now.
    policy = replace(policy, refunds=True, adjustment_limit=MAX_MINOR)
    before = books.items[asked.document_id]
    applied = books.live(before.id)
    if rejection := reverse_all(
        asked.row, applied, books, policy, asked.reason
    ) or take_out(asked.row, before.id, books, policy, asked.reason):
        return rejection
    if refusal := _still_counts(before, asked, books):
        return Rejection(asked.row, refusal)
    after = books.enter(_corrected(before, asked.fields))
    _carry_facts(before, books.items[after], books)
    for application in applied:
        if refusal := _again(asked.row, application, before.id, after, books, policy):
            return Rejection(asked.row, refusal)
    return None


def _broken_rule(asked: Correct, books: Books, policy: Policy) -> Refusal | None:
    item = books.items.get(asked.document_id)
    if item is None:
        return refusals.document_not_found(asked.document_id)
    if not asked.reason.strip():
        return refusals.REASON_MISSING
    if books.is_voided(item.id):
        return refusals.voided(item)
    if item.kind.side is Side.NONE:
        return refusals.quote_not_corrected(item)
    if is_transfer(item):
        return refusals.half_of_transfer(item)
    corrected = _corrected(item, asked.fields)
    if corrected == _corrected(item, {}):
        return refusals.NOTHING_CHANGES
    return broken_document(corrected, books, policy, replaced=item) or _broken_facts(
        item, corrected, books
    )


def _broken_facts(item: OpenItem, corrected: Document, books: Books) -> Refusal | None:
    """Refuse what the rows that stand on a document cannot follow."""
    if corrected.currency != item.currency:
        for application in books.live(item.id):
            return refusals.built_upon_use(item, application)
    tenders = _tenders(item.id, books)
    if corrected.total != item.total and len(tenders) > 1:
        return refusals.several_means(item, len(tenders))
    return None


def _still_counts(before: OpenItem, asked: Correct, books: Books) -> Refusal | None:
    """Refuse a date on which both documents would count."""
    gone = books.new[-1].effective
    issued = asked.fields.get("issued", before.issued)
    if gone > before.issued and issued < gone:
        return refusals.still_counts(before, gone)
    return None


def _corrected(item: OpenItem, fields: Mapping[str, Any]) -> Document:
    same = Document(*item[:9], item.concept, item.reference)
    return same._replace(**fields)


def _carry_facts(before: OpenItem, after: OpenItem, books: Books) -> None:
    """State again, of the corrected document, what is known of the wrong one."""
    for tender in _tenders(before.id, books):
        amount = tender.amount if before.total == after.total else after.total
        books.state(tender._replace(document_id=after.id, amount=amount))
    if before.total == after.total:  # of another total the taxes are others
        for taxes in _taxes(before.id, books)[-1:]:
            books.state(taxes._replace(document_id=after.id))
    for application_id in books.known.companions(before.id):
        for fact in withholding_of(application_id, books):
            books.state(fact._replace(document_id=after.id))


def _tenders(document_id: int, books: Books) -> list[Tender]:
    facts = books.known.of_document(document_id)
    return [fact for fact in facts if isinstance(fact, Tender)]


def _taxes(document_id: int, books: Books) -> list[Taxes]:
    facts = books.known.of_document(document_id)
    return [fact for fact in facts if isinstance(fact, Taxes)]


def _again(
    row: int,
    application: Application,
    before: int,
    after: int,
    books: Books,
    policy: Policy,
) -> Refusal | None:
    """Apply to the corrected document what stood on the wrong one, with its facts.

    On its own day, or on that of the corrected document, where this is later.
    """
    from_id, to_id = (
        after if end == before else end
        for end in (application.from_id, application.to_id)
    )
    day = max(undoing_day(application.effective, policy), books.items[after].issued)
    request = Request(
        row, application.use, from_id, to_id, application.amount, day, application.note
    )
    refusal = applying.post(request, books, policy)
    if refusal is None:
        restate(application.id, books.new[-1].id, books)
    return refusal
