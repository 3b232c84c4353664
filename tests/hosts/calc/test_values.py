"""What is written into cells comes back as it was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from cartera_xl.hosts.calc.faults import NotACellValueError

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc

MOMENT = datetime(2026, 11, 24, 13, 30)  # noqa: DTZ001 - cells have no zone
MIDNIGHT = datetime(2026, 1, 2)  # noqa: DTZ001


@pytest.fixture
def sheet(calc: Calc) -> xw.Sheet:
    return calc.new().sheets[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (5, 5.0),
        (-0.01, -0.01),
        (2**53 - 1, 2.0**53 - 1),
        (2**40, 2.0**40),
        (2**70, 2.0**70),
        ("á", "á"),
        ("", None),
        (None, None),
        (float("nan"), None),
        (True, True),
        (False, False),
        (Decimal("1190000.01"), 1190000.01),
        (date(2026, 1, 2), MIDNIGHT),
        (MOMENT, MOMENT),
        (time(6), 0.25),
        (timedelta(hours=12), 0.5),
        (np.float64(1.5), 1.5),
        (np.int64(3), 3.0),
        (np.bool_(True), True),
        (np.datetime64("2026-01-02"), MIDNIGHT),
        (pd.Timestamp(MOMENT), MOMENT),
        (pd.NaT, None),
        (pd.NA, None),
    ],
)
def test_every_kind_of_value_arrives(
    sheet: xw.Sheet, written: object, read: object
) -> None:
    sheet["A1"].value = "antes"
    sheet["A1"].value = written
    assert sheet["A1"].value == read
    assert type(sheet["A1"].value) is type(read)


def test_empty_cells_anywhere_in_a_block_leave_the_process_alive(
    calc: Calc, sheet: xw.Sheet
) -> None:
    rows = [[None, 1.0, None], ["a", None, None], [None, None, None]]
    sheet["B2:D4"].value = "antes"
    sheet["B2"].value = rows
    assert sheet["B2:D4"].value == rows
    sheet["B2:D4"].raw_value = rows  # past what xlwings itself converts
    assert sheet["B2:D4"].raw_value == rows
    assert calc.app.impl.office.is_running()


def test_a_scalar_fills_all_cells(sheet: xw.Sheet) -> None:
    sheet["A1:C2"].value = 7
    assert sheet["A1:C2"].value == [[7.0] * 3] * 2


def test_a_list_is_a_row(sheet: xw.Sheet) -> None:
    sheet["B1"].value = [1, "dos", None, True]
    assert sheet["B1:E1"].value == [1.0, "dos", None, True]


def test_no_rows_change_nothing(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "queda"
    sheet["A1"].value = []
    assert sheet["A1"].value == "queda"


def test_a_thousand_rows_of_every_kind_come_back(sheet: xw.Sheet) -> None:
    rows = [
        [f"FE-{i}", MIDNIGHT + timedelta(days=i), i / 100, i % 2 == 0, None]
        for i in range(1_000)
    ]
    sheet["A1"].value = rows
    assert sheet["A1:E1000"].value == rows


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), object(), {}])
def test_what_no_cell_can_hold_is_refused_before_anything_is_written(
    sheet: xw.Sheet, value: object
) -> None:
    sheet["A1:B1"].value = ["antes", "antes"]
    with pytest.raises(NotACellValueError):
        sheet["A1"].value = ["después", value]
    assert sheet["A1:B1"].value == ["antes", "antes"]


def test_a_first_date_gives_a_format_to_cells_without_one_only(
    sheet: xw.Sheet,
) -> None:
    sheet["A2"].number_format = "dd/mm/yyyy"
    sheet["A1"].options(transpose=True).value = [MIDNIGHT, MIDNIGHT, MOMENT, 5]
    formats = [cell.number_format for cell in sheet["A1:A4"]]
    assert formats == ["yyyy-mm-dd", "dd/mm/yyyy", "yyyy-mm-dd hh:mm:ss", "General"]


def test_dates_are_read_by_the_format_of_their_cells(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = 46024
    sheet["B1"].number_format = "d-mmm-yy"
    assert sheet["A1:B1"].value == [46024.0, MIDNIGHT]
    assert sheet["B1"].options(dates=date).value == date(2026, 1, 2)


def test_a_moment_keeps_its_milliseconds_and_no_more(sheet: xw.Sheet) -> None:
    moment = MOMENT.replace(second=59, microsecond=123_000)
    sheet["A1"].value = moment
    assert sheet["A1"].value == moment


def test_a_number_that_is_no_day_stays_a_number_in_a_date_s_cell(
    sheet: xw.Sheet,
) -> None:
    sheet["A1:B1"].number_format = "yyyy-mm-dd"
    sheet["A1:B1"].value = [-5, 1e9]
    assert sheet["A1:B1"].value == [-5.0, 1e9]


def test_a_workbook_that_counts_from_1904_has_the_same_days(calc: Calc) -> None:
    book = calc.new()
    day = book.api.NullDate
    day.Year, day.Month, day.Day = 1904, 1, 1
    book.api.NullDate = day
    cell = book.sheets[0]["A1"]
    cell.value = MIDNIGHT
    assert cell.value == MIDNIGHT
    cell.number_format = "0"
    assert cell.value == 46024 - 1462


def test_errors_are_nothing_unless_their_names_are_asked_for(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = [["=NA()", "=1/0", '=VALUE("x")', "=10^400", "=sin_nombre"]]
    cells = sheet["A1:E1"]
    assert cells.value == [None] * 5
    assert cells.options(err_to_str=True).value == [
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NUM!",
        "#NAME?",
    ]


def test_numbers_and_empties_are_read_as_the_reader_wants(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [1.6, None, "x"]
    assert sheet["A1:C1"].options(numbers=int, empty="–").value == [2, "–", "x"]


def test_a_long_block_is_read_with_the_little_that_it_holds(sheet: xw.Sheet) -> None:
    sheet["B1500"].value = "abajo"
    sheet["C7"].formula = "=1+1"
    sheet["D8"].formula = "=NA()"
    sheet["F9"].add_hyperlink("https://example.com", text_to_display="vínculo")
    sheet["H1:H1500"].value = MIDNIGHT
    rows = sheet["A1:I1500"].options(ndim=2, err_to_str=True).value
    read = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v}
    assert [read.pop((row, 7)) for row in range(1500)] == [MIDNIGHT] * 1500
    assert read == {(1499, 1): "abajo", (6, 2): 2, (7, 3): "#N/A", (8, 5): "vínculo"}
