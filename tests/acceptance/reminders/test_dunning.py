"""Whom a run would write to, as the ledger stands: read, decided, nothing sent."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.actions import reminder_facts
from cartera_xl.actions.choices import choices
from cartera_xl.ledger.dunning import Plan, Reason, plan
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store import Store

if TYPE_CHECKING:
    from tests.desk import Desk

TUESDAY = "2026-03-31T10:00"


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A desk whose three customers authorised their addresses."""
    for name in ("Acme", "Beta", "Delta"):
        address = f"{name.lower()}@example.com"
        desk.do("clientes", "editar", name, "--correo", address)
    desk.do(
        *("clientes", "autorizar", "--todos", "--constancia", "contratos"),
        *("--fecha", "2026-01-01"),
    )
    return desk


def run(desk: Desk, moment: str = TUESDAY) -> Plan:
    at = datetime.fromisoformat(moment).replace(tzinfo=BOGOTA)
    with Store.open(desk.ledger) as store, store.reading() as ledger:
        facts = reminder_facts.read(ledger, at)
        return plan(facts, at, reminder_facts.policy(choices(ledger)))


def reminded(found: Plan) -> dict[str, str]:
    return {reminder.name: reminder.level.key for reminder in found.reminders}


def why(found: Plan) -> dict[str, Reason]:
    return {skipped.name: skipped.reason for skipped in found.skipped}


def test_one_message_per_customer_with_its_balances_and_its_credits(
    ready: Desk,
) -> None:
    ready.do(
        *("pagar", "--cliente", "Acme", "--factura", "F-1=190000"),
        *("--valor", "190000", "--medio", "Efectivo"),
    )
    found = run(ready)
    assert reminded(found) == {"Acme": "nivel-2", "Beta": "nivel-1"}
    acme = next(r for r in found.reminders if r.name == "Acme")
    told: dict[str, Any] = {
        part.currency: ({v.number: v.balance for v in part.lines}, part.net)
        for part in acme.sections
    }
    assert told == {
        "COP": ({"F-1": 1_000_000_00, "F-2": 500_000_00}, 1_300_000_00),
        "USD": ({"F-4": 900_00}, 900_00),
    }
    assert why(found) == {"Delta": Reason.PAID}


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("clientes", "editar", "Beta", "--excluir"), Reason.EXCLUDED),
        (("clientes", "no-contactar", "Beta"), Reason.OPTED_OUT),
        (("clientes", "editar", "Beta", "--correo", ""), Reason.NO_ADDRESS),
        (("clientes", "editar", "Beta", "--correo", "b@x.co"), Reason.UNAUTHORIZED),
        (("gestion", "disputa", "Beta", "--detalle", "faltó una"), Reason.DISPUTED),
        (
            ("gestion", "promesa", "Beta", "--valor", "9", "--para", "2026-04-02"),
            Reason.PROMISED,
        ),
        (("gestion", "llamada", "Beta", "--hora", "08:00"), Reason.SAME_DAY),
        (
            ("gestion", "llamada", "Beta", "--hora", "08:00", "--fecha", "2026-03-30"),
            Reason.OTHER_CHANNEL,
        ),
        (
            *[("pagar", "--cliente", "Beta", "--valor", "830000", "--medio", "PSE")],
            Reason.PAID,
        ),
    ],
)
def test_what_a_person_logs_keeps_a_reminder_back(
    ready: Desk, command: tuple[str, ...], reason: Reason
) -> None:
    assert "Beta" in reminded(run(ready))
    ready.do(*command)
    assert why(run(ready))["Beta"] is reason


def test_on_a_sunday_and_at_night_nobody_is_written_to(ready: Desk) -> None:
    for moment in ("2026-03-29T10:00", "2026-03-31T19:00", "2026-04-03T10:00"):
        found = run(ready, moment)
        assert found.reminders == ()
        assert why(found)["Acme"] is Reason.OUTSIDE_HOURS


def test_a_reminder_resumes_when_the_promise_breaks_or_the_dispute_is_resolved(
    ready: Desk,
) -> None:
    ready.do("gestion", "promesa", "Acme", "--valor", "9", "--para", "2026-04-06")
    ready.do("gestion", "disputa", "Beta", "--detalle", "faltó una caja")
    assert reminded(run(ready)) == {}
    assert reminded(run(ready, "2026-04-06T10:00")) == {}
    assert reminded(run(ready, "2026-04-07T10:00")) == {"Acme": "nivel-2"}
    [(dispute,)] = ready.ask("SELECT id FROM event WHERE kind = 'dispute'")
    ready.do("gestion", "cerrar", dispute, "--detalle", "se mandó")
    assert "Beta" in reminded(run(ready))


def test_what_was_logged_by_mistake_is_undone_and_keeps_nothing_back(
    ready: Desk,
) -> None:
    ready.do("gestion", "promesa", "Acme", "--valor", "9", "--para", "2026-04-06")
    ready.do("gestion", "llamada", "Beta", "--hora", "08:00")
    assert reminded(run(ready)) == {}
    ready.do("deshacer", "--si")
    ready.do("deshacer", ready.revision - 2, "--si")
    assert set(reminded(run(ready))) == {"Acme", "Beta"}


def test_the_tone_of_a_level_chooses_what_its_mail_says(ready: Desk) -> None:
    gentle = (
        "parametros",
        "recordatorios.tonos",
        "preventivo,cordial,cordial,firme,firme",
    )
    assert ready.type(*gentle).code == 0
    assert ready.type("recordar", "--salida", "correos", today=TUESDAY).code == 0
    [acme] = (ready.folder / "correos").glob("*Acme.eml")
    draft = email.message_from_bytes(acme.read_bytes(), policy=email.policy.default)
    body = draft.get_body(("plain",))
    assert body is not None
    assert "Queremos recordarle amablemente" in body.get_content()  # F-1: 49 days


def test_the_levels_are_the_companys(ready: Desk) -> None:
    assert ready.type("parametros", "recordatorios.dias", "3,60,90,120").code == 0
    assert set(reminded(run(ready)).values()) == {"nivel-1"}
    assert ready.type("parametros", "recordatorios.maximo", "1,0,3,3,3").code == 0
    assert why(run(ready))["Acme"] is Reason.NOT_DUE
