"""Each button of the ribbon, pressed on a small company's workbook in LibreOffice."""

from __future__ import annotations

import re
import shutil
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from cartera_xl.excel import ribbon
from cartera_xl.excel.buttons import BOUND
from cartera_xl.excel.buttons.data import NotADateError, typed_day
from cartera_xl.excel.pump import Pump
from cartera_xl.tabs import names
from cartera_xl.tabs.ribbon import BUTTONS, REFRESH_TODAY
from tests.acceptance.collecting import small
from tests.acceptance.excel_addin.presser import Presser, seat
from tests.acceptance.reminders.papers import text_of

if TYPE_CHECKING:
    from tests.calc_office import Calc

NEW = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda
Factura;F-9;=1+1 S.A.S.;00123;2026-03-01;2026-03-30;100000;100000;COP
Factura;F-3;Beta;900222;2026-02-10;2026-03-10;800000;300000;COP
"""


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.make(tmp_path_factory.mktemp("botones") / "empresa")


@pytest.fixture
def at(
    company: Path, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Presser:
    """Sit down at the company's workbook, just refreshed."""
    return seat(calc, shutil.copytree(company, tmp_path / "empresa"), monkeypatch)


def test_every_button_has_its_action() -> None:
    declared = {button.action for button in BUTTONS}
    assert declared | {REFRESH_TODAY} == set(BOUND)


@pytest.mark.parametrize(
    "text", ["31/03/2026", "31-3-2026", " 2026-03-31 ", "31.03.2026"]
)
def test_a_date_is_read_as_people_type_it(text: str) -> None:
    assert str(typed_day(text)) == "2026-03-31"


@pytest.mark.parametrize("text", ["mañana", "31/02/2026", "03/31/2026", "31/03/26", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADateError, match="31/01/2026"):
        typed_day(text)


calc_only = pytest.mark.calc


@calc_only
def test_a_payment_is_proposed_tried_and_registered(at: Presser) -> None:
    at.choose("Vencidas", "F-2")
    said = at.press("fill_payments")
    assert "1 fila quedó llena" in said
    assert "no dice su base gravable" in said
    assert at.cell("Vencidas", "F-2", "Pago").value == 500_000
    assert at.cell("Vencidas", "F-2", "Fecha de pago").value == small.day(2026, 3, 31)
    assert at.cell("Vencidas", "F-1", "Pago").value is None
    revision = at.ledger.revision

    assert at.press("simulate").startswith("Simulación: 1 fila")
    assert at.cell("Vencidas", "F-2", "Estado").value == "✓ 500.000 → 0"
    assert at.ledger.revision == revision

    assert at.press("register", "", "no") == "No se registró nada."
    assert at.ledger.revision == revision

    said = at.press("register", "", "yes")
    assert at.calc.prompts[-1] == "1 pago por $ 500.000. ¿Registrar?"
    assert "Recibo de caja RC-1 por $ 500.000" in said
    assert "Ctrl-Z no lo deshace; Deshacer lote sí" in said
    assert at.ledger.balances.get("F-2") is None
    assert at.column("Vencidas", "Factura") == ["F-1", "F-3", "F-4"]
    assert set(at.column("Vencidas", "Pago")) == {None}
    assert any("~Escribiendo" in told for told in at.progress)
    assert at.press("register") == "No hay nada digitado por registrar."
    assert at.ledger.sound


@calc_only
def test_what_the_ledger_refuses_is_said_on_its_row_and_nothing_moves(
    at: Presser,
) -> None:
    revision = at.ledger.revision
    at.cell("Vencidas", "F-1", "Pago").value = 5_000_000
    at.cell("Vencidas", "F-3", "Pago").value = 100
    said = at.press("register")
    assert said.startswith("!No se registró nada:")
    assert "Vencidas, fila 9: Valor mayor que el saldo de F-1" in said
    assert at.cell("Vencidas", "F-1", "Estado").value.startswith("✗ Valor mayor")
    assert at.cell("Vencidas", "F-1", "Pago").color == (251, 217, 219)
    assert at.cell("Vencidas", "F-3", "Pago").value == 100
    assert at.ledger.revision == revision
    at.cell("Vencidas", "F-1", "Pago").value = None
    at.press("simulate")
    assert at.cell("Vencidas", "F-1", "Estado").value is None
    assert at.cell("Vencidas", "F-1", "Pago").color == (255, 248, 220)


@calc_only
def test_a_workbook_that_fell_behind_posts_nothing(
    at: Presser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ribbon.opened(at.book.fullname) == ""
    at.cell("Vencidas", "F-1", "Pago").value = 1000
    at.ledger.do(
        "pagar",
        "--cliente",
        "Acme",
        "--valor",
        400,
        "--medio",
        "PSE",
        "--factura",
        "F-1=400",
    )
    said = at.press("register")
    assert "El saldo de F-1 cambió: era COP 1.000.000 y ahora es COP 999.600" in said
    at.choose("Vencidas", "F-1")
    assert "F-1 cambió en la cartera" in at.press("apply_credits")
    assert "La cartera cambió" in ribbon.opened(at.book.fullname)
    monkeypatch.setenv("CARTERA_HOY", "2026-04-01")
    late = "El libro está al corte 31/03/2026 y hoy es 01/04/2026"
    assert at.press("register").startswith(f"!{late}")
    assert at.press("fill_payments").startswith(f"!{late}")
    assert ribbon.opened(at.book.fullname).startswith(late)
    assert (
        at.press("refresh_today") == "1 celda digitada sigue en su fila, sin registrar."
    )
    assert ribbon.opened(at.book.fullname) == ""
    assert at.cell("Vencidas", "F-1", "Saldo").value == 999_600
    assert at.cell("Vencidas", "F-1", "Pago").value == 1000
    at.book.names[names.LEDGER_ID].refers_to_range.value = "otra"
    for action in ("refresh", "register", "verify", "statement"):
        assert "otra cartera" in at.press(action)


@calc_only
def test_credits_are_applied_for_a_customer_and_taken_back(at: Presser) -> None:
    at.choose("Clientes", "900111")
    said = at.press("apply_credits", "", "yes")
    assert at.calc.prompts == ["1 aplicación de crédito por $ 200.000. ¿Registrar?"]
    assert "Factura F-1: $ 1.000.000 a $ 800.000" in said
    assert at.cell("Vencidas", "F-1", "Saldo").value == 800_000
    assert "No hay nada que aplicar" in at.press("apply_credits")

    at.choose_movement("Aplicación de crédito", "F-1")
    said = at.press("unapply", "", "yes")
    assert "Desaplicar 1 aplicación" in at.calc.prompts[-1]
    assert "Nota crédito NC-1: $ 0 a $ 200.000" in said
    assert at.ledger.balances["F-1"] == 100_000_000
    assert at.column("Créditos a Favor", "Saldo") == [200_000]
    at.choose_movement("Factura", "F-1")
    assert "no es una aplicación" in at.press("unapply")


@calc_only
def test_chosen_invoices_without_credits_are_passed_over(at: Presser) -> None:
    at.choose("Vencidas", "F-1", "F-4")  # F-3 lies between: Beta has no credit
    at.press("apply_credits", "", "no")
    assert at.calc.prompts == ["1 aplicación de crédito por $ 200.000. ¿Registrar?"]
    for number in ("F-1", "F-2"):
        at.cell("Vencidas", number, "Factura").rows.hidden = True  # as a filter does
    assert "No hay nada que aplicar" in at.press("apply_credits")
    at.book.sheets["Resumen"].activate()
    assert at.press("apply_credits").startswith("!Elija antes una o varias filas")


@calc_only
def test_a_receipt_is_voided_and_a_batch_undone(at: Presser) -> None:
    at.ledger.do(
        "pagar",
        "--cliente",
        "Beta",
        "--valor",
        800000,
        "--medio",
        "PSE",
        "--factura",
        "F-3=800000",
    )
    at.press("refresh")
    at.choose_movement("Pago", "F-3")
    assert "no es un recibo" in at.press("void_receipt", "cheque devuelto")
    at.choose_movement("Recibo de caja", "RC-1")
    said = at.press("void_receipt", "cheque devuelto", "yes")
    assert "el número queda usado" in at.calc.prompts[-1]
    assert "Factura F-3: $ 0 a $ 800.000" in said
    at.choose("Vencidas", "F-1")
    said = at.press("undo", "", "yes")
    assert at.calc.prompts[-1].startswith("Deshacer el lote 3 (anular, ana")
    assert "Ctrl-Z no deshace lo registrado" in at.calc.prompts[-1]
    assert "Factura F-3: $ 800.000 a $ 0" in said
    assert "F-3" not in at.ledger.balances
    assert at.ledger.sound


@calc_only
def test_the_batch_of_a_chosen_movement_is_undone(at: Presser) -> None:
    for invoice, amount in (("F-3", 800_000), ("F-2", 500_000)):
        at.ledger.do(
            *("pagar", "--cliente", "Acme" if invoice == "F-2" else "Beta"),
            *("--valor", amount, "--medio", "PSE", "--factura", f"{invoice}={amount}"),
        )
    at.press("refresh")
    at.choose_movement("Pago", "F-3")
    at.press("undo", "", "no")
    asked = at.calc.prompts[-1]
    assert "y no el último. Deshacer el lote 2 (pagar, ana" in asked
    said = at.press("undo", "", "yes")
    assert "Factura F-3: $ 0 a $ 800.000" in said
    assert "F-2" not in at.ledger.balances
    at.book.sheets["Transacciones"].range("A1:A40").select()
    assert "lotes (" in at.press("undo")
    assert at.ledger.sound


@calc_only
def test_a_refund_needs_its_parameter_and_what_is_typed(at: Presser) -> None:
    at.choose("Créditos a Favor", "NC-1")
    assert "valor a devolver" in at.press("refund_credits")
    at.cell("Créditos a Favor", "NC-1", "Valor a devolver").value = 50_000
    at.cell("Créditos a Favor", "NC-1", "Medio").value = "Transferencia"
    at.cell("Vencidas", "F-1", "Pago").value = 7
    assert "«devoluciones.permitidas»" in at.press("refund_credits")
    at.ledger.type("parametros", "devoluciones.permitidas", "si")
    said = at.press("refund_credits", "", "yes")
    assert at.calc.prompts == ["1 devolución por $ 50.000. ¿Registrar?"]
    assert "Nota crédito NC-1: $ 200.000 a $ 150.000" in said
    assert at.column("Créditos a Favor", "Valor a devolver") == [None]
    assert at.cell("Vencidas", "F-1", "Pago").value == 7  # typed, not asked for


@calc_only
def test_a_file_is_shown_before_it_goes_in(at: Presser) -> None:
    assert at.press("import_confirm").startswith("!No hay una vista previa")
    source = at.folder / "nuevas.csv"
    source.write_text(NEW, "utf-8")
    said = at.press("import_preview", str(source))
    assert "COP 900.000" in said
    assert said.endswith("Revise la hoja y oprima Confirmar importación.")
    assert at.book.sheets.active.name == "Importación"
    assert at.column("Importación", "Qué será") == ["Entra", "Baja el saldo"]
    assert at.column("Importación", "Cliente") == ["=1+1 S.A.S.", "Beta"]
    assert at.column("Importación", "NIT") == ["00123", "900222"]
    assert "F-9" not in at.ledger.balances

    source.write_text(NEW.replace("100000", "999999"), "utf-8")
    assert "cambió desde la vista previa" in at.press("import_confirm")
    source.write_text(NEW, "utf-8")
    said = at.press("import_confirm")
    assert "registrado" in said
    assert at.ledger.balances["F-9"] == 10_000_000
    assert at.ledger.balances["F-3"] == 30_000_000
    assert "=1+1 S.A.S." in at.column("Vencidas", "Cliente")
    assert at.column("Importación", "Número") == [None]
    assert at.press("import_confirm").startswith("!No hay una vista previa")

    source.write_text("nada que ver", "utf-8")
    assert at.press("import_preview", str(source)).startswith("!")
    assert at.press("import_preview", str(at.folder / "no.csv")).startswith("!")


@calc_only
def test_a_statement_is_filled_for_the_chosen_customer(at: Presser) -> None:
    at.choose("Vencidas", "F-3")
    assert at.press("statement") == ""
    sheet = "Estado de Cuenta"
    assert at.book.sheets.active.name == sheet
    assert at.book.sheets[sheet].visible
    assert at.column(sheet, "Tipo") == ["Factura", "Total abierto"]
    assert at.column(sheet, "Saldo") == [800_000] * 2
    named = at.book.names["estado_cliente"].refers_to_range
    assert named.value == "900222 · Beta"
    assert at.press("statement") == ""  # what the sheet shows is understood
    assert named.value == "900222 · Beta"
    at.book.names["estado_cliente"].refers_to_range.value = "Acme"
    at.book.names["estado_desde"].refers_to_range.value = datetime(2026, 1, 1)  # noqa: DTZ001
    at.book.names["estado_vista"].refers_to_range.value = "movimientos"
    assert at.press("statement") == ""
    kinds = ["Saldo anterior", "Factura", "Factura", "Nota crédito", "Saldo final"]
    assert at.column(sheet, "Tipo")[:5] == kinds
    at.ledger.do("gestion", "disputa", "Acme", "--factura", "F-1", "--detalle", "x")
    at.ledger.do("gestion", "promesa", "Acme", "--valor", 9, "--para", "2026-04-10")
    assert at.press("statement") == ""
    told = zip(
        *(at.column(sheet, h) for h in ("Tipo", "Número", "Concepto")), strict=True
    )
    assert [row[1:] for row in told if row[0] == "Pendiente"] == [
        (None, "Promesa de $ 9 para el 10/04/2026: pendiente"),
        ("F-1", "En reclamación desde el 31/03/2026"),
    ]
    at.press("print_documents")
    text = text_of(at.folder / "Documentos" / "Estado de cuenta 900111 Acme.pdf")
    assert "En reclamación desde el 31/03/2026" in text
    assert "Promesa de $ 9 para el 10/04/2026" in text
    at.book.names["estado_cliente"].refers_to_range.value = "Nadie"
    assert "No hay un cliente" in at.press("statement")


@calc_only
def test_chosen_documents_and_the_statement_in_view_are_printed(
    at: Presser, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    folder = at.folder / "Documentos"
    at.choose("Vencidas", "F-2", "F-4")
    between = at.column("Vencidas", "Factura")
    chosen = between[between.index("F-2") : between.index("F-4") + 1]
    said = at.press("print_documents")
    assert said.startswith(f"En {folder}:\n")
    assert sorted(p.name for p in folder.iterdir()) == [
        f"Factura {number}.pdf" for number in sorted(chosen)
    ]
    assert opened.pop() == folder.as_uri()
    assert re.search(r"Valor total\s+500\.000", text_of(folder / "Factura F-2.pdf"))

    at.choose_movement("Nota crédito", "NC-1")
    assert "Nota crédito NC-1: Nota crédito NC-1.pdf" in at.press("print_documents")
    assert opened.pop() == (folder / "Nota crédito NC-1.pdf").as_uri()

    at.choose("Vencidas", "F-3")
    assert at.press("statement") == ""
    assert "Estado de cuenta de Beta" in at.press("print_documents")
    text = text_of(folder / "Estado de cuenta 900222 Beta.pdf")
    assert re.search(r"Total abierto\s+800\.000", text)

    (folder / "Factura F-3.pdf").write_text("mío")
    at.choose("Vencidas", "F-3")
    at.book.sheets["Vencidas"].activate()
    assert "ya existe y no lo hizo" in at.press("print_documents")
    assert (folder / "Factura F-3.pdf").read_text() == "mío"
    at.book.sheets["Clientes"].activate()
    assert at.press("print_documents").startswith("!Elija antes una o varias filas")


@calc_only
def test_the_rows_in_sight_are_exported_and_no_others(at: Presser) -> None:
    path = at.folder / "Documentos" / "Vencidas 2026-03-31.xlsx"
    at.book.sheets["Vencidas"].activate()
    at.cell("Vencidas", "F-3", "Cliente").value = "'=1+1 S.A.S."
    at.cell("Vencidas", "F-2", "Pago").value = 1000
    at.cell("Vencidas", "F-4", "Factura").rows.hidden = True
    assert at.press("export_rows") == f"3 filas de Vencidas en {path}"
    [head, *rows] = load_workbook(path)["Vencidas"].iter_rows(values_only=True)
    found = {row[2]: dict(zip(head, row, strict=True)) for row in rows}
    balances = {number: row["Saldo"] for number, row in found.items()}
    assert balances == {"F-1": 1_000_000, "F-2": 500_000, "F-3": 800_000}
    assert found["F-3"]["Cliente"] == "=1+1 S.A.S."
    assert found["F-2"]["Pago"] == 1000
    assert found["F-1"]["Vence"] == small.day(2026, 2, 10)
    assert "_version" not in head
    assert at.press("export_rows").endswith("Vencidas 2026-03-31 (2).xlsx")
    at.book.sheets["Resumen"].activate()
    assert at.press("export_rows").startswith("!Elija antes")


@calc_only
def test_a_check_tells_a_sound_ledger_and_a_workbook_that_does_not_add_up(
    at: Presser,
) -> None:
    said = at.press("verify")
    assert said.startswith("Bien: La cartera está íntegra")
    assert "El libro suma lo mismo" in said
    at.cell("Vencidas", "F-1", "Saldo").value = 1
    assert "Falla: El libro suma" in at.press("verify")


@calc_only
def test_another_cutoff_date_shows_that_day_and_posts_nothing(at: Presser) -> None:
    assert at.press("set_corte", "ayer").startswith("!«ayer» no es una fecha")
    assert at.press("set_corte", "01/03/2026") == ""  # nobody painted anything
    assert at.column("Vencidas", "Factura") == ["F-1"]
    assert sorted(at.column("Por Vencer", "Factura")) == ["F-2", "F-3", "F-4"]
    assert at.book.names["Corte"].refers_to_range.value == small.day(2026, 3, 1)
    assert "al corte 01/03/2026" in at.press("register")


@calc_only
def test_on_macos_the_action_runs_where_it_is_called(
    at: Presser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ribbon, "_PUMP", Pump(turn=0.01))
    at.book.set_mock_caller()
    ribbon.run_here("verify", "")
    assert at.calc.prompts[-1].startswith("Bien: La cartera está íntegra")
    assert at.calc.said
    assert at.calc.app.status_bar is False


@calc_only
def test_the_diagnosis_says_what_fails_and_where_the_whole_report_is(
    at: Presser,
) -> None:
    said = at.press("diagnose")
    path = Path(said[said.index("«") + 1 : said.index("»")])
    report = path.read_text("utf-8")
    assert path.is_relative_to(at.folder)
    assert "Python  " in report
    assert "xlwings  " in report
    assert ("No se encontró ninguna falla." in report) is said.startswith("Sin fallas")


@calc_only
def test_a_workbook_that_is_not_open_and_an_unknown_button_are_said(
    at: Presser,
) -> None:
    assert "ábralo y repita" in ribbon.start("refresh", "", "/no/hay/Otro.xlsm")
    assert "otra versión" in at.press("volar")


def test_the_manual_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    from cartera_xl.excel.buttons.reports import manual_path

    seen: list[str] = []
    monkeypatch.setattr(webbrowser, "open", seen.append)
    from cartera_xl.excel.buttons import work_of

    assert work_of("manual")(None) == ""  # type: ignore[arg-type]  # asks for nothing
    assert seen == [manual_path().as_uri()]
