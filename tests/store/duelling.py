"""Processes that start together and want the same money; one of them can have it.

Random load hides most of what can go wrong. A barrier before every round does not.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.ledger.documents import Application, Use
from cartera_xl.store import Store, transaction
from cartera_xl.store.command import Posted
from tests.store.books import (
    PARTY,
    balances,
    broken,
    invoice,
    on,
    pay,
    post,
    posted,
    receipt,
)
from tests.store.processes import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Barrier

PROCESSES: Final = 8
LEVELS: Final = ("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")
_WHOLE: Final = 50
Rows = dict[str, Any]


class Round(NamedTuple):
    """What is fought for: a credit and an invoice, 50 each, and how."""

    kind: str
    credit: int
    debit: int


class Result(NamedTuple):
    """How a round ended for one of the processes."""

    round: int
    process: int
    outcome: str  # "won", "repeated", a refusal's status, or a fault


def _apply(_: int, fought: Round) -> Rows:
    return {"applications": (pay(-1, fought.credit, fought.debit, _WHOLE),)}


def _pay(me: int, fought: Round) -> Rows:
    """Pay the whole invoice with a receipt of one's own."""
    own = receipt(-1, _WHOLE, number=f"P{fought.debit}-{me}")
    return {
        "documents": (own,),
        "applications": (pay(-1, -1, fought.debit, _WHOLE),),
    }


def _refund_or_apply(me: int, fought: Round) -> Rows:
    """Half of the processes give the credit back, the others apply it."""
    if me % 2:
        return _apply(me, fought)
    back = Application(-1, Use.REFUND, fought.credit, None, PARTY, "COP", _WHOLE, on(0))
    return {"applications": (back,)}


WANTS: Final[Mapping[str, Callable[[int, Round], Rows]]] = {
    "aplicar": _apply,
    "pagar": _pay,
    "devolver": _refund_or_apply,
}


def contest(store: Store, each: int) -> list[Round]:
    """Post what is fought for in a number of rounds of every kind."""
    mark, count = store.head().revision, each * len(WANTS)
    credits_ = [receipt(-n, _WHOLE, number=f"D{mark}-{n}") for n in range(1, count + 1)]
    debits = [
        invoice(-count - n, _WHOLE)._replace(number=f"D{mark}-{n}")
        for n in range(1, count + 1)
    ]
    made = posted(store, f"duelos-{mark}", documents=(*credits_, *debits)).documents
    kinds = [kind for kind in WANTS for _ in range(each)]
    return list(map(Round, kinds, made[:count], made[count:]))


def duel(
    place: str, rounds: Sequence[Round], *, same_key: bool = False, level: str = ""
) -> list[Result]:
    """Let all processes fight every round; return how it ended for each.

    `level` takes the place of the isolation level that a posting asks a server for.
    """
    context = at_once()
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    children = [
        context.Process(
            target=_fight, args=(place, rounds, me, same_key, level, barrier, results)
        )
        for me in range(PROCESSES)
    ]
    for child in children:
        child.start()
    found = [results.get(timeout=240) for _ in range(PROCESSES * len(rounds))]
    for child in children:
        child.join()
    return found


def _fight(
    place: str,
    rounds: Sequence[Round],
    me: int,
    same_key: bool,
    level: str,
    barrier: Barrier,
    results: Queue[Result],
) -> None:
    if level:
        transaction._BEGIN[False, True] = f"BEGIN ISOLATION LEVEL {level}"
    with Store.open(place) as store:
        for number, fought in enumerate(rounds):
            key = f"duelo-{fought.credit}" + ("" if same_key else f"-{me}")
            barrier.wait(timeout=120)
            results.put(Result(number, me, _outcome(store, key, me, fought)))


def _outcome(store: Store, key: str, me: int, fought: Round) -> str:
    try:
        answer = post(store, key, **WANTS[fought.kind](me, fought))
    except Exception as fault:
        return repr(fault)
    if isinstance(answer, Posted):
        return "repeated" if answer.repeated else "won"
    return str(answer.status)


def assert_one_winner(
    store: Store, rounds: Sequence[Round], results: Sequence[Result], lost: str
) -> None:
    """Assert that in every round one won, all others heard why not, and no more.

    The balances are those that the winners' postings leave, to the centavo.
    """
    told = Counter((result.round, result.outcome) for result in results)
    expected = {"won": 1, lost: PROCESSES - 1}
    assert told == {
        (number, outcome): count
        for number in range(len(rounds))
        for outcome, count in expected.items()
    }
    winners = {
        result.round: result.process for result in results if result.outcome == "won"
    }
    left = balances(store)
    for number, fought in enumerate(rounds):
        taken = _taken(winners[number], fought)
        for document in (fought.credit, fought.debit):
            assert left.get(document, 0) == (0 if document in taken else _WHOLE)
    assert not broken(store)


def _taken(winner: int, fought: Round) -> set[int | None]:
    """Return the documents of a round that its winner's posting uses up."""
    rows = WANTS[fought.kind](winner, fought)["applications"]
    return {end for row in rows for end in (row.from_id, row.to_id)}
