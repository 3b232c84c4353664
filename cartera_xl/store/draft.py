"""A posting as the rows that will be written, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple, overload

from cartera_xl.errors import PostingBrokenError
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.store.canonical import IsoDays, canonical, digest, sha256

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.ledger.posting import Posting

Row = tuple[Any, ...]
# Exact text: drivers take a detour for every subclass of str.
_KINDS: Final = {kind: (kind.value, kind.side.value) for kind in Kind}
_USES: Final = {use: use.value for use in Use}


class Plain(NamedTuple):
    """A posting's rows as plain values, its own ids still below zero."""

    customers: list[Row]
    contacts: list[Row]
    documents: list[Row]
    applications: list[Row]


def plain(posting: Posting) -> Plain:
    """Return a posting's rows as plain values.

    Raises:
        PostingBrokenError: its ids are not −1, −2, … in order.
    """
    iso = IsoDays()
    rows = Plain(
        [tuple(c) for c in posting.customers],
        [
            (*c[:4], iso[c.authorized] if c.authorized else None)
            for c in posting.contacts
        ],
        [
            (d[0], *_KINDS[d[1]], *d[2:6], iso[d[6]], iso[d[7]], *d[8:])
            for d in posting.documents
        ],
        [
            (a[0], _USES[a[1]], *a[2:7], iso[a[7]], a[8], a[9])
            for a in posting.applications
        ],
    )
    for part in (rows.customers, new(rows.contacts), rows.documents, rows.applications):
        if any(row[0] != -n for n, row in enumerate(part, 1)):
            raise PostingBrokenError("los identificadores no van en orden")
    return rows


def new(contacts: list[Row]) -> list[Row]:
    """Return the contacts that the ledger does not hold yet."""
    return [row for row in contacts if row[0] < 0]


class Digests(NamedTuple):
    """What the audit keeps of a posting's rows: enough to prove, nothing personal."""

    documents: str
    applications: str


def digests(rows: Plain) -> Digests:
    """Hash the rows as they were asked for: own ids below zero.

    One hash then serves two purposes, the request's and the audit's; whoever verifies
    turns the ids of the ledger back by the first of them.
    """
    return Digests(digest(rows.documents), digest(rows.applications))


def request_hash(action: str, posting: Posting, rows: Plain, hashes: Digests) -> str:
    """Return what tells a repetition of a request from another with the same key."""
    request = {
        "action": action,
        "customers": rows.customers,
        "contacts": rows.contacts,
        "updates": {str(i): dict(fields) for i, fields in posting.updates.items()},
        "parameters": dict(posting.parameters),
        **hashes._asdict(),
    }
    return sha256(canonical(request))


class Ranges(NamedTuple):
    """The ids that a posting's new rows take: one counter of the company feeds all."""

    customers: range
    contacts: range
    documents: range
    applications: range

    @classmethod
    def of(cls, rows: Plain, first: int) -> Ranges:
        """Give ids from `first` on."""
        counts = (
            *map(len, (rows.customers, new(rows.contacts))),
            *map(len, (rows.documents, rows.applications)),
        )
        starts = [first + sum(counts[:n]) for n in range(len(counts))]
        return cls(*(range(s, s + c) for s, c in zip(starts, counts, strict=True)))


@overload
def real(row_id: int, ids: range) -> int: ...
@overload
def real(row_id: int | None, ids: range) -> int | None: ...
def real(row_id: int | None, ids: range) -> int | None:
    """Return the ledger's id: −1 is the first of the range."""
    if row_id is None or row_id > 0:
        return row_id
    return ids.start - row_id - 1


def moves(applications: list[Row]) -> dict[int, int]:
    """Return what the applications take from each document, own ids below zero."""
    moved: defaultdict[int, int] = defaultdict(int)
    for _, _, from_id, to_id, _, _, amount, *_ in applications:
        if from_id is not None:
            moved[from_id] += amount
        if to_id is not None:
            moved[to_id] += amount
    return dict(moved)


def to_look_back_at(rows: Plain, ids: Ranges, moved: dict[int, int]) -> list[int]:
    """Return the documents whose past balances a posting may put out of bounds.

    What a new document gets in its own posting adds up in any order, unless some of it
    is taken back there too.
    """
    reverses = any(row[8] is not None for row in rows.applications)
    return [real(i, ids.documents) for i in moved if i > 0 or reverses]


def document_rows(
    rows: Plain, ids: Ranges, moved: dict[int, int], company: int, revision: int
) -> list[Row]:
    """Return the documents as the table takes them, balances net of the posting."""
    start, customers = ids.documents.start - 1, ids.customers
    return [
        (
            *(company, start - d[0], *d[1:5], real(d[5], customers), *d[6:10]),
            *_BALANCES[d[2]](d[9] - moved.get(d[0], 0)),
            *(1, d[10], d[11], revision),
        )
        for d in rows.documents
    ]


# `open` and `free`, by side. What moves a quote is refused by the database.
_BALANCES: Final[dict[str, Callable[[int], tuple[int, int]]]] = {
    Side.DEBIT.value: lambda left: (left, 0),
    Side.CREDIT.value: lambda left: (0, left),
    Side.NONE.value: lambda _: (0, 0),
}


def application_rows(
    rows: Plain, ids: Ranges, company: int, revision: int
) -> list[Row]:
    """Return the applications as the table takes them."""
    start, documents = ids.applications.start - 1, ids.documents
    return [
        (
            *(company, start - a[0], a[1], real(a[2], documents)),
            *(real(a[3], documents), real(a[4], ids.customers), *a[5:8]),
            *(real(a[8], ids.applications), a[9], revision),
        )
        for a in rows.applications
    ]
