"""Every rule that a command can break: a status, a sentence, and nothing written."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from cartera_xl.actions.finding import UNCLEAR
from cartera_xl.ledger.requests import Status
from tests.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

KEY_TAKEN = "clave_usada"
LONG = "x" * 33_000  # more than a cell holds
# Typed in this order; the numbers are the batches'.
HISTORY = (
    ("clientes", "crear", "G1", "--nombre", "Gamma", "--nit", "900333"),  # 2
    ("clientes", "crear", "G2", "--nombre", "Gamma dos", "--nit", "900333"),  # 3
    ("cerrar", "2025-12"),  # 4
    (  # 5: RC-1
        *("pagar", "--cliente", "Acme", "--valor", 300000, "--factura", "F-1=300000"),
        *("--medio", "Efectivo=100000", "--medio", "Cheque=200000", "--clave", "k5"),
        *("--fecha", "2026-03-01"),
    ),
    (  # 6: RC-2
        *("pagar", "--cliente", "Acme", "--valor", 50000, "--factura", "F-2=50000"),
        *("--medio", "PSE"),
    ),
    ("anular", "RC-2", "--motivo", "no llegó"),  # 7
    ("pagar", "--cliente", "Beta", "--valor", 1000, "--medio", "PSE"),  # 8
    ("deshacer", 8, "--si"),  # 9
    ("clientes", "editar", "G1", "--grupo", "A"),  # 10
    ("clientes", "editar", "G1", "--grupo", "B"),  # 11
    (  # 12
        *("cotizacion", "crear", "COT-1", "--cliente", "Beta", "--valor", 9000),
        *("--vence", "2026-04-30"),
    ),
    ("cotizacion", "rechazar", "COT-1"),  # 13
    ("clientes", "unir", "G2", "G1", "--motivo", "es la misma"),  # 14
)


@pytest.fixture(scope="module")
def desk(made_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(copytree(made_desk, tmp_path_factory.mktemp("rechazos") / "empresa"))
    for command in HISTORY:
        desk.do(*command)
    return desk


PAY = ("pagar", "--cliente", "Acme", "--medio", "PSE")
CASES: dict[str, list[tuple[tuple[object, ...], str]]] = {
    Status.AMOUNT_NOT_POSITIVE: [
        ((*PAY, "--valor", 0), "mayor que cero"),
        ((*PAY, "--valor", -5), "mayor que cero"),
        (("pagar", "--cliente", "Acme"), "mayor que cero"),
    ],
    Status.NOT_FOUND: [
        (("pagar", "--cliente", "Nadie", "--valor", 5, "--medio", "PSE"), "«Nadie»"),
        ((*PAY, "--valor", 5, "--factura", "F-9=5"), "No hay una factura «F-9»"),
        (("aplicar", "--credito", "F-1"), "No hay un crédito «F-1»"),
        (("anular", "RC-9", "--motivo", "x"), "No hay un documento «RC-9»"),
        (("desaplicar", "F-4"), "F-4 no tiene una aplicación"),
        (("desaplicar", "F-1", "--de", "NC-1"), "una aplicación de NC-1"),
        (("deshacer", 99, "--si"), "No hay un lote «99»"),
        (("cotizacion", "seguir", "F-1"), "No hay una cotización «F-1»"),
        (("clientes", "unir", "Acme", "Nadie", "--motivo", "x"), "«Nadie»"),
    ],
    UNCLEAR: [
        (("anular", "100", "--motivo", "x"), "escriba NC 100 o ND 100"),
        (("clientes", "separar", "900333"), "(códigos G1, G2): use el código"),
    ],
    Status.VOIDED: [
        (("anular", "RC-2", "--motivo", "x"), "RC-2 está anulado"),
        (("corregir", "RC-2", "--valor", 5, "--motivo", "x"), "RC-2 está anulado"),
    ],
    Status.CUSTOMERS_DIFFER: [
        (
            (
                *("pagar", "--cliente", "Beta", "--medio", "PSE", "--valor", 5),
                *("--factura", "F-1=5"),
            ),
            "F-1 es de otro cliente",
        ),
        (("aplicar", "--credito", "NC-1", "--factura", "F-3"), "clientes distintos"),
    ],
    Status.CURRENCIES_DIFFER: [
        (
            (*PAY, "--valor", 5, "--factura", "F-4=5"),
            "F-4 está en USD y el pago en COP",
        ),
        (("aplicar", "--credito", "NC-1", "--factura", "F-4"), "NC-1 está en COP"),
    ],
    Status.BEFORE_ISSUE: [
        (
            (*PAY, "--valor", 5, "--factura", "F-2=5", "--fecha", "2026-01-15"),
            "anterior a la de F-2: 10/02/2026",
        ),
    ],
    Status.IN_FUTURE: [
        ((*PAY, "--valor", 5, "--fecha", "2026-04-01"), "posterior a hoy, 31/03/2026"),
    ],
    Status.MONTH_CLOSED: [
        ((*PAY, "--valor", 5, "--fecha", "2025-12-31"), "desde el 01/01/2026"),
    ],
    Status.REFUNDS_NOT_ALLOWED: [
        (("devolver", "NC-1", 5), "«devoluciones.permitidas»"),
    ],
    Status.EXCEEDS_CREDIT: [
        (
            ("aplicar", "--credito", "NC-1", "--valor", "200000.01"),
            "disponible de NC-1: COP 200.000.",
        ),
    ],
    Status.EXCEEDS_DEBIT: [
        (
            (*PAY, "--valor", 500001, "--factura", "F-2=500001"),
            "saldo de F-2: COP 500.000.",
        ),
        (
            ("castigar", "F-2", "--motivo", "x", "--aprueba", "y", "--valor", 500001),
            "saldo de F-2: COP 500.000.",
        ),
    ],
    Status.EXCEEDS_PAYMENT: [
        (
            (*PAY, "--valor", 10, "--factura", "F-2=20"),
            "suman COP 20 y lo recibido es COP 10",
        ),
    ],
    Status.NOTHING_TO_APPLY: [
        (("aplicar", "--cliente", "Beta"), "no hay créditos libres"),
    ],
    Status.REASON_MISSING: [
        (("anular", "RC-1"), "Falta el motivo."),
        (("castigar", "F-1", "--aprueba", "y"), "Falta el motivo."),
        (("corregir", "F-1", "--valor", 5), "Falta el motivo."),
        (("cerrar", "2025-12", "--reabrir"), "Falta el motivo."),
        (("clientes", "unir", "G1", "Acme"), "Falta el motivo."),
    ],
    Status.APPROVER_MISSING: [
        (("castigar", "F-1", "--motivo", "x"), "Falta quién lo aprueba."),
    ],
    Status.BUILT_UPON: [
        (("deshacer", 1, "--si"), "ya se usó después"),
    ],
    Status.ALREADY_UNDONE: [
        (("deshacer", 8, "--si"), "El lote 8 ya fue deshecho."),
    ],
    Status.NOT_UNDOABLE: [
        (("deshacer", 4, "--si"), "El lote 4 no se deshace"),
        (("deshacer", 9, "--si"), "El lote 9 no se deshace"),
    ],
    Status.CHANGED_SINCE: [
        (("deshacer", 10, "--si"), "El cliente cambió después"),
    ],
    Status.DUPLICATE: [
        (("clientes", "crear", "G1", "--nombre", "Otra"), "El cliente G1 ya está"),
        (("corregir", "F-1", "--numero", "F-2", "--motivo", "x"), "F-2 ya está"),
        (
            (
                *("cotizacion", "crear", "COT-1", "--cliente", "Beta", "--valor", 5),
                *("--vence", "2026-04-30"),
            ),
            "COT-1 ya está",
        ),
    ],
    Status.CODE_MISSING: [
        (("clientes", "crear", " ", "--nombre", "Otra"), "Falta el código"),
    ],
    Status.INVALID_DOCUMENT: [
        (
            ("corregir", "RC-1", "--valor", 5, "--motivo", "x"),
            "RC-1 entró por 2 medios de pago",
        ),
    ],
    Status.DUE_BEFORE_ISSUE: [
        (
            ("corregir", "F-1", "--vence", "2026-01-09", "--motivo", "x"),
            "F-1 vence el 09/01/2026, antes de su fecha: 10/01/2026.",
        ),
        (
            (
                *("cotizacion", "crear", "COT-9", "--cliente", "Beta"),
                *("--valor", 9, "--vence", "2026-03-30"),
            ),
            "COT-9 vence el 30/03/2026, antes de su fecha: 31/03/2026.",
        ),
    ],
    Status.NEXT_IN_PAST: [
        (
            ("cotizacion", "seguir", "COT-1", "--proximo", "2026-03-30"),
            "El próximo seguimiento es anterior a hoy, 31/03/2026.",
        ),
    ],
    Status.INVALID_EMAIL: [
        (("clientes", "editar", "G1", "--correo", "pendiente"), "no es un correo"),
        (
            ("clientes", "crear", "G9", "--nombre", "x", "--correo", "a@b"),
            "«a@b» no es un correo",
        ),
    ],
    Status.INVALID_MOBILE: [
        (
            ("clientes", "contacto", "G1", "300123", "--canal", "whatsapp"),
            "«300123» no es un celular",
        ),
    ],
    Status.TEXT_TOO_LONG: [
        (("clientes", "crear", "G9", "--nombre", LONG), "el límite es 32767"),
        (("clientes", "editar", "G1", "--nombre", LONG), "el límite es 32767"),
        (("clientes", "editar", "G1", "--grupo", LONG), "el límite es 32767"),
        (("clientes", "crear", "G" * 256, "--nombre", "x"), "el límite es 255"),
        (("anular", "RC-1", "--motivo", LONG), "el límite es 32767"),
        (
            (
                *("cotizacion", "crear", "COT-9", "--cliente", "Beta"),
                *("--valor", 9, "--vence", "2026-04-30", "--concepto", LONG),
            ),
            "el límite es 32767",
        ),
        ((*PAY, "--valor", 5, "--referencia", LONG), "el límite es 32767"),
    ],
    Status.QUOTE_CLOSED: [
        (("cotizacion", "aceptar", "COT-1"), "COT-1 ya está rechazada"),
    ],
    Status.ALREADY_CLOSED: [
        (("cerrar", "2025-12"), "2025-12 ya está cerrado"),
    ],
    Status.NOT_CLOSED: [
        (("cerrar", "2026-01", "--reabrir", "--motivo", "x"), "2026-01 está abierto"),
    ],
    Status.MONTH_NOT_OVER: [
        (("cerrar", "2026-03"), "2026-03 no ha terminado"),
    ],
    Status.JOINED_ALREADY: [
        (("clientes", "unir", "G2", "G1", "--motivo", "x"), "del mismo cliente"),
    ],
    Status.NOT_JOINED: [
        (("clientes", "separar", "Acme", "--motivo", "x"), "no está unida"),
    ],
    Status.JOIN_CHAIN: [
        (("clientes", "unir", "Acme", "G2", "--motivo", "x"), "sepárela primero"),
    ],
    Status.NOTHING_CHANGES: [
        (("corregir", "F-1", "--valor", 1190000, "--motivo", "x"), "ya está"),
        (("clientes", "editar", "G1", "--grupo", "B"), "ya está"),
    ],
    Status.DETAIL_MISSING: [
        (("gestion", "nota", "Acme"), "Falta el detalle"),
        (("gestion", "disputa", "Acme"), "Falta el detalle"),
    ],
    Status.REFERENCE_REFUSED: [
        (
            ("clientes", "contacto", "Acme", "a@b.co", "--tipo", "referencia"),
            "prohíbe contactar referencias",
        ),
    ],
    KEY_TAKEN: [
        ((*PAY, "--valor", 1, "--clave", "k5"), "Con esta clave ya se registró"),
    ],
}
# Rules that no command can break.
BEYOND_COMMANDS = {
    Status.POSTED,
    Status.BATCH_REFUSED,  # a command is a batch of one
    Status.EXCEEDS_ADJUSTMENT,  # an adjustment is typed in the workbook
    Status.DUE_MISSING,  # the command asks for it
}
# Rules about what a test has to log or to enter first: acceptance/reminders.
ABOUT_REMINDERS = {Status.EVENT_ENDED, Status.EVIDENCE_MISSING}
# Rules about one application: its id is looked up.
ABOUT_APPLICATIONS = {
    Status.WRONG_DOCUMENT: (
        "use = 'void' AND reverses IS NULL",
        "RC-2",
        "anuló un documento",
    ),
    Status.IS_REVERSAL: (
        "use = 'payment' AND reverses IS NOT NULL",
        "RC-2",
        "es una anulación",
    ),
    Status.ALREADY_REVERSED: (
        "use = 'payment' AND reverses IS NULL",
        "RC-2",
        "ya fue anulada",
    ),
    Status.BEFORE_ORIGINAL: (
        "use = 'payment'",
        "RC-1",
        "anterior a la de la aplicación: 01/03/2026",
    ),
}


@pytest.mark.parametrize(
    ("status", "command", "said"),
    [
        pytest.param(
            status, command, said, id=f"{status}-{' '.join(map(str, command))[:60]}"
        )
        for status, cases in CASES.items()
        for command, said in cases
    ],
)
def test_a_broken_rule_has_a_status_and_a_sentence_and_writes_nothing(
    status: str, command: tuple[object, ...], said: str, desk: Desk
) -> None:
    before = desk.revision
    answer = desk.type(*command, "--json")
    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1
    assert answer.json["estado"] == "rechazado"
    [motive] = answer.json["motivos"]
    assert motive["codigo"] == status
    assert motive["detalle"] == answer.err.strip()
    assert desk.revision == before


@pytest.mark.parametrize("status", ABOUT_APPLICATIONS)
def test_an_application_that_cannot_be_taken_back_says_why(
    status: str, desk: Desk
) -> None:
    where, document, said = ABOUT_APPLICATIONS[Status(status)]
    [(which,)] = desk.ask(f"""
        SELECT id FROM application WHERE {where}
        AND from_id IN (SELECT id FROM document WHERE number = '{document}')""")
    day = ("--fecha", "2026-02-28") if status == Status.BEFORE_ORIGINAL else ()
    answer = desk.type("desaplicar", document, "--aplicacion", which, *day, "--json")
    assert answer.code == 1
    assert said in answer.err
    assert answer.json["motivos"][0]["codigo"] == status


@pytest.mark.parametrize(
    "question",
    [("resumen", "--cliente"), ("estado-cuenta",), ("clientes", "ver")],
)
def test_a_question_about_nobody_is_refused_as_an_order_is(
    question: tuple[str, ...], desk: Desk
) -> None:
    answer = desk.type(*question, "Nadie")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "No hay un cliente con código, NIT o nombre «Nadie».\n"


def test_no_rule_is_left_out() -> None:
    shown = CASES.keys() | ABOUT_APPLICATIONS.keys() | BEYOND_COMMANDS
    shown |= ABOUT_REMINDERS
    assert set(Status) <= set(shown)


def test_without_json_the_sentence_is_on_stderr_alone(desk: Desk) -> None:
    answer = desk.type("anular", "RC-1")
    assert (answer.code, answer.out, answer.err) == (1, "", "Falta el motivo.\n")
