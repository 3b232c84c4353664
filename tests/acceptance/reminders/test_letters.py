"""Letters that a person asks for: a quote's follow-up, and a statement by mail."""

from __future__ import annotations

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
def desk(tmp_path: Path) -> Desk:
    """Acme, a person who may be written to, has a quote."""
    desk = open_desk(tmp_path / "empresa")
    desk.do("clientes", "editar", "Acme", "--correo", "acme@ejemplo.co")
    desk.do("clientes", "autorizar", "Acme", "--constancia", "contrato")
    desk.do(
        *("cotizacion", "crear", "COT-1", "--cliente", "Acme", "--valor", 250_000),
        *("--vence", "2026-04-30", "--concepto", "Tornillos <b>"),
    )
    return desk


def drafts(desk: Desk) -> list[EmailMessage]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((desk.folder / "correos").glob("*.eml"))
    ]


def text_of(draft: EmailMessage) -> str:
    body = draft.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_quotes_follow_up_is_a_draft_and_is_logged(desk: Desk) -> None:
    before = desk.revision
    simulated = desk.type(*RECORDAR, "--simular", today=TUESDAY)
    assert simulated.code == 0, simulated
    assert "acme@ejemplo.co" in simulated.out
    assert (drafts(desk), desk.revision) == ([], before)
    for _ in range(2):  # asked again, it is the same file
        answer = desk.type(*RECORDAR, today=TUESDAY)
        assert answer.code == 0, answer
        assert "Borrador para acme@ejemplo.co" in answer.out
    [draft] = drafts(desk)
    assert (draft["To"], draft["X-Unsent"]) == ("acme@ejemplo.co", "1")
    assert "COT-1" in draft["Subject"]
    assert "Tornillos <b>: $ 250.000" in text_of(draft)
    html = draft.get_body(("html",))
    assert html is not None
    assert "Tornillos <b>" not in html.get_content()
    notes = desk.ask("SELECT note FROM quote_step ORDER BY id")
    assert ("Se preparó un correo de seguimiento.",) in notes
    assert desk.sound


def test_no_follow_up_on_a_sunday_nor_of_what_was_answered(desk: Desk) -> None:
    before = desk.revision
    sunday = desk.type(*RECORDAR, today=SUNDAY)
    assert (sunday.code, "Ley 2300" in sunday.err) == (1, True)
    assert desk.revision == before
    desk.do("cotizacion", "rechazar", "COT-1")
    answered = desk.type(*RECORDAR, today=TUESDAY)
    assert (answered.code, answered.out) == (1, "")
    desk.do("clientes", "editar", "Acme", "--correo", "")
    assert desk.type(*RECORDAR, today=TUESDAY).code == 1
    assert drafts(desk) == []


def test_a_statement_goes_as_a_draft_with_its_pdf(desk: Desk) -> None:
    asked = ("estado-cuenta", "Acme", "--borrador", "correos")
    before = desk.revision
    answer = desk.type(*asked, today=SUNDAY)  # the customer asked for it
    assert answer.code == 0, answer
    [draft] = drafts(desk)
    assert draft["To"] == "acme@ejemplo.co"
    assert "estado de cuenta al 5 de abril de 2026" in draft["Subject"]
    said = text_of(draft)
    assert all(number in said for number in ("F-1", "F-2", "F-4", "NC-1"))
    assert "F-3" not in said  # another's
    [pdf] = draft.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF")
    assert desk.revision == before
    nobody = desk.type("estado-cuenta", "Beta", "--borrador", "correos")
    assert (nobody.code, "No hay un contacto" in nobody.err) == (1, True)
    for more in (("--pdf", "x.pdf"), ("--hasta", "2026-03-01")):
        assert desk.type(*asked, *more).code == 2
