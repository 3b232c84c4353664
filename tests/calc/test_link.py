"""The process beside LibreOffice: asked, timed, started again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cartera_calc.link import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

import pytest

ECHO = "import sys\nfor line in sys.stdin: print(line.strip(), flush=True)"
# Says who it is, and dies of a question that says so.
MORTAL = """
import json, os, sys
for line in sys.stdin:
    if "muere" in line: os._exit(1)
    print(json.dumps({"value": os.getpid()}), flush=True)
"""
DEAF = "import time\ntime.sleep(600)"
LOST = "2042"


class Clock:
    """A clock that stands still unless it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def links() -> Iterator[list[Link]]:
    made: list[Link] = []
    yield made
    for link in made:
        link.close()


def link(links: list[Link], program: str, **options: object) -> Link:
    links.append(Link([sys.executable, "-c", program], **options))  # type: ignore[arg-type]
    return links[-1]


def test_a_question_comes_back_answered(links: list[Link]) -> None:
    beside = link(links, ECHO)
    for number in range(3):
        assert beside.ask({"value": number, "ñ": "«»"}) == {"value": number, "ñ": "«»"}


def test_one_process_answers_all_and_another_where_it_died(links: list[Link]) -> None:
    beside = link(links, MORTAL)
    first = beside.ask({"q": 1})["value"]
    assert beside.ask({"q": 2})["value"] == first
    assert beside.ask({"q": "muere"})["error"] == LOST


def test_after_a_death_between_questions_nothing_is_noticed(links: list[Link]) -> None:
    beside = link(links, MORTAL)
    first = beside.ask({"q": 1})["value"]
    assert beside._process is not None
    beside._process.kill()
    assert beside.ask({"q": 2})["value"] not in (first, None)


def test_a_sheet_waits_once_for_what_does_not_answer(links: list[Link]) -> None:
    clock = Clock()
    beside = link(links, DEAF, seconds=0.2, clock=clock)
    assert beside.ask({"q": 1})["error"] == LOST
    assert beside._process is None  # it was ended
    for _ in range(1000):
        assert beside.ask({"q": 1})["error"] == LOST
    assert beside._process is None
    clock.now += 6
    assert beside.ask({"q": 1})["error"] == LOST


def test_a_program_that_is_not_there_is_an_error_and_no_fault(
    links: list[Link], tmp_path: Path
) -> None:
    links.append(Link([str(tmp_path / "no-hay")]))
    assert links[-1].ask({"q": 1})["error"] == LOST
