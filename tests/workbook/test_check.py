from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from cartera_xl.workbook.check import check
from tests.workbook import built

if TYPE_CHECKING:
    from collections.abc import Callable

Parts: TypeAlias = "dict[str, bytes]"

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OVERDUE_SHEET, OVERDUE_TABLE = "xl/worksheets/sheet5.xml", "xl/tables/table4.xml"
SUMMARY_SHEET = "xl/worksheets/sheet1.xml"


def replace(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """Return a fault that replaces a text, wherever it stands in a part."""

    def plant(parts: Parts) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return plant


def lose(part: str) -> Callable[[Parts], None]:
    def plant(parts: Parts) -> None:
        del parts[part]

    return plant


def add(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.update({part: b"<a/>"})


def in_calc_pr(attribute: str) -> Callable[[Parts], None]:
    return replace(WORKBOOK, "<calcPr ", f"<calcPr {attribute} ")


FAULTS = {
    "no content types": (lose(CONTENT_TYPES), "the part is missing"),
    "untyped part": (add("xl/otro.dat"), "no content type"),
    "lost part": (lose("xl/styles.xml"), "which is missing"),
    "dead relationship": (
        replace(RELATIONS, "styles.xml", "estilos.xml"),
        "xl/estilos.xml is missing",
    ),
    "relationship id twice": (replace(RELATIONS, '"rId2"', '"rId1"'), "rId1 stands"),
    "broken XML": (replace(OVERDUE_TABLE, "</table>", ""), "cannot be read"),
    "orphan": (add("xl/custom.xml"), "no relationship leads"),
    "plain content type": (
        replace(
            CONTENT_TYPES,
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        ),
        "not the macro-enabled one",
    ),
    "table id twice": (
        replace(OVERDUE_TABLE, ' id="4"', ' id="3"'),
        "table id 3 stands twice",
    ),
    "table name twice": (
        replace(OVERDUE_TABLE, 'displayName="tblVencidas"', 'displayName="tblPUENTE"'),
        "table tblpuente stands twice",
    ),
    "renamed column": (
        replace(OVERDUE_TABLE, 'name="Factura"', 'name="Documento"'),
        "column «Documento», but C8 shows «Factura»",
    ),
    "column twice": (
        replace(OVERDUE_TABLE, 'name="Factura"', 'name="nit"'),
        "column nit stands twice",
    ),
    "narrow table": (
        replace(OVERDUE_TABLE, 'ref="A8:AB9"', 'ref="A8:AA9"'),
        "28 columns, 27 in its area",
    ),
    "table without a row": (
        replace(OVERDUE_TABLE, 'ref="A8:AB9"', 'ref="A8:AB8"'),
        "no row",
    ),
    "other filter": (
        replace(OVERDUE_TABLE, '<autoFilter ref="A8:AB9"', '<autoFilter ref="A8:AB7"'),
        "filter's area",
    ),
    "code name twice": (
        replace(OVERDUE_SHEET, 'codeName="Hoja_Vencidas"', 'codeName="hoja_porvencer"'),
        "code name hoja_porvencer stands twice",
    ),
    "no code name": (
        replace(OVERDUE_SHEET, ' codeName="Hoja_Vencidas"', ""),
        "code name «»",
    ),
    "workbook without a code name": (
        replace(WORKBOOK, ' codeName="ThisWorkbook"', ""),
        "code name «»",
    ),
    "name that is no module": (
        replace(OVERDUE_SHEET, "Hoja_Vencidas", "Hoja Vencidas"),
        "cannot name a module",
    ),
    "second selected sheet": (
        replace(SUMMARY_SHEET, 'tabSelected="0"', 'tabSelected="1"'),
        "are selected on opening",
    ),
    "sheet twice": (
        replace(WORKBOOK, 'name="Puente"', 'name="REGISTRO"'),
        "sheet registro stands twice",
    ),
    "name that leads nowhere": (
        replace(WORKBOOK, "'_datos'!$B$1<", "'_datas'!$B$1<"),
        "the name corte_ultimo leads nowhere",
    ),
    "deleted reference": (
        replace(WORKBOOK, "'_datos'!$B$1<", "#REF!<"),
        "leads nowhere: #REF!",
    ),
    "name twice": (
        replace(WORKBOOK, '"datos_empresa"', '"DATOS_LIBRO"'),
        "datos_libro is defined twice",
    ),
    "name of a table": (
        replace(WORKBOOK, '"datos_libro"', '"tblVencidas"'),
        "is a table's name too",
    ),
    "full recalculation": (in_calc_pr('fullCalcOnLoad="1"'), "fullCalcOnLoad is on"),
    "no calculation id": (
        replace(WORKBOOK, 'calcId="191029"', ""),
        "calcId is missing",
    ),
    "formula of a lost column": (
        replace(OVERDUE_SHEET, "tblVencidas[Pago]", "tblVencidas[Abono]"),
        "no tblVencidas[Abono]",
    ),
    "formula of a lost name": (
        replace(OVERDUE_SHEET, "<f>kpi_creditos</f>", "<f>kpi_credito</f>"),
        "no kpi_credito,",
    ),
    "link of a lost name": (
        replace(SUMMARY_SHEET, 'HYPERLINK("#ir_tblClientes"', 'HYPERLINK("#ir_X"'),
        "no ir_X,",
    ),
    "cell link of a lost name": (
        replace(SUMMARY_SHEET, 'location="ir_tblClientes"', 'location="ir_X"'),
        "leads nowhere",
    ),
    "formula without a value": (
        replace(OVERDUE_SHEET, "<f>kpi_creditos</f><v>0</v>", "<f>kpi_creditos</f>"),
        "no value beside",
    ),
    "cached error": (
        replace(
            OVERDUE_SHEET,
            't="n"><f>kpi_creditos</f><v>0</v>',
            't="e"><f>kpi_creditos</f><v>#N/A</v>',
        ),
        "an error in",
    ),
}

RIBBON = "customUI/customUI14.xml"
PROJECT = "xl/vbaProject.bin"
FAULTS |= {
    "no way to the ribbon": (
        replace("_rels/.rels", "ui/extensibility", "ui/otra"),
        "0 relationships lead to a ribbon",
    ),
    "no way to the project": (
        replace(RELATIONS, "relationships/vbaProject", "relationships/otro"),
        "no relationship leads to a VBA project",
    ),
    "project of another type": (
        replace(
            CONTENT_TYPES, "application/vnd.ms-office.vbaProject", "application/bin"
        ),
        "not that of a VBA project",
    ),
    "code name without a module": (
        replace(OVERDUE_SHEET, 'codeName="Hoja_Vencidas"', 'codeName="Hoja_Otra"'),
        "no document module is called Hoja_Otra",
    ),
    "module without a sheet": (
        replace(OVERDUE_SHEET, 'codeName="Hoja_Vencidas"', 'codeName="Hoja_Otra"'),
        "the document module Hoja_Vencidas belongs to no sheet",
    ),
    "ribbon of 2007": (
        replace(RIBBON, "2009/07/customui", "2006/01/customui"),
        "the namespace is not",
    ),
    "ribbon id twice": (
        replace(RIBBON, 'id="cxlUndo"', 'id="cxlRefund"'),
        "the id cxlrefund stands twice",
    ),
    "label twice": (
        replace(RIBBON, "getLabel=", 'label="1.0" getLabel='),
        "cxlVersion has label and getLabel",
    ),
    "image twice": (
        replace(RIBBON, 'imageMso="Undo"', 'imageMso="Undo" image="deshacer"'),
        "cxlUndo has image and imageMso",
    ),
    "button that says nothing": (
        replace(RIBBON, 'screentip="Abrir el manual"', ""),
        "cxlManual does not say what it does",
    ),
    "missing callback": (
        replace(RIBBON, "CarteraRibbon.CxlUndo", "CarteraRibbon.CxlDeshacer"),
        "0 public procedures are called CarteraRibbon.CxlDeshacer",
    ),
    "callback of another module": (
        replace(RIBBON, "CarteraRibbon.CxlUndo", "CarteraState.CxlUndo"),
        "0 public procedures are called CarteraState.CxlUndo",
    ),
    "callback that takes something else": (
        replace(
            RIBBON,
            'onAction="CarteraRibbon.CxlUndo',
            'onAction="CarteraRibbon.CxlEnabled',
        ),
        "CarteraRibbon.CxlEnabled takes (control As IRibbonControl, ByRef",
    ),
}


@pytest.mark.parametrize(("plant", "detail"), FAULTS.values(), ids=list(FAULTS))
def test_each_fault_is_found(plant: Callable[[Parts], None], detail: str) -> None:
    parts = built.parts()
    plant(parts)
    assert any(detail in fault.detail for fault in check(parts))


SOURCE_FAULTS = {
    "procedure called like a module": (
        "CarteraState",
        "Public Sub CarteraScreen()\nEnd Sub\n",
        "the procedure CarteraScreen is called like a module",
    ),
    "procedure twice in a module": (
        "CarteraState",
        "Private Sub redrawribbon()\nEnd Sub\n",
        "CarteraState has the procedure redrawribbon twice",
    ),
    "procedure public in two modules": (
        "CarteraState",
        "Public Function Tell() As Long\nEnd Function\n",
        "the name tell is public in two modules",
    ),
    "callback that became private": (
        "CarteraRibbon",
        ("Public Sub CxlUndo(", "Private Sub CxlUndo("),
        "0 public procedures are called CarteraRibbon.CxlUndo",
    ),
    "callback with other arguments": (
        "CarteraRibbon",
        ("Public Sub CxlUndo(control As IRibbonControl)", "Public Sub CxlUndo()"),
        "CarteraRibbon.CxlUndo takes ()",
    ),
}


@pytest.mark.parametrize(
    ("module", "change", "detail"), SOURCE_FAULTS.values(), ids=list(SOURCE_FAULTS)
)
def test_each_fault_of_the_macros_is_found(
    module: str, change: str | tuple[str, str], detail: str
) -> None:
    def changed(source: str) -> str:
        if isinstance(change, str):
            return source + change
        assert change[0] in source
        return source.replace(*change)

    found = check(built.parts_with(module, changed))
    assert any(detail in fault.detail for fault in found)
