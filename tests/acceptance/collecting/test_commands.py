"""What is promised of the command line: every command in a process of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.commands import cartera_process
from tests.desk import TODAY
from tests.opened import edited

if TYPE_CHECKING:
    from tests.desk import Desk

PAY = (
    *("pagar", "--cliente", "Acme", "--valor", "1.126.840", "--fecha", "2026-03-15"),
    *("--medio", "Transferencia", "--factura", "F-1=1126840"),
    *("--retefuente", "F-1=25000", "--reteiva", "F-1=28500", "--reteica", "F-1=9660"),
)


def run(desk: Desk, *arguments: object) -> Any:
    """Run a command that must go through; return its JSON."""
    answer = cartera_process(*arguments, "--json", cwd=desk.folder, CARTERA_HOY=TODAY)
    assert (answer.code, answer.err) == (0, ""), answer
    return answer.json


def test_registrar_posts_what_is_typed_in_a_closed_workbook(desk: Desk) -> None:
    run(desk, "actualizar", "Cartera.xlsm", "--corte", TODAY)
    path = desk.folder / "Cartera.xlsm"
    with edited(path) as book:
        sheet = book["Vencidas"]
        top, first, *_ = sheet[sheet.tables["tblVencidas"].ref]
        at = {cell.value: cell.column - 1 for cell in top}
        number = first[at["Factura"]].value
        first[at["Pago"]].value = 1000
    told = run(desk, "registrar", "Cartera.xlsm", "--simular")
    assert (told["estado"], desk.revision) == ("simulado", 1)
    before = desk.balances[number]
    done = run(desk, "registrar", "Cartera.xlsm", "--si")
    assert done["saldos"][0]["documento"] == number
    assert desk.balances[number] == before - 1000_00


def test_pagar_takes_money_and_withholdings_of_a_gross_invoice(desk: Desk) -> None:
    done = run(desk, *PAY)
    assert done["documentos"][0]["numero"] == "RC-1"
    assert done["saldos"][0]["despues"] == "0.00"


def test_pagar_leaves_what_exceeds_the_invoices_as_a_credit(desk: Desk) -> None:
    done = run(desk, *PAY, "--valor", "1.200.000")
    assert done["documentos"][0]["saldo"] == "73160.00"


def test_aplicar_uses_credits_of_one_customer_of_all_or_as_named(desk: Desk) -> None:
    named = ("--credito", "NC-1", "--factura", "F-2", "--valor", "1000")
    for options, invoice in (
        (named, "F-2"),
        (("--cliente", "Acme"), "F-1"),
    ):
        assert run(desk, "aplicar", *options)["saldos"][0]["documento"] == invoice
        run(desk, "deshacer", "--si")
    assert run(desk, "aplicar", "--todos")["saldos"]


def test_desaplicar_takes_one_application_back(desk: Desk) -> None:
    before = desk.balances
    run(desk, "aplicar", "--credito", "NC-1")
    run(desk, "desaplicar", "F-1")
    assert desk.balances == before


def test_devolver_gives_a_credit_back_where_it_is_allowed(desk: Desk) -> None:
    refused = cartera_process("devolver", "NC-1", 5, cwd=desk.folder, CARTERA_HOY=TODAY)
    assert refused.code == 1
    assert "devoluciones.permitidas" in refused.err
    cartera_process("parametros", "devoluciones.permitidas", "sí", cwd=desk.folder)
    assert run(desk, "devolver", "NC-1", 5)["saldos"][0]["despues"] == "199995.00"


def test_anular_takes_a_receipt_out_and_keeps_its_number(desk: Desk) -> None:
    before = desk.balances
    run(desk, *PAY)
    run(desk, "anular", "RC-1", "--motivo", "cheque devuelto")
    assert desk.balances == before
    assert run(desk, *PAY)["documentos"][0]["numero"] == "RC-2"


def test_castigar_gives_an_invoice_up(desk: Desk) -> None:
    loss = ("castigar", "F-3", "--motivo", "insolvencia", "--aprueba", "Gerencia")
    assert run(desk, *loss)["saldos"][0]["despues"] == "0.00"


def test_corregir_enters_a_document_again_and_applies_again(desk: Desk) -> None:
    run(desk, *PAY)
    done = run(desk, "corregir", "F-1", "--valor", 1190001, "--motivo", "mal digitada")
    assert done["documentos"][0]["saldo"] == "1.00"


def test_cerrar_shuts_a_month_and_reopens_it(desk: Desk) -> None:
    run(desk, "cerrar", "2026-02")
    early = (*PAY, "--fecha", "2026-02-15")
    assert cartera_process(*early, cwd=desk.folder, CARTERA_HOY=TODAY).code == 1
    run(desk, "cerrar", "2026-02", "--reabrir", "--motivo", "faltaba un recibo")
    run(desk, *early)


def test_deshacer_reverses_a_batch_and_lotes_lists_it(desk: Desk) -> None:
    before = desk.balances
    lote = run(desk, *PAY)["lote"]
    undone = run(desk, "deshacer", lote, "--si")["lote"]
    assert desk.balances == before
    fates = {batch["lote"]: batch["deshecho_por"] for batch in run(desk, "lotes")}
    assert fates == {1: None, lote: undone, undone: None}


def test_clientes_are_made_changed_joined_and_parted(desk: Desk) -> None:
    run(desk, "clientes", "crear", "C9", "--nombre", "Nueve")
    run(desk, "clientes", "editar", "C9", "--nombre", "Nueve S.A.S.")
    run(desk, "clientes", "unir", "C9", "Acme", "--motivo", "el mismo")
    run(desk, "clientes", "separar", "C9", "--motivo", "no era")
    assert run(desk, "clientes", "ver", "C9")["nombre"] == "Nueve S.A.S."


def test_cotizacion_goes_from_a_quote_to_an_invoice(desk: Desk) -> None:
    for number in ("COT-1", "COT-2"):
        run(
            desk,
            *("cotizacion", "crear", number, "--cliente", "Acme"),
            *("--valor", 900, "--vence", "2026-04-30"),
        )
    run(desk, "cotizacion", "seguir", "COT-1", "--nota", "llamar")
    run(desk, "cotizacion", "aceptar", "COT-1", "--factura", "F-9")
    run(desk, "cotizacion", "rechazar", "COT-2")
    assert desk.balances["F-9"] == 900_00


def test_estado_cuenta_adds_up_and_goes_on_where_it_ended(desk: Desk) -> None:
    run(desk, *PAY)
    periods = []
    for since, until in (("2026-01-01", "2026-02-28"), ("2026-03-01", "2026-03-31")):
        dates = ("--desde", since, "--hasta", until, "--vista", "movimientos")
        periods.append(run(desk, "estado-cuenta", "Acme", *dates)["monedas"]["COP"])
    for period in periods:
        moved = sum(
            Decimal(line["debe"]) - Decimal(line["haber"]) for line in period["lineas"]
        )
        assert Decimal(period["apertura"]) + moved == Decimal(period["cierre"])
    assert periods[0]["cierre"] == periods[1]["apertura"]


def test_every_posting_is_a_batch_with_a_key_a_number_and_balances(
    desk: Desk,
) -> None:
    for n, command in enumerate(
        (
            PAY,
            ("aplicar", "--cliente", "Acme"),
            ("desaplicar", "F-2"),
            ("castigar", "F-3", "--motivo", "x", "--aprueba", "y", "--valor", 5),
            ("corregir", "F-2", "--valor", 500001, "--motivo", "x"),
            ("anular", "RC-1", "--motivo", "x"),
            ("deshacer", "--si"),
        ),
        2,
    ):
        done = run(desk, *command, "--clave", f"k{n}")
        assert (done["lote"], done["clave"]) == (n, f"k{n}")
        assert done["saldos"]
        assert run(desk, *command, "--clave", f"k{n}")["estado"] == "ya registrado"
    assert desk.revision == 8
