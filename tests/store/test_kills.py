from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from cartera_xl.store import Store
from cartera_xl.store.command import Posted
from tests.store.books import COMPANY, INVOICE, NOON, balances, broken, fill, started
from tests.store.dying import storm
from tests.store.killing import EVERYTHING, post_and_die
from tests.store.places import FILE, SERVER, new_place

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 8  # the long run has a thousand (see tests/soak)


def test_a_kill_before_any_statement_leaves_all_or_nothing_and_a_retry_completes(
    tmp_path: Path,
) -> None:
    """Every boundary between two statements, from BEGIN to after COMMIT."""
    started(tmp_path / "antes.db").close()
    boundary = 0
    while True:
        path = tmp_path / f"{boundary}.db"
        shutil.copy(tmp_path / "antes.db", path)
        ended = post_and_die(path, boundary) == 0
        with Store.open(path) as store:
            assert store.head().revision == (2 if ended else 1)
            assert not broken(store)
            answers = [store.execute(EVERYTHING) for _ in range(2)]
            assert all(isinstance(answer, Posted) for answer in answers)
            assert answers[0] == answers[1]
            assert balances(store)[INVOICE] == 65
            assert not broken(store)
        if ended:
            break
        boundary += 1
    assert boundary > 15


@pytest.mark.parametrize(
    "kind", [FILE, pytest.param(SERVER, marks=pytest.mark.postgres)]
)
def test_a_kill_at_any_moment_leaves_what_was_told_and_a_retry_completes(
    kind: str,
) -> None:
    with new_place(kind) as address:
        with Store.create(address, COMPANY, NOON) as store:
            fill(store)
        assert storm(address, KILLS, Random(3)) > KILLS
