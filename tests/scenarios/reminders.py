"""What the peers' figures will ask of reminders, through three small entries.

`cartera_xl.ledger.dunning` comes with issue 6. Until then each claim fails on the
import alone; from then on it fails unless the figure is the peer's, and passes only
where the mark is taken off.
"""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.errors import CarteraError
from tests.ledger.memory import on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from tests.scenarios.peer_cases import Claim

_YEARLY: Final = Decimal("0.10")  # of ERPNext's test
_FEE: Final = 10_00
_SECOND_FEE: Final = Decimal("0.15")  # of Tryton's, of what the invoice was for
# The runs of OCA's test before the last one: their days, and the level of each.
_RUNS: Final = (("-6 months", -180, 1), ("-2 months", -60, 2), ("today", 0, 3))

Sent = tuple[tuple["date", int], ...]  # the reminders that went out: day and level


def dunning() -> Any:
    """Return the module that reminds, where it is there."""
    return import_module("cartera_xl.ledger.dunning")


def charges(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """`charges(items, at, fee=, yearly=, share=)`: interest and fee, minor units."""
    remind = dunning()
    if claim.path == "own.second_fee":
        invoices = [item for item in items if item.number == "I"]
        asked = remind.charges(invoices, on(day), share=_SECOND_FEE)
        assert asked.fee == _minor(claim)
        return
    asked = remind.charges(items, on(day), fee=_FEE, yearly=_YEARLY)
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
    listed = dunning().to_remind(items, on(day))
    numbers = {item.number for item in items if item.id in listed}
    assert (claim.of in numbers) is claim.value


def level(items: Sequence[OpenItem], claim: Claim, day: int) -> None:
    """`next_level(item, at, sent)`: the level of a run's reminder."""
    remind = dunning()
    [invoice] = items
    if claim.path == "single_run_today":
        assert remind.next_level(invoice, on(day), ()) == claim.value
        return
    runs = tuple((on(at), reached) for _, at, reached in _RUNS)
    if claim.value == "error":
        with pytest.raises(CarteraError):
            remind.next_level(invoice, on(-200), runs[:1])
        return
    name, expected = _pair(claim.value)
    [n] = [n for n, run in enumerate(_RUNS) if run[0] == name]
    assert remind.next_level(invoice, runs[n][0], runs[:n]) == expected


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
