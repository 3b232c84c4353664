"""From when to when each document runs, and since when it is paid."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.importers import notices
from cartera_xl.importers.headings import Field
from cartera_xl.importers.layout import Role
from cartera_xl.importers.meanings import State
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cartera_xl.importers.columns import Columns
    from cartera_xl.importers.reading import Finding


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
_AT_ONCE: Final = frozenset(
    {"contado", "de contado", "inmediato", "due on receipt", "cash", "anticipado"}
)
_LONGEST_TERMS: Final = 3650  # ten years: more is a mistake, not a credit
_NUMBER: Final = re.compile(r"\d{1,9}")


def read_spans(columns: Columns, states: Sequence[State | None]) -> Spans:
    """Read the dates of all rows: what is stated, else what follows from it."""
    issued, due, settled = columns.dates()
    terms = columns.words(columns.texts(Field.TERMS), _days, notices.TERMS_BAD)
    made_up = [""] * len(issued)
    for i, (start, end) in enumerate(zip(issued, due, strict=True)):
        if start is None or end is None:
            issued[i], due[i], made_up[i] = _completed(start, end, terms[i])
    spans = Spans(issued, due, settled, made_up)
    columns.findings += _settle_cancelled(spans, states, columns.table.cutoff)
    return spans


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
    issued: date | None, due: date | None, terms: int | None
) -> tuple[date | None, date | None, str]:
    if issued is None:
        return due, due, "" if due is None else _ISSUE
    if terms is not None:
        return issued, issued + timedelta(days=terms), _TERMS
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


def _days(text: str) -> int | None:
    """Return terms in days: «30 días», «Net 30», «Contado»; None if they are none."""
    if fold(text) in _AT_ONCE:
        return 0
    numbers = _NUMBER.findall(text)
    days = int(numbers[0]) if len(numbers) == 1 else _LONGEST_TERMS + 1
    return days if days <= _LONGEST_TERMS else None
