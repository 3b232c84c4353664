"""The file's own total rows, used to prove that every amount was read.

A total that fits nothing means that rows are missing, or that one was read wrong: money
that nobody would miss until the month is closed. It blocks; who knows better removes
the total row.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from cartera_xl.importers import notices
from cartera_xl.importers.layout import Role
from cartera_xl.importers.standing import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.importers.reading import Finding
    from cartera_xl.importers.rows import Facts
    from cartera_xl.importers.table import Table

_ROWS_OF_FILE: Final = frozenset({Role.DOCUMENT, Role.DRAFT, Role.VOID})


def check_totals(
    table: Table, facts: Facts, repeated: frozenset[int], credits_: frozenset[int]
) -> Iterator[Finding]:
    """Report total rows that no sum of the rows above them gives.

    `repeated` are positions of rows whose amount another row states already;
    `credits_` those of credits, which some programs print without a sign.
    """
    totals = [i for i, role in enumerate(facts.roles) if role is Role.TOTAL]
    if not totals:
        return
    currencies = facts.column("currency")
    for field, column in facts.sums.items():
        sums = list(_sums(column, facts, repeated, credits_))
        proven = set().union(*(_proven(s, column, totals) for s in sums))
        for i in totals:
            stated = column[i]
            if stated is not None and i not in proven:
                yield notices.TOTAL_DIFFERS.at(
                    table.numbers[i],
                    heading=table.heading(field),
                    stated=money(stated, currencies[i]),
                    summed=money(sums[0][i], currencies[i]),
                )


def _proven(
    sums: Sequence[int], values: Sequence[int | None], totals: Sequence[int]
) -> set[int]:
    """Return the totals that are the sum since the start, or since a total above."""
    proven, starts = set(), {0}
    for i in totals:
        stated = values[i]
        if stated is not None and sums[i] - stated in starts:
            proven.add(i)
        starts.add(sums[i])
    return proven


def _sums(
    values: Sequence[int | None],
    facts: Facts,
    repeated: frozenset[int],
    credits_: frozenset[int],
) -> Iterator[list[int]]:
    """Return running sums, each for one way in which a program may have added up.

    `sums[i]` is the sum above row i: of the documents, of drafts and void ones too, of
    each document once with credits subtracted, or of one currency.
    """
    documents = {i for i, r in enumerate(facts.roles) if r is Role.DOCUMENT}
    everything = {i for i, r in enumerate(facts.roles) if r in _ROWS_OF_FILE}
    once = documents - repeated
    signed = [
        -abs(v) if v is not None and i in credits_ else v for i, v in enumerate(values)
    ]
    yield _running(values, documents)
    yield _running(values, everything)
    yield _running(signed, once)
    currencies = facts.column("currency")
    if len(codes := {currencies[i] for i in documents}) > 1:
        for code in codes:
            yield _running(values, {i for i in once if currencies[i] == code})


def _running(values: Sequence[int | None], counted: Iterable[int]) -> list[int]:
    chosen = set(counted)
    terms = (v if v is not None and i in chosen else 0 for i, v in enumerate(values))
    return list(accumulate(terms, initial=0))
