from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.store import Store
from tests.store.books import COMPANY, NOON, fill
from tests.store.duelling import LEVELS, assert_one_winner, contest, duel

if TYPE_CHECKING:
    from pathlib import Path

# Of every kind; the long run has a thousand (see tests/soak).
ROUNDS = 7


def test_eight_processes_never_have_one_balance_twice(store: Store, path: Path) -> None:
    rounds = contest(store, ROUNDS)
    results = duel(str(path), rounds)
    assert_one_winner(store, rounds, results, lost="rules")


@pytest.mark.postgres
@pytest.mark.parametrize("level", LEVELS)
def test_nor_on_a_server_whatever_its_isolation(url: str, level: str) -> None:
    with Store.create(url, COMPANY, NOON) as store:
        fill(store)
        rounds = contest(store, ROUNDS)
        results = duel(url, rounds, level=level)
        assert_one_winner(store, rounds, results, lost="rules")


def test_eight_processes_with_one_key_post_once_and_hear_the_same(
    store: Store, path: Path
) -> None:
    rounds = [fought for fought in contest(store, 2) if fought.kind == "aplicar"]
    results = duel(str(path), rounds, same_key=True)
    assert_one_winner(store, rounds, results, lost="repeated")
