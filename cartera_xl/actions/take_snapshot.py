"""Reading the ledger at a cut-off date, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cartera_xl.actions.choices import choices, stored_choices
from cartera_xl.actions.collection import steps
from cartera_xl.ledger.documents import Kind, OpenItem, Use
from cartera_xl.ledger.facts import QuoteStep
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.terms import add_months
from cartera_xl.store import balances, movements, queries
from cartera_xl.store.facts import facts
from cartera_xl.store.families import families
from cartera_xl.store.head import head
from cartera_xl.store.withheld import withheld
from cartera_xl.texts import document_label, money
from cartera_xl.views.snapshot import (
    Movement,
    QuoteAnswer,
    Snapshot,
    Step,
    Withholding,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from cartera_xl.ledger.posting import Contact
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

AnyRow = TypeVar("AnyRow", "OpenItem", "Contact", "Movement", "Withholding")


def take(store: Store, at: date, since: date | None = None) -> Snapshot:
    """Return the ledger at a date; without `since` the company's months are shown."""
    with store.reading() as ledger:
        parameters = choices(ledger)
        since = since or add_months(at, -parameters.transaction_months)
        items = balances.open_items(ledger, at)
        moment = head(ledger)
        return _joined(
            ledger,
            Snapshot(
                at=at,
                revision=moment.revision,
                ledger_id=moment.ledger_id,
                parameters=parameters,
                customers={c.id: c for c in queries.customers(ledger)},
                answers=_answers(ledger, at),
                withheld=_withheld(ledger, since, at),
                steps=_steps(ledger, at),
                chosen=stored_choices(ledger),
                contacts=queries.contacts(ledger),
                items=items,
                quotes=queries.quotes(ledger, at),
                last_payments=queries.last_payments(ledger, at),
                movements=_shown(movements.movements(ledger, since, at), items),
                since=since,
                omitted=movements.count_before(ledger, since),
            ),
        )


def _joined(ledger: Transaction, snapshot: Snapshot) -> Snapshot:
    """Show the records that were joined as the one that they were joined to."""
    main = families(ledger)
    if not main:
        return snapshot
    shown = {i: c for i, c in snapshot.customers.items() if i not in main}
    own = {i: snapshot.last_payments.get(i) for i in snapshot.last_payments}
    payments: dict[int, date] = {}
    for customer_id, day in own.items():
        owner = main.get(customer_id, customer_id)
        if day is not None:
            payments[owner] = max(day, payments.get(owner, day))
    return replace(
        snapshot,
        customers=shown,
        last_payments=payments,
        contacts=_moved(snapshot.contacts, main),
        items=_moved(snapshot.items, main),
        quotes=_moved(snapshot.quotes, main),
        movements=_moved(snapshot.movements, main),
        withheld=_moved(snapshot.withheld, main),
    )


def _moved(rows: Sequence[AnyRow], main: Mapping[int, int]) -> list[AnyRow]:
    return [
        row._replace(customer_id=main[row.customer_id])
        if row.customer_id in main
        else row
        for row in rows
    ]


def _answers(ledger: Transaction, at: date) -> dict[int, QuoteAnswer]:
    """Return the last follow-up of every quote up to a day."""
    return {
        step.document_id: QuoteAnswer(step.state, step.day, step.note, step.next_day)
        for step in facts(ledger, QuoteStep)
        if step.day <= at
    }


def _steps(ledger: Transaction, at: date) -> list[Step]:
    return [
        Step(
            found.event.id,
            found.customer.id,
            found.event.document_id,
            found.document,
            found.event.kind,
            found.event.day,
            found.event.detail,
            found.event.due,
            found.event.amount,
            found.event.currency,
            found.state,
            found.is_pending,
            found.actor,
        )
        for found in steps(ledger, at)
    ]


def _withheld(ledger: Transaction, since: date, at: date) -> list[Withholding]:
    return [
        Withholding(
            row.id,
            row.use,
            row.customer_id,
            row.currency,
            row.amount,
            row.day,
            document_label(row.kind, row.number, row.instalment),
            row.receipt,
            row.base,
            row.rate,
            row.town or "",
            row.certificate,
            row.received,
        )
        for row in withheld(ledger, since, at)
    ]


def _shown(
    found: Iterable[movements.Movement], items: Sequence[OpenItem]
) -> list[Movement]:
    left = {item.id: item.balance for item in items}
    local = _Local()
    return [
        Movement(
            move.day,
            move.kind,
            _label(move),
            move.customer_id,
            _concept(move),
            *_sides(move),
            move.currency,
            None if move.kind is Kind.QUOTE else left.get(move.document_id, 0),
            local[move.recorded_at],
            move.actor,
            move.batch,
        )
        for move in found
    ]


def _label(move: movements.Movement) -> str:
    return document_label(move.document_kind, move.number, move.instalment)


def _concept(move: movements.Movement) -> str:
    if isinstance(move.kind, Use) and move.effect == 0:
        applied = money(to_decimal(move.amount, move.currency), move.currency)
        return f"Se aplican {applied}" + (f" · {move.concept}" if move.concept else "")
    return move.concept


def _sides(move: movements.Movement) -> tuple[int | None, int | None]:
    """Return debit and credit; a link between two documents moves neither."""
    return (move.effect, None) if move.effect > 0 else (None, -move.effect or None)


class _Local(dict["datetime", "datetime"]):
    """Moments in Bogotá, without a zone: a spreadsheet's times have none."""

    def __missing__(self, moment: datetime) -> datetime:
        self[moment] = local = moment.astimezone(BOGOTA).replace(tzinfo=None)
        return local
