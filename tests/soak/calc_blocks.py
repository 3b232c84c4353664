"""LibreOffice driven for long: 100,000 rows there and back, and many deaths."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import pandas as pd

from cartera_xl.hosts.calc.engine import start
from cartera_xl.hosts.calc.faults import CalcError
from cartera_xl.hosts.calc.office import OfficeOptions
from tests.soak.calc_contract import contract
from tests.soak.reached import Reached

if TYPE_CHECKING:
    import xlwings as xw

_ROWS = 100_000
_FIRST_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - cells have no zone


def blocks(until: float) -> list[Reached]:
    """Write and read the largest block, then kill the process while it works."""
    chance = random.Random(11)
    app = start(OfficeOptions(call_seconds=600))
    try:
        _write_and_read(app, _ROWS, chance)
        with tempfile.TemporaryDirectory() as folder:
            same = contract(app, Path(folder))
            deaths = _die_and_open_again(app, Path(folder), until, chance)
    finally:
        app.quit()
    return [
        Reached("filas ida y vuelta", _ROWS, _ROWS),
        same,
        Reached("muertes al guardar, ningún libro roto", deaths),
    ]


def _frame(rows: int, chance: random.Random) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Factura": [f"FE-{n} ñ" for n in range(rows)],
            "NIT": [f"{chance.randrange(10**9):09}" for _ in range(rows)],
            "Texto": [chance.choice(["=1+1", "00123", "x" * 40]) for _ in range(rows)],
            "Vence": [
                _FIRST_DAY + timedelta(days=chance.randrange(900)) for _ in range(rows)
            ],
            "Saldo": [chance.randrange(10**11) / 100 for _ in range(rows)],
        }
    )


def _write_and_read(app: xw.App, rows: int, chance: random.Random) -> None:
    frame = _frame(rows, chance)
    book = app.books.add()
    sheet = book.sheets[0]
    sheet["A:C"].number_format = "@"
    sheet["A1"].options(index=False).value = frame
    table: Any = sheet.tables.add(source=sheet["A1"].resize(rows + 1, 5), name="tblX")
    read = table.range.options(pd.DataFrame, index=False).value
    pd.testing.assert_frame_equal(read, frame, check_dtype=False)
    book.close()


def _die_and_open_again(
    app: xw.App, folder: Path, until: float, chance: random.Random
) -> int:
    path = folder / "a.xlsx"
    book = app.books.add()
    book.sheets[0]["A1"].value = [[0, 0]] * 500
    book.save(path)
    done = saved = 0
    while time.monotonic() < until or not done:
        done += 1
        killer = Timer(chance.uniform(0, 0.4), os.kill, [app.pid, signal.SIGKILL])
        killer.start()
        try:
            book.sheets[0]["A1"].value = [[done, done]] * 500
            book.save()
            saved = done
        except CalcError:
            pass
        killer.join()
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        book = _opened(app, path)
        kinds = {cell for row in book.sheets[0]["A1:B500"].value for cell in row}
        assert kinds in ({saved}, {done})  # whole: as before, or as it was to be
        saved = int(kinds.pop())
    return done


def _opened(app: xw.App, path: Path) -> xw.Book:
    """Open a workbook; the first call after a death may be the one that meets it."""
    try:
        return app.books.open(path)
    except CalcError:
        return app.books.open(path)
