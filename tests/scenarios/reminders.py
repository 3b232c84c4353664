"""What the peers' figures ask of reminders, through three small entries."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.ledger import dunning
from cartera_xl.ledger.dunning.escalating import RunBeforeLastError
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
    """`to_remind(items, at)`: the ids of the documents that a reminder lists."""
    listed = dunning.to_remind(items, on(day))
    numbers = {item.number for item in items if item.id in listed}
    assert (claim.of in numbers) is claim.value


def level(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """`next_level(item, at, sent)`: the level of a run's reminder."""
    [invoice] = items
    if claim.path == "single_run_today":
        assert dunning.next_level(invoice, on(day), ()) == _HIGHEST != claim.value
        return
    runs = tuple((on(at), _HIGHEST) for _, at, _ in _RUNS)
    if claim.value == "error":
        with pytest.raises(RunBeforeLastError):
            dunning.next_level(invoice, on(-200), runs[:1])
        return
    name, peers = _pair(claim.value)
    [n] = [n for n, run in enumerate(_RUNS) if run[0] == name]
    assert peers == _RUNS[n][2]
    assert dunning.next_level(invoice, runs[n][0], runs[:n]) == _HIGHEST != peers


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
