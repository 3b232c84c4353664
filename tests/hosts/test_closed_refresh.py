from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.chart import BarChart, Reference

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs import data, formulas, names
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.summary import TIE_OUT
from tests.hosts.books import (
    CORTE,
    FIRST,
    GIVEN,
    SHEET,
    by_document,
    column,
    content,
    edited,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    patch,
    ref,
    refresh,
    row,
    sheet,
    template,
    values,
)
from tests.opened import opened
from tests.workbook import built

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Cell


def test_the_table_shows_the_rows_in_the_order_of_the_columns(tmp_path: Path) -> None:
    path = filled(tmp_path, [invoice("FV-1", total=0.1, days=7), invoice("FV-2")])
    assert values(path, "Factura") == ["FV-1", "FV-2"]
    assert values(path, "Total") == [0.1, 1000.5]
    assert values(path, "Emisión") == [datetime(2026, 9, 1)] * 2  # noqa: DTZ001
    assert ref(path) == f"A8:AB{FIRST + 1}"


@pytest.mark.parametrize("sizes", [(10, 0), (0, 1), (1, 10), (10, 700), (700, 3)])
def test_a_table_may_take_any_size(tmp_path: Path, sizes: tuple[int, int]) -> None:
    before, after = sizes
    path = filled(tmp_path, invoices(*range(before)))
    refresh(path, invoices(*range(after)))
    expected: list[str | None] = [f"FV-{number}" for number in range(after)]
    assert values(path, "Factura") == (expected or [None])


def test_an_empty_table_keeps_one_styled_row(tmp_path: Path) -> None:
    path = filled(tmp_path, [])
    cell = sheet(path).cell(FIRST, column("Pago"))
    fresh = opened(template(tmp_path, "fresh.xlsm"))[SHEET].cell(FIRST, 13)
    assert cell.fill.fgColor.rgb == fresh.fill.fgColor.rgb != "00000000"


def test_dates_and_moments_come_back_as_they_went(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 24, 15, 30, 5)  # noqa: DTZ001
    tab = next(tab for tab in TABS if tab.table == "tblTransacciones")
    rows = [row(tab, number="R-1", recorded_at=moment, currency_index=1)]
    path = filled(tmp_path, [], tables={tab.table: rows})
    assert values(path, "Registrado", tab) == [moment]


def test_names_get_their_values_wherever_they_stand(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:  # what Excel does to names when cells are moved
        book["Resumen"].title = "Mi inicio"
        book.defined_names[names.CORTE].attr_text = "'Mi inicio'!$C$40"
        book.defined_names[names.SINCE].attr_text = "Transacciones!$R$3"
    refresh(path, content([], named={names.SINCE: date(2025, 2, 3)}))
    host = ClosedWorkbook(path)
    assert (host.value(names.CORTE), host.value(names.SINCE)) == (46350, 45691)
    assert sheet(path, "Mi inicio")["C40"].value == 46350  # its own style: no date


def test_a_named_date_comes_back_as_a_date(tmp_path: Path) -> None:
    path = filled(tmp_path, [], named={names.REVISION: 12, names.LEDGER_ID: "a-1"})
    host = ClosedWorkbook(path)
    assert host.value(names.CORTE) == CORTE
    assert host.value(names.REVISION) == 12
    assert host.value(names.LEDGER_ID) == "a-1"
    assert host.value(names.BATCH_KEY) is None


@pytest.mark.parametrize("formula", ["TODAY()", "EDATE(A1,1)"])
def test_a_named_cell_with_a_formula_that_nobody_calculated_is_refused(
    tmp_path: Path, formula: str
) -> None:
    path = filled(tmp_path, [])
    with edited(path) as book:
        place = book.defined_names[names.CORTE].attr_text.rpartition("!")[2]
        book["Resumen"][place.replace("$", "")] = f"={formula}"
    with pytest.raises(errors.FormulaWithoutValueError, match=r"Corte.*escriba"):
        ClosedWorkbook(path).value(names.CORTE)


def test_a_block_is_blanked_to_its_end_and_its_unused_rows_are_hidden(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path, [], named={names.AGEING: [["Corriente", 1, 2, 0.5]]})
    where = opened(path).defined_names[names.AGEING].attr_text
    shown = sheet(path, data.TITLE)
    rows = shown[where.rpartition("!")[2].replace("$", "")]
    assert [cell.value for cell in rows[0]] == ["Corriente", 1, 2, 0.5]
    assert {cell.value for line in rows[1:] for cell in line} == {None}
    hidden = [shown.row_dimensions[line[0].row].hidden for line in rows]
    assert hidden == [False] + [True] * (names.MAX_RANGES - 1)


def test_a_block_keeps_its_styles(tmp_path: Path) -> None:
    path = filled(tmp_path, [], named={names.AGEING: [["Corriente", 1, 2, 0.5]]})
    where = opened(path).defined_names[names.AGEING].attr_text
    cell = where.rpartition("!")[2].split(":")[0].replace("$", "")
    fresh = built.book()[data.TITLE]
    assert sheet(path, data.TITLE)[cell].number_format == fresh[cell].number_format


# Every known shape of formula, with what it must show.
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (names.tile("vencidas"), 1000.25),
        (formulas.indicator("vencidas"), 1000.25),
        (formulas.last_indicator("vencidas"), 1000.25),
        ("CARTERA_VENCIDAS(,Corte)", 1000.25),
        (formulas.cell(names.AGEING, 2, 1), "1–30"),
        (formulas.cell(names.AGEING, 9, 1), 0),
        (formulas.go_to("ir_tblVencidas", "Ver «todo» ›"), "Ver «todo» ›"),
        ('HYPERLINK("#x","di ""hola""")', 'di "hola"'),
        ("SUBTOTAL(103,tblVencidas[Factura])", 3),
        ("SUBTOTAL(104,tblVencidas[Total])", 0.3),
        ("SUBTOTAL(105,tblVencidas[Total])", 0.1),
        ("SUBTOTAL(109,tblVencidas[Total])", 0.6),
        ("SUM(tblVencidas[Total])", 0.6),
        ("SUBTOTAL(109,tblVencidas[Pago])", 0),
        (formulas.total(OVERDUE, OVERDUE.column("total")), 0.6),
        (names.OMITTED, 0),
    ],
)
def test_a_formula_that_is_understood_gets_its_value(
    tmp_path: Path, text: str, shown: object
) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        book.create_sheet("Mía")["B2"] = f"={text}"
    rows = [invoice(f"FV-{n}", total=n / 10) for n in (1, 2, 3)]
    ageing: list[list[Cell]] = [["Corriente", 1, 1, 1], ["1–30", 2, 1, 1]]
    refresh(path, content(rows, named={names.AGEING: ageing, names.OMITTED: None}))
    cell = sheet(path, "Mía")["B2"]
    assert (cell.value, str(cell.value)) == (shown, str(shown))


def test_the_tiles_are_not_available_for_another_cutoff_date(tmp_path: Path) -> None:
    path = filled(tmp_path, [], named={names.CORTE: date(2026, 1, 1)})
    where = opened(path).defined_names[names.tile("vencidas")].attr_text
    cell = where.rpartition("!")[2].replace("$", "")
    assert sheet(path, "Resumen")[cell].value == "#N/A"


def test_a_workbook_whose_tiles_hold_the_older_formula_still_shows_the_figure(
    tmp_path: Path,
) -> None:
    path = template(tmp_path)
    where = opened(path).defined_names[names.tile("vencidas")].attr_text
    address = where.rpartition("!")[2].replace("$", "")
    with edited(path) as book:
        book["Resumen"][address] = f"={formulas.last_indicator('vencidas')}"
    refresh(path, content([], formulas=GIVEN))
    assert sheet(path, "Resumen")[address].value == 1000.25
    assert b"fullCalcOnLoad" not in parts(path)["xl/workbook.xml"]


def test_currencies_are_never_added(tmp_path: Path) -> None:
    rows = [invoice("FV-1"), invoice("FV-2", currency="USD", currency_index=2)]
    path = filled(tmp_path, rows)
    assert sheet(path).cell(6, column("Saldo")).value == formulas.SEVERAL_CURRENCIES


def test_any_other_formula_loses_its_value_and_excel_is_told(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        book.create_sheet("Mía")["B2"] = "=1+1"
    refresh(path, content([], formulas=GIVEN))
    assert b"<f>1+1</f></c>" in parts(path)[part_of(path, "Mía")]
    assert b'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"]


def test_a_stale_value_of_an_unknown_formula_is_taken_away(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        book.create_sheet("Mía")["B2"] = "texto"
    xml = parts(path)[part_of(path, "Mía")]
    cell = re.search(rb'<c r="B2"[^>]*>.*?</c>', xml)
    assert cell
    stale = b'<c r="B2" t="str"><f aca="false">A1&amp;"x"</f><v>viejo</v></c>'
    patch(path, part_of(path, "Mía"), lambda old: old.replace(cell[0], stale))
    refresh(path, [])
    new = b'<c r="B2"><f aca="false">A1&amp;"x"</f></c>'
    assert new in parts(path)[part_of(path, "Mía")]


def test_without_unknown_formulas_excel_trusts_the_values(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1), formulas=GIVEN)
    workbook = parts(path)["xl/workbook.xml"]
    assert re.findall(rb"<calcPr[^>]*>", workbook) == [b'<calcPr calcId="191029"/>']


def test_the_formulas_own_values_are_taken_as_given(tmp_path: Path) -> None:
    path = filled(tmp_path, [], formulas={TIE_OUT: "lo que digan"})
    shown = [c.value for line in sheet(path, "Resumen") for c in line]
    assert "lo que digan" in shown


def test_every_formula_of_the_build_is_understood(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1), formulas=GIVEN)
    shown = opened(path)
    blank = [
        c for c in built.formula_cells() if shown[c.sheet][c.address].value is None
    ]
    assert blank == []


def test_only_the_refreshed_tables_change_their_totals(tmp_path: Path) -> None:
    tables = {CUSTOMERS.table: [row(CUSTOMERS, code="C1", currency="COP", net=5.5)]}
    path = filled(tmp_path, invoices(1, 2), tables=tables)
    only = content(invoices(1))
    refresh(path, only)
    count = sheet(path, CUSTOMERS.title).cell(6, column("Nombre", CUSTOMERS)).value
    assert values(path, "Código", CUSTOMERS) == ["C1"]
    assert (count, sheet(path).cell(6, 1).value) == (0, 1)


def test_gone_customers_leave_no_trace_in_any_part(tmp_path: Path) -> None:
    debtors: list[list[Cell]] = [["Deudora Antigua", 5, 6]]
    path = filled(
        tmp_path,
        [invoice("FV-1", customer="Deudora Antigua")],
        named={names.DEBTORS: debtors},
    )
    assert any(b"Deudora" in data for data in parts(path).values())
    refresh(path, content(invoices(2), named={names.DEBTORS: [["Otra", 1, 2]]}))
    assert [name for name, data in parts(path).items() if b"Deudora" in data] == []


def test_charts_keep_the_values_that_stand_in_their_cells(tmp_path: Path) -> None:
    named: dict[str, Any] = {
        names.AGEING: [["Corriente", 1.5, 2, 0.5], ["1–30", 7, 1, 0.5]],
        names.DEBTORS: [["Doña Ana", 9.25, 3, 1, 9.25]],
    }
    path = filled(tmp_path, [], named=named)
    charts = b"".join(d for n, d in parts(path).items() if "/charts/chart" in n)
    for value in ("Corriente", "1–30", "1.5", "7", "Doña Ana", "9.25"):
        assert f"<c:v>{value}</c:v>".encode() in charts or (
            f"<v>{value}</v>".encode() in charts
        )


def test_a_chart_over_a_table_forgets_what_it_showed(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1, 2))
    with edited_sheet(path) as ws:
        chart = BarChart()
        chart.add_data(Reference(ws, min_col=11, min_row=FIRST, max_row=FIRST + 1))
        ws.add_chart(chart, "AE3")
    [part] = [n for n, d in parts(path).items() if "charts/chart" in n and b"$K$9" in d]
    cache = b"</f><numCache><ptCount val='1'/><pt idx='0'><v>77</v></pt></numCache>"
    patch(path, part, lambda xml: xml.replace(b"</f>", cache, 1))
    refresh(path, invoices(2))
    assert b"77" not in parts(path)[part]
    assert b"$K$9" in parts(path)[part]


def test_the_time_of_the_change_is_stated_when_it_is_given(tmp_path: Path) -> None:
    path = template(tmp_path)
    now = datetime(2026, 11, 24, 15, 30)  # noqa: DTZ001
    ClosedWorkbook(path).refresh(TABS, content([]), now=now)
    assert (
        b">2026-11-24T15:30:00Z</dcterms:modified>" in parts(path)["docProps/core.xml"]
    )


def test_a_copy_may_be_written_and_the_source_stays(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1))
    before = path.read_bytes()
    other = tmp_path / "copia.xlsm"
    ClosedWorkbook(path).refresh(TABS, content(invoices(2, 3)), target=other)
    assert path.read_bytes() == before
    assert values(other, "Factura") == ["FV-2", "FV-3"]


def test_one_object_may_refresh_twice(tmp_path: Path) -> None:
    path = template(tmp_path)
    host = ClosedWorkbook(path)
    host.refresh(TABS, content(invoices(1)))
    with_payment = sheet(path)
    assert with_payment is not None
    host.refresh(TABS, content(invoices(2, 3)))
    assert by_document(path, "Total") == {"FV-2": 1000.5, "FV-3": 1000.5}
