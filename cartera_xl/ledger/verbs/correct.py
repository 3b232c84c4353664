"""Correcting a typo in a document: reverse, enter again, apply again, all or nothing.

Nothing posted is edited. What had been applied is applied to the corrected document on
its own days, so that balances of the past come out as if it had been right at once: a
day that an earlier correction had to move comes back as soon as it may, and what came
with a receipt keeps to the receipt's day.

Of a closed month nothing moves: the wrong document counts until today, and the
corrected one from today on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cartera_xl.ledger import applying, refusals
from cartera_xl.ledger.documents import Document, Side
from cartera_xl.ledger.facts import Taxes, Tender
from cartera_xl.ledger.requests import Request
from cartera_xl.ledger.verbs.enter import broken_document, broken_due
from cartera_xl.ledger.verbs.restating import restate, withholding_of
from cartera_xl.ledger.verbs.transfers import is_transfer
from cartera_xl.ledger.verbs.verb import Rejection
from cartera_xl.ledger.verbs.void import reverse_all, take_out, undoing_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.ledger.requests import Policy


class Origin(NamedTuple):
    """Where a settlement of a document comes from, corrections left out of account."""

    day: date
    with_document: bool  # it came with the document, on the document's own day


@dataclass(frozen=True, slots=True)
class Correct:
    """A document and the fields that it should have had, by their name.

    `origins` are those of the document's settlements, by application, as far as they
    differ from what the applications say.
    """

    row: int
    document_id: int
    fields: Mapping[str, Any]
    reason: str
    origins: Mapping[int, Origin] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the row that this is typed on."""
        return (self.row,)


def post(asked: Correct, books: Books, policy: Policy) -> Rejection | None:
    """Post a correction."""
    if refusal := _broken_rule(asked, books, policy):
        return Rejection(asked.row, refusal)
    # What was allowed when it was posted may be put back whatever the rules are now.
    policy = replace(policy, refunds=True, adjustment_limits=None)
    before = books.items[asked.document_id]
    fields = _completed(before, asked.fields)
    if before.issued < policy.open_from:
        policy = replace(policy, open_from=policy.today)
        fields = {"issued": policy.today, **fields}
    applied = [*books.live(before.id), *_came_with(before, asked, books)]
    if rejection := reverse_all(
        asked.row, applied, books, policy, asked.reason
    ) or take_out(asked.row, before.id, books, policy, asked.reason):
        return rejection
    if refusal := _still_counts(before, fields, books):
        return Rejection(asked.row, refusal)
    after = books.enter(_corrected(before, fields))
    _carry_facts(before, books.items[after], books)
    for application in applied:
        if refusal := _again(asked, application, after, books, policy):
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
    corrected = _corrected(item, _completed(item, asked.fields))
    if corrected == _corrected(item, {}):
        return refusals.NOTHING_CHANGES
    if not asked.fields.keys().isdisjoint(("issued", "due")) and (
        refusal := broken_due(corrected)
    ):
        return refusal
    if "issued" not in asked.fields and item.issued < policy.open_from:
        corrected = corrected._replace(issued=policy.today)
    return broken_document(corrected, books, policy, replaced=item) or _broken_facts(
        item, corrected, books
    )


def _completed(item: OpenItem, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with what follows them: what was due at once still is."""
    follows = "issued" in fields and item.due == item.issued
    return {"due": fields["issued"], **fields} if follows else dict(fields)


def _came_with(before: OpenItem, asked: Correct, books: Books) -> list[Application]:
    """Return what was withheld with a receipt whose day is another."""
    if "issued" not in asked.fields:
        return []
    companions = (books.applications[i] for i in books.known.companions(before.id))
    return [
        a
        for a in companions
        if a.id not in books.reversed_ids and a.effective == before.issued
    ]


def _broken_facts(item: OpenItem, corrected: Document, books: Books) -> Refusal | None:
    """Refuse what the rows that stand on a document cannot follow."""
    if corrected.currency != item.currency:
        for application in books.live(item.id):
            return refusals.built_upon_use(item, application)
    tenders = _tenders(item.id, books)
    if corrected.total != item.total and len(tenders) > 1:
        return refusals.several_means(item, len(tenders))
    return None


def _still_counts(
    before: OpenItem, fields: Mapping[str, Any], books: Books
) -> Refusal | None:
    """Refuse a date on which both documents would count."""
    gone = books.new[-1].effective
    issued = fields.get("issued", before.issued)
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
    asked: Correct, application: Application, after: int, books: Books, policy: Policy
) -> Refusal | None:
    """Apply to the corrected document what stood on the wrong one, with its facts.

    On the day that it should have had; where later rows have used that day's balance
    up, on the day that it had.
    """
    from_id, to_id = (
        after if end == asked.document_id else end
        for end in (application.from_id, application.to_id)
    )
    ends = [books.items[end] for end in (from_id, to_id) if end is not None]
    least = max(books.items[after].issued, *(end.issued for end in ends))
    refusal = None
    wanted = _wanted(asked, application, books.items[after].issued, policy)
    for day in dict.fromkeys((wanted, application.effective)):
        request = Request(
            asked.row,
            application.use,
            from_id,
            to_id,
            application.amount,
            max(undoing_day(day, policy), least),
            application.note,
        )
        refusal = applying.post(request, books, policy)
        if refusal is None:
            restate(application.id, books.new[-1].id, books)
            return None
    return refusal


def _wanted(
    asked: Correct, application: Application, issued: date, policy: Policy
) -> date:
    """Return the day that a settlement would have, had the document been right."""
    own = Origin(application.effective, with_document=False)
    origin = asked.origins.get(application.id, own)
    follows = origin.with_document and application.from_id == asked.document_id
    if "issued" in asked.fields and (
        follows or asked.document_id not in (application.from_id, application.to_id)
    ):
        return issued
    return origin.day if origin.day >= policy.open_from else application.effective
