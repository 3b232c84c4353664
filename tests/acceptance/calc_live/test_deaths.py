"""LibreOffice is killed in the middle of a posting: nothing is lost, nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.excel import ribbon
from cartera_xl.excel.pump import Job
from cartera_xl.hosts.calc.faults import CalcError

if TYPE_CHECKING:
    from pathlib import Path

    from xlwings import Book

    from tests.acceptance.excel_addin.presser import Presser

pytestmark = pytest.mark.calc
RECEIPTS = "SELECT count(*) FROM document WHERE number LIKE 'RC-%'"
# What the status bar is told at the moment of the death: before anything is posted,
# right after it was, and in the middle of writing what was posted.
MOMENTS = ("Leyendo lo digitado", "Escribiendo el libro", "Escribiendo Vencidas")


def opened(at: Presser) -> Book:
    """Open the workbook that was saved; the first call may be the one that meets it."""
    path = at.folder / "Cartera.xlsm"
    try:
        return at.calc.app.books.open(path)
    except CalcError:
        return at.calc.app.books.open(path)


def register_and_die_at(
    at: Presser, moment: str, monkeypatch: pytest.MonkeyPatch
) -> str:
    tell = Job.tell
    deaths: list[str] = []

    def telling(job: Job, step: str, done: int, total: int) -> None:
        tell(job, step, done, total)
        if step.startswith(moment) and not deaths:
            at.calc.kill()
            deaths.append(step)

    at.calc.answers("yes")
    with monkeypatch.context() as patched:
        patched.setattr(Job, "tell", telling)
        said = ribbon.start("register", "", at.book.fullname)
        while said.startswith("~"):
            said = ribbon.go_on()
    assert deaths, f"{moment}: {said}"
    at.calc.app.impl.alerts.answers.clear()
    return said


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_death_in_the_middle_of_a_posting_loses_and_doubles_nothing(
    at: Presser, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.cell("Vencidas", "F-2", "Pago").value = 500_000
    at.cell("Vencidas", "F-3", "Pago").value = 300_000
    at.book.save(at.folder / "Cartera.xlsm")
    said = register_and_die_at(at, moment, monkeypatch)
    assert said.startswith("!")
    assert "Traceback" not in said
    receipts = at.ledger.ask(RECEIPTS)[0][0]
    assert receipts in (0, 2)  # all of the batch or nothing of it
    assert at.ledger.sound

    at.book = opened(at)
    at.press("refresh")
    at.calc.answers("yes")
    said = ribbon.start("register", "", at.book.fullname)
    while said.startswith("~"):
        said = ribbon.go_on()
    assert at.ledger.ask(RECEIPTS) == [(2,)]
    assert at.ledger.balances.get("F-2") is None
    assert at.ledger.balances["F-3"] == 50_000_000
    assert at.ledger.sound
    assert not any(at.column("Vencidas", "Pago"))


def test_a_closed_workbook_ends_the_action_and_the_ledger_stands(
    company: Path, at: Presser
) -> None:
    at.cell("Vencidas", "F-2", "Pago").value = 500_000
    at.calc.answers("yes")
    said = ribbon.start("register", "", at.book.fullname)
    at.book.close()
    while said.startswith("~"):
        said = ribbon.go_on()
    assert said.startswith("!")
    assert at.ledger.ask(RECEIPTS)[0][0] in (0, 1)
    assert at.ledger.sound
