"""What a person did to a sheet and what a refresh makes of it: each rule a test."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import TableColumn, TableFormula

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import FormulaCell
from cartera_xl.tabs import names
from cartera_xl.tabs.book import tab_of
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    GIVEN,
    SHEET,
    by_document,
    column,
    content,
    customer,
    edited,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    patch,
    put,
    ref,
    refresh,
    row,
    sheet,
    style_of,
    template,
    values,
    write,
)
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.tabs.tab import Tab

RED = PatternFill("solid", start_color="FF0000", end_color="FF0000")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13."""
    return filled(tmp_path, invoices(1, 2, 3, 4, 5))


# Typed input


def test_typed_input_follows_its_document(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 4, "Pago", 500.75)
        put(ws, 4, "Fecha de pago", date(2026, 11, 20))
        put(ws, 4, "Referencia", "Réf <1> & «dos»")
        put(ws, 5, "Pago", 99)
    done = refresh(path, invoices(5, 9, 4))
    assert by_document(path, "Pago") == {"FV-5": 99, "FV-4": 500.75}
    assert by_document(path, "Fecha de pago") == {"FV-4": datetime(2026, 11, 20)}  # noqa: DTZ001
    assert by_document(path, "Referencia") == {"FV-4": "Réf <1> & «dos»"}
    assert (done.carried, done.notes) == (4, ())


def test_typed_input_takes_the_columns_own_style(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", 5)
        ws.cell(FIRST + 1, column("Pago")).fill = RED
    refresh(path, invoices(2))
    cell = sheet(path).cell(FIRST, column("Pago"))
    assert (cell.value, cell.fill.fgColor.rgb) != (5, "00FF0000")
    assert cell.value == 5


def test_the_total_above_counts_what_was_typed(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", 0.1)
        put(ws, 3, "Pago", 0.2)
    refresh(path, invoices(3, 2))
    assert sheet(path).cell(6, column("Pago")).value == 0.3


def test_input_whose_document_is_gone_is_listed_with_its_values(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", 500.5)
        put(ws, 2, "Fecha de pago", date(2026, 11, 20))
        put(ws, 2, "Medio", "PSE")
        put(ws, 2, "Retefuente", "=K10*0.025")
    done = refresh(path, invoices(1))
    assert done.notes == (
        "Vencidas: FV-2 ya no está; tenía digitado Pago = 500.5, Fecha de pago = "
        "20/11/2026, Medio = PSE, Retefuente = =K10*0.025.",
    )
    assert by_document(path, "Pago") == {}


@pytest.mark.parametrize(
    ("typed", "moved"),
    [
        ("=K12*0.025", "=K9*0.025"),
        ("=$K12+K$12+$K$12", "=$K9+K$9+$K$9"),
        ("=SUM(I12:K12)", "=SUM(I9:K9)"),
        ("=1000*3", "=1000*3"),
        ("=K12+$B$2+Corte", "=K9+$B$2+Corte"),
        ("=tblVencidas[[#This Row],[Saldo]]/2", "=tblVencidas[[#This Row],[Saldo]]/2"),
        ('=IF(K12>0,"K12","fila 12")', '=IF(K9>0,"K12","fila 12")'),
        ("=Resumen!K12", "=Resumen!K12"),
    ],
)
def test_a_typed_formula_follows_its_row(path: Path, typed: str, moved: str) -> None:
    with edited_sheet(path) as ws:
        put(ws, 4, "Pago", typed)
    done = refresh(path, invoices(4, 1))
    assert sheet(path, formulas=True).cell(FIRST, column("Pago")).value == moved
    assert (done.carried, done.notes) == (1, ())


@pytest.mark.parametrize("formula", ["K11*2", "SUM(K9:K13)", "$K$9", "SUM(9:9)"])
def test_a_formula_over_other_rows_becomes_its_value(path: Path, formula: str) -> None:
    blank = b'<c r="M12" s="%d"' % style_of(path, "M12")
    typed = b"%s><f>%s</f><v>250</v></c>" % (blank, formula.encode())
    patch(path, part_of(path), lambda xml: xml.replace(blank + b"/>", typed))
    done = refresh(path, invoices(4, 1))
    assert sheet(path, formulas=True).cell(FIRST, column("Pago")).value == 250
    assert done.notes == (
        f"Vencidas!M12: la fórmula «={formula}» mira otras filas de la tabla; quedó "
        "su valor.",
    )


def test_a_formula_over_other_rows_without_a_value_is_listed(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 4, "Pago", "=K9")
    done = refresh(path, invoices(4))
    assert "«=K9»" in done.notes[0]
    assert "digítela de nuevo" in done.notes[0]


def test_a_shared_formula_is_written_out_for_each_row(path: Path) -> None:
    def share(xml: bytes) -> bytes:
        first = b'<c r="M9" s="%d"/>' % style_of(path, "M9")
        second = b'<c r="M10" s="%d"/>' % style_of(path, "M10")
        master = b'<c r="M9"><f t="shared" ref="M9:M10" si="0">K9*2</f><v>1</v></c>'
        follower = b'<c r="M10"><f t="shared" si="0"/><v>1</v></c>'
        return xml.replace(first, master).replace(second, follower)

    patch(path, part_of(path), share)
    refresh(path, invoices(2, 7, 1))
    shown = sheet(path, formulas=True)
    assert [shown.cell(FIRST + n, 13).value for n in range(3)] == [
        "=K9*2",
        None,
        "=K11*2",
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "K12*0.5",
        "SUM(I12:K12)/4",
        "tblVencidas[[#This Row],[Saldo]]/2",
        "IF($K12>0,N12,0)",
    ],
)
@pytest.mark.parametrize(("changes", "kept"), [({}, True), ({"balance": 900.0}, False)])
def test_a_moved_formula_keeps_its_value_while_what_it_looks_at_is_the_same(
    path: Path, formula: str, changes: dict[str, Any], kept: bool
) -> None:
    type_formula(path, formula)
    done = refresh(path, content([invoice("FV-4", **changes)], formulas=GIVEN))
    cell = sheet(path, formulas=True).cell(FIRST, column("Pago"))
    assert cell.value == f"={formula.replace('12', '9')}"
    assert by_document(path, "Pago") == ({"FV-4": 250} if kept else {})
    assert any("sin su valor" in note for note in done.notes) is not kept
    assert (b"fullCalcOnLoad" in parts(path)["xl/workbook.xml"]) is not kept


@pytest.mark.parametrize(
    "formula", ["K12+$B$2", "K12+Corte", "K12+TODAY()", "K12+Resumen!K12", "K12+V12"]
)
def test_a_moved_formula_that_looks_elsewhere_has_to_be_calculated_again(
    path: Path, formula: str
) -> None:
    type_formula(path, formula)
    blank = b'<c r="V12" s="%d"/>' % style_of(path, "V12")
    typed = blank[:-2] + b"><f>1+1</f><v>2</v></c>"
    patch(path, part_of(path), lambda xml: xml.replace(blank, typed))
    done = refresh(path, invoices(4))
    assert by_document(path, "Pago") == {}
    [note] = done.notes
    assert note.startswith("Vencidas!M12: la fórmula «=K9+")
    assert b'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"]


def type_formula(path: Path, formula: str) -> None:
    """Put a formula with the value 250 into M12, as Excel saves it."""
    blank = b'<c r="M12" s="%d"/>' % style_of(path, "M12")
    typed = blank[:-2] + b"><f>%s</f><v>250</v></c>" % formula.encode()
    patch(path, part_of(path), lambda xml: xml.replace(blank, typed))


def test_a_formula_that_was_moved_has_no_stale_value(path: Path) -> None:
    with edited_sheet(path) as ws:
        put(ws, 2, "Pago", "=K10*2")
    refresh(path, invoices(2))
    [entry] = ClosedWorkbook(path).entries(OVERDUE)
    assert entry.typed["payment"] == FormulaCell("K9*2", None)
    assert sheet(path).cell(6, column("Pago")).value is None


# What was typed over what the ledger shows


def test_a_prefilled_cell_that_was_cleared_stays_blank_and_is_named(
    tmp_path: Path,
) -> None:
    shown = {CUSTOMERS.table: [customer("C1", email="a@x.co", group="Norte")]}
    path = filled(tmp_path, [], tables=shown)
    with edited_sheet(path, CUSTOMERS.title) as ws:
        put(ws, 1, "Correo", None, CUSTOMERS)
    done = refresh(path, content(tables=shown))
    assert values(path, "Correo", CUSTOMERS) == [None]
    assert values(path, "Grupo", CUSTOMERS) == ["Norte"]
    assert done.notes == ("Clientes: C1 · COP, Correo: queda «» y no «a@x.co».",)


def test_a_correction_whose_customer_is_gone_is_listed(tmp_path: Path) -> None:
    shown = [customer("C1", email="a@x.co"), customer("C2", email="b@x.co")]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: shown})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        put(ws, 1, "Correo", "nuevo@x.co", CUSTOMERS)
    done = refresh(path, content(tables={CUSTOMERS.table: []}))
    assert done.notes == (
        "Clientes: C1 · COP ya no está; tenía digitado Correo = nuevo@x.co.",
    )


def test_a_prefilled_column_keeps_what_was_typed_over_it(tmp_path: Path) -> None:
    shown = [customer("C1", email="a@x.co"), customer("C2", email="b@x.co")]
    path = filled(tmp_path, [], tables={CUSTOMERS.table: shown})
    with edited_sheet(path, CUSTOMERS.title) as ws:
        ws.cell(FIRST, column("Correo", CUSTOMERS)).value = "nuevo@x.co"
    done = refresh(path, content(tables={CUSTOMERS.table: shown[::-1]}))
    assert values(path, "Correo", CUSTOMERS) == ["b@x.co", "nuevo@x.co"]
    assert done.notes == (
        "Clientes: C1 · COP, Correo: queda «nuevo@x.co» y no «a@x.co».",
    )


@pytest.mark.parametrize(
    ("version", "kept", "note"),
    [
        (1, "Caja B", "queda «Caja B» y no «Caja A»"),
        (2, "Caja C", "queda «Caja C» y no «Caja B»"),
    ],
)
def test_where_the_ledger_moved_on_its_own_value_wins(
    path: Path, version: int, kept: str, note: str
) -> None:
    cash = replace(OVERDUE.column("cash_account"), prefilled=True)
    columns = [cash if c.title == cash.title else c for c in OVERDUE.columns]
    tab = replace(OVERDUE, columns=tuple(columns))
    with edited_sheet(path) as ws:
        put(ws, 1, "Caja", "Caja B")
    ledger = "Caja A" if version == 1 else "Caja C"
    new = content([invoice("FV-1", cash_account=ledger, version=version)])
    done = ClosedWorkbook(path).refresh([tab], new)
    assert by_document(path, "Caja") == {"FV-1": kept}
    assert note in done.notes[-1]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        (None, []),
        ("b@x.co", ["Clientes: C1 · COP, Correo: queda «» y no «b@x.co»."]),
    ],
)
def test_what_the_ledger_erased_does_not_come_back_as_typed(
    tmp_path: Path, typed: str | None, note: list[str]
) -> None:
    before = {CUSTOMERS.table: [customer("C1", email="a@x.co", excluded="Sí")]}
    path = filled(tmp_path, [], tables=before)
    if typed:
        with edited_sheet(path, CUSTOMERS.title) as ws:
            put(ws, 1, "Correo", typed, CUSTOMERS)
    after = {CUSTOMERS.table: [customer("C1")]}
    done = refresh(path, content(tables=after))
    assert values(path, "Correo", CUSTOMERS) == [None]
    assert values(path, "Excluido", CUSTOMERS) == [None]
    assert [said for said in done.notes if "Correo" in said] == note


def test_without_samples_the_first_row_lends_its_styles(path: Path) -> None:
    with edited(path) as book:
        del book.defined_names[names.samples("tblVencidas")]
        book[SHEET].cell(FIRST, 1).fill = RED
    refresh(path, invoices(1, 2))
    assert sheet(path).cell(FIRST + 1, 1).fill.fgColor.rgb == "00FF0000"


# Columns and rows of a person's own


def add_columns(ws: Any, *titles: str, formula: str = "") -> None:
    """Add columns to the table of Vencidas, the last one calculated."""
    table = ws.tables["tblVencidas"]
    top, bottom = (int(n) for n in re.findall(r"\d+", table.ref))
    for title in titles:
        number = len(table.tableColumns) + 1
        new = TableColumn(id=number, name=title)
        if formula and title == titles[-1]:
            new.calculatedColumnFormula = TableFormula(attr_text=formula)
        table.tableColumns.append(new)
        ws.cell(top, number).value = title
    last = ws.cell(1, len(table.tableColumns)).column_letter
    table.ref = table.autoFilter.ref = f"A{top}:{last}{bottom}"


def test_an_own_column_in_the_table_follows_the_document(path: Path) -> None:
    saldo = "tblVencidas[[#This Row],[Saldo]]*0.19"
    with edited_sheet(path) as ws:
        add_columns(ws, "Mi nota", "Mi IVA", formula=saldo)
        for number in (9, 10, 11):
            ws.cell(number, 29).value = f"nota de {ws.cell(number, 3).value}"
            ws.cell(number, 30).value = f"={saldo}"
    done = refresh(path, invoices(8, 3, 2))
    shown = sheet(path, formulas=True)
    notes = [shown.cell(n, 29).value for n in (9, 10, 11)]
    assert notes == [None, "nota de FV-3", "nota de FV-2"]
    assert [shown.cell(n, 30).value for n in (9, 10, 11)] == [f"={saldo}"] * 3
    assert ref(path) == "A8:AD11"
    assert done.notes == (
        "Vencidas: FV-1 ya no está; tenía digitado Mi nota = nota de FV-1.",
    )
    assert done.carried == 0


def test_a_value_typed_over_a_calculated_column_is_kept(path: Path) -> None:
    with edited_sheet(path) as ws:
        add_columns(ws, "Mi IVA", formula="1+1")
        ws.cell(10, 29).value = 5
    refresh(path, invoices(1, 2))
    shown = sheet(path, formulas=True)
    assert [shown.cell(n, 29).value for n in (9, 10)] == ["=1+1", 5]


def test_a_row_without_a_key_is_known_by_what_it_shows(tmp_path: Path) -> None:
    tab = tab_of("tblTransacciones")

    def line(number: str) -> Any:
        moment = datetime(2026, 11, 24, 10, 7, 3)  # noqa: DTZ001
        return row(tab, number=number, debit=0.1, recorded_at=moment, currency_index=1)

    path = filled(tmp_path, [], tables={tab.table: [line("A"), line("B")]})
    with edited_sheet(path, tab.title) as ws:
        add_own_column(ws, tab, "Mía")
        ws.cell(10, 14).value = "de B"
    new = [line("C"), line("B"), line("A")]
    refresh(path, content(tables={tab.table: new}))
    assert values(path, "Mía", tab) == [None, "de B", None]


def add_own_column(ws: Any, tab: Tab, title: str) -> None:
    table = ws.tables[tab.table]
    number = len(table.tableColumns) + 1
    table.tableColumns.append(TableColumn(id=number, name=title))
    letter = ws.cell(8, number, title).column_letter
    table.ref = re.sub(r":[A-Z]+", f":{letter}", table.ref)
    table.autoFilter.ref = table.ref


@pytest.mark.parametrize("after", [1, 3, 9])
def test_an_own_column_beside_the_table_stays_at_its_rows(
    path: Path, after: int
) -> None:
    with edited_sheet(path) as ws:
        for number in range(8, 14):
            ws.cell(number, 31).value = f"fila {number}"
        ws["AE30"] = "lejos"
        ws["AF10"] = "=K10*2"
    refresh(path, invoices(*range(after)))
    shown = sheet(path, formulas=True)
    expected = [f"fila {number}" for number in range(8, 14)]
    assert [shown.cell(n, 31).value for n in range(8, 14)] == expected
    assert (shown["AE30"].value, shown["AF10"].value) == ("lejos", "=K10*2")
    assert shown.dimensions.endswith("AF30")


def test_a_column_left_of_the_table_stays_at_its_rows(path: Path) -> None:
    with edited_sheet(path) as ws:
        for merged in list(ws.merged_cells.ranges):
            ws.unmerge_cells(merged.coord)
        ws.insert_cols(1)
        table = ws.tables["tblVencidas"]
        table.ref = table.autoFilter.ref = "B8:AC13"
        ws["A9"], ws["A11"] = "uno", "tres"
        ws["N11"] = 5
    refresh(path, invoices(3))
    shown = sheet(path)
    assert [shown.cell(n, 1).value for n in (9, 10, 11)] == ["uno", None, "tres"]
    assert by_document(path, "Pago") == {"FV-3": 5}


def test_text_below_the_table_stays(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws["A20"] = "Total mío"
        ws["J20"] = "=SUM(K9:K13)"
        ws.row_dimensions[20].height = 33
    refresh(path, invoices(1, 2))
    shown = sheet(path, formulas=True)
    assert (shown["A20"].value, shown["J20"].value) == ("Total mío", "=SUM(K9:K13)")
    assert shown.row_dimensions[20].height == 33


def test_a_table_may_grow_over_rows_that_are_only_painted(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws["A15"].fill = RED
        ws.row_dimensions[16].height = 40
        ws["A25"].fill = RED
    refresh(path, invoices(*range(12)))
    rows = re.findall(rb'<row r="(\d+)"', parts(path)[part_of(path)])
    numbers = list(map(int, rows))
    assert numbers == sorted(set(numbers))
    assert sheet(path)["A25"].fill.fgColor.rgb == "00FF0000"


@pytest.mark.parametrize("after", [2, 5, 9])
def test_a_totals_row_moves_with_the_table(path: Path, after: int) -> None:
    with edited_sheet(path) as ws:
        table = ws.tables["tblVencidas"]
        table.ref, table.totalsRowCount = "A8:AB14", 1
        table.tableColumns[10].totalsRowFunction = "sum"
        ws["A14"], ws["K14"] = "Total", "=SUBTOTAL(109,tblVencidas[Saldo])"
        ws["AE14"] = "mío"
    refresh(path, invoices(*range(after)))
    last = FIRST + after
    shown = sheet(path)
    assert ref(path) == f"A8:AB{last}"
    assert shown.tables["tblVencidas"].autoFilter.ref == f"A8:AB{last - 1}"
    assert shown.cell(last, 1).value == "Total"
    assert shown.cell(last, 11).value == pytest.approx(1000.5 * after)
    assert shown["AE14"].value == "mío"
    assert [shown.cell(n, 1).value for n in range(last + 1, 20)] == [None] * (19 - last)


# What survives


def test_own_sheets_keep_their_formulas_and_are_warned_about(path: Path) -> None:
    with edited(path) as book:
        mine = book.create_sheet("Mía")
        mine["A1"], mine["A2"] = "=Vencidas!K10", '=VLOOKUP("FV-2",tblVencidas,11,0)'
        mine["A3"], mine["A4"] = "=Vencidas!K3", "=SUM('Por Vencer'!$K$9:K$30)"
    done = refresh(path, content(invoices(1), tables={"tblPorVencer": []}))
    shown = sheet(path, "Mía", formulas=True)
    assert shown["A2"].value == '=VLOOKUP("FV-2",tblVencidas,11,0)'
    assert done.notes == (
        "Estas fórmulas miran una celda fija de una tabla, que ahora puede ser de otro "
        "documento: =Vencidas!K10, =SUM('Por Vencer'!$K$9:K$30).",
    )


def test_inserted_rows_and_columns_survive(path: Path) -> None:
    with edited_sheet(path) as ws:
        move_table(ws, down=2)
    refresh(path, invoices(7, 8, 9))
    assert ref(path) == "A10:AB13"
    assert values(path, "Factura") == ["FV-7", "FV-8", "FV-9"]
    assert sheet(path)["A1"].value is not None


def move_table(ws: Any, down: int) -> None:
    """Insert rows above the headings as Excel does: the table moves too."""
    for merged in list(ws.merged_cells.ranges):
        if merged.min_row >= 8:
            ws.unmerge_cells(merged.coord)
    ws.insert_rows(8, down)
    table = ws.tables["tblVencidas"]
    table.ref = table.autoFilter.ref = f"A{8 + down}:AB{13 + down}"


def test_a_renamed_sheet_is_found_by_its_table(path: Path) -> None:
    with edited(path) as book:
        book[SHEET].title = "Lo que deben"
    done = refresh(path, invoices(9))
    shown: Any = opened(path)["Lo que deben"]
    assert shown.cell(FIRST, 3).value == "FV-9"
    assert done.notes == ()


def test_reordered_columns_stay_where_the_person_put_them(path: Path) -> None:
    with edited_sheet(path) as ws:
        columns = ws.tables["tblVencidas"].tableColumns
        columns[2].name, columns[10].name = columns[10].name, columns[2].name
        for number in range(8, 14):
            one, other = ws.cell(number, 3), ws.cell(number, 11)
            one.value, other.value = other.value, one.value
            one._style, other._style = other._style, one._style
        ws.cell(9, 13).value = 5
    refresh(path, invoices(3, 1))
    shown = sheet(path)
    assert [shown.cell(n, 3).value for n in (8, 9)] == ["Saldo", 1000.5]
    assert [shown.cell(n, 11).value for n in (8, 9)] == ["Factura", "FV-3"]
    assert "#,##0" in shown.cell(10, 3).number_format
    assert shown.cell(10, 13).value == 5


def test_widths_and_own_rules_survive(path: Path) -> None:
    with edited_sheet(path) as ws:
        ws.column_dimensions["C"].width = 44
        make: Any = FormulaRule
        rule = make(formula=["TRUE"], fill=RED)
        ws.conditional_formatting.add("AE9:AE13", rule)
        ws.conditional_formatting.add("C10", rule)
    refresh(path, invoices(1, 2, 3))
    shown = sheet(path)
    ranges = {str(r.sqref) for r in shown.conditional_formatting}
    assert shown.column_dimensions["C"].width == 44
    assert {"AE9:AE13", "C10"} <= ranges


@pytest.mark.parametrize("cut", ["M9:M1016", "M9:M13"])
def test_rules_that_were_cut_reach_the_last_row_again(path: Path, cut: str) -> None:
    patch(
        path,
        part_of(path),
        lambda xml: xml.replace(b"M9:M1048576", cut.encode()),
    )
    refresh(path, invoices(1))
    xml = parts(path)[part_of(path)]
    assert cut.encode() not in xml
    assert xml.count(b'sqref="M9:M1048576"') >= 2


def test_a_copied_sheet_is_left_alone(path: Path) -> None:
    with edited(path) as book:
        book.copy_worksheet(book[SHEET]).title = "Copia"
    refresh(path, invoices(9))
    assert sheet(path, "Copia").cell(FIRST, 3).value == "FV-1"
    assert values(path, "Factura") == ["FV-9"]


def test_a_pivot_over_our_tables_is_warned_about(path: Path) -> None:
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    with edited(path):
        pass
    cache = b'<pivotCacheDefinition><cacheSource><worksheetSource name="tblVencidas"/>'
    write(path, {**parts(path), part: cache})
    done = refresh(path, invoices(3))
    assert "tablas dinámicas" in done.notes[0]


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("Vencidas!$K$9:$K$13", True),
        ("_xlchart.v1.0", True),
        ("'Mía'!$A$1:$A$2", False),
        ("_xlchart.v1.1", False),
    ],
)
def test_a_chart_of_the_newer_kind_over_our_data_is_warned_about(
    path: Path, reference: str, said: bool
) -> None:
    with edited(path) as book:
        book.create_sheet("Mía")
        for name, place in (
            ("_xlchart.v1.0", "'_datos'!$B$2:$B$9"),
            ("_xlchart.v1.1", "'Mía'!$B$2"),
        ):
            book.defined_names[name] = DefinedName(name, attr_text=place)
    chart = f'<cx:data id="0"><cx:strDim><cx:f dir="row">{reference}</cx:f></cx:strDim>'
    part = "xl/charts/chartEx1.xml"
    write(path, {**parts(path), part: chart.encode()})
    done = refresh(path, invoices(3))
    assert any("cascada" in note for note in done.notes) is said
    assert parts(path)[part] == chart.encode()


def test_the_data_sheet_is_very_hidden_again(path: Path) -> None:
    with edited(path) as book:
        book["_datos"].sheet_state = "hidden"
        book["xlwings.conf"].sheet_state = "visible"
    refresh(path, [])
    book = opened(path)
    assert [book[n].sheet_state for n in ("_datos", "xlwings.conf")] == [
        "veryHidden",
        "veryHidden",
    ]


def test_a_calc_chain_is_dropped_with_everything_that_names_it(path: Path) -> None:
    def declare(xml: bytes) -> bytes:
        return xml.replace(
            b"</Types>",
            b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>',
        )

    def relate(xml: bytes) -> bytes:
        relation = (
            b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>'
        )
        return xml.replace(b"</Relationships>", relation + b"</Relationships>")

    write(path, {**parts(path), "xl/calcChain.xml": b"<calcChain/>"})
    patch(path, "[Content_Types].xml", declare)
    patch(path, "xl/_rels/workbook.xml.rels", relate)
    refresh(path, invoices(1))
    assert not any(
        b"calcChain" in d or "calcChain" in n for n, d in parts(path).items()
    )


def test_rows_to_type_in_keep_what_was_typed(tmp_path: Path) -> None:
    tab = tab_of("tblRegistro")
    path = template(tmp_path)
    with edited_sheet(path, tab.title) as ws:
        ws.cell(12, column("Valor", tab)).value = 700
        ws.cell(30, column("Tipo", tab)).value = "Anticipo"
    done = refresh(path, content(tables={tab.table: []}))
    assert values(path, "Valor", tab)[:2] == [700, None]
    assert values(path, "Tipo", tab)[:2] == [None, "Anticipo"]
    assert len(values(path, "Tipo", tab)) == tab.entry_rows
    assert done.carried == 2


def test_everything_typed_that_lost_its_row_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(40)))
    with edited_sheet(path) as ws:
        for number in range(FIRST, FIRST + 40):
            ws.cell(number, 13).value = 1
    done = refresh(path, [])
    named = "\n".join(done.notes)
    assert all(f"FV-{number}" in named for number in range(40))
