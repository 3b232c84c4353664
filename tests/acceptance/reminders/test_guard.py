"""Ley 2300 of 2023 at the terminal: consent with evidence, hours, and the log."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

# The desk's clock stands at midnight: whoever may be written to, may so at seven.
MIDNIGHT = "outside_hours"
CONTRACT = ("--constancia", "contrato 12, cláusula 5")


@pytest.fixture
def reached(desk: Desk) -> Desk:
    """A desk whose customers have an address or a number."""
    for name in ("Acme", "Beta"):
        desk.do(
            *("clientes", "editar", name, "--correo", f"{name.lower()}@example.com"),
            *("--telefono", "+57 300 555 0001"),
        )
    return desk


def consents(desk: Desk) -> list[Any]:
    return desk.ask(
        "SELECT channel, authorized, evidence, opted_out FROM contact ORDER BY id"
    )


def may(desk: Desk, customer: str = "Acme", *options: str) -> Any:
    return desk.type("gestion", "puede", customer, *options, "--json").json


def test_a_company_attests_for_all_its_customers_at_once(reached: Desk) -> None:
    asked = ("clientes", "autorizar", "--todos", "--canal", "correo", *CONTRACT)
    assert reached.do(*asked, "--simular")["avisos"] == ["2 contactos marcados."]
    assert [row[1] for row in consents(reached)] == [None] * 4
    reached.do(*asked)
    told = {(c[0], c[1], c[2]) for c in consents(reached)}
    assert told == {
        ("email", "2026-03-31", "contrato 12, cláusula 5"),
        ("phone", None, ""),
    }
    [refused] = [reached.type(*asked)]
    assert (refused.code, "ya está registrado" in refused.err) == (1, True)


def test_without_evidence_nothing_is_authorised(reached: Desk) -> None:
    answer = reached.type("clientes", "autorizar", "Acme", "--json")
    assert answer.json["motivos"][0]["codigo"] == "evidence_missing"
    assert all(row[1] is None for row in consents(reached))


def test_who_opted_out_stays_out_in_bulk_and_comes_back_by_name(reached: Desk) -> None:
    reached.do("clientes", "no-contactar", "Acme", "--canal", "correo")
    reached.do("clientes", "autorizar", "--todos", *CONTRACT)
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == "opted_out"
    reached.do("clientes", "autorizar", "Acme", *CONTRACT)
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == MIDNIGHT


def test_another_address_is_not_authorised_by_the_old_ones_word(reached: Desk) -> None:
    reached.do("clientes", "autorizar", "Acme", *CONTRACT)
    reached.do("clientes", "editar", "Acme", "--correo", "otro@example.com")
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == "unauthorized"


def test_who_said_no_is_not_asked_again_at_another_address(reached: Desk) -> None:
    reached.do("clientes", "no-contactar", "Acme", "--canal", "correo")
    reached.do("clientes", "editar", "Acme", "--correo", "otro@example.com")
    reached.do("clientes", "autorizar", "--todos", *CONTRACT)
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == "opted_out"


def test_references_are_not_kept(reached: Desk) -> None:
    asked = ("clientes", "contacto", "Acme", "+57 301", "--canal", "telefono")
    answer = reached.type(*asked, "--tipo", "referencia", "--json")
    assert answer.json["motivos"][0]["codigo"] == "reference_refused"
    reached.do(*asked, "--tipo", "codeudor")
    assert reached.ask("SELECT kind FROM contact WHERE value = '+57 301'") == [
        ("codeudor",)
    ]


def test_a_co_debtors_address_never_takes_the_debtors_place(reached: Desk) -> None:
    reached.do("clientes", "contacto", "Acme", "aval@example.com", "--tipo", "codeudor")
    reached.do("clientes", "editar", "Acme", "--correo", "nuevo@example.com")
    found = reached.ask("SELECT kind, value FROM contact WHERE channel = 'email'")
    assert ("codeudor", "aval@example.com") in found
    assert ("deudor", "nuevo@example.com") in found


def test_own_hours_need_evidence_and_are_kept_to(reached: Desk) -> None:
    reached.do("clientes", "autorizar", "Acme", *CONTRACT)
    asked = ("clientes", "horas", "Acme", "lun-vie 14:00-18:00")
    assert reached.type(*asked).code == 1
    assert (
        reached.type("clientes", "horas", "Acme", "por la tarde", *CONTRACT).code == 2
    )
    reached.do(*asked, *CONTRACT)
    told = may(reached, "Acme", "--canal", "correo")
    assert (told["motivo"], told["desde"][:16]) == ("own_hours", "2026-03-31T14:00")
    reached.do("clientes", "horas", "Acme")
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == MIDNIGHT


def test_after_a_call_the_day_is_taken_and_the_week_for_other_channels(
    reached: Desk,
) -> None:
    for channel in ("correo", "telefono"):
        reached.do("clientes", "autorizar", "Acme", "--canal", channel, *CONTRACT)
    call = ("gestion", "llamada", "Acme", "--hora", "10:00", "--fecha", "2026-03-30")
    assert "avisos" in reached.do(*call)
    assert may(reached, "Acme", "--canal", "correo")["motivo"] == "other_channel"
    reached.do("gestion", "llamada", "Acme", "--hora", "08:00")
    told = may(reached)
    assert (told["motivo"], told["desde"][:10]) == ("same_day", "2026-04-01")


def test_a_reminder_takes_the_day_and_the_week_from_calls(reached: Desk) -> None:
    for channel in ("correo", "telefono"):
        reached.do("clientes", "autorizar", "Acme", "--canal", channel, *CONTRACT)
    morning, noon = "2026-03-31T10:00", "2026-03-31T12:00"
    assert reached.type("recordar", today=morning).code == 0
    may_call = ("gestion", "puede", "Acme", "--canal", "telefono", "--json")
    told = reached.type(*may_call, today=noon)
    assert (told.code, told.json["motivo"]) == (1, "same_day")
    told = reached.type(*may_call, today="2026-04-01T10:00")
    assert (told.json["motivo"], told.json["desde"][:10]) == (
        *("other_channel", "2026-04-06"),
    )
    call = reached.type("gestion", "llamada", "Acme", "--hora", "11:00", today=noon)
    assert "Atención: Ya se le contactó hoy" in call.out


def test_a_week_does_not_begin_anew_with_a_month(reached: Desk) -> None:
    reached.do("clientes", "autorizar", "Acme", *CONTRACT)
    reached.do("gestion", "llamada", "Acme", "--hora", "10:00")
    wednesday = ("--canal", "correo", "--hora", "10:00", "--fecha", "2026-04-01")
    done = reached.type("gestion", "llamada", "Acme", *wednesday, today="2026-04-01")
    assert "por otro canal" in done.out


def test_a_call_against_the_law_is_logged_and_said_to_be(reached: Desk) -> None:
    since = ("--fecha", "2026-01-01")
    phone = ("clientes", "autorizar", "Acme", "--canal", "telefono")
    reached.do(*phone, *CONTRACT, *since)
    sunday = ("--fecha", "2026-03-29", "--hora", "11:00")
    done = reached.do("gestion", "llamada", "Acme", *sunday)
    assert any("fuera de las horas" in note for note in done["avisos"])
    assert reached.ask("SELECT day, time FROM contact_made") == [
        ("2026-03-29", "11:00")
    ]


def test_what_the_person_asked_for_is_no_collecting(reached: Desk) -> None:
    reached.do("clientes", "autorizar", "Acme", "--canal", "telefono", *CONTRACT)
    answer = ("--respuesta-a", "pidió el estado de cuenta", "--contesto")
    reached.do("gestion", "llamada", "Acme", "--hora", "08:00", *answer)
    assert may(reached)["motivo"] != "same_day"


def test_a_business_is_only_bound_by_its_own_no(reached: Desk) -> None:
    reached.do("clientes", "editar", "Acme", "--empresa")
    assert may(reached)["puede"]
    reached.do("clientes", "no-contactar", "Acme", "--canal", "telefono")
    assert may(reached)["motivo"] == "opted_out"


def test_the_company_edits_the_holidays_and_the_reading_of_the_law(
    reached: Desk,
) -> None:
    reached.do("clientes", "autorizar", "Acme", "--canal", "telefono", *CONTRACT)
    reached.do("gestion", "llamada", "Acme", "--hora", "08:00")
    assert reached.type("parametros", "ley2300.conteo", "doble-via").code == 0
    assert may(reached)["desde"][:10] == "2026-03-31"
    assert reached.type("parametros", "festivos.agregados", "2026-03-31").code == 0
    assert may(reached)["desde"][:10] == "2026-04-01"


HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture
def logged(reached: Desk) -> Desk:
    reached.do("clientes", "autorizar", "Acme", "--canal", "telefono", *CONTRACT)
    reached.do("gestion", "llamada", "Acme", "--hora", "09:30", "--contesto")
    reached.do(
        *("gestion", "llamada", "Beta", "--hora", "09:40"),
        *("--respuesta-a", HOSTILE, "--fecha", "2026-03-30"),
    )
    return reached


def test_the_log_of_contacts_is_exported_with_the_consent_behind_it(
    logged: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "contactos.csv"
    assert logged.do("gestion", "exportar", file)["contactos"] == 2
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text, delimiter=";"))
    acme = next(row for row in rows if row["Cliente"] == "Acme")
    assert (acme["Fecha"], acme["Hora"], acme["Contestó"]) == (
        *("31/03/2026", "09:30", "Sí"),
    )
    assert (acme["Dato"], acme["Constancia"]) == (
        *("'+57 300 555 0001", "contrato 12, cláusula 5"),
    )
    assert acme["Registró"] == "ana"
    beta = next(row for row in rows if row["Cliente"] == "Beta")
    assert (beta["Motivo"], beta["Referencia"]) == ("respuesta", f"'{HOSTILE}")


def test_in_excel_no_text_of_the_log_is_a_formula(logged: Desk, tmp_path: Path) -> None:
    file = tmp_path / "contactos.xlsx"
    options = ("--desde", "2026-03-30", "--hasta", "2026-03-30", "--cliente", "Beta")
    assert logged.do("gestion", "exportar", file, *options)["contactos"] == 1
    sheet: Any = load_workbook(file).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert HOSTILE in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("name", ["contactos.csv", "contactos.txt"])
def test_nothing_is_written_over_or_under_another_ending(
    logged: Desk, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    if name.endswith("csv"):
        file.write_text("mío", "utf-8")
    answer = logged.type("gestion", "exportar", file)
    assert (answer.code, "No se escribió" in answer.err) == (2, True)
    assert not file.exists() or file.read_text("utf-8") == "mío"


def test_an_erased_contact_stays_in_the_log_without_its_number(
    logged: Desk, tmp_path: Path
) -> None:
    logged.do("clientes", "editar", "Acme", "--telefono", "")
    file = tmp_path / "contactos.csv"
    logged.do("gestion", "exportar", file, "--cliente", "Acme")
    assert "(borrado)" in file.read_text("utf-8-sig")
    assert logged.sound


def test_the_audit_knows_contacts_by_their_number_alone(logged: Desk) -> None:
    bodies = " ".join(row[0] for row in logged.ask("SELECT body FROM audit"))
    for personal in ("acme@example.com", "+57 300", "contrato 12"):
        assert personal not in bodies
