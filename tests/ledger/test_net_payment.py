"""What money settles net of withholdings, against every amount that might be right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.net_payment import settle
from cartera_xl.ledger.parameters import Rounding, WithholdingShare
from cartera_xl.ledger.withholding import Expected, expected
from tests.ledger.test_withholding import PROFILE, RATES, WHOLE

BALANCE = WHOLE.total


def propose(share: WithholdingShare, rounding: Rounding, settled: int) -> Expected:
    return expected(replace(WHOLE, settled=settled), PROFILE, RATES, share, rounding)


def kept(shown: Expected) -> int:
    return sum(proposal.amount for proposal in shown.proposals)


@pytest.mark.parametrize("money", [None, 1_126_840_00])
def test_the_worked_example_settles_all_of_it(money: int | None) -> None:
    share, rounding = WithholdingShare.PROPORTION, Rounding.UNIT
    net = settle(money, BALANCE, 0, lambda s: propose(share, rounding, s))
    assert (net.settled, net.whole, kept(net.expected)) == (
        BALANCE,
        1_126_840_00,
        63_160_00,
    )


@given(
    money=st.integers(1, BALANCE + 500),
    typed=st.integers(0, 5_000_00),
    share=st.sampled_from(WithholdingShare),
    rounding=st.sampled_from(Rounding),
)
def test_money_and_withholdings_are_what_is_settled_and_never_more_than_the_balance(
    money: int, typed: int, share: WithholdingShare, rounding: Rounding
) -> None:
    net = settle(money, BALANCE, typed, lambda s: propose(share, rounding, s))
    assert net.whole == BALANCE - kept(propose(share, rounding, BALANCE)) - typed
    assert net.expected == propose(share, rounding, net.settled)
    if money >= net.whole:
        assert net.settled == BALANCE
    else:
        assert net.settled == min(BALANCE, money + typed + kept(net.expected))
