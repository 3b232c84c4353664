"""Tables: Calc's database ranges behave as Excel's tables do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc

FRAME = pd.DataFrame({"Factura": ["a", "b", "c"], "Saldo": [10.0, 20.0, 30.0]})


@pytest.fixture
def table(calc: Calc) -> xw.main.Table:
    sheet = calc.new().sheets[0]
    sheet["B3"].options(index=False).value = FRAME
    return sheet.tables.add(source=sheet["B3"].expand(), name="tblX")


def places(table: xw.main.Table) -> list[str | None]:
    parts = (table.range, table.header_row_range, table.data_body_range)
    totals = table.totals_row_range
    return [part.address if part else None for part in (*parts, totals)]


def body_of(table: xw.main.Table | xw.main.TableColumn) -> xw.Range:
    body = table.data_body_range
    assert body is not None
    return body


def hidden_rows(table: xw.main.Table) -> list[int]:
    return [row.row for row in body_of(table).rows if row.rows.hidden]


def test_a_table_knows_its_parts(table: xw.main.Table) -> None:
    assert places(table) == ["$B$3:$C$6", "$B$3:$C$3", "$B$4:$C$6", None]
    assert (table.name, table.show_headers, table.show_totals) == ("tblX", True, False)
    assert table.parent.tables["TBLX"].range == table.range
    within = table.parent["C5"].table
    assert within is not None
    assert within.name == "tblX"
    assert table.parent["D5"].table is None
    assert [t.name for t in table.parent.tables] == ["tblX"]
    assert "tblX" in table.parent.tables
    assert len(table.parent.tables) == 1


def test_a_table_is_found_on_its_own_sheet_only(table: xw.main.Table) -> None:
    other = table.parent.book.sheets.add("Otra")
    assert len(other.tables) == 0
    with pytest.raises(KeyError):
        other.tables["tblX"]


def test_columns_are_found_by_heading_and_by_place(table: xw.main.Table) -> None:
    assert [column.name for column in table.columns] == ["Factura", "Saldo"]
    saldo = table.columns["saldo"]
    assert (saldo.index, body_of(saldo).value) == (2, [10, 20, 30])
    assert table.columns[0].range.address == "$B$3:$B$6"
    with pytest.raises(KeyError):
        table.columns["no"]


def test_resizing_moves_the_border_and_no_cell(table: xw.main.Table) -> None:
    table.resize(table.parent["B3:C5"])
    assert places(table) == ["$B$3:$C$5", "$B$3:$C$3", "$B$4:$C$5", None]
    assert table.parent["B6:C6"].value == ["c", 30]
    table.resize(table.parent["B3:D9"])
    assert table.range.address == "$B$3:$D$9"


def test_formulas_follow_a_resized_table(calc: Calc, table: xw.main.Table) -> None:
    total = table.parent["F1"]
    total.formula = "=SUM(tblX[Saldo])"
    assert total.value == 60
    table.resize(table.parent["B3:C5"])
    calc.app.calculate()
    assert total.value == 30


@pytest.mark.parametrize("count", [1, 2, 3, 1_000])
def test_a_frame_of_any_length_takes_the_table_s_place(
    table: xw.main.Table, count: int
) -> None:
    frame = pd.DataFrame(
        {"Factura": [f"n{i}" for i in range(count)], "Saldo": [float(count)] * count}
    )
    table.update(frame, index=False)
    body = body_of(table)
    assert body.rows.count == count
    assert table.parent.used_range.last_cell.row == 3 + count
    assert body.options(ndim=2).value[-1] == [f"n{count - 1}", count]


def test_a_table_without_rows_has_no_body(table: xw.main.Table) -> None:
    table.resize(table.parent["B3:C3"])
    assert table.data_body_range is None


def test_rows_inserted_within_a_table_are_the_table_s(table: xw.main.Table) -> None:
    table.parent["5:6"].insert("down")
    assert table.range.address == "$B$3:$C$8"
    table.parent["B5:C5"].delete("up")
    assert table.range.address == "$B$3:$C$7"
    table.parent["5:5"].delete()
    assert table.range.address == "$B$3:$C$6"
    assert body_of(table).value == FRAME.to_numpy().tolist()


def test_totals_are_a_row_below_that_comes_and_goes(table: xw.main.Table) -> None:
    table.parent["B7"].value = "debajo"
    table.show_totals = True
    assert places(table) == ["$B$3:$C$7", "$B$3:$C$3", "$B$4:$C$6", "$B$7:$C$7"]
    assert table.parent["B7:B8"].value == [None, "debajo"]
    table.show_totals = False
    assert places(table) == ["$B$3:$C$6", "$B$3:$C$3", "$B$4:$C$6", None]
    assert table.parent["B7"].value == "debajo"


def test_a_filter_hides_rows_until_it_is_cleared(table: xw.main.Table) -> None:
    table.autofilter.apply_values(1, ["a", "c"])
    assert hidden_rows(table) == [5]
    assert [c.values for c in table.autofilter.criteria] == [["a", "c"]]
    table.autofilter.clear()
    assert hidden_rows(table) == []
    assert table.autofilter.criteria == []
    assert places(table)[1] == "$B$3:$C$3"


def test_filters_of_two_columns_are_cleared_one_by_one(table: xw.main.Table) -> None:
    table.autofilter.apply_values(1, ["a", "b"])
    table.autofilter.apply_values(2, ["20", "30"])
    assert hidden_rows(table) == [4, 6]
    table.autofilter.clear(1)
    assert hidden_rows(table) == [4]


def test_without_its_buttons_a_table_is_not_filtered(table: xw.main.Table) -> None:
    assert table.show_autofilter is True
    table.autofilter.apply_values(1, ["a"])
    table.show_autofilter = False
    assert (table.show_autofilter, hidden_rows(table)) == (False, [])
    table.show_autofilter = True
    assert table.show_autofilter is True


def test_a_filtered_table_is_read_and_written_whole(table: xw.main.Table) -> None:
    table.autofilter.apply_values(1, ["a"])
    body = body_of(table)
    body.value = [["x", 1], ["y", 2], ["z", 3]]
    assert body.value == [["x", 1], ["y", 2], ["z", 3]]


def test_a_table_is_renamed(table: xw.main.Table) -> None:
    table.name = "tblNueva"
    assert [t.name for t in table.parent.tables] == ["tblNueva"]
    assert table.range.address == "$B$3:$C$6"


def test_every_table_of_the_shipped_workbook_is_there(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    tables = {t.name: s.name for s in book.sheets for t in s.tables}
    assert len(tables) == 15
    assert tables["tblVencidas"] == "Vencidas"
    vencidas = book.sheets["Vencidas"].tables["tblVencidas"]
    headings = vencidas.header_row_range
    assert headings is not None
    assert headings.value[:3] == ["Cliente", "NIT", "Factura"]
    assert vencidas.show_autofilter


def test_a_table_stays_one_in_the_files_of_both_programs(
    calc: Calc, table: xw.main.Table
) -> None:
    table.parent["E1"].formula = "=SUM(tblX[Saldo])"
    for name in ("t.xlsx", "t.ods"):
        table.parent.book.save(calc.folder / name)
    table.parent.book.close()
    for name in ("t.xlsx", "t.ods"):
        sheet = calc.app.books.open(calc.folder / name).sheets[0]
        assert sheet.tables["tblX"].range.address == "$B$3:$C$6"
        assert sheet["E1"].value == 60
