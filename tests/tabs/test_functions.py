from __future__ import annotations

import re

import pytest

from cartera_xl.tabs.book import tab_of
from cartera_xl.tabs.functions import FUNCTIONS, LONGEST_HELP, By, Function

each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
CELL_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]+", re.IGNORECASE)


def test_functions_take_the_promised_arguments() -> None:
    promised = {
        "CARTERA_POR_VENCER": "[cliente];[corte];[moneda]",
        "CARTERA_VENCIDAS": "[cliente];[corte];[moneda]",
        "CARTERA_CREDITOS": "[cliente];[corte];[moneda]",
        "CARTERA_SALDO_NETO": "[cliente];[corte];[moneda]",
        "CARTERA_SALDO": "documento;[corte]",
        "CARTERA_DIAS_MORA": "documento;[corte]",
        "CARTERA_EDADES": "[cliente];[corte];[moneda]",
        "CARTERA_ESTADO_CUENTA": "cliente;[desde];[hasta]",
        "CARTERA_VENCIDAS_MAS_DE": "dias;[cliente];[corte]",
    }
    assert {f.name: _signature(f) for f in FUNCTIONS} == promised


def _signature(function: Function) -> str:
    return ";".join(
        f"[{argument.title}]" if argument.optional else argument.title
        for argument in function.arguments
    )


def test_two_functions_give_arrays() -> None:
    arrays = {f.name for f in FUNCTIONS if f.array}
    assert arrays == {"CARTERA_EDADES", "CARTERA_ESTADO_CUENTA"}


def test_no_function_shares_a_name_and_none_looks_like_a_cell() -> None:
    for names in ([f.name for f in FUNCTIONS], [f.python for f in FUNCTIONS]):
        assert len({name.casefold() for name in names}) == len(names)
    assert not any(CELL_ADDRESS.fullmatch(f.name) for f in FUNCTIONS)


@each_function
def test_excel_takes_every_help_text(function: Function) -> None:
    for text in (function.help, *(argument.help for argument in function.arguments)):
        assert 0 < len(text) <= LONGEST_HELP
        text.encode("cp1252")


@each_function
def test_what_may_be_left_out_stands_last(function: Function) -> None:
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional)


@each_function
def test_corte_stands_in_for_an_argument_that_may_be_left_out(
    function: Function,
) -> None:
    argument = next(a for a in function.arguments if a.name == function.stands_in)
    assert argument.optional


@each_function
def test_the_offline_answer_comes_from_columns_that_exist(function: Function) -> None:
    if function.offline is None:
        return
    for table in function.offline.tables:
        tab = tab_of(table)
        assert all(tab.column(field) for field in function.offline.fields)
    single = len(function.offline.fields) == 1
    assert single is not function.array
    by_document = function.offline.by is By.DOCUMENT
    assert by_document is (function.arguments[0].name == "document")
