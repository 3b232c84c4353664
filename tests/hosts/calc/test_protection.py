"""A protected sheet refuses here what it refuses in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.hosts.calc.faults import SheetProtectedError

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


@pytest.fixture
def sheet(calc: Calc) -> xw.Sheet:
    """Return a protected sheet whose cell A1 is not locked."""
    sheet = calc.new().sheets[0]
    sheet["A1:B2"].value = 1
    lock = sheet["A1"].api.CellProtection
    lock.IsLocked = False
    sheet["A1"].api.CellProtection = lock
    sheet.api.protect("")
    return sheet


def set_value(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = 5


def set_formula(sheet: xw.Sheet) -> None:
    sheet["B1"].formula = "=1+1"


def clear(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].clear_contents()


def colour(sheet: xw.Sheet) -> None:
    sheet["A1"].color = (1, 2, 3)


def colours(sheet: xw.Sheet) -> None:
    sheet["A1"].set_colors([[(1, 2, 3)]])


def number_format(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"


def bold(sheet: xw.Sheet) -> None:
    sheet["A1"].font.bold = True


def hide(sheet: xw.Sheet) -> None:
    sheet["1:1"].rows.hidden = True


def widen(sheet: xw.Sheet) -> None:
    sheet["A1"].column_width = 50


def insert(sheet: xw.Sheet) -> None:
    sheet["1:1"].insert("down")


def delete(sheet: xw.Sheet) -> None:
    sheet["1:1"].delete()


def state(sheet: xw.Sheet) -> list[Any]:
    cell = sheet["A1"]
    return [
        sheet["A1:B3"].formula,
        cell.color,
        cell.number_format,
        cell.font.bold,
        cell.column_width,
        cell.rows.hidden,
    ]


@pytest.mark.parametrize(
    "change",
    [
        set_value,
        set_formula,
        clear,
        colour,
        colours,
        number_format,
        bold,
        hide,
        widen,
        insert,
        delete,
    ],
)
def test_a_protected_sheet_stays_as_it_is(
    sheet: xw.Sheet, change: Callable[[xw.Sheet], None]
) -> None:
    before = state(sheet)
    with pytest.raises(SheetProtectedError, match="protegida"):
        change(sheet)
    assert state(sheet) == before


def test_cells_that_are_not_locked_take_input(sheet: xw.Sheet) -> None:
    sheet["A1"].value = 5
    assert sheet["A1"].value == 5
    sheet["A1"].formula = "=2*3"
    assert sheet["A1"].value == 6
    sheet["A1"].clear_contents()
    assert sheet["A1"].value is None
