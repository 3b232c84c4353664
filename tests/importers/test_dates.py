from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.importers.date_column import Dates, about, orders_in, read_dates
from cartera_xl.importers.date_order import Choice, Written, choose
from cartera_xl.importers.dates import Order, parse
from cartera_xl.importers.language import Language

if TYPE_CHECKING:
    from cartera_xl.importers.cells import Cell

DAY_FIRST, MONTH_FIRST = Order.DAY_FIRST, Order.MONTH_FIRST


NOTHING = Written((), ())
UNDECIDED = Choice(DAY_FIRST)


def read(
    *cells: Cell,
    choice: Choice = UNDECIDED,
    stated: Order | None = None,
    uses_1904: bool = False,
) -> Dates:
    rows = range(2, len(cells) + 2)
    return read_dates("Fecha", cells, rows, choice, stated=stated, uses_1904=uses_1904)


def chosen(
    issued: list[str],
    due: list[str],
    language: Language | None = None,
    proven: set[Order] | None = None,
) -> Choice:
    return choose(
        Written(issued, orders_in(issued)),
        Written(due, orders_in(due)),
        proven or set(),
        language,
    )


def codes(column: Dates) -> list[str]:
    return [f.code for f in (*column.notices, *column.faults.values())]


@pytest.mark.parametrize(
    "text",
    [
        "2021-01-28",
        "2021/01/28",
        "2021.01.28",
        "20210128",
        "28/01/2021",
        "28-01-21",
        "28.1.2021",
        "01/28/2021",
        "Jan 28 2021",
        "January 28, 2021",
        "28 de enero de 2021",
        "enero 28 de 2021",
        "28-ene-2021",
        "28/Ene/21",
        "ene. 28 2021",
        "jueves, 28 de enero de 2021",
        "2021-ene-28",
        "2021-01-28T11:04:09+00:00",
        "2021-01-28 05:14:15",
        "28/01/2021 12:00:00 a. m.",
        " 28/01/2021\u00a0",
        "44224",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    column = read(text)
    assert (column.values, codes(column)) == ([date(2021, 1, 28)], [])


@pytest.mark.parametrize(
    "text",
    [
        *("ayer", "31/02/2021", "2021-13-01", "13/13/2021", "1/2", "1/2/3/4", "12345"),
        *("28/01/202", "0/0/0", "28/01/9999", "28/01/1900", "9" * 30, "mayo 2021"),
    ],
)
def test_what_is_no_date_blocks(text: str) -> None:
    column = read(text)
    assert (column.values, codes(column)) == ([None], ["fecha_ilegible"])
    assert column.faults[0].blocks


def test_empty_cells_are_no_dates_and_no_faults() -> None:
    column = read("", " ", None, "N/A", "null", 0)
    assert (column.values, codes(column)) == ([None] * 6, [])


def test_one_cell_decides_for_the_column() -> None:
    assert read("2/1/2013", "1/15/2013").values[0] == date(2013, 2, 1)
    assert read("2/1/2013", "15/1/2013").values[0] == date(2013, 1, 2)
    assert not codes(read("2/1/2013", "1/15/2013"))


def test_another_column_decides_where_this_one_does_not() -> None:
    decided = choose(NOTHING, NOTHING, {MONTH_FIRST}, None)
    column = read("2/1/2013", choice=decided)
    assert (column.values, codes(column)) == ([date(2013, 2, 1)], [])


def test_where_nothing_decides_day_comes_first_and_it_is_said() -> None:
    column = read("2/1/2013", "3/3/2013")
    assert column.values == [date(2013, 1, 2), date(2013, 3, 3)]
    assert codes(column) == ["fechas_supuestas"]
    assert "«2/1/2013» es 02/01/2013" in column.notices[0].detail


def test_where_due_dates_would_come_before_issue_the_other_order_is_taken() -> None:
    choice = chosen(["01/05/2026", "02/05/2026"], ["03/04/2026", "04/04/2026"])
    assert (choice.order, choice.late, choice.doubted) == (MONTH_FIRST, 2, False)
    column = read("03/04/2026", choice=choice)
    assert (column.values, codes(column)) == ([date(2026, 3, 4)], [])
    [said] = about(choice)
    assert (said.code, said.blocks) == ("fechas_por_vencimiento", False)
    assert "se leyeron mes/día, porque día/mes daría 2 vencimientos" in said.detail


@pytest.mark.parametrize(
    ("language", "proven"), [(Language.SPANISH, None), (None, {DAY_FIRST})]
)
def test_where_something_else_speaks_for_the_order_that_is_late_both_block(
    language: Language | None, proven: set[Order] | None
) -> None:
    choice = chosen(["01/05/2026"], ["03/04/2026"], language, proven)
    assert (choice.order, choice.doubted) == (DAY_FIRST, True)
    [said] = about(choice)
    assert (said.code, said.blocks) == ("fechas_contradictorias", True)
    assert "--fechas d/m o con --fechas m/d" in said.detail


def test_where_both_orders_are_late_somewhere_nothing_new_is_decided() -> None:
    choice = chosen(["01/05/2026", "05/01/2026"], ["03/04/2026", "04/03/2026"])
    assert choice == Choice(DAY_FIRST)


def test_english_dates_of_which_both_orders_fit_block() -> None:
    choice = chosen(["02/01/2026"], ["03/02/2026"], Language.ENGLISH)
    assert choice.undecided
    column = read("02/01/2026", choice=choice)
    assert codes(column) == ["orden_ambiguo"]
    assert column.notices[0].blocks
    assert "(02/01/2026) o mes/día (01/02/2026)" in column.notices[0].detail


def test_english_dates_of_which_one_order_fits_are_read_in_it() -> None:
    choice = chosen(["01/02/2026"], ["03/02/2026"], Language.ENGLISH)
    assert choice.undecided  # 1 February to 3 February, or 2 January to 2 March
    choice = chosen(["05/02/2026"], ["02/03/2026"], Language.ENGLISH)
    assert choice == Choice(DAY_FIRST)


def test_an_order_that_a_person_states_decides_without_a_word() -> None:
    choice = Choice(MONTH_FIRST, certain=True)
    column = read("2/1/2013", "13/1/2013", choice=choice, stated=MONTH_FIRST)
    assert column.values == [date(2013, 2, 1), None]
    assert codes(column) == ["fecha_contra_orden"]
    assert column.faults[1].row == 3


def test_equal_day_and_month_need_no_decision() -> None:
    assert not codes(read("3/3/2013"))


def test_in_a_mixed_column_only_the_unclear_cells_block() -> None:
    column = read("15/1/2013", "1/16/2013", "2/1/2013")
    assert column.values == [date(2013, 1, 15), date(2013, 1, 16), None]
    assert codes(column) == ["fechas_mezcladas", "fecha_ambigua"]


def test_cells_and_serial_numbers_are_dates() -> None:
    noon = datetime(2021, 1, 28, 12)  # noqa: DTZ001 – Excel knows no zones
    column = read(noon, date(2021, 1, 28), 44224.0, 44224.7, 20210128.0)
    assert column.values == [date(2021, 1, 28)] * 5


def test_serial_numbers_of_a_1904_workbook_count_from_1904() -> None:
    assert read(42762.0, uses_1904=True).values == [date(2021, 1, 28)]


@pytest.mark.parametrize("cell", [True, 7.0, 1e300, float("nan"), timedelta(days=3)])
def test_other_cells_are_no_dates(cell: Cell) -> None:
    assert codes(read(cell)) == ["fecha_ilegible"]


def swapped(days: list[date]) -> list[Cell]:
    """Do to d/m/y texts what a spreadsheet of the m/d world does on opening them."""
    return [
        d.replace(month=d.day, day=d.month) if d.day <= 12 else f"{d:%d/%m/%Y}"
        for d in days
    ]


def test_days_and_months_that_a_spreadsheet_swapped_are_put_right() -> None:
    days = [date(2021, 1, 1) + timedelta(days=n * 7) for n in range(40)]
    column = read(*swapped(days))
    assert column.values == days
    assert codes(column) == ["fechas_invertidas"]


def test_too_few_dates_prove_no_swap_and_block() -> None:
    column = read(*swapped([date(2021, 1, 5), date(2021, 1, 20)]))
    assert codes(column) == ["fechas_sospechosas"]
    assert column.notices[0].blocks


def test_real_dates_with_all_days_were_not_swapped() -> None:
    days = [date(2021, 1, n) for n in range(1, 29)]
    column = read(*days, "29/01/2021")
    assert column.values == [*days, date(2021, 1, 29)]
    assert not codes(column)


def test_texts_with_a_low_day_show_that_nothing_was_swapped() -> None:
    days = [date(2021, n, 5) for n in range(1, 11)]
    column = read(*days, "04/03/2021", "29/01/2021")
    assert column.values[:10] == days
    assert not codes(column)


FORMATS = ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d-%m-%y", "%d %b %Y", "%B %d, %Y"]
days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize("pattern", FORMATS)
@given(column=st.lists(days, min_size=1, max_size=8))
def test_dates_written_in_one_way_are_read_back(
    pattern: str, column: list[date]
) -> None:
    proof = date(2021, 1, 28)
    written = [f"{day:{pattern}}" for day in [*column, proof]]
    read_back = read(*written)
    assert (read_back.values, codes(read_back)) == ([*column, proof], [])


@given(st.lists(days, min_size=40, max_size=60))
def test_a_swap_is_undone_or_said_and_never_passes_in_silence(
    column: list[date],
) -> None:
    cells = swapped(column)
    result = read(*cells)
    has_both = {type(cell) for cell in cells} == {str, date}
    assert result.values == column or not has_both or codes(result)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_no_text_breaks_the_reading_of_dates(texts: list[str]) -> None:
    for text in texts:
        parse(text)
    orders_in(texts)
    read(*texts)
