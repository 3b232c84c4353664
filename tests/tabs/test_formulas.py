from __future__ import annotations

import pytest

from cartera_xl.tabs import data, formulas, names, summary
from cartera_xl.tabs.book import tab_of
from cartera_xl.tabs.functions import CUTOFF, FUNCTIONS
from cartera_xl.tabs.tab import Format


def test_tiles_ask_the_ledger_and_otherwise_the_last_refresh_of_that_date() -> None:
    assert formulas.indicator("vencidas") == (
        "IFERROR(CARTERA_VENCIDAS(,Corte),IF(Corte=corte_ultimo,ultimo_vencidas,NA()))"
    )


def test_every_tile_has_its_function() -> None:
    declared = {function.name: function for function in FUNCTIONS}
    for key, name in formulas.INDICATORS.items():
        first, second, _ = declared[name].arguments
        assert (first.name, first.optional) == ("customer", True), key
        assert second.name == CUTOFF


def test_money_totals_refuse_to_add_currencies() -> None:
    tab = tab_of("tblVencidas")
    assert formulas.total(tab, tab.column("balance")) == (
        "IF(SUBTOTAL(104,tblVencidas[_m])=SUBTOTAL(105,tblVencidas[_m]),"
        'SUBTOTAL(109,tblVencidas[Saldo]),"varias monedas")'
    )


def test_tables_without_currencies_are_added_plainly() -> None:
    tab = tab_of("tblRegistro")
    text = formulas.total(tab, tab.column("amount"))
    assert text == "SUBTOTAL(109,tblRegistro[Valor])"


def test_other_formulas() -> None:
    assert formulas.cell("datos_edades", 2, 1) == "INDEX(datos_edades,2,1)"
    assert formulas.go_to("ir_tblX", "Ver") == 'HYPERLINK("#ir_tblX","Ver")'
    assert formulas.count("tblX", "Cliente") == "SUBTOTAL(103,tblX[Cliente])"


@pytest.mark.parametrize(
    ("tables", "ledger", "shown"),
    [
        (100.0, 100.0, summary.TIES_OUT),
        (0.1 + 0.2, 0.3, summary.TIES_OUT),
        (100.0, 100.004, summary.TIES_OUT),
        (100.0, 100.01, summary.DIFFERS),
        (100.0, 99.99, summary.DIFFERS),
    ],
)
def test_half_a_centavo_is_no_difference(
    tables: float, ledger: float, shown: str
) -> None:
    assert summary.ties_out(tables, ledger) == shown


def test_every_value_of_a_refresh_has_its_block() -> None:
    blocks = {block.name: block for block in data.BLOCKS}
    assert len(blocks) == len(data.BLOCKS)
    wanted = {
        names.LAST_CORTE,
        *(make(key) for key in names.TILES for make in (names.last, names.detail)),
        *(names.others(key) for key in names.TILES),
        *(names.AGEING, names.AGEING_TOTAL, names.DEBTORS, names.DEBTORS_TOTAL),
        *(
            names.COMPANY,
            names.AMOUNT_LOOK,
            names.CURRENCY,
            names.STAMP,
            names.TIE_OUT,
            names.OMITTED,
        ),
        *(names.LEDGER_ID, names.REVISION, names.TEMPLATE, names.BATCH_KEY),
    }
    assert set(blocks) == wanted


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        (names.AGEING, names.MAX_RANGES, 4),
        (names.AGEING_TOTAL, 1, 3),
        (names.DEBTORS, names.TOP_DEBTORS, 3 + names.MAX_RANGES),
        (names.DEBTORS_TOTAL, 1, 2),
    ],
)
def test_blocks_have_the_size_that_their_names_promise(
    name: str, rows: int, columns: int
) -> None:
    block = data.block(name)
    assert len(block.rows) == rows
    assert {len(row) for row in block.rows} == {len(block.formats)} == {columns}


def test_a_blank_cell_shows_as_zero() -> None:
    assert data.shown(names.AGEING, 2) == "1–30"
    assert data.shown(names.AGEING, names.MAX_RANGES) == 0
    assert data.shown(names.OMITTED) == 0


def test_range_columns_follow_the_ranges_by_position() -> None:
    ranges = [c for c in tab_of("tblClientes").columns if c.range]
    assert [c.range for c in ranges] == list(range(1, names.MAX_RANGES + 1))
    assert [c.field for c in ranges][:2] == ["range_1", "range_2"]
    in_view = sum(row[0] is not None for row in data.block(names.AGEING).rows)
    assert [c.hidden for c in ranges] == [c.range > in_view for c in ranges]
    assert {c.format for c in ranges} == {Format.MONEY}
