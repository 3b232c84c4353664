"""A year of reminding every day: no rule is broken, and nobody is forgotten.

Small here; `bootstrap.py soak anio-de-recordatorios` lives it with 300 customers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.ledger import contact_guard
from cartera_xl.ledger.contact_hours import LEGAL_HOURS
from cartera_xl.ledger.dunning import accounts, addressing, pausing, planning, sections
from cartera_xl.ledger.dunning.reminder import Line, Reason
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS
from tests.acceptance.reminders.year import lived
from tests.acceptance.reminders.year_checker import unreached, wrongs

if TYPE_CHECKING:
    from collections.abc import Callable

FEW: Final = 30


def test_in_a_year_no_rule_is_broken_and_everybody_who_owes_is_reached() -> None:
    world = lived(FEW, seed=11)
    assert list(wrongs(world)) == []
    assert list(unreached(world)) == []
    assert {sent.level.key for _, sent in world.messages} == {
        level.key for level in DEFAULT_LEVELS
    }


_line: Final[Callable[..., Line]] = sections.line
_address: Final[Callable[..., Any]] = addressing.address


def _never(*_: Any) -> None:
    return None


# Each rule left out in turn, and how the checker names it.
PLANTED: Final = {
    "the law's days and hours": (addressing, "forbidden", _never, "hours"),
    "hours of one's own": (
        contact_guard,
        "_hours",
        lambda *_: LEGAL_HOURS,
        "hours",
    ),
    "one contact a day": (contact_guard, "_counted", lambda *_: [], "same day"),
    "one channel a week": (contact_guard, "_others", lambda *_: [], "two channels"),
    "the wait between messages": (addressing, "too_soon", _never, "too soon"),
    "the maximum": (planning, "_times", lambda *_: 0, "too often"),
    "authorisation": (contact_guard, "consent_breach", _never, "not authorised"),
    "opting out": (contact_guard, "has_opted_out", lambda *_: False, "opted out"),
    "promises and disputes": (pausing, "_why", _never, "not what is owed"),
    "credits in favour": (planning, "is_covered", lambda *_: False, "covered"),
    "the balance, not the total": (
        sections,
        "line",
        lambda item, *rest: _line(item._replace(balance=item.total), *rest),
        "not what is owed",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_the_checker_finds_each_rule_that_is_left_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, function, instead, found = PLANTED[name]
    for place in (module, planning):
        if hasattr(place, function):
            monkeypatch.setattr(place, function, instead)
    world = lived(FEW, seed=11, days=200)
    assert any(wrong.endswith(f": {found}") for wrong in wrongs(world))


def test_the_checker_finds_who_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(account: accounts.Account, *rest: Any) -> Any:
        return (
            pausing.Why(Reason.NO_ADDRESS)
            if account.customer.id % 3
            else (_address(account, *rest))
        )

    monkeypatch.setattr(planning, "address", forgetful)
    assert list(unreached(lived(FEW, seed=11)))
