"""Which ledger a workbook's functions ask, and what becomes of them without one."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import LedgerBusyError
from cartera_xl.excel.ledgers import LEDGERS, Ledgers
from cartera_xl.store import Store
from cartera_xl.store.command import Company
from tests.excel.sheet import Sheet
from tests.store.server import a_database

if TYPE_CHECKING:
    from tests.desk import Desk

PAID = ("pagar", "--cliente", "Acme", "--valor", 100000, "--medio", "PSE")


def test_what_was_posted_is_in_the_next_answer(desk: Desk, sheet: Sheet) -> None:
    asked = ("CARTERA_SALDO_NETO", "Acme")
    assert sheet(*asked) == 1_490_000
    for paid in range(1, 4):
        desk.do(*PAID, "--clave", f"k{paid}")
        assert sheet(*asked) == 1_490_000 - paid * 100_000
        assert sheet("CARTERA_SALDO_NETO") == 2_250_000 - paid * 100_000
    assert desk.type("parametros", "edades.rangos", "10,20").code == 0
    assert len(sheet("CARTERA_EDADES")) == 1 + 4


def test_between_two_answers_the_ledger_is_free(desk: Desk, sheet: Sheet) -> None:
    sheet("CARTERA_ESTADO_CUENTA", "Acme")
    sheet("CARTERA_SALDO", "nada")
    with closing(sqlite3.connect(desk.ledger, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.rollback()


def test_a_sheet_asks_while_somebody_posts(desk: Desk, sheet: Sheet) -> None:
    expected = {1_490_000 - paid * 100_000 for paid in range(6)}
    shown: list[float] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            shown.append(sheet("CARTERA_SALDO_NETO", "Acme"))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for paid in range(5):
            with Store.open(desk.ledger) as store:
                _pay(store, paid)
    finally:
        done.set()
        asking.join()
    assert set(shown) <= expected
    assert shown == sorted(shown, reverse=True)
    assert sheet("CARTERA_SALDO_NETO", "Acme") == min(expected)
    assert desk.sound


def _pay(store: Store, number: int) -> None:
    from cartera_xl.ledger.documents import Document, Kind
    from cartera_xl.ledger.posting import Posting
    from cartera_xl.store.command import Command, Posted

    with store.reading() as ledger:
        rows = ledger.rows("SELECT id FROM customer WHERE code = '900111'")
    day = datetime(2026, 3, 31, tzinfo=UTC).date()
    own = (f"AN-{number}", 1, rows[0][0], "COP", day, day, 10_000_000)
    advance = Document(-1, Kind.ADVANCE, *own)
    posting = Posting(documents=(advance,))
    recorded = datetime(2026, 3, 31, 12, number % 60, tzinfo=UTC)
    command = Command(f"a{number}", "anticipo", posting, "ana", "mesa", recorded)
    assert isinstance(store.execute(command), Posted)


def test_without_a_ledger_nothing_is_available_and_the_reason_is_told(
    tmp_path: Path, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    elsewhere = Sheet(tmp_path / "Libro.xlsm")
    assert elsewhere("CARTERA_VENCIDAS") == "#N/A"
    assert elsewhere.reason("CARTERA_VENCIDAS").startswith("No sé dónde está")
    assert sheet("CARTERA_VENCIDAS") == 2_520_000


def test_a_ledger_that_is_gone_is_missed_and_one_that_is_back_is_asked(
    desk: Desk, sheet: Sheet
) -> None:
    assert sheet("CARTERA_VENCIDAS") == 2_520_000
    away = desk.ledger.rename(desk.folder / "otra.db")
    assert sheet("CARTERA_VENCIDAS") == "#N/A"
    assert "No hay cartera en" in sheet.reason("CARTERA_VENCIDAS")
    away.rename(desk.ledger)
    assert sheet("CARTERA_VENCIDAS") == 2_520_000


def test_a_copy_that_is_put_back_is_what_is_asked(desk: Desk, sheet: Sheet) -> None:
    copy = Path(shutil.copy(desk.ledger, desk.folder / "copia.db"))
    desk.do(*PAID)
    assert sheet("CARTERA_SALDO_NETO", "Acme") == 1_390_000
    copy.replace(desk.ledger)
    assert sheet("CARTERA_SALDO_NETO", "Acme") == 1_490_000


def test_settings_that_name_another_ledger_are_followed(
    desk: Desk, sheet: Sheet
) -> None:
    assert sheet("CARTERA_VENCIDAS") == 2_520_000
    shutil.copy(desk.ledger, desk.folder / "otra.db")
    desk.do(*PAID, "--base", "otra.db")
    (desk.folder / "cartera.toml").write_text('base = "otra.db"\n', "utf-8")
    assert sheet("CARTERA_SALDO_NETO", "Acme") == 1_390_000
    (desk.folder / "cartera.toml").write_text('base = "otra.db', "utf-8")
    assert "No se pudo leer" in sheet.reason("CARTERA_VENCIDAS")


def test_the_variable_comes_before_the_settings(
    desk: Desk, sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet("CARTERA_VENCIDAS") == 2_520_000
    monkeypatch.setenv("CARTERA_DB", str(tmp_path / "nada.db"))
    assert "nada.db" in sheet.reason("CARTERA_VENCIDAS")
    monkeypatch.setenv("CARTERA_DB", str(desk.ledger))
    assert Sheet(tmp_path / "Libro.xlsm")("CARTERA_VENCIDAS") == 2_520_000


def test_a_file_that_is_no_ledger_is_named(desk: Desk, sheet: Sheet) -> None:
    desk.ledger.write_text("notas", "utf-8")
    assert sheet("CARTERA_VENCIDAS") == "#N/A"
    assert "no es una cartera" in sheet.reason("CARTERA_VENCIDAS")


def test_a_ledger_that_moved_to_a_server_is_not_read_from_its_file(
    desk: Desk, sheet: Sheet
) -> None:
    assert sheet("CARTERA_VENCIDAS") == 2_520_000
    with a_database() as url:
        with Store.open(desk.ledger) as store:
            store.move(url).close()
        assert "se mudó a un servidor" in sheet.reason("CARTERA_VENCIDAS")
        (desk.folder / "cartera.toml").write_text(f'base = "{url}"\n', "utf-8")
        assert sheet("CARTERA_VENCIDAS") == 2_520_000
        assert sheet("CARTERA_SALDO", "F-1", corte="2026-02-28") == 1_190_000
        assert sheet("CARTERA_ESTADO_CUENTA", "Acme")[-1][-1] == 900
        desk.do(*PAID)
        assert sheet("CARTERA_SALDO_NETO", "Acme") == 1_390_000
        LEDGERS.close()


def test_of_several_companies_the_settings_say_which(desk: Desk, sheet: Sheet) -> None:
    recorded = datetime(2026, 3, 31, tzinfo=UTC)
    with a_database() as url:
        with Store.open(desk.ledger) as store:
            store.move(url).close()
        Store.create(url, Company("Otra", "800197268-4"), recorded).close()
        settings = desk.folder / "cartera.toml"
        settings.write_text(f'base = "{url}"\n', "utf-8")
        assert "varias empresas" in sheet.reason("CARTERA_VENCIDAS")
        settings.write_text(f'base = "{url}"\nempresa = "900123456-8"\n', "utf-8")
        assert sheet("CARTERA_VENCIDAS") == 2_520_000
        settings.write_text(f'base = "{url}"\nempresa = "800197268-4"\n', "utf-8")
        assert sheet("CARTERA_VENCIDAS") == 0
        LEDGERS.close()


def test_a_ledger_that_lets_one_cell_wait_is_not_asked_by_the_next_thousand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, tried = [0.0], []

    def busy(*place: object) -> Store:
        tried.append(place)
        raise LedgerBusyError

    monkeypatch.setattr(Store, "open", busy)
    ledgers = Ledgers(clock=lambda: now[0])
    for moment, attempts in ((0, 1), (1, 1), (4, 1), (6, 2), (7, 2)):
        now[0] = moment
        with (
            pytest.raises(LedgerBusyError),
            ledgers.asked(str(desk.folder / "Cartera.xlsm")),
        ):
            pass
        assert len(tried) == attempts
