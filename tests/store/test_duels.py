from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.store.books import INVOICE, balances, broken, invoice, posted, receipt
from tests.store.duelling import PROCESSES, duel

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store

ROUNDS = 20


@pytest.fixture
def credits_(store: Store) -> list[int]:
    """A credit of 50 for each round, and an invoice that has room for all."""
    rows = [receipt(-n, 50, number=f"R{n}") for n in range(1, ROUNDS + 1)]
    big = invoice(-ROUNDS - 1, 10**9)
    answer = posted(store, "duelos", documents=(*rows, big))
    return list(answer.documents)


def test_eight_processes_never_spend_one_credit_twice(
    store: Store, path: Path, credits_: list[int]
) -> None:
    *contested, debit = credits_
    results = duel(str(path), [(credit, debit) for credit in contested])
    outcomes = Counter((number, outcome) for number, _, outcome in results)
    for number in range(ROUNDS):
        assert outcomes[number, "won"] == 1, results
        assert outcomes[number, "rules"] == PROCESSES - 1, results
    assert balances(store)[debit] == 10**9 - 50 * ROUNDS
    assert not broken(store)


def test_eight_processes_with_one_key_post_once_and_hear_the_same(
    store: Store, path: Path, credits_: list[int]
) -> None:
    *contested, _ = credits_
    rounds = [(credit, INVOICE) for credit in contested[:2]]
    results = duel(str(path), rounds, same_key=True)
    outcomes = Counter((number, outcome) for number, _, outcome in results)
    for number in range(2):
        assert outcomes[number, "won"] == 1, results
        assert outcomes[number, "repeated"] == PROCESSES - 1, results
    assert INVOICE not in balances(store)
