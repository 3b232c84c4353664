"""Tables travel as DataFrames, through xlwings' own converters."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from xlwings import conversion

from cartera_xl.hosts.calc.engine import NAME

if TYPE_CHECKING:
    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Factura": ["FE-1", "FE-2", "FE-3"],
            "Vence": pd.to_datetime(["2026-10-01", "2026-11-30", "NaT"]),
            "Saldo": [100.25, None, 3.0],
            "Pagada": [True, False, True],
        }
    )


def test_a_frame_comes_back_with_its_kinds(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    sheet["B2"].options(index=False).value = frame()
    read = sheet["B2"].options(pd.DataFrame, index=False, expand="table").value
    pd.testing.assert_frame_equal(read, frame(), check_dtype=False)
    assert str(read["Vence"].dtype).startswith("datetime64")
    assert read["Pagada"].dtype == bool


def test_a_frame_without_rows_is_its_headings(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    sheet["A1"].options(index=False).value = frame().head(0)
    assert sheet.used_range.value == ["Factura", "Vence", "Saldo", "Pagada"]


def test_a_function_s_arguments_and_answers_are_converted_by_this_engine(
    calc: Calc,
) -> None:
    rows = [["Factura", "Saldo"], ["FE-1", 5.0]]
    wanted = {"convert": pd.DataFrame, "index": False}
    reading: Any = conversion.read
    writing: Any = conversion.write
    read = reading(None, rows, wanted, engine_name=NAME)
    assert read["Saldo"].tolist() == [5.0]
    assert writing(read, None, {"index": False}, engine_name=NAME) == rows
    assert calc.app.engine.name == NAME


def test_dates_of_frames_are_days_in_cells(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    sheet["A1"].options(index=False).value = frame()
    assert sheet["B2"].value == datetime(2026, 10, 1)  # noqa: DTZ001
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["B4"].value is None
