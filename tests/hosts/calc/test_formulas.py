"""Formulas: Excel's grammar on this side, LibreOffice's on that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cartera_xl.hosts.calc.faults import FormulaUnreadableError
from cartera_xl.hosts.calc.formulas import to_calc, to_excel

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

LETTERS = [get_column_letter(number) for number in range(1, 53)]
PAIRS = [
    ("=1+1", "=1+1"),
    ("=SUM(A1:A3,B1)", "=SUM(A1:A3;B1)"),
    ("='Por Vencer'!$A$1", "=$'Por Vencer'.$A$1"),
    ("=Hoja2!A1:B2", "=$Hoja2.A1:B2"),
    ("='D''Elhuyar'!A1", "=$'D''Elhuyar'.A1"),
    ("=SUM('Por Vencer'!A:A)", "=SUM($'Por Vencer'.A:A)"),
    ('=IF(A1>0,"sí; no, tal vez","")', '=IF(A1>0;"sí; no, tal vez";"")'),
    ("={1,2;3,4}", "={1;2|3;4}"),
    ('=INDEX({"a","b|c"},1)', '=INDEX({"a";"b|c"};1)'),
    ("=SUM(tblX[Saldo])", "=SUM(tblX[Saldo])"),
    ("=tblX[[#This Row],[Saldo]]*2", "=tblX[[#This Row];[Saldo]]*2"),
    ("=tblX[[#Headers],[Saldo]]", "=tblX[[#Headers];[Saldo]]"),
    ("=AREAS((A1,B2:C3))", "=AREAS((A1~B2:C3))"),
    ('="Resumen.A1"', '="Resumen.A1"'),
    ("=STDEV.S(A1:A3)", "=STDEV.S(A1:A3)"),
    (
        "=IFERROR(CARTERA_VENCIDAS(,Corte),NA())",
        "=IFERROR(CARTERA_VENCIDAS(;Corte);NA())",
    ),
    ("=datos_empresa", "=datos_empresa"),
]


@pytest.mark.parametrize(("excel", "calc"), PAIRS)
def test_both_grammars_say_the_same(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=tblX[@Saldo]*2", "=tblX[[#This Row];[Saldo]]*2"),
        ("=tblX[@[Saldo neto]]", "=tblX[[#This Row];[Saldo neto]]"),
        ("=ROWS(tblX[#Data])", "=ROWS(tblX[[#Data]])"),
        ('=_xlfn.CONCAT("a","b")', '=CONCAT("a";"b")'),
        ("=_xlfn._xlws.FILTER(A1:A3,B1:B3)", "=FILTER(A1:A3;B1:B3)"),
    ],
)
def test_what_excel_shortens_is_written_out(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc


@pytest.mark.calc
@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUM(A1:A3)*2", 12.0),
        ('=IF(A1>0,"sí","no")', "sí"),
        ("='Otra hoja'!A1+1", 8.0),
        ("=SUM(tblX[Saldo],1)", 31.0),
        ("=INDEX({1,2;3,4},2,1)", 3.0),
        ("=SUBTOTAL(109,tblX[Saldo])", 30.0),
        ('=SUMIFS(tblX[Saldo],tblX[Factura],"b")', 20.0),
        ("=Nombre*2", 14.0),
        ("=COUNTA(tblX[[#Headers],[Factura]:[Saldo]])", 2.0),
        ('=TEXT(DATE(2026,1,2),"yyyy-mm-dd")', "2026-01-02"),
        ("=SUM('Otra hoja'!A:A)", 7.0),
        ("=STDEV.S(A1:A3)", 1.0),
    ],
)
def test_a_formula_is_worked_out_and_reads_as_it_was_written(
    sums: xw.Sheet, formula: str, value: object
) -> None:
    sums["H1"].formula = formula
    assert sums["H1"].value == value
    assert sums["H1"].formula.replace("'", "") == formula.replace("'", "")


@pytest.fixture
def sums(calc: Calc) -> xw.Sheet:
    book = calc.new()
    sheet = book.sheets[0]
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    sheet["D1"].value = [["Factura", "Saldo"], ["a", 10], ["b", 20]]
    sheet.tables.add(source=sheet["D1:E3"], name="tblX")
    other = book.sheets.add("Otra hoja", after=sheet)
    other["A1"].value = 7
    book.names.add("Nombre", "='Otra hoja'!$A$1")
    return sheet


@pytest.mark.calc
def test_one_formula_is_adjusted_from_cell_to_cell(sums: xw.Sheet) -> None:
    sums["H1:I3"].formula = "=$A1+COLUMN(A1)"
    assert sums["H1:I3"].value == [[2, 3], [3, 4], [4, 5]]
    assert sums["I3"].formula == "=$A3+COLUMN(B3)"


@pytest.mark.calc
def test_a_block_of_formulas_and_values_is_written_together(sums: xw.Sheet) -> None:
    sums["H1"].value = [["=A1*2", "x"], ["=A2*2", 5], [None, "=A3*2"], ["=A3", "=A1"]]
    assert sums["H1:I4"].value == [[2, "x"], [4, 5], [None, 6], [3, 1]]
    written = ["=A1*2", "=A2*2", "", "=A3"]
    assert [cell.formula for cell in sums["H1:H4"]] == written


@pytest.mark.calc
def test_filling_a_formula_leaves_formats(sums: xw.Sheet) -> None:
    sums["H1"].number_format = "0.00"
    sums["H1:H3"].formula = "=SUM(tblX[Saldo])*A1"
    assert sums["H1:H3"].value == [30, 60, 90]
    assert sums["H3"].formula == "=SUM(tblX[Saldo])*A3"
    assert sums["H3"].number_format == "General"


@pytest.mark.calc
@pytest.mark.parametrize(
    "formula", ['="abierta', "=A1)", "={1,2", "=tblX[Saldo", "=SUM(A1"]
)
def test_what_is_no_formula_is_refused_before_anything_is_written(
    sums: xw.Sheet, formula: str
) -> None:
    with pytest.raises(FormulaUnreadableError):
        sums["A1"].value = [["nuevo"], [formula]]
    with pytest.raises(FormulaUnreadableError):
        sums["A1:A2"].formula = formula
    assert sums["A1:A2"].value == [1, 2]


@pytest.mark.calc
def test_an_array_formula_fills_its_cells(sums: xw.Sheet) -> None:
    sums["H1:H3"].formula_array = "=A1:A3*10"
    assert sums["H1:H3"].value == [10, 20, 30]
    assert sums["H1"].formula_array == "=A1:A3*10"
    assert sums["H2"].has_array
    assert not sums["A1"].has_array


@pytest.mark.calc
def test_a_table_s_own_row_is_meant(sums: xw.Sheet) -> None:
    sums["F2"].formula = "=tblX[@Saldo]*2"
    sums["F3"].formula = "=tblX[[#This Row],[Saldo]]*2"
    assert sums["F2:F3"].value == [20, 40]


@pytest.mark.calc
def test_every_formula_of_the_shipped_workbook_reads_as_it_does_in_the_file(
    calc: Calc,
) -> None:
    book = calc.open(calc.shipped)
    written = load_workbook(calc.shipped)
    formulas = {
        (sheet.title, cell.coordinate): _bare(str(cell.value))
        for sheet in written
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert len(formulas) > 100
    read = {
        (sheet.name, f"{column}{row}"): _bare(text)
        for sheet in book.sheets
        for row, line in enumerate(sheet["A1:AZ200"].formula, 1)
        for column, text in zip(LETTERS, line, strict=True)
    }
    assert {place: read[place] for place in formulas} == formulas


def _bare(formula: str) -> str:
    """Return a formula without what may be written or left out."""
    return formula.replace("'", "").replace(" ", "").replace("_xlfn.", "").upper()
