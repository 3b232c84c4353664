"""A button's work beside the workbook's program: real threads, no office."""

from __future__ import annotations

import time
from functools import partial
from threading import Event, current_thread, get_ident
from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import WorkbookError
from cartera_xl.excel.pump import CallerGoneError, Job, Pump
from cartera_xl.excel.speaking import information, warning
from cartera_xl.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desk import Desk

TURN = 0.05


def finish(pump: Pump, answer: str, turns: int = 400) -> tuple[str, list[str]]:
    """Go on until there is an answer; give it and what was said before."""
    said = []
    while answer.startswith("~"):
        said.append(answer)
        assert len(said) < turns
        answer = pump.go_on()
    return answer, said


def run(pump: Pump, work: Callable[[Job], str]) -> str:
    return finish(pump, pump.start("Ensayo", work))[0]


def test_a_short_job_answers_at_once() -> None:
    assert Pump(turn=5).start("Ensayo", lambda _: "listo") == "listo"


def test_what_the_job_wants_of_the_workbook_is_done_in_the_callers_thread() -> None:
    def work(job: Job) -> str:
        there, value = job.in_program(lambda: (get_ident(), 42))
        return f"{there == caller} {get_ident() == caller} {value}"

    caller = get_ident()
    assert run(Pump(TURN), work) == "True False 42"


def test_requests_come_one_after_another_and_keep_their_order() -> None:
    done: list[int] = []

    def work(job: Job) -> str:
        for number in range(50):
            job.in_program(partial(done.append, number))
        return str(len(done))

    assert run(Pump(TURN), work) == "50"
    assert done == list(range(50))


def test_a_long_job_never_holds_its_caller_and_says_how_far_it_is() -> None:
    gate = Event()

    def work(job: Job) -> str:
        job.tell("Leyendo", 0, 3)
        gate.wait(10)
        return "listo"

    pump = Pump(TURN)
    answer = pump.start("Ensayo", work)
    while answer == "~Ensayo…":
        answer = pump.go_on()
    assert answer == "~Leyendo (1 de 3)…"
    gate.set()
    assert finish(pump, answer)[0] == "listo"
    assert pump.go_on() == ""


def test_a_fault_of_the_job_is_a_warning_in_one_sentence() -> None:
    def work(job: Job) -> str:
        raise WorkbookError("Al libro le falta algo.")

    assert run(Pump(TURN), work) == "!Al libro le falta algo."


def test_a_fault_of_the_workbook_reaches_the_job_that_asked() -> None:
    def broken() -> str:
        raise WorkbookError("no se puede leer")

    def work(job: Job) -> str:
        try:
            return job.in_program(broken)
        except WorkbookError as fault:
            return f"{current_thread().name}: {fault}"

    assert run(Pump(TURN), work) == "Ensayo: no se puede leer"


class ComError(Exception):
    """What pywin32 raises."""

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult, "Llamada rechazada por el destinatario.")
        self.hresult = hresult


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (-2147418111, "!Excel está ocupado o con una celda en edición"),
        (-2146777998, "!Excel está ocupado o con una celda en edición"),
        (-2147023174, "!Excel se cerró"),
    ],
)
def test_an_excel_that_takes_no_orders_is_said_in_one_sentence(
    code: int, said: str
) -> None:
    def busy() -> str:
        raise ComError(code)

    assert run(Pump(TURN), lambda job: job.in_program(busy)).startswith(said)


def test_a_fault_that_nobody_foresaw_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def work(job: Job) -> str:
        raise ZeroDivisionError("secreto")

    answer = run(Pump(TURN), work)
    assert answer.startswith("!Falla interna")
    assert "secreto" not in answer


def test_a_second_job_is_refused_while_one_runs() -> None:
    gate = Event()
    pump = Pump(TURN)
    answer = pump.start("Actualizar", lambda _: "uno" if gate.wait(10) else "tarde")
    assert answer == "~Actualizar…"
    second = pump.start("Importar", lambda _: "dos")
    assert second == "!Todavía se está haciendo «Actualizar»: espere a que termine."
    gate.set()
    assert finish(pump, pump.go_on())[0] == "uno"
    assert run(pump, lambda _: "dos") == "dos"


def test_a_job_whose_caller_is_gone_is_given_up_and_the_next_one_starts() -> None:
    asked, ended = Event(), Event()
    faults: list[BaseException] = []

    def work(job: Job) -> str:
        asked.set()
        try:
            while True:
                job.in_program(lambda: None)
        except CallerGoneError as fault:
            faults.append(fault)
            raise
        finally:
            ended.set()

    pump = Pump(TURN, patience=0.1)
    assert pump.start("Ensayo", work).startswith("~")
    assert asked.wait(10)
    assert ended.wait(10)  # nobody calls go_on
    assert len(faults) == 1
    assert run(pump, lambda _: "otra") == "otra"


def test_nothing_is_done_for_a_job_that_was_given_up() -> None:
    done: list[str] = []
    started = Event()

    def work(job: Job) -> str:
        started.set()
        job.in_program(lambda: done.append("tarde"))
        return "listo"

    job = Job("Ensayo", work, patience=0.05)
    job.begin()
    assert started.wait(10)
    assert job.give_up(10)
    assert job.serve(0.05) is not None
    assert done == []


def test_a_program_that_is_busy_for_long_is_not_taken_for_gone() -> None:
    def work(job: Job) -> str:
        job.in_program(lambda: time.sleep(0.5))
        job.tell("Escribiendo", 0, 0)
        return job.in_program(lambda: "escrito")

    assert run(Pump(TURN, patience=0.1), work) == "escrito"


def test_a_job_works_in_the_ledger_while_its_caller_goes_on(desk: Desk) -> None:
    before = desk.revision

    def work(job: Job) -> str:
        with Store.open(desk.ledger) as store:
            job.tell("Leyendo la cartera", 0, 2)
            revision = job.in_program(lambda: desk.revision)
            assert store.head().revision == revision
            return str(store.head().revision)

    assert run(Pump(TURN), work) == str(before)


def test_a_message_is_as_long_as_a_box_holds() -> None:
    lines = [f"línea {n} {'x' * 60}" for n in range(100)]
    assert len(information(lines)) <= 900
    assert len(warning("y" * 5000)) <= 901
    assert information(["a"] * 15).endswith("… y 3 líneas más.")
    assert not information(["~no es progreso"]).startswith("~")
