"""What only an open workbook can show: filters, paint, what a program fills down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import FIRST, column, content, customer, filled, invoices
from tests.hosts.live.seats import Live

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc
RED = (255, 0, 0)


@pytest.fixture
def at(calc: Calc, tmp_path: Path) -> Live:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13."""
    return Live(calc.app.books.open(filled(tmp_path, invoices(1, 2, 3, 4, 5))))


def table(at: Live) -> Any:
    return at.book.sheets[OVERDUE.title].tables[OVERDUE.table]


def test_a_filter_is_taken_off_and_said(at: Live) -> None:
    at.put({(2, "Pago"): 5})
    field = OVERDUE.titles.index("Factura") + 1
    table(at).autofilter.apply_values(field, ["FV-1", "FV-3"])
    assert [e.hidden for e in at.host.entries(OVERDUE)] == [True]
    done = at.host.refresh(TABS, content(invoices(1, 2, 3)))
    said = "Vencidas: se quitó el filtro; se muestran todas las filas."
    assert done.notes == (said,)
    assert at.values("Factura") == ["FV-1", "FV-2", "FV-3"]
    assert [e.hidden for e in at.host.entries(OVERDUE)] == [False]


def test_paint_stays_while_rows_stay_and_goes_when_they_move(at: Live) -> None:
    at.book.sheets[OVERDUE.title].range("A10:K10").color = RED
    at.host.refresh(TABS, content(invoices(1, 2, 3, 4, 5)))
    assert at.fill(2, "Saldo") == RED
    at.host.refresh(TABS, content(invoices(2, 3, 4, 5)))
    assert {at.fill(n, "Saldo") for n in range(1, 5)} == {None}
    assert at.fill(2, "Pago") == (255, 248, 220)


def test_a_painted_first_row_is_no_source_of_looks(at: Live) -> None:
    sheet = at.book.sheets[OVERDUE.title]
    sheet.range("A9:AB9").color = RED
    sheet.range("K9").number_format = "0.000"
    at.host.refresh(TABS, content(invoices(*range(10))))
    assert at.fill(10, "Saldo") is None
    assert at.fill(10, "Pago") == (255, 248, 220)
    assert "$" in at.number_format(10, "Saldo")


def test_a_column_that_the_program_fills_down_is_filled_for_every_row(
    at: Live,
) -> None:
    at.add_column("Mi IVA", [f"=K{row}*0.19" for row in range(FIRST, FIRST + 5)])
    done = at.host.refresh(TABS, content(invoices(*range(7))))
    number = len(OVERDUE.columns) + 1
    sheet = at.book.sheets[OVERDUE.title]
    texts = [sheet.range((FIRST + n, number)).formula for n in range(7)]
    assert texts == [f"=K{FIRST + n}*0.19" for n in range(7)]
    assert (done.carried, done.notes) == (0, ())


def test_what_stands_beside_a_customer_that_nobody_corrected_follows_it(
    at: Live,
) -> None:
    shown = [customer("C1"), customer("C2")]
    at.host.refresh(TABS, content(tables={CUSTOMERS.table: shown}))
    sheet, number = at.book.sheets[CUSTOMERS.title], len(CUSTOMERS.columns) + 1
    own = sheet.range((FIRST - 1, number), (FIRST + 1, number))
    sheet.tables[CUSTOMERS.table].resize(sheet.range((FIRST - 1, 1), own[2, 0]))
    own.value = [["Mi nota"], ["de C1"], [None]]
    done = at.host.refresh(TABS, content(tables={CUSTOMERS.table: shown[::-1]}))
    assert own.value == ["Mi nota", None, "de C1"]
    assert done.notes == ()


def test_what_was_overwritten_in_a_long_table_comes_back(at: Live) -> None:
    at.host.refresh(TABS, content(invoices(*range(5000))))
    titles = ("Cliente", "Factura", "Saldo")
    before = {title: at.values(title) for title in titles}
    at.put({(1, "Cliente"): "otro", (2500, "Saldo"): 5, (5000, "Factura"): "FV-x"})
    at.host.refresh(TABS, content(invoices(*range(5003))))
    for title, values in before.items():
        assert at.values(title)[:5000] == values
    assert at.values("Factura")[4999:] == ["FV-4999", "FV-5000", "FV-5001", "FV-5002"]


def test_a_formula_that_shows_the_same_by_chance_does_not_stay(at: Live) -> None:
    at.host.refresh(TABS, content(invoices(*range(5000))))
    shown = at.values("Saldo")[2499]
    at.put({(2500, "Saldo"): f"={shown}"})
    assert at.formula(2500, "Saldo") == f"={shown}"
    at.host.refresh(TABS, content(invoices(*range(5001))))
    assert at.formula(2500, "Saldo") == str(shown)


def test_what_stands_below_and_beside_the_table_stays(at: Live) -> None:
    sheet = at.book.sheets[OVERDUE.title]
    sheet.range("A20").value = "Nota al pie"
    sheet.range("AE11").formula = "=SUM(K9:K13)"
    at.host.refresh(TABS, content(invoices(1, 2)))
    at.host.refresh(TABS, content(invoices(*range(8))))
    assert sheet.range("A20").value == "Nota al pie"
    assert sheet.range("AE11").formula == "=SUM(K9:K13)"
    assert table(at).range.shape[0] == 9


def test_a_refused_refresh_leaves_the_program_as_it_was(at: Live) -> None:
    at.put({(7, "Cliente"): "debajo"})
    before = at.book.app.calculation, at.book.app.screen_updating
    with pytest.raises(Exception, match="debajo de la tabla"):
        at.host.refresh(TABS, content(invoices(*range(10))))
    assert (at.book.app.calculation, at.book.app.screen_updating) == before


def test_cells_are_typed_into_for_a_person_and_summed(at: Live) -> None:
    host = LiveWorkbook(at.book)
    host.fill(OVERDUE, {10: {"payment": 5.5, "reference": "00123"}, 11: {"payment": 7}})
    assert at.values("Pago") == [None, 5.5, 7, None, None]
    assert at.values("Referencia") == [None, "00123", None, None, None]
    assert str(host.total(OVERDUE, "balance")) == "5002.5"
    at.book.sheets[OVERDUE.title].range((10, column("Pago"))).select()
    chosen = host.chosen([OVERDUE])
    assert chosen is not None
    assert [(row.number, row.key) for row in chosen.rows] == [(10, ("FV-2",))]


def test_rows_that_are_picked_one_by_one_are_all_chosen(at: Live) -> None:
    picked = at.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    sheet = at.book.sheets[OVERDUE.title]
    sheet.activate()
    for address in ("A9", "C11:D11"):
        picked.addRangeAddress(sheet[address].api.RangeAddress, False)
    at.book.api.CurrentController.select(picked)
    chosen = LiveWorkbook(at.book).chosen([OVERDUE])
    assert chosen is not None
    assert [row.number for row in chosen.rows] == [9, 11]


def test_sorted_rows_come_back_to_our_order_and_it_is_said(at: Live) -> None:
    at.put({(1, "Pago"): 7})
    body = table(at).data_body_range
    rows = body.options(ndim=2).value
    body.value = rows[::-1]
    done = at.host.refresh(TABS, content(invoices(1, 2, 3, 4, 5)))
    assert done.notes == ("Vencidas: las filas volvieron a su orden.",)
    assert at.values("Pago") == [7, None, None, None, None]
