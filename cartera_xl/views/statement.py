"""Estado de Cuenta: what a customer owed before, what moved it, and what it owes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.statement import View
from cartera_xl.tabs.statement import STATEMENT
from cartera_xl.texts import document_label, movement_name
from cartera_xl.views.rows import amounts, currency_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.statement import Line, Statement
    from cartera_xl.tabs.cell import Cell

BEFORE: Final = "Saldo anterior"
AFTER: Final = "Saldo final"
OPEN: Final = "Total abierto"
PENDING: Final = "Pendiente"
_NONE: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})
_KINDS: Final = frozenset(Kind)


def statement_rows(parts: Iterable[Statement]) -> list[tuple[Cell, ...]]:
    """Return the rows of a statement in the columns that the tab shows.

    Each currency has its balance before the period, its movements and its balance
    after. A side on which a movement puts nothing is blank.
    """
    fields = [row for part in parts for row in _part(part)]
    return [tuple(row.get(c.field) for c in STATEMENT.shown) for row in fields]


def sheet_rows(
    parts: Iterable[Statement],
    base: str,
    view: View,
    remarks: Mapping[str, Sequence[str]] = _NONE,
) -> list[tuple[Cell, ...]]:
    """Return the rows of a statement in all columns of the tab, hidden ones too.

    No balance before leads to open items: they have their total alone. What is promised
    or disputed, by the label of its document, stands after the figures.
    """
    made = _open_part if view is View.OPEN_ITEMS else _part
    fields = [row for part in parts for row in made(part)]
    indexes = currency_index([str(row["currency"]) for row in fields], base)
    fields += _remarks(remarks)
    indexes += [indexes[0] if indexes else 0] * (len(fields) - len(indexes))
    return [
        tuple({**row, "currency_index": index}.get(c.field) for c in STATEMENT.columns)
        for row, index in zip(fields, indexes, strict=True)
    ]


def _remarks(remarks: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    for label, sentences in sorted(remarks.items()):
        for sentence in sentences:
            yield {"kind": PENDING, "number": label or None, "concept": sentence}


def _part(part: Statement) -> Iterator[dict[str, Cell]]:
    yield _balance(part.since, BEFORE, part.opening, part.currency)
    for line in part.lines:
        yield _line(line, part.currency)
    yield _balance(part.until, AFTER, part.closing, part.currency)


def _open_part(part: Statement) -> Iterator[dict[str, Cell]]:
    for line in part.lines:
        yield _line(line, part.currency)
    yield _balance(part.until, OPEN, part.closing, part.currency)


def _balance(day: date, kind: str, minor: int, currency: str) -> dict[str, Cell]:
    [balance] = amounts([minor], [currency])
    return {"issued": day, "kind": kind, "currency": currency, "balance": balance}


def _line(line: Line, currency: str) -> dict[str, Cell]:
    sides = [line.debit, line.credit, line.balance]
    debit, credit, balance = amounts(sides, [currency] * len(sides))
    return {
        "issued": line.day,
        "kind": movement_name(line.what, is_reversal=line.is_reversal),
        "number": _number(line),
        "concept": line.concept or None,
        "due": line.due,
        "days": line.days,
        "currency": currency,
        "debit": debit or None,
        "credit": credit or None,
        "balance": balance,
    }


def _number(line: Line) -> str:
    """Return a document's label; a settlement names the document that it settled."""
    kind = line.what if line.what in _KINDS else Kind.INVOICE
    return document_label(kind, line.number, line.instalment)
