"""The same commands on a file and on a server say the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.store import Store
from cartera_xl.store.command import Company
from tests.desk import Desk
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = (
    ("importar", "documentos.csv"),
    (
        *("pagar", "--cliente", "Acme", "--valor", 1126840, "--medio", "PSE"),
        *("--factura", "F-1=1126840", "--retefuente", "F-1=25000@1000000:2,5%"),
        *("--reteica", "F-1=9660@1000000:9,66‰:Bogotá", "--clave", "k1"),
    ),
    ("aplicar", "--todos", "--clave", "k2"),
    ("desaplicar", "F-1", "--de", "NC-1", "--clave", "k3"),
    ("corregir", "F-1", "--valor", 1200000, "--motivo", "mal", "--clave", "k4"),
    ("castigar", "F-3", "--motivo", "x", "--aprueba", "y", "--clave", "k5"),
    ("anular", "RC-1", "--motivo", "devuelto", "--clave", "k6"),
    ("deshacer", "--si", "--clave", "k7"),
    ("clientes", "crear", "C9", "--nombre", "Nueve", "--nit", "1", "--clave", "k8"),
    ("clientes", "editar", "C9", "--correo", "a@b.co", "--excluir", "--clave", "k9"),
    ("clientes", "unir", "Delta", "Acme", "--motivo", "la misma", "--clave", "k10"),
    ("aplicar", "--credito", "NC 100", "--factura", "F-2", "--clave", "k11"),
    ("desaplicar", "F-2", "--de", "NC 100", "--clave", "k12"),
    (
        *("cotizacion", "crear", "COT-1", "--cliente", "C9", "--valor", 9),
        *("--vence", "2026-04-30", "--clave", "k13"),
    ),
    ("cotizacion", "aceptar", "COT-1", "--factura", "F-9", "--clave", "k14"),
    ("deshacer", "k14", "--si", "--clave", "k15"),
    (
        *("tarifas", "agregar", "reteiva", "general", "15%"),
        *("--desde", "2026-01-01", "--clave", "k16"),
    ),
    ("clientes", "retiene", "Acme", "reteiva", "general", "--clave", "k17"),
    ("cerrar", "2026-02", "--clave", "k18"),
    ("cerrar", "2026-02", "--reabrir", "--motivo", "x", "--clave", "k19"),
    ("clientes", "listar"),
    ("clientes", "ver", "Acme"),
    ("tarifas",),
    ("estado-cuenta", "Acme", "--vista", "movimientos", "--desde", "2026-01-01"),
    ("resumen",),
    ("verificar",),
)


_OF_A_FILE = ("archivo", "referencias")


@pytest.fixture
def on_server(desk: Desk) -> Iterator[Desk]:
    with a_database() as url:
        recorded = datetime(2026, 3, 31, tzinfo=UTC)
        Store.create(url, Company("Ensayo", "900123456-8"), recorded).close()
        settings = desk.folder / "cartera.toml"
        settings.write_text(f'base = "{url}"\n', "utf-8")
        yield Desk(desk.folder)


def answers(desk: Desk) -> list[Any]:
    return [_plain(desk.do(*command)) for command in DAY]


def _plain(answer: Any) -> Any:
    """Leave out what a file has and a server has not: its copy, its own checks."""
    if isinstance(answer, list):
        return [told for told in answer if told.get("prueba") not in _OF_A_FILE]
    told = {key: told for key, told in answer.items() if key != "copia"}
    if "deshecho" in told:  # a server knows the person by the login
        told["deshecho"] = told["deshecho"] | {"usuario": "", "registrado": ""}
    return told


@pytest.mark.postgres
def test_a_day_of_commands_is_answered_alike(
    on_server: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("archivo")
    on_file = Desk(folder)
    assert on_file.type("iniciar", ".", "--empresa", "Ensayo").code == 0
    (folder / "documentos.csv").write_bytes(
        (on_server.folder / "documentos.csv").read_bytes()
    )
    for command, there, here in zip(
        DAY, answers(on_server), answers(on_file), strict=True
    ):
        assert there == here, command
