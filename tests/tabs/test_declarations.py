from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from cartera_xl.tabs import summary
from cartera_xl.tabs.book import OPENING, TABS, tab_of
from cartera_xl.tabs.tab import Format, Limit, Total

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Tab

each_tab = pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.table)


def test_sheets_stand_in_the_promised_order() -> None:
    shown = [tab.title for tab in TABS if tab.visible]
    assert shown == [
        "Clientes",
        "Transacciones",
        "Por Vencer",
        "Vencidas",
        "Créditos a Favor",
        "Cotizaciones",
        "Registro",
        "Recordatorios",
        "Gestiones",
        "Retenciones",
        "Parámetros",
    ]
    assert [tab.table for tab in TABS] == [
        "tblClientes",
        "tblTransacciones",
        "tblPorVencer",
        "tblVencidas",
        "tblCreditos",
        "tblCotizaciones",
        "tblRegistro",
        "tblEstado",
        "tblRecordatorios",
        "tblGestiones",
        "tblConciliacion",
        "tblRetenciones",
        "tblPuente",
        "tblImportacion",
        "tblParametros",
    ]
    assert OPENING.title == "Vencidas"


@pytest.mark.parametrize("table", ["tblPorVencer", "tblVencidas"])
def test_invoices_have_the_promised_columns(table: str) -> None:
    read = [
        *("Cliente", "NIT", "Factura", "Emisión", "Vence", "Mora", "Rango"),
        *("Moneda", "Total", "Abonado", "Saldo", "Última gestión"),
    ]
    typed = [
        *("Pago", "Fecha de pago", "Medio", "Caja", "Referencia"),
        *("Retefuente", "ReteIVA", "ReteICA", "Otras deducciones"),
        *("Aplicar crédito", "Ajuste", "Excedente", "Recordar"),
    ]
    tab = tab_of(table)
    assert list(tab.titles) == [
        *read,
        *typed,
        "Estado",
        "_version",
        "_m",
    ]
    assert [c.title for c in tab.inputs] == typed
    assert [c.title for c in tab.columns if c.hidden] == ["_version", "_m"]


@each_tab
def test_no_heading_and_no_field_stands_twice(tab: Tab) -> None:
    for words in (tab.titles, tuple(c.field for c in tab.columns)):
        assert len({word.casefold() for word in words}) == len(words)


@each_tab
def test_keys_are_columns_that_nobody_types_in(tab: Tab) -> None:
    readable = {c.title for c in tab.columns if not c.input}
    assert set(tab.key) <= readable


@each_tab
def test_a_tab_with_input_says_what_became_of_it(tab: Tab) -> None:
    fields = {c.field for c in tab.columns}
    assert not tab.inputs or "status" in fields


@each_tab
def test_money_is_never_added_over_currencies(tab: Tab) -> None:
    money = [c for c in tab.columns if c.total is Total.SUM]
    if money and tab.table != "tblRegistro":  # its rows are no balances yet
        assert {"Moneda", "_m"} <= set(tab.titles)


@each_tab
def test_headings_in_formulas_need_no_quoting(tab: Tab) -> None:
    for column in tab.columns:
        if column.total:
            assert re.fullmatch(r"[\w ]+", column.title)


@each_tab
def test_typed_columns_fit_what_excel_allows(tab: Tab) -> None:
    for column in tab.inputs:
        assert len(column.title) <= 32  # title of the message box
        assert len(column.message) <= 225
        assert len(column.prompt) <= 255
        assert len(",".join(column.choices)) <= 255
        assert not any("," in choice for choice in column.choices)


@each_tab
def test_typed_numbers_and_dates_have_a_limit_and_a_message(tab: Tab) -> None:
    wanted = {
        Format.MONEY: {Limit.NOT_NEGATIVE},
        Format.DATE: {Limit.NOT_FUTURE, Limit.ANY_DATE},
        Format.PERCENT: {Limit.RATE},
    }
    for column in tab.inputs:
        if column.format in wanted:
            assert column.limit in wanted[column.format]
            assert column.message
        else:
            assert column.format is Format.TEXT


@each_tab
def test_marks_speak_of_columns_that_exist(tab: Tab) -> None:
    fields = {c.field for c in tab.columns}
    for mark in tab.marks:
        used = {name for _, name, _, _ in Formatter().parse(mark.when) if name}
        assert {mark.field, *used} <= fields


def test_code_names_and_tables_are_each_used_once() -> None:
    code_names = [summary.CODE_NAME, *(tab.code_name for tab in TABS)]
    assert len(set(code_names)) == len(code_names)
    assert all(name.isascii() for name in code_names)
    assert len({tab.table.casefold() for tab in TABS}) == len(TABS)
