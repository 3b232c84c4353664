"""Withholdings that are worked out: proposed by pagar, and explained where typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.desk import TODAY
from tests.opened import edited, opened

if TYPE_CHECKING:
    from tests.desk import Desk

FILE = """tipo;numero;cliente;nit;emision;vence;base;iva;valor
Factura;P-1;Acme;900111;2026-01-05;2026-02-05;1000000;190000;1190000
Factura;P-2;Acme;900111;2026-01-20;2026-02-20;500000;95000;595000
Factura;P-3;Acme;900111;2026-01-25;2026-02-25;;;595000
"""
MONEY = ("--medio", "Transferencia")
PAY = ("pagar", "--cliente", "900111", "--fecha", "2026-03-15", "--proponer")
WORKED = {"retefuente": "25000.00", "reteiva": "28500.00", "reteica": "9660.00"}


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk with a customer that withholds, rates, and invoices with their base."""
    source = desk.folder / "facturas.csv"
    source.write_text(FILE, "utf-8")
    desk.do("importar", source)
    for tax, rate, *town in (
        ("retefuente", "2,5%"),
        ("reteiva", "15%"),
        ("reteica", "9,66‰", "--municipio", "Bogotá"),
    ):
        dated = ("--desde", "2026-01-01", *town)
        desk.do("tarifas", "agregar", tax, "servicios", rate, *dated)
        desk.do("clientes", "retiene", "900111", tax, "servicios", *town)
    return desk


def values(done: Any) -> dict[str, str]:
    return {kept["retencion"]: kept["valor"] for kept in done["retenciones"]}


def left(done: Any) -> dict[str, str]:
    return {moved["documento"]: moved["despues"] for moved in done["saldos"]}


def test_the_worked_example_is_one_command(office: Desk) -> None:
    done = office.do(*PAY, "--valor", "1.126.840", *MONEY, "--factura", "P-1")
    assert (values(done), done["avisos"]) == (WORKED, [])
    assert left(done) == {"P-1": "0.00"}
    assert done["documentos"][0]["valor"] == "1126840.00"
    sql = """SELECT w.base, w.rate, w.town, a.amount FROM withholding w
             JOIN application a ON a.id = w.application_id ORDER BY w.id"""
    assert office.ask(sql) == [
        (1_000_000_00, 25_000, "", 25_000_00),
        (190_000_00, 150_000, "", 28_500_00),
        (1_000_000_00, 9_660, "Bogotá", 9_660_00),
    ]
    assert office.sound


def test_a_simulation_shows_each_line_and_posts_nothing(office: Desk) -> None:
    before = office.revision
    told = office.type(*PAY, "--factura", "P-1", "--simular").out.splitlines()
    assert told[:5] == [
        "Simulación: no se registró nada.",
        "Retefuente servicios de P-1: 2,5 % de $ 1.000.000 = $ 25.000",
        "ReteIVA servicios de P-1: 15 % de $ 190.000 = $ 28.500",
        "ReteICA servicios Bogotá de P-1: 0,966 % de $ 1.000.000 = $ 9.660",
        "Recibo de caja RC-1 por $ 1.126.840",
    ]
    assert office.revision == before


def test_what_is_typed_wins_and_zero_takes_one_out(office: Desk) -> None:
    typed = ("--retefuente", "P-1=20000", "--reteica", "P-1=0")
    done = office.do(*PAY, *MONEY, "--factura", "P-1", *typed)
    assert values(done) == {"reteiva": "28500.00", "retefuente": "20000.00"}
    assert done["documentos"][0]["valor"] == "1141500.00"
    assert left(done) == {"P-1": "0.00"}


def test_money_without_a_name_pays_the_oldest_net_and_the_next(office: Desk) -> None:
    gross = ("pagar", "--cliente", "900111", "--factura", "F-1=1190000")
    office.do(*gross, "--valor", "1190000", *MONEY)
    done = office.do(*PAY, "--valor", "1.408.550", *MONEY)
    assert left(done) == {"P-1": "0.00", "P-2": "297500.00"}
    p2 = [k["valor"] for k in done["retenciones"] if k["factura"] == "P-2"]
    assert p2 == ["6250.00", "7125.00", "2415.00"]
    assert done["avisos"] == [
        "P-2: el neto de todo el saldo es COP 563.420 y se le abonan COP 281.710: "
        "queda un saldo de COP 297.500."
    ]


def test_a_part_is_the_same_rate_of_its_part_of_the_base(office: Desk) -> None:
    office.do(*PAY, *MONEY, "--valor", "563420", "--factura", "P-1")
    rest = office.do(*PAY, *MONEY, "--factura", "P-1")
    assert values(rest) == {
        "retefuente": "12500.00",
        "reteiva": "14250.00",
        "reteica": "4830.00",
    }
    assert left(rest) == {"P-1": "0.00"}


def test_the_parameters_decide_the_share_and_the_rounding(office: Desk) -> None:
    part = (*PAY, *MONEY, "--valor", "100.000", "--factura", "P-1", "--simular")
    assert values(office.do(*part))["retefuente"] == "2219.00"
    assert office.type("parametros", "retenciones.redondeo", "centavo").code == 0
    assert values(office.do(*part))["retefuente"] == "2218.59"
    assert office.type("parametros", "retenciones.reparto", "primer-pago").code == 0
    assert values(office.do(*part)) == WORKED


def test_a_net_that_exceeds_the_balance_is_said_and_kept_or_refused(
    office: Desk,
) -> None:
    more = office.do(*PAY, *MONEY, "--valor", "1.130.000", "--factura", "P-1")
    assert more["avisos"] == [
        "Del dinero sobran COP 3.160, que quedan a favor del cliente."
    ]
    assert more["documentos"][0]["saldo"] == "3160.00"
    over = ("--valor", "600.000", "--factura", "P-2=600000")
    refused = office.type(*PAY, *MONEY, *over)
    assert refused.code == 1
    assert "P-2: el neto de todo el saldo es COP 563.420" in refused.err
    assert "sobran COP 36.580." in refused.err


def test_an_invoice_without_a_base_is_paid_gross_and_that_is_said(office: Desk) -> None:
    done = office.do(*PAY, *MONEY, "--factura", "P-3")
    assert done["documentos"][0]["valor"] == "595000.00"
    [note] = done["avisos"]
    assert note == "P-3: No se proponen retenciones: el documento no dice su base " + (
        "gravable."
    )


def test_money_for_an_invoice_that_is_settled_pays_no_other(office: Desk) -> None:
    office.do(*PAY, *MONEY, "--factura", "P-1")
    again = office.do(*PAY, *MONEY, "--valor", "50000", "--factura", "P-1")
    assert (again["saldos"], again["documentos"][0]["saldo"]) == ([], "50000.00")


def test_the_same_key_posts_a_proposal_once(office: Desk) -> None:
    pay = (*PAY, *MONEY, "--factura", "P-1", "--clave", "k")
    first = office.do(*pay)
    assert office.do(*pay)["estado"] == "ya registrado"
    assert office.do("deshacer", str(first["lote"]), "--si")["estado"] == "registrado"
    assert office.sound


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ((), "Falta --valor o --factura."),
        (("--factura", "P-1"), "Falta --medio."),
        (("--factura", "P-1", "--medio", "Cheque=5"), "Falta --valor."),
    ],
)
def test_what_is_missing_is_one_sentence(
    office: Desk, typed: tuple[str, ...], sentence: str
) -> None:
    answer = office.type(*PAY, *typed)
    assert answer.code == 2
    assert answer.err.startswith(sentence)


def test_an_invoice_without_a_value_goes_with_proposals_only(office: Desk) -> None:
    pay = [option for option in PAY if option != "--proponer"]
    answer = office.type(*pay, "--valor", "5", *MONEY, "--factura", "P-1")
    assert answer.code == 2
    assert "«P-1» no es FACTURA=VALOR; sin valor solo va con --proponer." in answer.err


def origins(desk: Desk) -> list[Any]:
    sql = """SELECT a.use, w.base, w.rate, w.town FROM withholding w
             JOIN application a ON a.id = w.application_id ORDER BY w.id"""
    return desk.ask(sql)


def test_a_typed_withholding_gets_base_rate_and_town(office: Desk) -> None:
    pay = [option for option in PAY if option != "--proponer"]
    typed = ("--retefuente", "P-1=25.001", "--reteica", "P-1=9.660")
    office.do(*pay, "--valor", "1000000", *MONEY, "--factura", "P-1=1000000", *typed)
    gross = ("--retefuente", "P-2=17.500", "--reteiva", "P-3=1000")
    office.do(*pay, "--valor", "500000", *MONEY, "--factura", "P-2=500000", *gross)
    assert origins(office)[0] == ("retefuente", 1_000_000_00, 25_000, "")
    assert origins(office)[1] == ("reteica", 1_000_000_00, 9_660, "Bogotá")
    use, base, rate, _ = origins(office)[2]
    assert (use, round(base * rate / 1_000_000, -2)) == ("retefuente", 17_500_00)
    assert origins(office)[3] == ("reteiva", None, None, "")


def test_so_does_one_that_is_typed_in_the_workbook_and_the_sheet_shows_it(
    office: Desk,
) -> None:
    office.do("actualizar", "Cartera.xlsm", "--corte", TODAY)
    path = office.folder / "Cartera.xlsm"
    with edited(path) as book:
        sheet = book["Vencidas"]
        top, *rows = sheet[sheet.tables["tblVencidas"].ref]
        at = {cell.value: cell.column - 1 for cell in top}
        [row] = [row for row in rows if row[at["Factura"]].value == "P-1"]
        row[at["Pago"]].value = 1_155_340
        row[at["Retefuente"]].value = 25_000
        row[at["ReteICA"]].value = 9_660
    office.do("registrar", "Cartera.xlsm", "--si")
    shown: Any = opened(path)["Retenciones"]
    top, *rows = shown[shown.tables["tblRetenciones"].ref]
    names = [cell.value for cell in top]
    found = [dict(zip(names, (c.value for c in row), strict=True)) for row in rows]
    assert {f["Tipo"]: (f["Base"], f["Tarifa"], f["Municipio"]) for f in found} == {
        "Retefuente": (1_000_000, 0.025, None),
        "ReteICA": (1_000_000, 0.00966, "Bogotá"),
    }
