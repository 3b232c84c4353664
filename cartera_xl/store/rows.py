"""Stored rows as the ledger's named tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.documents import Application, Document, Kind, OpenItem, Use
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.ledger.tuples import tuples
from cartera_xl.store.days import StoredDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

KINDS: Final = {kind.value: kind for kind in Kind}
USES: Final = {use.value: use for use in Use}

# What `items` reads. The balance of today is `open` of a debit, `free` of a credit.
ITEM_WITH: Final = """
    d.id, d.kind, d.number, d.instalment, d.customer_id, d.currency, d.issued, d.due,
    d.total, {balance}, d.version, d.concept, d.reference"""
ITEM: Final = ITEM_WITH.format(balance="d.open + d.free")
APPLICATION: Final = """
    a.id, a.use, a.from_id, a.to_id, a.customer_id, a.currency, a.amount, a.effective,
    a.reverses, a.note"""
CUSTOMER: Final = "id, code, name, nit, check_digit, group_name, excluded, business"
CONTACT: Final = (
    "id, customer_id, channel, value, authorized, kind, evidence, opted_out, hours,"
    " hours_evidence"
)


def items(rows: Iterable[Sequence[Any]]) -> list[OpenItem]:
    """Make open items of `ITEM` columns."""
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    if not columns:
        return []
    day = StoredDays().__getitem__
    columns[1] = map(KINDS.__getitem__, columns[1])
    columns[6], columns[7] = map(day, columns[6]), map(day, columns[7])
    return list(tuples(OpenItem, *columns))


def documents(rows: Iterable[Sequence[Any]]) -> list[Document]:
    """Make documents of the columns that are named as their fields are."""
    day, kinds, make = StoredDays(), KINDS, Document._make
    return [
        make((r[0], kinds[r[1]], *r[2:6], day[r[6]], day[r[7]], *r[8:])) for r in rows
    ]


def applications(rows: Iterable[Sequence[Any]]) -> list[Application]:
    """Make applications of `APPLICATION` columns."""
    day, uses, make = StoredDays(), USES, Application._make
    return [make((r[0], uses[r[1]], *r[2:7], day[r[7]], *r[8:])) for r in rows]


def customers(rows: Iterable[Sequence[Any]]) -> list[Customer]:
    """Make customers of `CUSTOMER` columns."""
    return [Customer._make((*row[:-2], bool(row[-2]), bool(row[-1]))) for row in rows]


def contacts(rows: Iterable[Sequence[Any]]) -> list[Contact]:
    """Make contacts of `CONTACT` columns."""
    day = StoredDays()
    return [
        Contact._make(
            (
                *(*r[:4], None if r[4] is None else day[r[4]], *r[5:7]),
                *(None if r[7] is None else day[r[7]], *r[8:]),
            )
        )
        for r in rows
    ]


def days_by_id(rows: Iterable[Sequence[Any]]) -> dict[int, date]:
    """Make a mapping of (id, day) columns."""
    day = StoredDays()
    return {row[0]: day[row[1]] for row in rows}
