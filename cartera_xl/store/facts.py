"""Reading facts: the dated rows beside documents and applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import FACTS, Closing, EventEnd, Fact, QuoteStep
from cartera_xl.store.days import StoredDays
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import Identity
    from cartera_xl.store.transaction import Transaction

AnyFact = TypeVar("AnyFact", bound=Fact)
_DAYS: Final = frozenset({"day", "next_day", "received", "open_from", "since", "due"})
_SELECT: Final[dict[Any, str]] = {
    kind: f"SELECT {', '.join(kind._fields)} FROM {name} WHERE company_id = :company"
    for kind, name in FACTS.items()
}
_OPEN_FROM: Final = """
    SELECT open_from FROM closing WHERE company_id = :company
    ORDER BY id DESC LIMIT 1"""
_VOIDED: Final = """
    SELECT d.kind, d.number, d.instalment, MAX(e.edition)
    FROM application a
    JOIN document d ON d.company_id = a.company_id
                   AND d.id = COALESCE(a.from_id, a.to_id)
    JOIN document e ON e.company_id = d.company_id AND e.kind = d.kind
                   AND e.number = d.number AND e.instalment = d.instalment
    WHERE a.company_id = :company AND a.use = 'void'
    GROUP BY d.kind, d.number, d.instalment"""
_VOIDED_IDS: Final = """
    SELECT COALESCE(from_id, to_id) FROM application
    WHERE company_id = :company AND use = 'void'
    GROUP BY COALESCE(from_id, to_id) HAVING SUM(amount) > 0"""


def facts(transaction: Transaction, kind: type[AnyFact]) -> list[AnyFact]:
    """Return all facts of a kind, oldest first."""
    return _made(kind, transaction.rows(f"{_SELECT[kind]} ORDER BY id"))


def facts_of(
    transaction: Transaction, kind: type[AnyFact], field: str, ids: Iterable[int]
) -> list[AnyFact]:
    """Return the facts whose field names one of some rows, oldest first."""
    sql = f"{_SELECT[kind]} AND {field} IN :id_list ORDER BY id"
    return [
        fact
        for chunk in chunks(sorted(set(ids)))
        for fact in _made(kind, transaction.rows(sql, id_list=chunk))
    ]


def facts_between(
    transaction: Transaction, kind: type[AnyFact], ids: range
) -> list[AnyFact]:
    """Return the facts with ids in a range."""
    sql = f"{_SELECT[kind]} AND id BETWEEN :first AND :last ORDER BY id"
    return _made(kind, transaction.rows(sql, first=ids.start, last=ids.stop - 1))


def open_from(transaction: Transaction) -> date | None:
    """Return the day from which the books are open; None: nothing was ever closed."""
    row = transaction.one(_OPEN_FROM)
    return None if row is None else StoredDays()[row[0]]


def closings(transaction: Transaction) -> list[Closing]:
    """Return every closing and reopening, oldest first."""
    return facts(transaction, Closing)


def voided(transaction: Transaction) -> dict[Identity, int]:
    """Return the last edition of every document that was ever voided."""
    return {(Kind(r[0]), r[1], r[2]): r[3] for r in transaction.rows(_VOIDED)}


def voided_ids(transaction: Transaction) -> set[int]:
    """Return the documents that are void."""
    return {row[0] for row in transaction.rows(_VOIDED_IDS)}


def quote_states(transaction: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """Return what was answered to quotes; "" for those followed up and still open."""
    steps = facts_of(transaction, QuoteStep, "document_id", ids)
    return {step.document_id: step.state for step in steps}


def event_outcomes(transaction: Transaction, ids: Iterable[int]) -> dict[int, str]:
    """Return what became of steps of collecting; "" for those opened again."""
    ends = facts_of(transaction, EventEnd, "event_id", ids)
    return {end.event_id: end.outcome for end in ends}


def _made(kind: type[AnyFact], rows: Iterable[tuple[Any, ...]]) -> list[AnyFact]:
    days = StoredDays()
    places = [n for n, field in enumerate(kind._fields) if field in _DAYS]
    if not places:
        return [_make(kind, row) for row in rows]
    made = []
    for row in rows:
        values = list(row)
        for place in places:
            if values[place] is not None:
                values[place] = days[values[place]]
        made.append(_make(kind, values))
    return made


def _make(kind: type[AnyFact], values: Iterable[Any]) -> AnyFact:
    return cast("AnyFact", kind._make(values))
