"""Ranges: where they are, how they look, and how they move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import xlwings as xw

if TYPE_CHECKING:
    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


@pytest.fixture
def sheet(calc: Calc) -> xw.Sheet:
    return calc.new().sheets[0]


def test_addresses_are_excel_s(sheet: xw.Sheet) -> None:
    cells = sheet["B2:D5"]
    assert cells.address == "$B$2:$D$5"
    assert cells.get_address(False, False) == "B2:D5"
    assert cells.get_address(include_sheetname=True) == "'Sheet1'!$B$2:$D$5"
    assert cells.offset(1, 1).resize(2, 2).address == "$C$3:$D$4"
    assert cells.last_cell.address == "$D$5"
    assert sheet.range((2, 2), (5, 4)) == cells
    assert sheet.range("B2", "D5") == cells
    assert sheet.range(sheet["B2"], sheet["D5"]) == cells
    assert sheet["7:9"].shape == (3, 16_384)
    assert sheet["B:C"].shape == (1_048_576, 2)


def test_slices_rows_and_columns_are_excel_s(sheet: xw.Sheet) -> None:
    cells = sheet["B2:D5"]
    assert cells[1:, 0].address == "$B$3:$B$5"
    assert cells[5].address == "$D$3"
    assert [row.address for row in cells.rows][:2] == ["$B$2:$D$2", "$B$3:$D$3"]
    assert [column.address for column in cells.columns][2] == "$D$2:$D$5"


def test_it_expands_to_the_last_full_cell(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1, 2, 3], [4, 5, None], [None, 8, 9]]
    assert sheet["B2"].expand("down").address == "$B$2:$B$3"
    assert sheet["B2"].expand("right").address == "$B$2:$D$2"
    assert sheet["B2"].expand().address == "$B$2:$D$3"
    assert sheet["F9"].expand().address == "$F$9"


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("B2", "down", "$B$3"),
        ("B3", "down", "$B$6"),
        ("B6", "down", "$B$1048576"),
        ("B6", "up", "$B$3"),
        ("B2", "up", "$B$1"),
        ("A2", "right", "$B$2"),
        ("B2", "right", "$C$2"),
        ("C2", "right", "$XFD$2"),
        ("C2", "left", "$B$2"),
    ],
)
def test_an_end_is_where_ctrl_and_an_arrow_lead(
    sheet: xw.Sheet, start: str, direction: str, end: str
) -> None:
    sheet["B2:C3"].value = 1
    sheet["B6"].value = 1
    assert sheet[start].end(direction).address == end


def test_used_cells_and_regions_are_found(sheet: xw.Sheet) -> None:
    sheet["C3"].value = [[1, 2], [3, 4]]
    sheet["G9"].value = 5
    assert sheet.used_range.address == "$C$3:$G$9"
    assert sheet["D4"].current_region.address == "$C$3:$D$4"


@pytest.mark.parametrize(
    "code", ["@", "0.00", "#,##0", "dd/mm/yyyy", '"$"#,##0;[Red]-"$"#,##0', "General"]
)
def test_number_formats_are_excel_s_codes(sheet: xw.Sheet, code: str) -> None:
    sheet["A1"].number_format = code
    assert sheet["A1"].number_format == code


def test_amounts_have_the_separators_of_whoever_looks(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "#,##0.00"
    sheet["A1"].value = 1234.5
    shown = sheet["A1"].api.getCellByPosition(0, 0)
    assert shown.String == "1.234,50"


def test_formats_of_an_excel_file_are_excel_s_codes(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    row = book.sheets["Vencidas"]
    codes = [row[address].number_format for address in ("A9", "D9", "I9")]
    assert codes[:2] == ["@", "dd/mm/yyyy"]
    assert codes[2].startswith("[$$-240A] #,##0_ ;[Red]-")


def test_mixed_looks_have_no_one_answer(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"
    sheet["A1"].color = (1, 2, 3)
    sheet["A1"].column_width = 30
    sheet["A1"].font.bold = True
    assert sheet["A1:B1"].number_format is None
    assert sheet["A1:B1"].color == (0, 0, 0)  # several, as in Excel
    assert sheet["A1:B1"].column_width is None


def test_fills_are_set_and_taken_away(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].color = (255, 199, 206)
    assert sheet["B2"].color == (255, 199, 206)
    sheet["A1"].color = "#1A7F37"
    assert sheet["A1"].color == (26, 127, 55)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


def test_each_cell_takes_its_colour(sheet: xw.Sheet) -> None:
    red, green = (209, 36, 47), (26, 127, 55)
    sheet["B3"].color = green
    sheet["B2:C3"].set_colors([[red, None], [..., red]])
    assert [cell.color for cell in sheet["B2:C3"]] == [red, None, green, red]


def test_fonts_are_set(sheet: xw.Sheet) -> None:
    font = sheet["A1"].font
    font.bold, font.italic, font.size, font.color = True, True, 14, (9, 8, 7)
    assert (font.bold, font.italic, font.size, font.color) == (
        True,
        True,
        14,
        (9, 8, 7),
    )
    font.bold = font.italic = False
    assert (font.bold, font.italic) == (False, False)


def test_widths_and_heights_are_excel_s_measures(sheet: xw.Sheet) -> None:
    sheet["B1:C1"].column_width = 20
    sheet["A2:A3"].row_height = 30
    assert sheet["B1:C1"].column_width == pytest.approx(20, abs=0.05)
    assert sheet["A2:A3"].row_height == pytest.approx(30, abs=0.1)
    assert sheet["A1:A3"].row_height is None
    assert sheet["A10:A50000"].row_height == pytest.approx(12.8, abs=3)
    sheet["B1"].value = "un texto que es mucho más largo que la columna"
    sheet["B1"].columns.autofit()
    assert (sheet["B1"].column_width or 0) > 30


def test_rows_and_columns_are_hidden_and_shown(sheet: xw.Sheet) -> None:
    sheet["2:3"].rows.hidden = True
    assert sheet["A2:B3"].rows.hidden is True
    assert sheet["A1:A4"].rows.hidden is None
    sheet["B1"].columns.hidden = True
    assert sheet["B1"].columns.hidden is True
    assert sheet["B1:B1"].rows.hidden is False
    assert sheet["A2:A3"].row_height == 0
    assert sheet["A1:A4"].row_height is None
    sheet["1:4"].rows.hidden = False
    assert sheet["A1:A4"].rows.hidden is False


def test_contents_go_and_looks_stay(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, "a"], ["=1+1", None]]
    sheet["A1:B2"].color = (1, 2, 3)
    sheet["A1:B2"].clear_contents()
    assert sheet["A1:B2"].value == [[None, None], [None, None]]
    assert sheet["A1:B2"].color == (1, 2, 3)
    sheet["A1:B2"].clear()
    assert sheet["A1:B2"].color is None


def test_whole_rows_come_and_go(sheet: xw.Sheet) -> None:
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    sheet["2:3"].insert("down")
    assert sheet["A1:A5"].value == [1, None, None, 2, 3]
    sheet["1:3"].delete()
    assert sheet["A1:A3"].value == [2, 3, None]


def test_cells_push_and_pull_their_neighbours(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 2], [3, 4]]
    sheet["A1"].insert("down")
    assert sheet["A1:B3"].value == [[None, 2], [1, 4], [3, None]]
    sheet["A1"].delete("up")
    assert sheet["A1:B2"].value == [[1, 2], [3, 4]]
    sheet["A1"].insert("right")
    assert sheet["A1:C2"].value == [[None, 1, 2], [3, 4, None]]
    sheet["A1"].delete("left")
    assert sheet["A1:B2"].value == [[1, 2], [3, 4]]


def test_merged_cells_are_one(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].merge()
    assert sheet["A1:B2"].merge_cells is True
    assert sheet["A1:C4"].merge_cells is None
    assert sheet["B2:C4"].merge_cells is None
    assert sheet["B2"].merge_cells is True
    assert sheet["C3:D9"].merge_cells is False
    sheet["A1:B2"].unmerge()
    assert sheet["A1:C4"].merge_cells is False


def test_formats_go_down_and_what_cells_hold_stays(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "@"
    sheet["B1"].number_format = "0.00"
    sheet["B1"].color = (1, 2, 3)
    sheet["A3:A5"].number_format = "@"
    held = [["01", 1], [None, None], ["=1+1", 2], ["-5", "=B1*2"], ["x", "=NA()"]]
    sheet["A1"].value = held
    sheet["A1:B1"].autofill(sheet["A1:B5"], "fill_formats")
    assert [cell.formula for cell in sheet["A1:A5"]] == ["01", "", "=1+1", "-5", "x"]
    assert sheet["B1:B4"].value == [1, None, 2, 2]
    assert sheet["B4:B5"].formula == (("=B1*2",), ("=NA()",))  # type: ignore[comparison-overlap]
    assert (sheet["B5"].color, sheet["B5"].number_format) == ((1, 2, 3), "0.00")
    assert sheet["A2"].number_format == "@"
    with pytest.raises(NotImplementedError):
        sheet["A1:B1"].autofill(sheet["A1:B5"], "fill_default")


def test_a_selection_is_read_back(calc: Calc) -> None:
    book = calc.new()
    other = book.sheets.add("Otra")
    other["A3:B4"].select()
    assert book.selection == other["A3:B4"]
    assert calc.app.selection == other["A3:B4"]
    assert book.sheets.active == other
    several = book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for address in ("A1:A2", "C5"):
        several.addRangeAddress(other[address].api.RangeAddress, False)
    book.api.CurrentController.select(several)
    assert book.selection == other["A1:A2"]
    assert book.selection.address == "$A$1:$A$2,$C$5"


def test_an_address_that_is_nothing_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(xw.NoSuchObjectError):
        sheet.range("no_existe")


def test_formats_go_down_hidden_columns_too(sheet: xw.Sheet) -> None:
    sheet["B1"].number_format = "0.00"
    sheet["B1"].columns.hidden = True
    sheet["A1:C1"].autofill(sheet["A1:C4"], "fill_formats")
    assert sheet["B4"].number_format == "0.00"
    assert sheet["B1"].columns.hidden is True


def test_cells_are_found_again_after_somebody_else_moved_them(sheet: xw.Sheet) -> None:
    """What is kept of LibreOffice's own is not where it was."""
    cells = sheet["A2:B3"]
    cells.value = [[1, 2], [3, 4]]
    sheet.api.Rows.insertByIndex(0, 1)
    assert cells.value == [[None, None], [1, 2]]
    sheet.api.Rows.removeByIndex(0, 1)
    assert (cells.value, sheet["A1:B1"].value) == ([[1, 2], [3, 4]], [None, None])


def test_a_row_of_a_long_block_is_as_high_as_its_lines(sheet: xw.Sheet) -> None:
    block: Any = sheet["A1:A150"]
    last: Any = sheet["A150"]
    usual = block.row_height
    block.value = [["x"]] * 150
    assert block.row_height == usual
    block.value = [["x"]] * 149 + [["a\nb\nc"]]
    assert last.row_height > 2 * usual
    block.value = [["x"]] * 150
    assert block.row_height == usual
