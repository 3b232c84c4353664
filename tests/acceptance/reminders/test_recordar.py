"""`cartera recordar` on the demonstration: once to each, and never on Sundays."""

from __future__ import annotations

import csv
import email
import email.policy
import json
import re
import shutil
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.outbox.delivery.password import VARIABLE
from cartera_xl.store import Store
from cartera_xl.tabs.reminders import REMINDERS, SENDS, WITHHELD
from tests.acceptance.collecting.day import shown, typing
from tests.acceptance.reminders.debtors import fill
from tests.acceptance.reminders.mail_server import (
    PASSWORD,
    USER,
    Box,
    authenticated,
    certificate,
    serving,
)
from tests.commands import cartera
from tests.hosts.books import sheet
from tests.store.books import COMPANY, NOON

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from tests.commands import Answer

FRIDAY: Final = "2026-11-27T10:00"
SUNDAY: Final = "2026-11-29T10:00"
FOLDER: Final = "salida"


def at(home: Path, moment: str, *arguments: object, **more: str) -> Answer:
    """Run the command as if it were a moment."""
    return cartera("recordar", *arguments, cwd=home, CARTERA_HOY=moment, **more)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, to be looked at only."""
    home = tmp_path_factory.mktemp("recordar") / "demo"
    assert cartera("demo", home, "--fecha", FRIDAY[:10]).code == 0
    return home


@pytest.fixture(scope="module")
def written(demo: Path) -> Path:
    """A copy of it in which the reminders of a Friday were written."""
    home = demo.parent / "escrita"
    shutil.copytree(demo, home)
    answer = at(home, FRIDAY, "--salida", FOLDER)
    assert answer.code == 0, answer.err
    return home


@pytest.fixture(scope="module")
def previewed(demo: Path) -> dict[str, Any]:
    answer = at(demo, FRIDAY, "--simular", "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = answer.json
    return found


def drafts(home: Path) -> list[EmailMessage]:
    """Read every draft that was written."""
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((home / FOLDER).glob("*.eml"))
    ]


def test_a_preview_names_everybody_and_writes_nothing(
    demo: Path, previewed: dict[str, Any]
) -> None:
    customers = json.loads(cartera("clientes", "listar", "--json", cwd=demo).out)
    told = [*previewed["recordatorios"], *previewed["omitidos"]]
    assert len(told) == len({one["codigo"] for one in told}) == len(customers)
    assert all(one["explicacion"] for one in previewed["omitidos"])
    assert not list(demo.glob("Recordatorios*"))
    again = at(demo, FRIDAY, "--simular", "--json").json
    assert again == previewed


def test_each_of_them_has_one_draft_with_what_he_owes(
    written: Path, previewed: dict[str, Any]
) -> None:
    found = {str(draft["To"]): draft for draft in drafts(written)}
    expected = {one["destinatario"]: one for one in previewed["recordatorios"]}
    assert found.keys() == expected.keys()
    for recipient, one in expected.items():
        body = found[recipient].get_body(("plain",))
        assert body is not None
        text = body.get_content()
        for document in one["documentos"]:
            assert re.search(rf"\b{document['numero']}\b", text)
        for amount in one["total"].values():
            assert pesos(amount) in text


def test_a_draft_opens_as_a_mail_to_be_sent_with_the_statement(written: Path) -> None:
    [first, *_] = drafts(written)
    assert first["X-Unsent"] == "1"
    [statement] = [p for p in first.walk() if p.get_content_type() == "application/pdf"]
    assert statement.get_payload(decode=True).startswith(b"%PDF")  # type: ignore[union-attr]
    name = statement.get_filename()
    assert name is not None
    body = first.get_body(("plain",))
    assert body is not None
    assert name in body.get_content()


def test_the_invoices_own_files_go_along_where_the_company_keeps_them(
    demo: Path, previewed: dict[str, Any], tmp_path: Path
) -> None:
    home = shutil.copytree(demo, tmp_path / "demo")
    one = max(previewed["recordatorios"], key=lambda o: len(o["documentos"]))
    first, second, third = (d["numero"] for d in one["documentos"][:3])
    packages = home / "DIAN"
    packages.mkdir()
    (packages / f"{first}.pdf").write_bytes(b"%PDF-1 suya")
    with zipfile.ZipFile(packages / f"{second}.zip", "w") as package:
        package.writestr("representacion.pdf", b"%PDF-1 otra")
        package.writestr("ad.xml", b"<AttachedDocument/>")
    (packages / f"{third}.zip").write_bytes(b"no es un zip")
    assert cartera("parametros", "documentos.carpeta", "DIAN", cwd=home).code == 0
    answer = at(home, FRIDAY, "--salida", FOLDER, "--cliente", one["codigo"])
    assert answer.code == 0, answer.err
    [draft] = drafts(home)
    files = {p.get_filename(): p.get_content() for p in draft.iter_attachments()}
    assert files.keys() == {
        f"Estado de cuenta {one['codigo']}.pdf",
        *(f"Factura {first}.pdf", f"Factura {second}.pdf", f"Factura {second}.xml"),
    }
    assert files[f"Factura {first}.pdf"] == b"%PDF-1 suya"
    assert b"<AttachedDocument/>" in files[f"Factura {second}.xml"]
    body = draft.get_body(("plain",))
    assert body is not None
    assert f"Factura {second}.xml" in body.get_content()


def test_the_same_day_again_none_is_written(written: Path) -> None:
    before = sorted((written / FOLDER).iterdir())
    answer = at(written, "2026-11-27T16:00", "--salida", FOLDER, "--json")
    assert (answer.code, answer.json["mensajes"]) == (0, [])
    assert sorted((written / FOLDER).iterdir()) == before


def test_what_was_written_stands_in_the_evidence_with_its_hour_and_message_id(
    written: Path, previewed: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "contactos.csv"
    answer = cartera("gestion", "exportar", file, "--json", cwd=written)
    assert answer.code == 0, answer.err
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text, delimiter=";"))
    mails = [row for row in rows if row["Mensaje"]]
    assert {row["Dato"] for row in mails} == {
        one["destinatario"] for one in previewed["recordatorios"]
    }
    assert {row["Referencia"] for row in mails} == {
        str(draft["Message-ID"]) for draft in drafts(written)
    }
    for row in mails:
        assert (row["Canal"], row["Mensaje"]) == ("Correo", "borrador, por borradores")
        assert (row["Fecha"], row["Hora"][:3]) == ("27/11/2026", "10:")
    assert any(row["Canal autorizado el"] for row in mails)
    [one, *_] = mails
    alone = tmp_path / "uno.csv"
    cartera("gestion", "exportar", alone, "--cliente", one["Código"], cwd=written)
    assert one["Referencia"] in alone.read_text("utf-8-sig")
    before = tmp_path / "antes.csv"
    cartera("gestion", "exportar", before, "--hasta", "2026-11-26", cwd=written)
    assert one["Referencia"] not in before.read_text("utf-8-sig")


def test_on_a_sunday_none_is_written_and_the_law_is_named(demo: Path) -> None:
    answer = at(demo, SUNDAY, "--json")
    assert (answer.code, answer.json["mensajes"]) == (0, [])
    told = {one["motivo"] for one in answer.json["omitidos"]}
    assert "outside_hours" in told
    assert "Ley 2300" in at(demo, SUNDAY, "--simular").out


def test_the_sheet_shows_what_the_preview_tells(
    demo: Path, previewed: dict[str, Any], tmp_path: Path
) -> None:
    book = demo / "Vista.xlsm"
    shutil.copy(demo / "Cartera.xlsm", book)
    answer = at(demo, FRIDAY, "--simular", "--libro", book)
    assert answer.code == 0, answer.err
    rows = rows_of(book)
    sent = [row for row in rows if row["decision"] == SENDS]
    left = [row for row in rows if row["decision"] == WITHHELD]
    assert len(left) == len(previewed["omitidos"])
    assert {row["recipient"] for row in sent} == {
        one["destinatario"] for one in previewed["recordatorios"]
    }
    owed = sum(Decimal(str(row["balance"])) for row in sent)
    assert owed == sum(
        Decimal(amount)
        for one in previewed["recordatorios"]
        for amount in one["total"].values()
    )
    assert all(row["reason"] for row in rows)


def test_only_the_marked_of_a_closed_workbook_are_written_to_and_their_marks_go(
    demo: Path, previewed: dict[str, Any], tmp_path: Path
) -> None:
    home = shutil.copytree(demo, tmp_path / "demo")
    book = home / "Cartera.xlsm"
    asked = ("--libro", book, "--json")
    overdue = shown(book)["Vencidas"]
    whose = {n: overdue.value(n, "Cliente") for n in overdue.rows}
    sent = {one["cliente"]: one["codigo"] for one in previewed["recordatorios"]}
    invoice = next(n for n in whose if whose[n] in sent)
    skipped = next(n for n in whose if whose[n] not in sent)
    with typing(book) as typed:
        typed["Vencidas"].type(invoice, {"Recordar": "Sí", "Pago": 7})
        typed["Vencidas"].type(skipped, {"Recordar": "Sí"})
    seen = at(home, FRIDAY, *asked, "--simular").json
    code = sent[whose[invoice]]
    assert [one["codigo"] for one in seen["recordatorios"]] == [code]
    assert at(home, FRIDAY, *asked).code == 0
    [draft] = home.glob("Recordatorios*/*.eml")
    assert code in draft.name
    assert {row["decision"] for row in rows_of(book)} == {"Borrador", WITHHELD}
    tab = shown(book)["Vencidas"]
    assert [tab.value(invoice, h) for h in ("Recordar", "Pago")] == [None, 7]
    assert tab.value(skipped, "Recordar") == "Sí"  # nobody wrote to that one


def test_a_mark_that_means_nothing_or_of_another_ledger_stops_it_before_anything(
    demo: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(demo, tmp_path / "demo")
    book = home / "Cartera.xlsm"
    with typing(book) as typed:
        tab = typed["Vencidas"]
        tab.type(next(iter(tab.rows)), {"Recordar": "tal vez"})
    answer = at(home, FRIDAY, "--libro", book)
    assert (answer.code, "en Recordar va «Sí» o nada" in answer.err) == (2, True)
    other = tmp_path / "otra"
    assert (
        cartera("iniciar", other, "--empresa", "Otra", "--nit", "900123456-8").code == 0
    )
    answer = at(home, FRIDAY, "--base", other / "cartera.db", "--libro", book)
    assert (answer.code, "otra cartera" in answer.err) == (2, True)
    assert not list(tmp_path.rglob("*.eml"))


def test_one_customer_alone(demo: Path, previewed: dict[str, Any]) -> None:
    code = previewed["recordatorios"][3]["codigo"]
    found = at(demo, FRIDAY, "--simular", "--cliente", code, "--json").json
    assert [one["codigo"] for one in found["recordatorios"]] == [code]
    assert found["omitidos"] == []


def test_through_a_mail_server_each_goes_once_and_what_did_not_is_listed(
    tmp_path: Path,
) -> None:
    with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
        fill(store, ["bien", "rechaza", "cuelga"])
    context, public = certificate(tmp_path)
    box = Box()
    tls = {
        "tls_context": context,
        "require_starttls": True,
        "auth_exclude_mechanism": ["LOGIN"],
    }
    asked = ("--enviar", "smtp", "--si", "--json")
    with serving(box, **tls, authenticator=authenticated, auth_required=True) as server:
        (tmp_path / "cartera.toml").write_text(
            'base = "cartera.db"\n[correo]\n'
            f'servidor = "{server.host}"\npuerto = {server.port}\n'
            f'remitente = "{server.sender}"\nusuario = "{USER}"\npor_minuto = 6000\n',
            "utf-8",
        )
        secret = {VARIABLE: PASSWORD, "SSL_CERT_FILE": str(public)}
        first = at(tmp_path, FRIDAY, *asked, **secret)
        again = at(tmp_path, FRIDAY, *asked, **secret)
    assert first.code == 1, first.err  # somebody has to look at two of them
    states = {one["cliente"]: one["estado"] for one in first.json["mensajes"]}
    assert states == {1: "enviado", 2: "fallido", 3: "incierto"}
    assert again.json["mensajes"] == []
    assert len(again.json["inciertos"]) == 1
    assert sorted(to for to, _ in box.taken) == [
        "bien@c1.example",
        "cuelga@c3.example",
    ]
    assert len(set(box.ids())) == len(box.ids()) == 2


def test_a_server_without_tls_is_given_nothing(tmp_path: Path) -> None:
    with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
        fill(store, ["bien", "rechaza", "cuelga"])
    with serving(Box()) as server:
        (tmp_path / "cartera.toml").write_text(
            'base = "cartera.db"\n[correo]\n'
            f'servidor = "{server.host}"\npuerto = {server.port}\n'
            f'remitente = "{server.sender}"\n',
            "utf-8",
        )
        refused = at(tmp_path, FRIDAY, "--enviar", "smtp", "--si")
    assert refused.code == 2  # no TLS there: nothing is sent in the clear
    assert "No se pudo hablar con el servidor" in refused.err


def test_without_a_server_it_says_where_to_write_it(tmp_path: Path) -> None:
    with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
        fill(store, ["bien"])
    answer = at(tmp_path, FRIDAY, "--base", "cartera.db", "--enviar", "smtp", "--si")
    assert answer.code == 2
    assert "[correo]" in answer.err


def test_a_secret_is_nowhere_in_what_is_left(written: Path) -> None:
    answer = at(written, "2026-11-28T09:00", "--json", **{VARIABLE: PASSWORD})
    assert PASSWORD not in answer.out + answer.err
    for path in written.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes()


def test_a_broken_template_of_the_company_stops_it_before_anything(
    demo: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(demo, tmp_path / "demo")
    own = home / "propias"
    assert cartera("plantillas", "copiar", own, cwd=home).code == 0
    (own / "nivel-1.html").write_text("<p>{{ cliente.apodo }}</p>", "utf-8")
    with (home / "cartera.toml").open("a", encoding="utf-8") as settings:
        settings.write('plantillas = "propias"\n')
    reviewed = cartera("plantillas", "revisar", cwd=home)
    assert reviewed.code == 1
    assert reviewed.out == "nivel-1.html, línea 1: no hay un dato «apodo».\n"
    answer = at(home, FRIDAY)
    assert answer.code == 2
    assert "nivel-1.html, línea 1" in answer.err
    assert not list(home.glob("**/*.eml"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fecha", "ayer"),
        ("--fecha", FRIDAY, "--enviar", "smtp"),
        ("--enviar", "paloma"),
        ("--resolver", 1),
    ],
)
def test_what_makes_no_sense_is_refused(demo: Path, arguments: tuple[object]) -> None:
    answer = at(demo, FRIDAY, *arguments)
    assert (answer.code, answer.out) == (2, "")


def test_a_draft_that_was_not_sent_may_be_written_again(written: Path) -> None:
    home = shutil.copytree(written, written.parent / "resuelta")
    assert at(home, FRIDAY, "--resolver", 1, "--no-salio").code == 0
    assert at(home, FRIDAY, "--resolver", 1, "--no-salio").code == 1
    assert at(home, FRIDAY, "--resolver", 9999, "--salio").code == 1
    again = at(home, FRIDAY, "--salida", "otra", "--json").json
    assert [one["estado"] for one in again["mensajes"]] == ["borrador"]


def rows_of(book: Path) -> list[dict[Any, Any]]:
    """Return the rows of the sheet by their fields."""
    shown = sheet(book, REMINDERS.title)
    titles = {column.title: column.field for column in REMINDERS.columns}
    cells = [[cell.value for cell in row] for row in shown.iter_rows()]
    [head] = [n for n, row in enumerate(cells) if "Destinatario" in row]
    fields = [titles.get(title) for title in cells[head]]
    rows = [dict(zip(fields, row, strict=True)) for row in cells[head + 1 :]]
    return [row for row in rows if row["decision"]]


def pesos(amount: str) -> str:
    """Write an amount of a JSON as a letter does."""
    whole, _, cents = amount.partition(".")
    shown = f"{int(whole):,}".replace(",", ".")
    return f"$ {shown}" if int(cents) == 0 else f"$ {shown},{cents}"
