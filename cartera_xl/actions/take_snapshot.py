"""Reading the ledger at a cut-off date, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.terms import add_months
from cartera_xl.settings import BOGOTA
from cartera_xl.store import balances, movements, queries
from cartera_xl.store.head import head
from cartera_xl.texts import amount, document_label
from cartera_xl.views.snapshot import Movement, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store import Store


def take(store: Store, at: date, since: date | None = None) -> Snapshot:
    """Return the ledger at a date; without `since` the company's months are shown."""
    with store.reading() as ledger:
        parameters = choices(ledger)
        since = since or add_months(at, -parameters.transaction_months)
        items = balances.open_items(ledger, at)
        moment = head(ledger)
        return Snapshot(
            at=at,
            revision=moment.revision,
            ledger_id=moment.ledger_id,
            parameters=parameters,
            customers={c.id: c for c in queries.customers(ledger)},
            contacts=queries.contacts(ledger),
            items=items,
            quotes=queries.quotes(ledger, at),
            last_payments=queries.last_payments(ledger, at),
            movements=_shown(movements.movements(ledger, since, at), items),
            since=since,
            omitted=movements.count_before(ledger, since),
        )


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
            move.key,
        )
        for move in found
    ]


def _label(move: movements.Movement) -> str:
    kind = move.kind if isinstance(move.kind, Kind) else Kind.INVOICE
    return document_label(kind, move.number, move.instalment)


def _concept(move: movements.Movement) -> str:
    if isinstance(move.kind, Use) and move.effect == 0:
        applied = amount(to_decimal(move.amount, move.currency))
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
