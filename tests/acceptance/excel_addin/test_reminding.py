"""The buttons of Recordatorios, pressed on a small company's workbook."""

from __future__ import annotations

import email
import email.policy
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.collecting import small
from tests.acceptance.excel_addin.presser import Presser, seat
from tests.desk import Desk

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc
TUESDAY, SUNDAY = "2026-03-31T10:00", "2026-04-05T10:00"
FOLDER = "Recordatorios 2026-03-31"
SHEET = "Recordatorios"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Acme and Beta may be written to; what they owe is overdue."""
    folder = small.make(tmp_path_factory.mktemp("recordatorios") / "empresa")
    desk = Desk(folder)
    for name in ("acme", "beta"):
        desk.type("clientes", "editar", name, "--correo", f"{name}@ejemplo.co")
        granted = desk.type(
            *("clientes", "autorizar", name),
            *("--constancia", "contrato"),
        )
        assert granted.code == 0, granted
    assert desk.type("actualizar", "Cartera.xlsm").code == 0
    return folder


@pytest.fixture
def at(
    company: Path, calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Presser:
    folder = shutil.copytree(company, tmp_path / "empresa")
    presser = seat(calc, folder, monkeypatch)
    monkeypatch.setenv("CARTERA_HOY", TUESDAY)
    return presser


def drafts(at: Presser) -> dict[str, EmailMessage]:
    found = (
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in (at.folder / FOLDER).glob("*.eml")
    )
    return {str(draft["To"]): draft for draft in found}


def chosen_row(at: Presser) -> int:
    selection: Any = at.calc.app.selection
    return int(selection.row)


def test_a_preview_shows_the_sheet_and_writes_nothing(at: Presser) -> None:
    revision = at.ledger.revision
    assert at.press("preview_reminders") == ""
    assert at.book.sheets.active.name == SHEET
    told = dict(
        zip(at.column(SHEET, "Destinatario"), at.column(SHEET, "Saldo"), strict=True)
    )
    assert told["beta@ejemplo.co"] == 800_000
    assert set(at.column(SHEET, "Envío")) == {"Se envía"}
    assert at.ledger.revision == revision
    assert not (at.folder / FOLDER).exists()


def test_one_question_then_a_draft_for_each_and_the_sheet_says_so(at: Presser) -> None:
    assert "No se escribió" in at.press("send_reminders", "", "no")
    [asked] = at.calc.prompts
    assert asked == (
        "2 recordatorios a 2 clientes por $ 2.100.000 y USD 900,00. ¿Escribirlos como "
        f"borradores en «{FOLDER}», junto al libro?"
    )
    assert not (at.folder / FOLDER).exists()
    said = at.press("send_reminders", "", "yes")
    assert said.startswith(f"2 borradores en {at.folder / FOLDER}.")
    found = drafts(at)
    assert found.keys() == {"acme@ejemplo.co", "beta@ejemplo.co"}
    body = found["beta@ejemplo.co"].get_body(("plain",))
    assert body is not None
    assert "$ 800.000" in body.get_content()
    assert set(at.column(SHEET, "Envío")) == {"Borrador"}
    again = at.press("send_reminders")
    assert again.startswith("Ahora no se le escribe a nadie")
    assert set(at.column(SHEET, "Envío")) == {"No se envía"}
    assert all(at.column(SHEET, "Motivo"))
    assert at.ledger.sound


def test_only_the_marked_customers_are_written_to_and_their_marks_go(
    at: Presser,
) -> None:
    at.cell("Vencidas", "F-3", "Recordar").value = "Sí"
    at.cell("Vencidas", "F-1", "Pago").value = 7
    assert at.press("send_reminders", "", "yes").startswith("1 borrador en")
    assert at.calc.prompts[-1].startswith("1 recordatorio a 1 cliente por $ 800.000.")
    assert drafts(at).keys() == {"beta@ejemplo.co"}
    assert set(at.column("Vencidas", "Recordar")) == {None}
    assert at.cell("Vencidas", "F-1", "Pago").value == 7  # typed, and not asked for
    at.cell("Vencidas", "F-3", "Recordar").value = "tal vez"
    said = at.press("preview_reminders")
    assert said.startswith("!Vencidas, fila")
    assert "en Recordar va «Sí» o nada" in said


def test_on_a_sunday_nobody_is_written_to(
    at: Presser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTERA_HOY", SUNDAY)
    assert at.press("send_reminders").startswith("Ahora no se le escribe a nadie")
    assert any("Ley 2300" in why for why in at.column(SHEET, "Motivo"))
    assert not list(at.folder.glob("Recordatorios*"))


def test_a_step_is_begun_for_the_chosen_invoice_and_posts_nothing(at: Presser) -> None:
    revision = at.ledger.revision
    at.choose("Vencidas", "F-3")
    assert at.press("begin_step") == ""
    assert at.book.sheets.active.name == "Gestiones"
    assert at.column("Gestiones", "De quién")[0] == "900222"
    assert at.column("Gestiones", "Sobre factura")[0] == "F-3"
    row = chosen_row(at)
    at.choose("Clientes", "900111")
    at.press("begin_step")
    assert chosen_row(at) == row + 1  # the first row was taken
    assert at.column("Gestiones", "Sobre factura")[1] is None
    assert at.ledger.revision == revision
    table: Any = at.book.sheets["Gestiones"].tables[0]
    titles = table.header_row_range.value
    for n, text in enumerate(("faltó una caja", "no contesta")):
        table.data_body_range[n, titles.index("Anotar")].value = "Nota"
        table.data_body_range[n, titles.index("Qué pasó")].value = text
    at.press("register", "", "yes")
    assert at.calc.prompts[-1] == "2 gestiones. ¿Registrar?"
    logged = {step["cliente"] for step in at.ledger.do("gestion", "listar")}
    assert logged == {"Acme", "Beta"}
    at.book.sheets["Resumen"].activate()
    assert at.press("begin_step").startswith("!Elija antes")
