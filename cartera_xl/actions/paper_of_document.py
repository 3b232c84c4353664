"""What the ledger knows of a document, read to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import label
from cartera_xl.ledger.balances import settled_amounts
from cartera_xl.ledger.documents import LINKING_USES, Side, Use
from cartera_xl.ledger.facts import VOIDED, QuoteStep, Taxes, Tender, Withholding
from cartera_xl.outbox.documents import receipt
from cartera_xl.outbox.documents.receipt import Received, Withheld, receipt_paper
from cartera_xl.outbox.documents.support import Settled, Supported, support_paper
from cartera_xl.store import queries
from cartera_xl.store.facts import facts_of, voided_ids
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.outbox.documents.paper import Paper
    from cartera_xl.store.transaction import Transaction

_SILENT: Final = frozenset({Use.VOID})  # the stamp says it


def paper_of(ledger: Transaction, item: OpenItem, own: Parameters, at: date) -> Paper:
    """Return a document as it stands at the end of a day, ready to be set."""
    customer = _main_record(ledger, item)
    if item.kind in receipt.KINDS:
        return receipt_paper(own, _received(ledger, item, customer, at))
    return support_paper(own, _supported(ledger, item, customer, at))


def _main_record(ledger: Transaction, item: OpenItem) -> Customer:
    """Return whose a document is; joined records show as one."""
    main = families(ledger).get(item.customer_id, item.customer_id)
    return next(c for c in queries.customers(ledger) if c.id == main)


def _received(
    ledger: Transaction, item: OpenItem, customer: Customer, at: date
) -> Received:
    own = _standing(queries.position(ledger, [item.id]).applications, at)
    paid = [a for a in own if a.use in LINKING_USES and a.from_id == item.id]
    withheld = [*_withheld(ledger, item, at)]
    ids = {a.to_id for a in (*paid, *(w.application for w in withheld)) if a.to_id}
    return Received(
        receipt=item,
        customer=customer,
        tenders=facts_of(ledger, Tender, "document_id", [item.id]),
        paid=paid,
        withheld=withheld,
        documents={i.id: i for i in queries.items_by_id(ledger, ids)},
        refunded=sum(a.amount for a in own if a.use is Use.REFUND),
        voided=item.id in voided_ids(ledger),
    )


def _withheld(ledger: Transaction, item: OpenItem, at: date) -> Iterator[Withheld]:
    """Yield what came with a receipt without money and stands; the last word counts."""
    behind = {
        fact.application_id: fact
        for fact in facts_of(ledger, Withholding, "document_id", [item.id])
    }
    rows = list(queries.applications_by_id(ledger, behind))
    touching = queries.position(ledger, {a.to_id for a in rows if a.to_id})
    for application in _standing(touching.applications, at):
        if application.id in behind:
            yield Withheld(application, behind[application.id])


def _supported(
    ledger: Transaction, item: OpenItem, customer: Customer, at: date
) -> Supported:
    touching = queries.position(ledger, [item.id]).applications
    settled = settled_amounts(a for a in touching if a.effective <= at)
    left = item.total - settled.get(item.id, 0)
    taxes = facts_of(ledger, Taxes, "document_id", [item.id])
    answer = _answer(facts_of(ledger, QuoteStep, "document_id", [item.id]), at)
    return Supported(
        item=item._replace(balance=0 if item.kind.side is Side.NONE else left),
        customer=customer,
        at=at,
        settled=[*_settled(ledger, item, _standing(touching, at))],
        taxes=taxes[-1] if taxes else None,
        answer=answer,
        voided=item.id in voided_ids(ledger) or answer == VOIDED,
    )


def _answer(steps: Iterable[QuoteStep], at: date) -> str:
    return next((s.state for s in reversed([*steps]) if s.day <= at), "")


def _settled(
    ledger: Transaction, item: OpenItem, standing: Iterable[Application]
) -> Iterator[Settled]:
    """Yield what settled a document by day, each with the label of its other end."""
    rows = sorted(
        (a for a in standing if a.use not in _SILENT),
        key=lambda a: (a.effective, a.id),
    )
    ends = {a.id: a.from_id if a.to_id == item.id else a.to_id for a in rows}
    others = {i.id: i for i in queries.items_by_id(ledger, filter(None, ends.values()))}
    for application in rows:
        end = ends[application.id]
        yield Settled(application, label(others[end]) if end else "")


def _standing(applications: Iterable[Application], at: date) -> list[Application]:
    """Return what is in force at the end of a day: neither end of a reversal."""
    there = [a for a in applications if a.effective <= at]
    undone = {a.reverses for a in there if a.reverses is not None}
    return [a for a in there if a.reverses is None and a.id not in undone]
