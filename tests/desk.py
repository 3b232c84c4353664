"""A small company at whose desk commands are typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.commands import Answer, cartera

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = "2026-03-31"
DOCUMENTS: Final = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda
Factura;F-1;Acme;900111;2026-01-10;2026-02-10;1190000;1190000;COP
Factura;F-2;Acme;900111;2026-02-10;2026-03-10;500000;500000;COP
Factura;F-3;Beta;900222;2026-02-10;2026-03-10;800000;800000;COP
Factura;F-4;Acme;900111;2026-02-10;2026-03-10;900;900;USD
Nota débito;100;Beta;900222;2026-02-12;2026-03-12;30000;30000;COP
Nota crédito;100;Delta;900444;2026-02-11;2026-02-11;70000;70000;COP
Nota crédito;NC-1;Acme;900111;2026-02-15;2026-02-15;200000;200000;COP
"""


@dataclass(frozen=True)
class Desk:
    """A working folder; what is typed there is typed on TODAY by Ana."""

    folder: Path

    @property
    def ledger(self) -> Path:
        return self.folder / "cartera.db"

    def type(self, *arguments: object, today: str = TODAY) -> Answer:
        """Run a command, in this process."""
        return cartera(
            *arguments, cwd=self.folder, CARTERA_HOY=today, CARTERA_USUARIO="ana"
        )

    def do(self, *arguments: object) -> Any:
        """Run a command that must go through; return its JSON."""
        answer = self.type(*arguments, "--json")
        assert answer.code == 0, answer
        assert answer.err == ""
        return answer.json

    def ask(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a query, beside all that the program says."""
        with closing(sqlite3.connect(self.ledger)) as connection:
            return connection.execute(sql, values).fetchall()

    @property
    def revision(self) -> int:
        return int(self.ask("SELECT revision FROM company")[0][0])

    @property
    def balances(self) -> dict[str, int]:
        """Return what is left of each document that is not settled, in minor units."""
        rows = self.ask(
            "SELECT number, open + free FROM document WHERE open + free > 0"
        )
        return dict(rows)

    @property
    def sound(self) -> bool:
        """Tell whether every check of the ledger passes."""
        return self.type("verificar").code == 0


def open_desk(folder: Path) -> Desk:
    """Make the company, with its first invoices and a credit note."""
    made = cartera("iniciar", folder, "--empresa", "Ensayo", "--nit", "900123456-8")
    assert made.code == 0, made
    desk = Desk(folder)
    source = folder / "documentos.csv"
    source.write_text(DOCUMENTS, "utf-8")
    assert desk.type("importar", source).code == 0
    return desk
