"""A program's cell in a file's words and back; texts as Excel must be told them."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import TextTooLongError
from cartera_xl.hosts.entries import ErrorCell, FormulaCell
from cartera_xl.hosts.live import writing
from cartera_xl.hosts.live.blocks import formulas, runs
from cartera_xl.hosts.live.cells import carried_value, entered, raw_cell, read
from cartera_xl.hosts.live.dressed import Undressed
from cartera_xl.hosts.live.same import is_shown
from cartera_xl.workbook.bodies.carried import Carried
from cartera_xl.workbook.parts.strings import cleaned

if TYPE_CHECKING:
    from cartera_xl.workbook.parts.cells import RawCell

MOMENT = datetime(2026, 11, 20, 8, 30)  # noqa: DTZ001 - a cell's


# LibreOffice takes a text for what it is; what Excel would make of it no test here can
# see, so the apostrophe itself is asked for.
@pytest.mark.parametrize(
    ("text", "in_text", "told"),
    [
        ("Acme", True, "Acme"),
        ("00123", True, "00123"),
        ("=1+1", True, "'=1+1"),
        ("+57 300", True, "'+57 300"),
        ("-5", True, "'-5"),
        ("@x", True, "'@x"),
        ("'comillas", True, "''comillas"),
        ("00123", False, "'00123"),
        ("1.000", False, "'1.000"),
        ("un millón", False, "'un millón"),
        ("2026-01-05", False, "'2026-01-05"),
        ("a\x07b", True, "ab"),
        ("", True, None),
        ("\x07", False, None),
    ],
)
def test_a_text_is_told_so_that_excel_takes_it_for_one(
    text: str, in_text: bool, told: str | None
) -> None:
    assert entered(text, in_text=in_text) == told


def test_formulas_errors_and_days_are_told_as_excel_takes_them() -> None:
    assert entered(FormulaCell("K9*2", 5), in_text=False) == "=K9*2"
    assert entered(ErrorCell("#N/A"), in_text=False) == "#N/A"
    assert entered(date(2026, 1, 5), in_text=False) == datetime(2026, 1, 5)  # noqa: DTZ001
    assert entered(MOMENT, in_text=False) == MOMENT
    assert entered(7, in_text=True) == 7
    with pytest.raises(TextTooLongError):
        entered("x" * 40_000, in_text=True)


def test_a_column_has_its_format_before_its_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    monkeypatch.setattr(writing, "undressed", lambda _: Undressed([], []))
    for step in ("_show_all", "_resize", "_dress", "_fill"):
        monkeypatch.setattr(writing, step, lambda *_, s=step: done.append(s))
    nothing: Any = SimpleNamespace(found=None)
    writing.write_tab(nothing, {})
    assert done == ["_show_all", "_resize", "_dress", "_fill"]


def carried(cell: RawCell) -> object:
    """Carry a cell as it is: its type and its content, without its style."""
    kind = cell.kind.decode()
    return carried_value(
        Carried(f' t="{kind}"'.encode() if kind else b"", cell.inner or b"")
    )


@given(
    st.one_of(
        st.integers(-(10**12), 10**12),
        st.floats(-1e12, 1e12),
        st.booleans(),
        st.text(max_size=40).filter(lambda text: cleaned(text) == text and text),
        st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001
            lambda moment: moment.replace(microsecond=0)
        ),
    )
)
def test_a_value_comes_back_from_a_files_words(value: Any) -> None:
    assert carried(raw_cell(9, 1, value)) == value


@pytest.mark.parametrize("shown", [None, 5, "texto", "#N/A", MOMENT, True])
def test_a_formula_comes_back_whatever_it_shows(shown: object) -> None:
    cell = raw_cell(9, 1, shown, 'IF(A9<"b",1,"<&>")')
    assert carried(cell) == FormulaCell('IF(A9<"b",1,"<&>")', None)
    assert cell.filled


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5.0, 5),
        (5.5, 5.5),
        ("", None),
        (None, None),
        ("x", "x"),
        (datetime(2026, 1, 5), date(2026, 1, 5)),  # noqa: DTZ001
        (MOMENT, MOMENT),
        (True, True),
    ],
)
def test_a_value_is_read_as_hosts_give_it(value: object, shown: object) -> None:
    assert (read(value), type(read(value))) == (shown, type(shown))


def test_a_text_shows_itself_without_the_apostrophe_before_it() -> None:
    assert is_shown(["a", "'00", 3, None], ["a", "00", 3, None])
    assert not is_shown(["a", "'00", 3, None], ["a", "00", 3, ""])
    assert not is_shown(["00"], ["'00"])


def test_runs_are_what_follows_one_another() -> None:
    assert list(runs([5, 1, 2, 9, 3])) == [range(1, 4), range(5, 6), range(9, 10)]
    assert list(runs([])) == []


class _Cells:
    def __init__(self, formula: object, shape: tuple[int, int]) -> None:
        self.formula = formula
        self.shape = shape


@pytest.mark.parametrize(
    ("given_", "shape", "rows"),
    [
        ("=A1", (1, 1), [["=A1"]]),
        ((("a", "b"), ("c", "d")), (2, 2), [["a", "b"], ["c", "d"]]),
        (("a", "b"), (1, 2), [["a", "b"]]),
        ((("a",), ("b",)), (2, 1), [["a"], ["b"]]),
    ],
)
def test_formulas_come_as_rows_however_a_program_gives_them(
    given_: object, shape: tuple[int, int], rows: list[list[str]]
) -> None:
    cells: Any = _Cells(given_, shape)
    assert formulas(cells) == rows
