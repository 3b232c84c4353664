"""How much of an invoice money settles, where the customer pays net of withholdings.

The money is what came; what it settles is the money and the withholdings that go with
it, which depend in turn on how much is settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.ledger.withholding import Expected


class Net(NamedTuple):
    """What money settles of an invoice; amounts in minor units."""

    settled: int  # of the balance: money and withholdings together
    expected: Expected
    whole: int  # the money that settles all of the balance


def settle(
    money: int | None,
    balance: int,
    typed: int,
    propose: Callable[[int], Expected],
) -> Net:
    """Return what money settles.

    Args:
        money: what came; None: whatever settles all of the balance.
        balance: of the invoice.
        typed: what somebody says was kept back, beside what is proposed.
        propose: gives what to expect where so much of the balance is settled.

    Withholdings grow more slowly than what is settled, so that adding them to the
    money again and again comes to rest, from below.
    """
    all_of_it = propose(balance)
    whole = max(0, balance - _kept(all_of_it) - typed)
    if money is None or money >= whole:
        return Net(balance, all_of_it, whole)
    settled, expected = 0, propose(0)
    while (more := min(balance, money + typed + _kept(expected))) != settled:
        settled, expected = more, propose(more)
    return Net(settled, expected, whole)


def _kept(expected: Expected) -> int:
    return sum(proposal.amount for proposal in expected.proposals)
