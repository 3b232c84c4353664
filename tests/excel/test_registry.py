"""Functions are what they are declared to be, and nothing that they are given hurts."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartera_xl.excel import functions
from cartera_xl.excel.registry import REGISTRY, DeclarationError, registered
from cartera_xl.tabs.functions import FUNCTIONS
from tests.excel.sheet import Sheet, alone

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

every = pytest.mark.parametrize("declared", FUNCTIONS, ids=lambda f: f.name)


def test_every_declared_function_is_bound_and_no_other() -> None:
    assert sorted(REGISTRY) == sorted(declared.name for declared in FUNCTIONS)


@every
def test_what_excel_calls_takes_the_workbook_the_date_and_what_is_passed(
    declared: Any,
) -> None:
    called = getattr(functions, declared.python)
    assert called is REGISTRY[declared.name]
    names = [*inspect.signature(called).parameters]
    assert names == ["workbook", "cutoff", *(a.name for a in declared.passed)]
    assert called.__doc__


@every
def test_an_array_has_the_headings_that_are_declared(
    declared: Any, sheet: Sheet
) -> None:
    cells = {"customer": "Acme", "document": "F-1", "days": 30}
    answer = sheet(declared.name, *(cells.get(a.name) for a in declared.passed))
    if declared.array:
        assert answer[0] == list(declared.headings)
        assert {len(row) for row in answer} == {len(declared.headings)}
    else:
        assert isinstance(answer, (int, float))


def test_a_function_that_is_not_declared_is_refused() -> None:
    def unheard_of(ledger: Any, at: date) -> float:
        return 0.0

    with pytest.raises(DeclarationError, match="unheard_of"):
        registered(unheard_of)


def test_arguments_that_are_not_declared_are_refused() -> None:
    def overdue(ledger: Any, at: date, currency: str, customer: str) -> float:
        return 0.0

    def net(at: date, ledger: Any) -> float:
        return 0.0

    for function in (overdue, net):
        with pytest.raises(DeclarationError):
            registered(function)


texts = st.text() | st.sampled_from(
    ["Acme", "F-1", "ND 100", "COP", "2026-02-31", "#N/A", "\x00", "\ud800", "' OR 1=1"]
)
cells = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | texts
    | st.dates()
    | st.datetimes()
    | st.binary(max_size=4)
    | st.just(object()),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def shared(made_desk: Path) -> Sheet:
    return Sheet(made_desk / "Cartera.xlsm")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(declared=st.sampled_from(FUNCTIONS), data=st.data())
def test_whatever_a_cell_holds_the_answer_is_a_value_or_an_error(
    declared: Any,
    data: st.DataObject,
    shared: Sheet,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    alone(monkeypatch)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    given_ = data.draw(st.lists(cells, max_size=len(declared.passed)))
    corte = data.draw(st.just("2026-03-31") | cells)
    workbook = data.draw(st.just(str(shared.workbook)) | cells)
    answer = REGISTRY[declared.name](workbook, corte, *given_)
    if isinstance(answer, str):
        assert "Falla" not in answer
        assert answer[:5] in ("\x012042", "\x012015")
        assert answer[5:].isprintable()
        assert 10 < len(answer) < 255
    elif isinstance(answer, list):
        assert all(type(cell) in (int, float, str) for row in answer for cell in row)
    else:
        assert type(answer) in (int, float)


class Unspeakable:
    def __str__(self) -> str:
        raise OSError


UNSPEAKABLE = {
    "a number of five thousand digits": 10**5000,
    "an object": Unspeakable(),
    "half a sign": "\ud800",
    "a zero byte": "a\0b",
}


@pytest.mark.parametrize("name", sorted(REGISTRY))
@pytest.mark.parametrize("what", UNSPEAKABLE)
def test_what_cannot_even_be_said_is_an_error_of_the_argument(
    name: str, what: str, sheet: Sheet
) -> None:
    declared = next(function for function in FUNCTIONS if function.name == name)
    cells = [UNSPEAKABLE[what]] * len(declared.passed)
    assert sheet(name, *cells) in ("#VALUE!", "#N/A")
    assert "Falla" not in sheet.reason(name, *cells)


def test_a_fault_of_ours_is_one_sentence_and_is_logged_once(
    desk: Desk, sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cartera_xl.actions.answering import Answers

    def broken(*_: object) -> float:
        raise RuntimeError("Acme")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(Answers, "indicators", broken)
    reasons = {sheet.reason("CARTERA_VENCIDAS", cell) for cell in ("Acme", "Beta")}
    [log] = tmp_path.rglob("cartera.log")
    assert reasons == {
        f"Falla interna: no se completó la orden. El detalle quedó en {log}."
    }
    kept = log.read_text("utf-8")
    assert kept.count(" RuntimeError\n") == 1
    assert "Beta" not in kept


def test_the_longest_reason_fits_the_status_bar(sheet: Sheet) -> None:
    reason = sheet.reason("CARTERA_VENCIDAS", "x" * 32_767)
    assert "xxx" in reason
    assert len(reason) <= 255


def test_a_moment_with_a_zone_is_its_own_day(sheet: Sheet) -> None:
    """COM gives dates as midnight in UTC, which is another day in Bogotá."""
    midnight = datetime.fromisoformat("2026-02-11T00:00:00+00:00")
    assert sheet("CARTERA_DIAS_MORA", "F-1", corte=midnight) == 1
