"""What the peers' figures ask of reminders, and of what a run decides."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger import dunning
from cartera_xl.ledger.documents import Side
from cartera_xl.ledger.dunning import (
    DEFAULT_LEVELS,
    Facts,
    Reason,
    Reminder,
    Sent,
    Skipped,
)
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.posting import Contact, Customer
from tests.ledger.memory import on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.ledger.documents import OpenItem
    from tests.scenarios.peer_cases import Claim

_YEARLY: Final = Decimal("0.10")  # of ERPNext's test
_FEE: Final = 10_00
_SECOND_FEE: Final = Decimal("0.15")  # of Tryton's, of what the invoice was for
# The runs of OCA's test: their days, and the level that the peer gives to each.
_RUNS: Final = (("-6 months", -180, 1), ("-2 months", -60, 2), ("today", 0, 3))
Runs = tuple[tuple[str, int, int], ...]
# The peer climbs one level per run: 185 days late is level 1 where no run came before,
# and so is a year late on a single run. Ours is the level of the arrears themselves,
# at all of these the last: a run that was missed is made up for by one message at the
# highest level that is due, not by the mildest one half a year late (Invoice Ninja
# #637 and #2311, where it was never sent at all).
_HIGHEST: Final = 4


def charges(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """`charges(items, at, fee=, yearly=, share=)`: interest and fee, minor units."""
    if claim.path == "own.second_fee":
        invoices = [item for item in items if item.number == "I"]
        asked = dunning.charges(invoices, on(day), share=_SECOND_FEE)
        assert asked.fee == _minor(claim)
        return
    asked = dunning.charges(items, on(day), fee=_FEE, yearly=_YEARLY)
    owed = sum(item.balance for item in items)
    figures = {
        "dunning.interest": asked.interest,
        "dunning.fee": asked.fee,
        "dunning.charges": asked.interest + asked.fee,
        "dunning.total": owed + asked.interest + asked.fee,
    }
    assert figures[claim.path] == _minor(claim)


def is_open(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """Whether a run has the document to speak of, or its customer's own credits to.

    Who has a stand-alone credit that covers all is not written to: the company has only
    to apply it. The invoice is open all the same, as it is for the peer.
    """
    answer = answered(items, day)
    reminded = isinstance(answer, Reminder) and claim.of in {
        line.number for section in answer.sections for line in section.lines
    }
    covered = isinstance(answer, Skipped) and answer.reason is Reason.COVERED
    assert (reminded or covered) is claim.value


def level(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """The level of a run's reminder, after the runs before it."""
    if claim.path == "single_run_today":
        assert level_of(items, day) == _HIGHEST != claim.value
        return
    if claim.value == "error":  # nothing is written either: the last one is too recent
        early = answered(items, -200, _RUNS[:1])
        assert isinstance(early, Skipped)
        assert early.reason is Reason.RECENT
        return
    name, peers = _pair(claim.value)
    [n] = [n for n, run in enumerate(_RUNS) if run[0] == name]
    assert peers == _RUNS[n][2]
    assert level_of(items, _RUNS[n][1], _RUNS[:n]) == _HIGHEST != peers


def level_of(items: Sequence[OpenItem], day: int, runs: Runs = ()) -> int:
    """Return the position of the level that a run writes at; 0 is before due."""
    answer = answered(items, day, runs)
    assert isinstance(answer, Reminder)
    return DEFAULT_LEVELS.index(answer.level)


def answered(
    items: Sequence[OpenItem], day: int, runs: Runs = ()
) -> Reminder | Skipped:
    """Return what a run at ten o'clock decides for the one customer of a case."""
    who = items[0].customer_id if items else 1  # what was settled is not among them
    facts = Facts(
        [Customer(who, "C", "Cliente", business=True)],
        [i for i in items if i.kind.side is Side.DEBIT],
        [i for i in items if i.kind.side is Side.CREDIT],
        [Contact(1, who, "email", "pagos@example.com")],
        sent=[
            Sent(who, 1, DEFAULT_LEVELS[_HIGHEST].key, 1, at(run), documents(items))
            for _, run, _ in runs
        ],
    )
    found = dunning.plan(facts, at(day))
    answers: list[Reminder | Skipped] = [*found.reminders, *found.skipped]
    [answer] = answers
    return answer


def documents(items: Sequence[OpenItem]) -> frozenset[int]:
    return frozenset(item.id for item in items)


def at(day: int) -> datetime:
    return datetime.combine(on(day), time(10), BOGOTA)


MEASURES: Final[dict[str, Callable[[Sequence[OpenItem], Claim, int], None]]] = {
    "reminder_charges": charges,
    "reminder_open": is_open,
    "reminder_level": level,
}


def _minor(claim: Claim) -> int:
    return int(Decimal(str(claim.value)) * 100)


def _pair(value: Any) -> tuple[str, int]:
    name, expected = value
    return name, expected
