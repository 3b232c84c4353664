"""A posting as the rows that will be written, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple, overload

from cartera_xl.errors import PostingBrokenError
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.facts import FACTS
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.store.canonical import canonical, digest, sha256
from cartera_xl.store.days import IsoDays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cartera_xl.ledger.documents import Document
    from cartera_xl.ledger.posting import Posting
    from cartera_xl.store.bodies import Body

Row = tuple[Any, ...]
# Exact text: drivers take a detour for every subclass of str.
_KINDS: Final = {kind: kind.value for kind in Kind}
_SIDES: Final = {kind: kind.side.value for kind in Kind}
_USES: Final = {use: use.value for use in Use}


_DAYS_OF_A_CONTACT: Final = tuple(
    Contact._fields.index(name) for name in ("authorized", "opted_out")
)


class Plain(NamedTuple):
    """A posting's rows as plain values, its own ids still below zero."""

    customers: list[Row]
    contacts: list[Row]
    documents: list[Row]
    applications: list[Row]
    facts: list[Row]  # the table's name, then the fields


def plain(posting: Posting) -> Plain:
    """Return a posting's rows as plain values.

    Raises:
        PostingBrokenError: its ids are not −1, −2, … in order.
    """
    iso = IsoDays()
    rows = Plain(
        [tuple(c) for c in posting.customers],
        [_contact(c, iso) for c in posting.contacts],
        _plain_documents(posting.documents, iso),
        [
            (a[0], _USES[a[1]], *a[2:7], iso[a[7]], a[8], a[9])
            for a in posting.applications
        ],
        [
            (FACTS[type(f)], *(iso[v] if isinstance(v, date) else v for v in f))
            for f in posting.facts
        ],
    )
    for part in (rows.customers, new(rows.contacts), rows.documents, rows.applications):
        _require_order([row[0] for row in part])
    _require_order([row[1] for row in rows.facts])
    return rows


def _require_order(ids: list[int]) -> None:
    if ids != list(range(-1, -len(ids) - 1, -1)):
        raise PostingBrokenError("los identificadores no van en orden")


def _plain_documents(documents: Sequence[Document], iso: IsoDays) -> list[Row]:
    if not documents:
        return []
    ids, kinds, *rest = zip(*documents, strict=True)
    days = (map(iso.__getitem__, column) for column in rest[4:6])
    names = map(_KINDS.__getitem__, kinds)
    sides = map(_SIDES.__getitem__, kinds)
    return list(zip(ids, names, sides, *rest[:4], *days, *rest[6:], strict=True))


def _contact(contact: Contact, iso: IsoDays) -> Row:
    values: list[Any] = list(contact)
    for place in _DAYS_OF_A_CONTACT:
        values[place] = iso[values[place]] if values[place] else None
    return tuple(values)


def new(contacts: list[Row]) -> list[Row]:
    """Return the contacts that the ledger does not hold yet."""
    return [row for row in contacts if row[0] < 0]


class Digests(NamedTuple):
    """What the audit keeps of a posting's rows: enough to prove, nothing personal."""

    documents: str
    applications: str
    facts: str


def digests(rows: Plain) -> Digests:
    """Hash the rows as they were asked for: own ids below zero.

    One hash then serves two purposes, the request's and the audit's; whoever verifies
    turns the ids of the ledger back by the first of them.
    """
    return Digests(
        document_digest(rows.documents),
        digest(rows.applications),
        digest(rows.facts),
    )


def document_digest(documents: list[Row]) -> str:
    """Hash documents; where all are first editions, without the edition.

    Ledgers older than the column keep their digests.
    """
    if all(row[-1] == 1 for row in documents):
        return digest(row[:-1] for row in documents)
    return digest(documents)


def request_hash(action: str, posting: Posting, rows: Plain, hashes: Digests) -> str:
    """Return what tells a repetition of a request from another with the same key."""
    told = hashes._asdict()
    if not rows.facts:  # as it was told before there were facts
        del told["facts"]
    request = {
        "action": action,
        "customers": _as_before(rows.customers, Customer, "business"),
        "contacts": _as_before(rows.contacts, Contact, "kind"),
        "updates": {str(i): dict(fields) for i, fields in posting.updates.items()},
        "parameters": dict(posting.parameters),
        **told,
    }
    return sha256(canonical(request))


def _as_before(
    rows: list[Row], kind: type[Customer | Contact], first: str
) -> list[Row]:
    """Return rows without the fields from one on, where nobody set any of those.

    So were they told before there were those fields: old keys keep their hashes.
    """
    place = kind._fields.index(first)
    unset = tuple(kind._field_defaults[name] for name in kind._fields[place:])
    return [row[:place] if row[place:] == unset else row for row in rows]


def typed_hash(action: str, typed: str) -> str:
    """Return the same for a request whose rows were decided on the day's balances.

    What the person typed tells it from another; what was made of it depends on when.
    """
    return sha256(canonical({"action": action, "typed": typed}))


class Ranges(NamedTuple):
    """The ids that a posting's new rows take: one counter of the company feeds all."""

    customers: range
    contacts: range
    documents: range
    applications: range
    facts: range

    @classmethod
    def of(cls, rows: Plain, first: int) -> Ranges:
        """Give ids from `first` on."""
        counts = (
            *map(len, (rows.customers, new(rows.contacts))),
            *map(len, (rows.documents, rows.applications, rows.facts)),
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
    """Return the documents as the table takes them, balances net of the posting.

    What moves a quote, which has no balance, is refused by the database.
    """
    if not rows.documents:
        return []
    own, kinds, sides, numbers, parts, customers, *worth = zip(
        *rows.documents, strict=True
    )
    currencies, issued, due, totals, *told = worth
    left = [total - moved.get(i, 0) for i, total in zip(own, totals, strict=True)]
    return list(
        zip(
            *(repeat(company, len(own)), ids.documents, kinds, sides, numbers, parts),
            [real(i, ids.customers) for i in customers],
            *(currencies, issued, due, totals),
            _kept(left, sides, Side.DEBIT),
            _kept(left, sides, Side.CREDIT),
            *(repeat(1, len(own)), *told, repeat(revision, len(own))),
            strict=True,
        )
    )


def _kept(left: Iterable[int], sides: Iterable[str], side: Side) -> list[int]:
    """Return the balances of one side: `open` of debits, `free` of credits."""
    mine = side.value
    return [n if own == mine else 0 for n, own in zip(left, sides, strict=True)]


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


# The fields that name a row of the posting, or of the ledger.
_NAMED: Final = {
    "document_id": "documents",
    "application_id": "applications",
    "customer_id": "customers",
    "into_id": "customers",
    "event_id": "facts",
}
# Where those stand in each table's row, its name included.
_REFERENCES: Final = {
    FACTS[fact]: tuple(
        (n, _NAMED[field]) for n, field in enumerate(fact._fields, 1) if field in _NAMED
    )
    for fact in FACTS
}


def fact_rows(
    rows: Plain, ids: Ranges, company: int, revision: int
) -> dict[str, list[Row]]:
    """Return the facts as their tables take them, by the table's name."""
    by_table: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.facts:
        by_table[row[0]].append(
            (company, *resolved(row, ids, real)[1:], revision),
        )
    # What others refer to comes first: a server looks at once.
    return {name: by_table[name] for name in FACTS.values() if name in by_table}


def resolved(
    row: Row, ids: Ranges | Body, turn: Callable[[int | None, range], int | None]
) -> Row:
    """Return a fact with its own id and those it names turned by a function."""
    values = list(row)
    values[1] = turn(row[1], ids.facts)
    for position, part in _REFERENCES[row[0]]:
        values[position] = turn(row[position], getattr(ids, part))
    return tuple(values)
