"""A person at the workbook of a small company, in LibreOffice, with the ribbon."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cartera_xl.excel import ribbon
from cartera_xl.excel.pump import Pump
from tests.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from xlwings import Book

    from tests.calc_office import Calc

TODAY = "2026-03-31"


@dataclass
class Presser:
    """Presses buttons, and looks at cells, ledger and messages."""

    calc: Calc
    folder: Path
    book: Book
    progress: list[str] = field(default_factory=list)

    def press(self, action: str, argument: str = "", *answers: str) -> str:
        """Press a button as the workbook's macros do; return what it says at last."""
        self.calc.answers(*answers)
        said = ribbon.start(action, argument, self.book.fullname)
        while said.startswith("~"):
            self.progress.append(said)
            said = ribbon.go_on()
        assert not self.calc.app.impl.alerts.answers, "a question was not asked"
        assert "Traceback" not in said
        return said

    @property
    def ledger(self) -> Desk:
        return Desk(self.folder)

    def cell(self, sheet: str, key: str, heading: str) -> Any:
        """Return the cell of a row, by what stands in its key column."""
        table = self._table(sheet)
        titles = table.header_row_range.value
        body = table.data_body_range
        keys = [row[titles.index(_KEYS[sheet])] for row in _rows(body)]
        return body[keys.index(key), titles.index(heading)]

    def column(self, sheet: str, heading: str) -> list[Any]:
        table = self._table(sheet)
        position = table.header_row_range.value.index(heading)
        return [row[position] for row in _rows(table.data_body_range)]

    def choose(self, sheet: str, *keys: str) -> None:
        """Select rows that follow one another."""
        cells = [self.cell(sheet, key, _KEYS[sheet]) for key in keys]
        first, last = cells[0], cells[-1]
        self.book.sheets[sheet].range(first, last).select()

    def choose_movement(self, kind: str, number: str) -> None:
        pairs = zip(
            self.column("Transacciones", "Tipo"),
            self.column("Transacciones", "Número"),
            strict=True,
        )
        row = list(pairs).index((kind, number))
        self._table("Transacciones").data_body_range[row, 0].select()

    def _table(self, sheet: str) -> Any:
        [table] = self.book.sheets[sheet].tables
        return table


_KEYS = {
    "Vencidas": "Factura",
    "Por Vencer": "Factura",
    "Clientes": "Código",
    "Créditos a Favor": "Documento",
    "Transacciones": "Número",
    "Importación": "Número",
    "Estado de Cuenta": "Tipo",
    "Parámetros": "Parámetro",
}


def _rows(body: Any) -> list[list[Any]]:
    rows: list[list[Any]] = body.options(ndim=2).value
    return rows


def seat(calc: Calc, folder: Path, patch: pytest.MonkeyPatch) -> Presser:
    """Open the company's workbook; all that is kept for the user is kept there."""
    for name in [name for name in os.environ if name.startswith("CARTERA_")]:
        patch.delenv(name)
    patch.setattr(ribbon, "_PUMP", Pump(turn=0.05))  # so that progress is seen
    patch.setenv("CARTERA_HOY", TODAY)
    patch.setenv("CARTERA_USUARIO", "ana")
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        patch.setenv(name, str(folder / ".usuario"))
    return Presser(calc, folder, calc.app.books.open(folder / "Cartera.xlsm"))
