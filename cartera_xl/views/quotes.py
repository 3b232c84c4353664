"""Cotizaciones: quotes, those that still hold first, by how soon they run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.ledger.facts import VOIDED
from cartera_xl.ledger.status import quote_state
from cartera_xl.tabs.quotes import QUOTES
from cartera_xl.views.columns import labels, names, nits
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields
    from cartera_xl.views.snapshot import QuoteAnswer, Snapshot


def quotes(snapshot: Snapshot) -> list[tuple[Cell, ...]]:
    """Return the rows of Cotizaciones."""
    at, notice = snapshot.at, snapshot.parameters.quote_notice_days
    answers = snapshot.answers
    shown = [q for q in snapshot.quotes if _state(q, snapshot) != VOIDED]
    items = sorted(
        shown, key=lambda q: (bool(_state(q, snapshot)), q.due < at, q.due, q.id)
    )
    currencies = [item.currency for item in items]
    fields: Fields = {
        "number": labels(items),
        "customer": names(snapshot, items),
        "nit": nits(snapshot, items),
        "issued": [item.issued for item in items],
        "valid_until": [item.due for item in items],
        "currency": currencies,
        "total": amounts([item.total for item in items], currencies),
        "state": [
            texts.QUOTE_ANSWERS.get(_state(item, snapshot))
            or quote_state(item.due, at, notice).value
            for item in items
        ],
        "last_follow_up": [
            _followed(answers[i.id]) if i.id in answers else None for i in items
        ],
        "version": [item.version for item in items],
        "currency_index": currency_index(currencies, snapshot.parameters.currency),
    }
    return lay_out(QUOTES, fields, len(items))


def _state(quote: OpenItem, snapshot: Snapshot) -> str:
    answer = snapshot.answers.get(quote.id)
    return answer.state if answer else ""


def _followed(answer: QuoteAnswer) -> str:
    """Say when a quote was followed up, what was noted, and when it is to be again."""
    said = f"{texts.day(answer.day)}"
    if answer.note:
        said += f" · {answer.note}"
    if answer.next_day and not answer.state:
        said += f" · próximo {texts.day(answer.next_day)}"
    return said
