"""Letters that a person asks for: a quote's follow-up, and a statement by mail."""

from __future__ import annotations

import csv
import email
import email.policy
from typing import TYPE_CHECKING

import pytest

from tests.desk import Desk, open_desk

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

TUESDAY, SUNDAY = "2026-03-31T10:00", "2026-04-05T10:00"
RECORDAR = ("cotizacion", "recordar", "COT-1", "--salida", "correos")


@pytest.fixture
def acme(tmp_path: Path) -> Desk:
    """Acme, a person who may be written to, has a quote."""
    acme = open_desk(tmp_path / "empresa")
    acme.do("clientes", "editar", "Acme", "--correo", "acme@ejemplo.co")
    acme.do("clientes", "autorizar", "Acme", "--constancia", "contrato")
    acme.do(
        *("cotizacion", "crear", "COT-1", "--cliente", "Acme", "--valor", 250_000),
        *("--vence", "2026-04-30", "--concepto", "Tornillos <b>"),
    )
    return acme


def drafts(acme: Desk) -> list[EmailMessage]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((acme.folder / "correos").glob("*.eml"))
    ]


def text_of(draft: EmailMessage) -> str:
    body = draft.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_quotes_follow_up_is_a_draft_and_is_logged(acme: Desk) -> None:
    before = acme.revision
    simulated = acme.type(*RECORDAR, "--simular", today=TUESDAY)
    assert simulated.code == 0, simulated
    assert "acme@ejemplo.co" in simulated.out
    assert (drafts(acme), acme.revision) == ([], before)
    answer = acme.type(*RECORDAR, today=TUESDAY)
    assert (answer.code, "Borrador: " in answer.out) == (0, True)
    [draft] = drafts(acme)
    assert (draft["To"], draft["X-Unsent"]) == ("acme@ejemplo.co", "1")
    assert "COT-1" in draft["Subject"]
    assert "Tornillos <b>: $ 250.000" in text_of(draft)
    html = draft.get_body(("html",))
    assert html is not None
    assert "Tornillos <b>" not in html.get_content()
    notes = acme.ask("SELECT note FROM quote_step ORDER BY id")
    assert ("Se preparó un correo de seguimiento.",) in notes
    assert acme.sound


def test_no_follow_up_on_a_sunday_nor_of_what_was_answered(acme: Desk) -> None:
    before = acme.revision
    sunday = acme.type(*RECORDAR, today=SUNDAY)
    assert (sunday.code, "Ley 2300" in sunday.err) == (1, True)
    assert acme.revision == before
    acme.do("cotizacion", "rechazar", "COT-1")
    answered = acme.type(*RECORDAR, today=TUESDAY)
    assert (answered.code, answered.out) == (1, "")
    acme.do("clientes", "editar", "Acme", "--correo", "")
    assert acme.type(*RECORDAR, today=TUESDAY).code == 1
    assert drafts(acme) == []


STATEMENT = ("estado-cuenta", "Acme", "--borrador", "correos")
ASKED = ("--respuesta-a", "pidió su estado de cuenta")


def test_a_statement_goes_as_a_draft_with_its_pdf(acme: Desk) -> None:
    answer = acme.type(*STATEMENT, *ASKED, "--json", today=SUNDAY)
    assert answer.code == 0, answer
    [draft] = drafts(acme)
    assert answer.json["borrador"].endswith(".eml")
    assert draft["To"] == "acme@ejemplo.co"
    assert "estado de cuenta al 5 de abril de 2026" in draft["Subject"]
    said = text_of(draft)
    assert all(number in said for number in ("F-1", "F-2", "F-4", "NC-1"))
    assert "F-3" not in said  # another's
    [pdf] = draft.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF")
    assert acme.sound
    nobody = acme.type("estado-cuenta", "Beta", "--borrador", "correos")
    assert (nobody.code, "No hay un contacto" in nobody.err) == (1, True)
    for more in (("--pdf", "x.pdf"), ("--hasta", "2026-03-01")):
        assert acme.type(*STATEMENT, *more).code == 2
    assert acme.type("estado-cuenta", "Acme", *ASKED).code == 2


def test_a_statement_that_nobody_asked_for_keeps_to_the_law(acme: Desk) -> None:
    before = acme.revision
    sunday = acme.type(*STATEMENT, today=SUNDAY)
    assert (sunday.code, "Ley 2300" in sunday.err) == (1, True)
    assert (drafts(acme), acme.revision) == ([], before)


@pytest.mark.parametrize("first", [RECORDAR, STATEMENT])
@pytest.mark.parametrize("second", [RECORDAR, STATEMENT, ("recordar",)])
def test_one_letter_a_day_and_none_beside_a_reminder(
    acme: Desk, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    assert acme.type(*first, today=TUESDAY).code == 0
    before = drafts(acme)
    again = acme.type(*second, today=TUESDAY)
    assert "Ya se le contactó hoy" in again.out + again.err
    assert len(drafts(acme)) == len(before) == 1
    assert not list(acme.folder.glob("Recordatorios*/*.eml"))
    assert acme.type("deshacer", "--si").code == 0  # it was not sent after all
    assert acme.type(*second, today=TUESDAY).code == 0
    assert len([*acme.folder.glob("*/*.eml")]) >= 1


def test_no_letter_follows_a_reminder_on_its_day(acme: Desk) -> None:
    assert acme.type("recordar", today=TUESDAY).code == 0
    assert list(acme.folder.glob("Recordatorios*/*.eml"))
    for letter in (RECORDAR, STATEMENT):
        refused = acme.type(*letter, today=TUESDAY)
        assert (refused.code, "Ya se le contactó hoy" in refused.err) == (1, True)
    assert drafts(acme) == []


def test_a_letter_stands_in_the_evidence_by_its_message_id(acme: Desk) -> None:
    acme.type(*RECORDAR, today=TUESDAY)
    acme.type(*STATEMENT, *ASKED, today=TUESDAY)
    file = acme.folder / "contactos.csv"
    acme.do("gestion", "exportar", file)
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text, delimiter=";"))
    quote = next(d for d in drafts(acme) if "COT-1" in str(d["Subject"]))
    assert [(r["Hora"], r["Canal"], r["Motivo"], r["Referencia"]) for r in rows] == [
        ("10:00", "Correo", "cobro", str(quote["Message-ID"])),
        ("10:00", "Correo", "respuesta", ASKED[1]),
    ]


def test_a_key_that_is_known_writes_no_second_letter(acme: Desk) -> None:
    key = ("--clave", "carta-1")
    assert acme.type(*RECORDAR, *key, today=TUESDAY).code == 0
    [path] = (acme.folder / "correos").glob("*.eml")
    path.unlink()
    again = acme.type(*RECORDAR, *key, "--json", today=TUESDAY)
    assert (again.code, again.json["estado"]) == (0, "ya registrado")
    assert drafts(acme) == []
