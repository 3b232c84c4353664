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

    Withholdings never fall as more is settled, so that between what is too little and
    what is enough lies an amount that the money and its withholdings make exactly: it
    is looked for by halves.
    """
    all_of_it = propose(balance)
    whole = max(0, balance - _kept(all_of_it) - typed)
    if money is None or money >= whole:
        return Net(balance, all_of_it, whole)
    below, settled = 0, balance
    while settled - below > 1:
        middle = (below + settled) // 2
        if money + typed + _kept(propose(middle)) > middle:
            below = middle
        else:
            settled = middle
    return Net(settled, propose(settled), whole)


def _kept(expected: Expected) -> int:
    return sum(proposal.amount for proposal in expected.proposals)
