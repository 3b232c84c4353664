"""A team's server from its first day: owner, people, a company that moves in."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.commands import Answer, cartera
from tests.store.people import OWNER, Office, give_passwords, owned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.postgres
CLOCK = {"CARTERA_HOY": "2026-11-24T09:00"}
LEDGER = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda
Factura;F-1;Acme;900111;2026-01-10;2026-02-10;1000000;1000000;COP
"""
PAYMENT = (
    *("pagar", "--cliente", "Acme", "--valor", "400000", "--fecha", "2026-11-20"),
    *("--medio", "Efectivo", "--factura", "F-1=400000"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Office]:
    """A server on which the owner has made a company and let two people in."""
    with owned() as made:
        yield made


@pytest.fixture(scope="module")
def folder(server: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("equipo") / "Cartera"
    company = ("--empresa", "Ferretería El Tornillo", "--nit", "900123456-8")
    begun = cartera("iniciar", made, *company, "--base", server.address(OWNER))
    assert begun.code == 0, begun.err
    assert by(server, OWNER, made, "servidor", "roles", "--aplicar").code == 0
    for person, part in (("ana", "registra"), ("luz", "consulta")):
        let_in = ("servidor", "admitir", server.login(person), "--papel", part)
        answer = by(server, OWNER, made, *let_in, "--aplicar")
        assert (answer.code, answer.out) == (0, "Hecho.\n"), answer.err
    give_passwords(server, "ana", "luz")
    source = made / "cartera.csv"
    source.write_text(LEDGER, "utf-8")
    assert by(server, "ana", made, "importar", source).code == 0
    return made


def by(server: Office, person: str, folder: Path, *arguments: object) -> Answer:
    """Run a command in a folder as a person of the server."""
    own = {"PGUSER": server.login(person), "PGPASSWORD": server.mark}
    return cartera(*arguments, cwd=folder, **CLOCK, **own)


def test_the_settings_name_the_place_and_the_company_but_nobody(
    server: Office, folder: Path
) -> None:
    text = (folder / "cartera.toml").read_text("utf-8")
    assert server.mark not in text
    settings = tomllib.loads(text)
    assert settings["base"].startswith("postgresql+psycopg://")
    assert settings["empresa"] == "900123456-8"
    assert not (folder / "cartera.db").exists()


def test_everybody_refreshes_and_only_who_may_posts(
    server: Office, folder: Path
) -> None:
    for person in ("ana", "luz"):
        answer = by(server, person, folder, "actualizar", "Cartera.xlsm")
        assert answer.code == 0, answer.err
    refused = by(server, "luz", folder, *PAYMENT)
    assert refused.code == 1
    assert "puede ver esta cartera, no registrar" in refused.err
    assert server.login("luz") in refused.err
    assert by(server, "ana", folder, *PAYMENT).code == 0
    shown = by(server, "luz", folder, "resumen", "--json").json
    assert shown["monedas"]["COP"]["vencidas"]["valor"] == "600000.00"
    assert by(server, "luz", folder, "verificar").code == 0
    told = by(server, "luz", folder, "lotes")
    assert server.login("ana") in told.out


def test_who_is_taken_out_sees_nothing_more(server: Office, folder: Path) -> None:
    person = server.login("eva")
    let_in = ("servidor", "admitir", person, "--papel", "registra", "--aplicar")
    assert by(server, OWNER, folder, *let_in).code == 0
    give_passwords(server, "eva")
    assert by(server, "eva", folder, "resumen").code == 0
    out = ("servidor", "retirar", person, "--aplicar")
    assert by(server, OWNER, folder, *out).code == 0
    answer = by(server, "eva", folder, "resumen")
    assert answer.code == 2
    assert "servidor admitir" in answer.err


def test_without_aplicar_the_sql_is_shown_and_nothing_is_done(
    server: Office, folder: Path
) -> None:
    let_in = ("servidor", "admitir", "o\"tra'", "--papel", "consulta")
    answer = by(server, OWNER, folder, *let_in)
    assert answer.code == 0
    assert answer.out.startswith("BEGIN;\nDO $$ BEGIN\n")
    assert 'GRANT cartera_reader TO "o""tra\'";' in answer.out
    with server.connected() as connection:
        found = connection.execute("SELECT FROM pg_roles WHERE rolname LIKE 'o\"tra%'")
        assert found.fetchall() == []


def test_only_the_owner_lets_people_in(server: Office, folder: Path) -> None:
    let_in = ("servidor", "admitir", "eva", "--papel", "registra", "--aplicar")
    answer = by(server, "ana", folder, *let_in)
    assert answer.code == 2
    assert "los maneja su dueño" in answer.err


def test_one_company_is_not_made_twice(
    server: Office, folder: Path, tmp_path: Path
) -> None:
    again = ("iniciar", tmp_path / "otra", "--nit", "900123456-8")
    answer = cartera(*again, "--base", server.address(OWNER))
    assert answer.code == 2
    assert "ya hay una empresa con NIT" in answer.err
    assert not (tmp_path / "otra" / "Cartera.xlsm").exists()


def test_a_second_company_is_chosen_by_its_folder(
    server: Office, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "otra"
    made = cartera(
        "iniciar",
        other,
        "--nit",
        "800197268-4",
        "--empresa",
        "Dian",
        "--base",
        server.address(OWNER),
    )
    assert made.code == 0, made.err
    first = by(server, OWNER, folder, "resumen", "--json").json
    second = by(server, OWNER, other, "resumen", "--json").json
    assert (first["clientes"], second["clientes"]) == (1, 0)


def test_a_company_moves_in_from_its_file(server: Office, tmp_path: Path) -> None:
    file = tmp_path / "archivo"
    company = ("--empresa", "La Otra", "--nit", "860002964-4")
    assert cartera("iniciar", file, *company).code == 0
    source = file / "cartera.csv"
    source.write_text(LEDGER, "utf-8")
    assert cartera("importar", source, cwd=file, **CLOCK).code == 0
    assert cartera("actualizar", "Cartera.xlsm", cwd=file, **CLOCK).code == 0
    moved = cartera("servidor", "mudar", server.address(OWNER), cwd=file)
    assert moved.code == 0, moved.err
    line = moved.out.splitlines()[-1].partition(": ")[2]
    closed = cartera("resumen", cwd=file)
    assert (closed.code, "se mudó a un servidor" in closed.err) == (2, True)
    (file / "cartera.toml").write_text(f'{line}\nempresa = "860002964-4"\n', "utf-8")
    assert by(server, OWNER, file, *PAYMENT).code == 0
    refreshed = by(server, OWNER, file, "actualizar", "Cartera.xlsm")
    assert refreshed.code == 0, refreshed.err


def test_a_file_has_no_people(tmp_path: Path) -> None:
    assert cartera("iniciar", tmp_path, "--empresa", "Sola").code == 0
    let_in = ("servidor", "admitir", "ana", "--papel", "consulta")
    answer = cartera(*let_in, cwd=tmp_path)
    assert answer.code == 2
    assert "es un archivo" in answer.err


def test_a_ledger_named_on_the_way_is_not_held_to_the_folders_company(
    server: Office, folder: Path, tmp_path: Path
) -> None:
    assert cartera("iniciar", tmp_path, "--nit", "860002964-4").code == 0
    ledger = tmp_path / "cartera.db"
    answer = cartera("resumen", "--base", ledger, cwd=folder, **CLOCK)
    assert answer.code == 0, answer.err
