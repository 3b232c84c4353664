"""Registro, Clientes, Cotizaciones and Retenciones: typed, posted, shown again."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl import settings
from cartera_xl.actions import refresh, undo
from cartera_xl.actions.finding import find_customer
from cartera_xl.actions.register import Ending
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.ledger.facts import Tender
from cartera_xl.store import queries
from cartera_xl.store.facts import facts
from cartera_xl.store.verify import verify
from tests.acceptance.collecting.day import Book, shown, typing
from tests.acceptance.collecting.small import CONTEXT, TODAY, day, opened, post

if TYPE_CHECKING:
    from pathlib import Path


def enter(folder: Path, *lines: dict[str, Any]) -> Any:
    """Type lines in Registro and post them."""
    with typing(folder / "Cartera.xlsm") as book:
        entry = book["Registro"]
        for n, cells in enumerate(lines):
            entry.type_at(entry.first + n, cells)
    return post(folder)


def book_of(folder: Path) -> Book:
    return shown(folder / "Cartera.xlsm")


def assert_books_hold(folder: Path) -> None:
    with opened(folder) as store, store.reading() as ledger:
        assert not [c for c in verify(ledger, TODAY) if c.offenders]


def test_one_receipt_of_several_means_pays_several_invoices_net_of_withholdings(
    anywhere: Path,
) -> None:
    common = {"Tipo": "Pago", "Cliente": "Acme", "Referencia": "T-1"}
    done = enter(
        anywhere,
        {**common, "Factura": "F-1", "Valor": 900_000, "Medio": "Transferencia"},
        {**common, "Factura": "F-1", "Valor": 50_000, "Medio": "Efectivo"},
        {
            **common,
            "Factura": "F-1",
            "Concepto": "Retefuente",
            "Base": 840_336,
            "Tarifa": 0.025,
            "Certificado": "CR-9",
        },
        {**common, "Factura": "F-2", "Valor": 100_000, "Medio": "Cheque"},
    )
    assert done.ending is Ending.POSTED, done.rows
    late = book_of(anywhere)["Vencidas"]
    assert late.value("F-1", "Saldo") == 1_000_000 - 950_000 - 21_008
    assert late.value("F-2", "Saldo") == 400_000
    kept = book_of(anywhere)["Retenciones"]
    [row] = kept.rows.values()
    assert kept.cell(row, "Recibo").value == "RC-1"
    assert kept.cell(row, "Valor").value == 21_008
    assert kept.cell(row, "Certificado").value == "CR-9"
    with opened(anywhere) as store, store.reading() as ledger:
        paid = {(t.means, t.amount) for t in facts(ledger, Tender)}
    assert paid == {
        ("Transferencia", 90_000_000),
        ("Efectivo", 5_000_000),
        ("Cheque", 10_000_000),
    }
    assert_books_hold(anywhere)


def test_documents_are_entered_by_hand(anywhere: Path) -> None:
    done = enter(
        anywhere,
        {
            "Tipo": "Factura",
            "Cliente": "Beta",
            "Número": "F-10",
            "Fecha": day(2026, 3, 1),
            "Vence": day(2026, 3, 20),
            "Valor": 1_190_000,
            "Base": 1_000_000,
        },
        {"Tipo": "Anticipo", "Cliente": "Beta", "Valor": 300_000, "Medio": "PSE"},
        {
            "Tipo": "Nota débito",
            "Cliente": "Beta",
            "Número": "ND-1",
            "Valor": 5000,
            "Concepto": "Intereses de mora",
        },
        {
            "Tipo": "Cotización",
            "Cliente": "Beta",
            "Número": "COT-1",
            "Valor": 700_000,
            "Vence": day(2026, 4, 30),
        },
        {
            "Tipo": "Factura",
            "Cliente": "Beta",
            "Número": "F-11",
            "Valor": 9,
            "Moneda": "USD",
        },
    )
    assert done.ending is Ending.POSTED, done.rows
    book = book_of(anywhere)
    assert book["Vencidas"].value("F-10", "Saldo") == 1_190_000
    assert book["Por Vencer"].value("ND-1", "Saldo") == 5000
    assert book["Por Vencer"].value("F-11", "Moneda") == "USD"
    assert book["Créditos a Favor"].value("AN-1", "Saldo") == 300_000
    assert book["Cotizaciones"].value("COT-1", "Situación") == "vigente"
    entry = book["Registro"]
    assert entry.cell(entry.first, "Tipo").value is None


def test_a_credit_note_settles_at_once_the_invoice_that_it_names(
    anywhere: Path,
) -> None:
    done = enter(
        anywhere,
        {
            "Tipo": "Nota crédito",
            "Cliente": "Acme",
            "Número": "NC-2",
            "Valor": 600_000,
            "Factura": "F-2",
        },
    )
    assert done.ending is Ending.POSTED, done.rows
    book = book_of(anywhere)
    assert "F-2" not in book["Vencidas"].rows
    assert book["Créditos a Favor"].value("NC-2", "Saldo") == 100_000


def test_a_credit_note_may_name_an_invoice_of_its_own_batch(folder: Path) -> None:
    line = {"Cliente": "Beta", "Valor": 1000}
    done = enter(
        folder,
        {**line, "Tipo": "Nota crédito", "Número": "NC-8", "Factura": "F-30"},
        {**line, "Tipo": "Factura", "Número": "F-30", "Valor": 3000},
    )
    assert done.ending is Ending.POSTED, done.rows
    assert book_of(folder)["Por Vencer"].value("F-30", "Saldo") == 2000
    assert_books_hold(folder)


def test_a_code_that_is_taken_is_refused_on_its_own_line_alone(folder: Path) -> None:
    done = enter(
        folder,
        {"Tipo": "Cliente", "Cliente": "900222", "Concepto": "Otra"},
        {"Tipo": "Factura", "Cliente": "900222", "Número": "F-40", "Valor": 10},
    )
    assert [(code, said) for _, _, code, said in done.rows] == [
        ("duplicate", "El cliente 900222 ya está en la cartera.")
    ]


def test_a_customer_needs_a_code_and_no_nit(anywhere: Path) -> None:
    done = enter(
        anywhere, {"Tipo": "Cliente", "Cliente": "G-1", "Concepto": "Gamma Ltda."}
    )
    assert done.ending is Ending.POSTED, done.rows
    assert book_of(anywhere)["Clientes"].value("G-1", "Nombre") == "Gamma Ltda."
    again = enter(anywhere, {"Tipo": "Cliente", "Cliente": "G-1", "Concepto": "Otro"})
    [(_, _, code, sentence)] = again.rows
    assert (code, sentence) == ("duplicate", "El cliente G-1 ya está en la cartera.")


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ({"Valor": 1000}, "sin_tipo", "Falta el tipo"),
        ({"Tipo": "Regalo"}, "opcion", "«Regalo» no es una opción"),
        ({"Tipo": "Pago", "Valor": 1}, "sin_cliente", "Falta el cliente"),
        (
            {"Tipo": "Pago", "Cliente": "Nadie", "Valor": 1},
            "cliente_desconocido",
            "«Nadie»",
        ),
        (
            {"Tipo": "Factura", "Cliente": "Beta", "Valor": 10},
            "sin_numero",
            "Falta el número",
        ),
        (
            {"Tipo": "Factura", "Cliente": "Beta", "Número": "F-1", "Valor": 10},
            "duplicate",
            "F-1 ya está en la cartera",
        ),
        (
            {"Tipo": "Pago", "Cliente": "Beta", "Factura": "F-1", "Valor": 10},
            "customers_differ",
            "F-1 es de otro cliente",
        ),
        (
            {
                "Tipo": "Pago",
                "Cliente": "Acme",
                "Factura": "F-1",
                "Valor": 10,
                "Moneda": "USD",
            },
            "currencies_differ",
            "F-1 está en COP y el pago en USD",
        ),
        (
            {"Tipo": "Pago", "Cliente": "Acme", "Valor": 10, "Concepto": "ReteICA"},
            "sin_factura",
            "Falta la factura",
        ),
        (
            {
                "Tipo": "Pago",
                "Cliente": "Acme",
                "Factura": "F-1",
                "Concepto": "Retefuente",
                "Tarifa": 2,
            },
            "tarifa",
            "de 0 % a 100 %",
        ),
        (
            {
                "Tipo": "Factura",
                "Cliente": "Beta",
                "Número": "F-20",
                "Valor": 10,
                "Moneda": "PES",
            },
            "moneda_desconocida",
            "Moneda: «PES» no es una moneda ISO 4217",
        ),
        (
            {"Tipo": "Anticipo", "Cliente": "Beta", "Valor": 10, "Moneda": "PES"},
            "moneda_desconocida",
            "«PES»",
        ),
        (
            {"Tipo": "Pago", "Cliente": "Beta", "Valor": 10, "Moneda": "PES"},
            "moneda_desconocida",
            "«PES»",
        ),
        (
            {
                "Tipo": "Nota crédito",
                "Cliente": "Beta",
                "Número": "NC-9",
                "Valor": 10,
                "Factura": "F-99",
            },
            "not_found",
            "No hay un documento «F-99»",
        ),
        (
            {
                "Tipo": "Nota crédito",
                "Cliente": "Beta",
                "Número": "NC-9",
                "Valor": 10,
                "Factura": "F-1",
            },
            "customers_differ",
            "F-1 es de otro cliente",
        ),
        (
            {
                "Tipo": "Nota crédito",
                "Cliente": "Acme",
                "Número": "NC-9",
                "Valor": 10,
                "Factura": "F-1",
                "Moneda": "USD",
            },
            "currencies_differ",
            "F-1 está en COP y la nota en USD",
        ),
        (
            {
                "Tipo": "Cliente",
                "Cliente": "C-9",
                "Concepto": "Gamma",
                "Número": "900123456-1",
            },
            "digito_errado",
            "de 900123456 es 8, no 1",
        ),
    ],
)
def test_a_wrong_line_says_why(
    folder: Path, cells: dict[str, Any], code: str, words: str
) -> None:
    done = enter(folder, cells)
    assert done.ending is Ending.REFUSED
    [(sheet, _, found, sentence)] = done.rows
    assert (sheet, found) == ("Registro", code), sentence
    assert words in sentence


def test_a_money_line_without_an_invoice_pays_the_oldest(anywhere: Path) -> None:
    done = enter(anywhere, {"Tipo": "Pago", "Cliente": "Acme", "Valor": 1_200_000})
    assert done.ending is Ending.POSTED, done.rows
    late = book_of(anywhere)["Vencidas"]
    assert "F-1" not in late.rows
    assert late.value("F-2", "Saldo") == 300_000


def test_an_edit_of_a_customer_is_posted_and_audited(anywhere: Path) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        people = book["Clientes"]
        code = next(
            k
            for k, r in people.rows.items()
            if people.cell(r, "Nombre").value == "Beta"
        )
        people.type(
            code,
            {"Correo": "pagos@beta.example", "Grupo": "Mayoristas", "Excluido": "Sí"},
        )
    assert post(anywhere).ending is Ending.POSTED
    people = book_of(anywhere)["Clientes"]
    assert people.value(code, "Correo") == "pagos@beta.example"
    assert people.value(code, "Excluido") == "Sí"
    with opened(anywhere) as store, store.reading() as ledger:
        beta = find_customer(queries.customers(ledger), "Beta")
        [contact] = [c for c in queries.contacts(ledger) if c.customer_id == beta.id]
        body = ledger.rows(
            "SELECT body FROM audit WHERE company_id = :company ORDER BY sequence DESC"
        )[0][0]
    assert (beta.group, beta.excluded) == ("Mayoristas", True)
    assert contact.authorized is None  # a new address needs a new authorisation
    assert "Mayoristas" in body
    assert "pagos@beta.example" not in body  # contacts can be erased (Ley 1581)
    assert post(anywhere).ending is Ending.NOTHING


def two_copies(folder: Path) -> Path:
    """Return a second person's folder: the same ledger, a workbook of its own."""
    other = folder.parent / "otra"
    shutil.copytree(folder, other)
    own = f'base = "{folder / "cartera.db"}"\n'
    (other / settings.FILE_NAME).write_text(own, "utf-8")
    with opened(other) as store:  # a batch key of its own
        refresh.run(store, ClosedWorkbook(other / "Cartera.xlsm"), TODAY, CONTEXT)
    return other


def test_a_customer_that_another_copy_corrected_is_refused_with_both_values(
    folder: Path,
) -> None:
    other = two_copies(folder)
    for at, email in ((folder, "uno@beta.example"), (other, "dos@beta.example")):
        with typing(at / "Cartera.xlsm") as book:
            people = book["Clientes"]
            people.type("900222", {"Correo": email})
    assert post(folder).ending is Ending.POSTED
    [(sheet, _, code, sentence)] = post(other).rows
    assert (sheet, code) == ("Clientes", "cliente_cambio")
    assert "Correo es «uno@beta.example» en la cartera y «dos@beta.example»" in sentence


def test_what_another_copy_corrected_is_not_put_back_by_who_typed_elsewhere(
    folder: Path,
) -> None:
    other = two_copies(folder)
    with typing(folder / "Cartera.xlsm") as book:
        book["Clientes"].type("900222", {"Correo": "uno@beta.example"})
    with typing(other / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 1000})
    assert post(folder).ending is Ending.POSTED
    assert post(other).ending is Ending.POSTED
    assert book_of(other)["Clientes"].value("900222", "Correo") == "uno@beta.example"


def test_a_certificate_that_another_copy_noted_is_refused_with_both(
    folder: Path,
) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 975_000, "Retefuente": 25_000})
    assert post(folder).ending is Ending.POSTED
    other = two_copies(folder)
    for at, number in ((folder, "CR-1"), (other, "CR-2")):
        with typing(at / "Cartera.xlsm") as book:
            kept = book["Retenciones"]
            [key] = kept.rows
            kept.type(key, {"Nuevo certificado": number, "Llegó el": day(2026, 3, 31)})
    assert post(folder).ending is Ending.POSTED
    [(sheet, _, code, sentence)] = post(other).rows
    assert (sheet, code) == ("Retenciones", "certificado_cambio")
    assert "era ninguno y ahora es «CR-1», recibido el 31/03/2026" in sentence


def test_a_quote_is_followed_up_and_answered_once(anywhere: Path) -> None:
    enter(
        anywhere,
        {
            "Tipo": "Cotización",
            "Cliente": "Beta",
            "Número": "COT-1",
            "Valor": 700_000,
            "Vence": day(2026, 4, 30),
        },
    )
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Cotizaciones"].type(
            "COT-1", {"Nota": "Pide rebaja", "Próximo seguimiento": day(2026, 4, 8)}
        )
    assert post(anywhere).ending is Ending.POSTED
    said = book_of(anywhere)["Cotizaciones"].value("COT-1", "Último seguimiento")
    assert said == "31/03/2026 · Pide rebaja · próximo 08/04/2026"
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Cotizaciones"].type("COT-1", {"Nueva situación": "Aceptada"})
    assert post(anywhere).ending is Ending.POSTED
    assert book_of(anywhere)["Cotizaciones"].value("COT-1", "Situación") == "Aceptada"
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Cotizaciones"].type("COT-1", {"Nueva situación": "Rechazada"})
    [(_, _, code, sentence)] = post(anywhere).rows
    assert (code, sentence) == ("quote_closed", "COT-1 ya está aceptada.")


def test_an_overdue_quote_stands_out(folder: Path) -> None:
    enter(
        folder,
        {
            "Tipo": "Cotización",
            "Cliente": "Beta",
            "Número": "COT-1",
            "Fecha": day(2026, 2, 1),
            "Vence": day(2026, 3, 30),
            "Valor": 700_000,
        },
    )
    assert book_of(folder)["Cotizaciones"].value("COT-1", "Situación") == "vencida"


def test_a_certificate_is_noted_when_it_comes(anywhere: Path) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 975_000, "Retefuente": 25_000})
    assert post(anywhere).ending is Ending.POSTED
    with typing(anywhere / "Cartera.xlsm") as book:
        kept = book["Retenciones"]
        [key] = kept.rows
        kept.type(key, {"Nuevo certificado": "CR-1", "Llegó el": day(2026, 3, 31)})
    done = post(anywhere)
    assert done.ending is Ending.POSTED
    assert done.refreshed is not None
    assert not [note for note in done.refreshed.notes if "Retenciones" in note]
    kept = book_of(anywhere)["Retenciones"]
    assert kept.value(key, "Certificado") == "CR-1"
    assert kept.value(key, "Recibido").date() == date(2026, 3, 31)
    assert kept.value(key, "Nuevo certificado") is None


def test_a_refresh_loses_nothing_that_waits(anywhere: Path) -> None:
    with typing(anywhere / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 1000})
        entry = book["Registro"]
        entry.type_at(entry.first, {"Tipo": "Pago", "Cliente": "Acme", "Valor": 5})
    with opened(anywhere) as store:
        host = ClosedWorkbook(anywhere / "Cartera.xlsm")
        refresh.run(store, host, TODAY, CONTEXT)
    book_ = book_of(anywhere)
    assert book_["Vencidas"].value("F-1", "Pago") == 1000
    entry = book_["Registro"]
    assert entry.cell(entry.first, "Valor").value == 5


def test_what_was_undone_is_never_taken_for_posted(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    with typing(path) as book:
        book["Vencidas"].type("F-1", {"Pago": 100_000})
    before = path.read_bytes()  # of somebody whose workbook was not written again
    assert post(folder).ending is Ending.POSTED
    with opened(folder) as store:
        undo.run(store, undo.Undoing(), CONTEXT)
    path.write_bytes(before)
    again = post(folder)
    assert again.ending is Ending.REFUSED
    assert again.done is not None
    [sentence] = again.done.sentences
    assert "Actualice el libro, que conserva lo digitado" in sentence
    with opened(folder) as store:
        refresh.run(store, ClosedWorkbook(path), TODAY, CONTEXT)
    assert book_of(folder)["Vencidas"].value("F-1", "Pago") == 100_000
    assert post(folder).ending is Ending.POSTED
    assert book_of(folder)["Vencidas"].value("F-1", "Saldo") == 900_000


def test_refused_lines_stay_through_a_refresh_and_are_refused_again(
    folder: Path,
) -> None:
    """What is said beside a line names no document that the line could lose."""
    lines: list[dict[str, Any]] = [
        {"Tipo": "Anticipo", "Cliente": "Nadie", "Valor": 5},
        {"Valor": 6},
        {"Valor": 7},  # refused in the same words as the line above
    ]
    before = enter(folder, *lines)
    assert before.ending is Ending.REFUSED
    with opened(folder) as store:
        refresh.run(store, ClosedWorkbook(folder / "Cartera.xlsm"), TODAY, CONTEXT)
    entry = book_of(folder)["Registro"]
    amounts = [entry.cell(entry.first + n, "Valor").value for n in range(3)]
    assert amounts == [5, 6, 7]
    assert post(folder).rows == before.rows


def test_a_number_that_is_taken_is_refused_where_it_is_entered_alone(
    folder: Path,
) -> None:
    with typing(folder / "Cartera.xlsm") as book:
        book["Vencidas"].type("F-1", {"Pago": 1000})
        entry = book["Registro"]
        again = {"Tipo": "Factura", "Cliente": "Acme", "Número": "F-1", "Valor": 9}
        entry.type_at(entry.first, again)
    [(sheet, row, _, sentence)] = post(folder).rows
    assert (sheet, row) == ("Registro", entry.first)
    assert sentence == "F-1 ya está en la cartera."


def test_importing_a_file_of_names_alone_again_posts_nothing(folder: Path) -> None:
    """A name that serves as the code, for want of another, is not news."""
    from tests.acceptance.collecting.small import revision
    from tests.commands import cartera

    lines = "numero;cliente;fecha;valor\nU-1;Nueva;2026-01-05;150\n"
    (folder / "nombres.csv").write_text(lines, encoding="utf-8")
    assert cartera("importar", "nombres.csv", cwd=folder).code == 0
    before = revision(folder)
    assert cartera("importar", "nombres.csv", cwd=folder).code == 0
    assert revision(folder) == before
