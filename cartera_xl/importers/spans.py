"""From when to when each document runs, and since when it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.importers import notices
from cartera_xl.importers.headings import Field
from cartera_xl.importers.layout import Role
from cartera_xl.importers.meanings import State
from cartera_xl.ledger.terms import TermError, parse_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cartera_xl.importers.columns import Columns
    from cartera_xl.importers.reading import Finding
    from cartera_xl.ledger.terms import Term


class Spans(NamedTuple):
    """Issue, due and settlement dates of all rows; None where there is none."""

    issued: list[date | None]
    due: list[date | None]
    settled: list[date | None]
    made_up: list[str]  # which of the first two is not stated, and how it came

    @property
    def due_computed(self) -> list[bool]:
        """Tell of each due date whether it came from terms in days."""
        return [way == _TERMS for way in self.made_up]


_TERMS: Final = "terms"
_DUE: Final = "due"
_ISSUE: Final = "issue"
_MADE_UP: Final = {
    _TERMS: notices.DUE_FROM_TERMS,
    _DUE: notices.DUE_MISSING,
    _ISSUE: notices.ISSUE_FROM_DUE,
}


def read_spans(columns: Columns, states: Sequence[State | None]) -> Spans:
    """Read the dates of all rows: what is stated, else what follows from it."""
    issued, due, settled = columns.dates()
    terms = _terms(columns, due)
    made_up = [""] * len(issued)
    for i, (start, end) in enumerate(zip(issued, due, strict=True)):
        if start is None or end is None:
            issued[i], due[i], made_up[i] = _completed(start, end, terms[i])
    spans = Spans(issued, due, settled, made_up)
    columns.findings += _settle_cancelled(spans, states, columns.table.cutoff)
    return spans


def _terms(columns: Columns, due: Sequence[date | None]) -> Sequence[Term | None]:
    """Read the terms of rows that state no due date; of others they say nothing.

    A column of «forma de pago» may tell of transfers and cheques: where it has no terms
    at all, it is none.
    """
    written = [
        "" if day else text
        for text, day in zip(columns.texts(Field.TERMS), due, strict=True)
    ]
    if not any(_term(text) for text in set(written)) and columns.names_a_way_to_pay:
        return [None] * len(written)
    return columns.words(written, _term, notices.TERMS_BAD)


def made_up(spans: Spans, roles: Sequence[Role]) -> Iterator[Finding]:
    """Say how many dates the file does not state."""
    if not any(spans.made_up):
        return
    pairs = zip(spans.made_up, roles, strict=True)
    ways = [way for way, role in pairs if role is Role.DOCUMENT]
    for way, notice in _MADE_UP.items():
        if count := ways.count(way):
            yield notice.at(0, count=count)


def _completed(
    issued: date | None, due: date | None, terms: Term | None
) -> tuple[date | None, date | None, str]:
    if issued is None:
        return due, due, "" if due is None else _ISSUE
    if terms is not None:
        return issued, terms.agreed(issued), _TERMS
    return issued, issued, _DUE


def _settle_cancelled(
    spans: Spans, states: Sequence[State | None], cutoff: date | None
) -> Iterator[Finding]:
    """Give «cancelada» without a day of payment the file's cut-off, else the due date.

    In Colombia an invoice «cancelada» is one that was paid in full.
    """
    at_cutoff = at_due = 0
    for i, state in enumerate(states):
        if state is not State.CANCELLED or spans.settled[i] is not None:
            continue
        if cutoff is not None and cutoff >= (spans.issued[i] or cutoff):
            spans.settled[i], at_cutoff = cutoff, at_cutoff + 1
        else:
            spans.settled[i], at_due = spans.due[i], at_due + 1
    for count, when in (
        (at_cutoff, f"el corte ({texts.day(cutoff)})" if cutoff else ""),
        (at_due, "su vencimiento"),
    ):
        if count:
            yield notices.CANCELLED_PAID.at(0, count=count, when=when)


def _term(text: str) -> Term | None:
    """Return terms as people write them: «30 días», «Net 30»; None if they are none."""
    try:
        return parse_term(text)
    except TermError:
        return None
