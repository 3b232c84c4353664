"""What the cells of a workbook show, function by function."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk import TODAY

if TYPE_CHECKING:
    from tests.desk import Desk
    from tests.excel.sheet import Sheet

FEBRUARY = "2026-02-28"
INDICATORS = {
    "CARTERA_POR_VENCER": "por_vencer",
    "CARTERA_VENCIDAS": "vencidas",
    "CARTERA_CREDITOS": "creditos",
    "CARTERA_SALDO_NETO": "saldo_neto",
}


@pytest.mark.parametrize(
    ("name", "everybody", "acme", "dollars"),
    [
        ("CARTERA_POR_VENCER", 0, 0, 0),
        ("CARTERA_VENCIDAS", 2_520_000, 1_690_000, 900),
        ("CARTERA_CREDITOS", 270_000, 200_000, 0),
        ("CARTERA_SALDO_NETO", 2_250_000, 1_490_000, 900),
    ],
)
def test_the_indicators_of_everybody_of_one_and_in_another_currency(
    sheet: Sheet, name: str, everybody: float, acme: float, dollars: float
) -> None:
    assert sheet(name) == everybody
    assert sheet(name, "Acme") == acme
    assert sheet(name, None, "USD") == dollars
    assert sheet(name, "Acme", "usd") == dollars
    assert sheet(name, "Beta", "USD") == 0


def test_a_past_cutoff_date_is_answered_as_it_was(sheet: Sheet) -> None:
    assert sheet("CARTERA_POR_VENCER", corte=FEBRUARY) == 1_330_000
    assert sheet("CARTERA_VENCIDAS", corte=FEBRUARY) == 1_190_000
    assert sheet("CARTERA_VENCIDAS", corte="2026-02-10") == 0
    assert sheet("CARTERA_SALDO_NETO", corte="2026-01-09") == 0


@pytest.mark.parametrize(
    "corte",
    [
        *(46112, 46112.75, "2026-03-31", "31/03/2026", date(2026, 3, 31)),
        *(datetime.fromisoformat("2026-03-31T23:59"), ((46112.0,),)),
        *(Decimal("46112.0000"), ((Decimal("46112.5"),),)),
    ],
)
def test_a_cutoff_date_may_be_written_in_any_way(sheet: Sheet, corte: object) -> None:
    assert sheet("CARTERA_VENCIDAS", corte=corte) == 2_520_000


@pytest.mark.parametrize("left_out", [None, -2147352572, [[None]]])
def test_what_is_left_out_is_everybody_in_the_company_s_currency(
    sheet: Sheet, left_out: object
) -> None:
    assert sheet("CARTERA_VENCIDAS", left_out, left_out) == 2_520_000


@pytest.mark.parametrize(
    "called",
    [
        *("900111", 900111, 900111.0, "900.111", " 900.111 - 8"),
        *(Decimal("900111.0000"), "acme", "ÁCME", "Acme "),
    ],
)
def test_a_customer_answers_to_its_code_its_nit_and_its_name(
    sheet: Sheet, called: object
) -> None:
    assert sheet("CARTERA_VENCIDAS", called) == 1_690_000


def test_a_nit_with_its_check_digit_is_found_also_in_a_number(
    desk: Desk, sheet: Sheet
) -> None:
    desk.do("clientes", "crear", "N1", "--nombre", "Nueve", "--nit", "800197268-4")
    for called in (8001972684.0, "8001972684", "800.197.268-4", 800197268):
        assert sheet("CARTERA_VENCIDAS", called) == 0
    assert sheet("CARTERA_VENCIDAS", 8001972680) == "#N/A"


def test_one_who_is_written_so_comes_before_one_who_is_written_nearly_so(
    desk: Desk, sheet: Sheet
) -> None:
    desk.do("clientes", "crear", "P1", "--nombre", "Peña", "--nit", "1")
    desk.do("clientes", "crear", "P2", "--nombre", "Pena", "--nit", "2")
    assert sheet("CARTERA_VENCIDAS", "PEÑA") == 0
    assert sheet("CARTERA_VENCIDAS", "peña") == 0


def test_joined_customers_are_one_by_whichever_name(desk: Desk, sheet: Sheet) -> None:
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "la misma")
    for called in ("Acme", "Delta", "900444"):
        assert sheet("CARTERA_CREDITOS", called) == 270_000
        assert sheet("CARTERA_SALDO_NETO", called) == 1_420_000
    desk.do("clientes", "unir", "Beta", "Acme", "--motivo", "también")
    assert sheet("CARTERA_VENCIDAS_MAS_DE", 0, "Beta") == 2_520_000
    desk.do("clientes", "separar", "Delta", "--motivo", "no era")
    assert sheet("CARTERA_CREDITOS", "Delta") == 70_000


def test_who_is_not_there_or_is_several_is_not_available(
    desk: Desk, sheet: Sheet
) -> None:
    desk.do("clientes", "crear", "G1", "--nombre", "Gemelos", "--nit", "900333")
    desk.do("clientes", "crear", "G2", "--nombre", "Gemelos", "--nit", "900333")
    assert sheet("CARTERA_VENCIDAS", "nadie") == "#N/A"
    assert "«nadie»" in sheet.reason("CARTERA_VENCIDAS", "nadie")
    for called in ("Gemelos", 900333):
        assert sheet("CARTERA_VENCIDAS", called) == "#N/A"
        assert "(códigos G1, G2)" in sheet.reason("CARTERA_VENCIDAS", called)
    assert sheet("CARTERA_VENCIDAS", "  ") == "#N/A"  # nobody, not everybody


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("Acme", "PES"), "«PES» no es una moneda"),
        (("Acme", 170), "«170» no es una moneda"),
        ((True,), "«True» no es un código"),
        ((float("nan"),), "«nan» no es un código"),
        ((Decimal("NaN"),), "«NaN» no es un código"),
        ((Decimal("sNaN"),), "«sNaN» no es un código"),
        ((date(2026, 1, 1),), "no es un código"),
        (((("a",), ("b",)),), "varias celdas"),
    ],
)
def test_an_argument_that_means_nothing_is_a_wrong_value(
    sheet: Sheet, cells: tuple[object, ...], said: str
) -> None:
    assert sheet("CARTERA_VENCIDAS", *cells) == "#VALUE!"
    assert said in sheet.reason("CARTERA_VENCIDAS", *cells)


@pytest.mark.parametrize(
    "corte",
    ["ayer", "2026-02-30", "31/02/2026", 30, -1, 3e6, 1e300, True, None, "", "#N/A"],
)
def test_a_cutoff_date_that_is_none_is_a_wrong_value(
    sheet: Sheet, corte: object
) -> None:
    assert sheet("CARTERA_VENCIDAS", corte=corte) == "#VALUE!"


def test_the_balance_of_a_document_by_its_number_or_its_label(sheet: Sheet) -> None:
    assert sheet("CARTERA_SALDO", "F-1") == 1_190_000
    assert sheet("CARTERA_SALDO", "F-4") == 900  # dollars
    assert sheet("CARTERA_SALDO", "NC-1") == 200_000
    assert sheet("CARTERA_SALDO", "ND 100") == 30_000
    assert sheet("CARTERA_SALDO", "NC 100") == 70_000
    assert sheet("CARTERA_SALDO", "F-1", corte="2026-01-09") == 0  # not yet issued


def test_a_number_of_two_documents_asks_for_the_label(sheet: Sheet) -> None:
    for written in ("100", 100.0):
        assert sheet("CARTERA_SALDO", written) == "#N/A"
        assert "escriba NC 100 o ND 100" in sheet.reason("CARTERA_SALDO", written)
    assert sheet("CARTERA_SALDO", "F-9") == "#N/A"
    assert sheet("CARTERA_SALDO", None) == "#N/A"
    assert sheet("CARTERA_DIAS_MORA", "F-9") == "#N/A"


def test_a_balance_follows_what_was_paid_on_its_day(desk: Desk, sheet: Sheet) -> None:
    paid = ("--factura", "F-1=1190000", "--medio", "PSE", "--fecha", "2026-03-15")
    desk.do("pagar", "--cliente", "Acme", "--valor", 1190000, *paid)
    assert sheet("CARTERA_SALDO", "F-1") == 0
    assert sheet("CARTERA_DIAS_MORA", "F-1") == 0
    assert sheet("CARTERA_SALDO", "F-1", corte="2026-03-14") == 1_190_000
    assert sheet("CARTERA_DIAS_MORA", "F-1", corte="2026-03-14") == 32
    desk.do("anular", "RC-1", "--motivo", "cheque devuelto")
    assert sheet("CARTERA_SALDO", "F-1") == 1_190_000


def test_an_instalment_and_a_void_document_are_found(desk: Desk, sheet: Sheet) -> None:
    rows = "numero;cliente;nit;emision;vence;valor;cuota\n"
    rows += "200;Acme;900111;2026-03-01;2026-03-10;100;1\n"
    rows += "200;Acme;900111;2026-03-01;2026-04-10;300;2\n"
    (desk.folder / "cuotas.csv").write_text(rows, "utf-8")
    desk.do("importar", "cuotas.csv")
    assert sheet("CARTERA_SALDO", "200 (2)") == 300
    assert sheet("CARTERA_SALDO", 200) == 100
    desk.do("deshacer")
    assert sheet("CARTERA_SALDO", "200 (2)") == 0


@pytest.mark.parametrize(
    ("document", "corte", "days"),
    [
        ("F-1", TODAY, 49),
        ("F-1", "2026-02-11", 1),
        ("F-1", "2026-02-10", 0),  # the debtor has the whole day
        ("F-1", "2026-01-15", 0),
        ("NC-1", TODAY, 0),
    ],
)
def test_days_overdue(sheet: Sheet, document: str, corte: str, days: int) -> None:
    assert sheet("CARTERA_DIAS_MORA", document, corte=corte) == days


def test_the_ageing_has_headings_and_adds_up_to_the_indicators(sheet: Sheet) -> None:
    for corte in (TODAY, FEBRUARY):
        for cells in ((), ("Acme",), (None, "USD"), ("Beta", "USD")):
            headings, *rows = sheet("CARTERA_EDADES", *cells, corte=corte)
            assert headings == ["Rango", "Saldo"]
            assert len(rows) == 7
            shown = sheet("CARTERA_POR_VENCER", *cells, corte=corte)
            shown += sheet("CARTERA_VENCIDAS", *cells, corte=corte)
            assert sum(balance for _, balance in rows) == shown
    assert dict(sheet("CARTERA_EDADES"))["31–60"] == 1_190_000


def test_the_statement_has_the_balance_before_and_after(sheet: Sheet) -> None:
    headings, *rows = sheet("CARTERA_ESTADO_CUENTA", "Acme", "2026-02-01", corte=TODAY)
    assert headings[:3] == ["Fecha", "Tipo", "Número"]
    assert headings[-3:] == ["Débito", "Crédito", "Saldo"]
    told = [(row[1], row[2], row[-3], row[-2], row[-1]) for row in rows]
    assert told == [
        ("Saldo anterior", "", "", "", 1_190_000),
        ("Factura", "F-2", 500_000, "", 1_690_000),
        ("Nota crédito", "NC-1", "", 200_000, 1_490_000),
        ("Saldo final", "", "", "", 1_490_000),
        ("Saldo anterior", "", "", "", 0),
        ("Factura", "F-4", 900, "", 900),
        ("Saldo final", "", "", "", 900),
    ]
    assert [row[0] for row in rows[:2]] == [46054, 46063]  # serial numbers
    assert [row[6] for row in rows] == ["COP"] * 4 + ["USD"] * 3


def test_the_statement_takes_the_month_of_its_last_day(sheet: Sheet) -> None:
    [_, opening, *_] = sheet("CARTERA_ESTADO_CUENTA", "Acme")
    assert (opening[0], opening[-1]) == (46082, 1_490_000)  # 1 March
    # The wrapper gives the last day in both places.
    until = (None, "2026-02-28")
    [_, opening, *_] = sheet("CARTERA_ESTADO_CUENTA", "Acme", *until, corte=FEBRUARY)
    assert (opening[0], opening[-1]) == (46054, 1_190_000)


def test_the_statement_of_one_without_documents_is_nothing_twice(
    desk: Desk, sheet: Sheet
) -> None:
    desk.do("clientes", "crear", "N1", "--nombre", "Nueve", "--nit", "9")
    _, before, after = sheet("CARTERA_ESTADO_CUENTA", "Nueve")
    assert (before[1], before[-1], after[1], after[-1]) == (
        *("Saldo anterior", 0),
        *("Saldo final", 0),
    )


def test_a_statement_wants_a_customer_and_a_period(sheet: Sheet) -> None:
    assert sheet("CARTERA_ESTADO_CUENTA", None) == "#N/A"
    assert sheet("CARTERA_ESTADO_CUENTA", "nadie") == "#N/A"
    late = ("Acme", "2026-04-01", TODAY)
    assert sheet("CARTERA_ESTADO_CUENTA", *late) == "#VALUE!"
    assert "termina antes" in sheet.reason("CARTERA_ESTADO_CUENTA", *late)


@pytest.mark.parametrize(
    ("days", "everybody", "acme"),
    [
        (0, 2_520_000, 1_690_000),
        (19, 2_490_000, 1_690_000),
        (21, 1_190_000, 1_190_000),
        ("48", 1_190_000, 1_190_000),
        (48.9, 1_190_000, 1_190_000),
        (49, 0, 0),
        (10_000, 0, 0),
    ],
)
def test_what_is_more_than_so_many_days_overdue(
    sheet: Sheet, days: object, everybody: float, acme: float
) -> None:
    assert sheet("CARTERA_VENCIDAS_MAS_DE", days) == everybody
    assert sheet("CARTERA_VENCIDAS_MAS_DE", days, "Acme") == acme


@pytest.mark.parametrize("days", [None, -1, "treinta", True, 1e9, Decimal("Infinity")])
def test_days_are_a_number(sheet: Sheet, days: object) -> None:
    assert sheet("CARTERA_VENCIDAS_MAS_DE", days) == "#VALUE!"


def test_every_figure_is_that_of_the_command_line(desk: Desk, sheet: Sheet) -> None:
    desk.do("pagar", "--cliente", "Acme", "--valor", 300000.5, "--medio", "PSE")
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "la misma")
    desk.do("aplicar", "--credito", "NC 100", "--factura", "F-2")
    desk.do("deshacer")
    for corte in (TODAY, FEBRUARY, "2026-02-13"):
        for customer in ("Acme", "Beta", "Delta", None):
            one = () if customer is None else ("--cliente", customer)
            told = desk.do("resumen", *one, "--corte", corte)
            for currency, figures in told["monedas"].items():
                asked = (customer, currency)
                for name, key in INDICATORS.items():
                    value = _value(figures[key])
                    assert sheet(name, *asked, corte=corte) == value, (name, asked)
                shown = dict(map(tuple, sheet("CARTERA_EDADES", *asked, corte=corte)))
                for row in figures["edades"]:
                    assert shown[row["rango"]] == _value(row)


def test_the_movements_are_those_of_the_command_line(desk: Desk, sheet: Sheet) -> None:
    desk.do("pagar", "--cliente", "Acme", "--valor", 300000.5, "--medio", "PSE")
    desk.do("clientes", "unir", "Delta", "Acme", "--motivo", "la misma")
    view = ("--vista", "movimientos", "--desde", "2026-01-01")
    for customer in ("Acme", "Delta"):
        told = desk.do("estado-cuenta", customer, *view)["monedas"]
        _, *rows = sheet("CARTERA_ESTADO_CUENTA", customer, "2026-01-01")
        for currency, part in told.items():
            own = [row for row in rows if row[6] == currency]
            balances = [line["saldo"] for line in part["lineas"]]
            expected = [part["apertura"], *balances, part["cierre"]]
            assert [row[-1] for row in own] == [float(text) for text in expected]


def _value(figure: Any) -> float:
    return float(figure["valor"] if isinstance(figure, dict) else figure)
