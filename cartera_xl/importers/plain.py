"""Rows about which there is nothing to decide: nearly all, and documents at once.

An invoice of a single row, with an amount above zero, a balance within it, no state but
those that say nothing, and dates in order. Whatever else a row may be is judged one by
one; a test holds both ways to the same result.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.importers.headings import Field
from cartera_xl.importers.meanings import State
from cartera_xl.importers.reading import SourceDocument
from cartera_xl.ledger.documents import DEBIT_KINDS, Kind
from cartera_xl.ledger.tuples import tuples

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cartera_xl.importers.rows import Facts
    from cartera_xl.importers.table import Table

_KINDS: Final = (None, *DEBIT_KINDS)


def plain_positions(table: Table, facts: Facts) -> list[int]:
    """Return the positions of plain rows."""
    if Field.AMOUNT not in table.places:
        return []
    times = Counter(facts.column("number"))
    positions = facts.positions
    columns = zip(
        *(
            _chosen(facts.column(name), positions)
            for name in (
                *("number", "kind", "state", "issued", "due", "settled"),
                *("amount", "balance", "paid"),
            )
        ),
        strict=True,
    )
    # One long condition: a hundred thousand rows pass through it.
    return [
        i
        for i, (
            number,
            kind,
            state,
            issued,
            due,
            settled,
            amount,
            balance,
            paid,
        ) in zip(positions, columns, strict=True)
        if amount is not None
        and amount > 0
        and paid is None
        and (balance is None or 0 <= balance <= amount)
        and (state is None or state is State.ISSUED)
        and kind in _KINDS
        and issued <= due
        and (settled is None or issued <= settled)
        and times[number] == 1
        and not number.startswith("-")
    ]


def plain_documents(facts: Facts, positions: Sequence[int]) -> list[SourceDocument]:
    """Return the documents of plain rows."""
    columns = {
        name: _chosen(facts.column(name), positions)
        for name in (
            *("row", "kind", "number", "instalment", "party", "currency", "issued"),
            *("due", "amount", "balance", "settled", "concept", "reference"),
            *("due_computed", "base", "vat"),
        )
    }
    columns["kind"] = [kind or Kind.INVOICE for kind in columns["kind"]]
    columns["instalment"] = [number or 1 for number in columns["instalment"]]
    last = [columns.pop(name) for name in ("due_computed", "base", "vat")]
    ones = [1] * len(positions)
    return list(tuples(SourceDocument, *columns.values(), ones, *last))


def _chosen(column: Sequence[Any], positions: Collection[int]) -> Sequence[Any]:
    if len(positions) == len(column):
        return column
    return [column[i] for i in positions]
