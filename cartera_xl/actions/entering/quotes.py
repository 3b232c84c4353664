"""Cotizaciones: follow-ups, and the customer's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.actions.entering.shown import misplaced
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import ACCEPTED, REJECTED
from cartera_xl.ledger.verbs.quotes import FollowUp
from cartera_xl.tabs import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known

MAIN_FIELDS: Final = ("new_state", "next_follow_up", "note")
DATE_FIELD: Final = "next_follow_up"
_STATES: Final = {"": "", quotes.ACCEPTED: ACCEPTED, quotes.REFUSED: REJECTED}


def names(cells: Cells) -> Iterable[str]:
    """Return what a row names."""
    return cells.entry.key


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[FollowUp | Rejected]:
    """Return the follow-ups of some rows, and the rows that cannot be posted."""
    for cells in rows:
        if not cells.entry.key:
            sentence = "La fila no tiene cotización: el libro se actualizó o se borró."
            yield Rejected(cells.row, "fila_sin_documento", sentence)
            continue
        quote = known.document(cells, cells.entry.key[0], {Kind.QUOTE})
        if isinstance(quote, Rejected):
            yield quote
            continue
        state = _STATES[cells.choice("new_state")]
        note, following = cells.text("note"), cells.day("next_follow_up")
        if cells.faults:
            yield cells.faults[0]
        elif elsewhere := misplaced(cells, quote, known, MAIN_FIELDS, "total"):
            yield elsewhere
        else:
            yield FollowUp(cells.row, quote.id, known.today, state, note, following)
