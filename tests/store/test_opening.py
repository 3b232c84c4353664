from __future__ import annotations

import signal
import sqlite3
import struct
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl import errors
from cartera_xl.store import Store
from cartera_xl.store.command import Company
from cartera_xl.store.connection import PRAGMAS, Connection
from tests.store.books import (
    COMPANY,
    NOON,
    balances,
    broken,
    posted,
    raw,
    receipt,
    started,
)

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
# Half a transaction: with a cache of one page its changes are in the file already.
CRASH = """
import os, signal, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size = 1")
c.execute("BEGIN IMMEDIATE")
rows = [(n, f"C{n}") for n in range(10, 5000)]
c.executemany("INSERT INTO customer VALUES (1, ?, ?, 'x', '', '', '', 0, 0, 9)", rows)
os.kill(os.getpid(), signal.SIGKILL)
"""


def journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def damage(path: Path) -> None:
    """Blot out the root page of the index of documents by customer."""
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'document_by_customer'"
    [(page,)] = raw(path, sql)
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 8)
        file.write(b"\xff" * 200)


def test_a_new_ledger_is_at_revision_zero_and_whole(path: Path) -> None:
    with Store.create(path, COMPANY, NOON) as store:
        head = store.head()
        assert (head.revision, head.name, head.nit) == (0, *COMPANY[:2])
        assert head.moment == NOON
        assert not broken(store)


def test_what_was_posted_is_there_when_it_is_opened_again(path: Path) -> None:
    with started(path) as store:
        head = store.head()
    with Store.open(path) as store, Store.open(f"sqlite:///{path}") as same:
        assert store.head() == head == same.head()


def test_two_ledgers_never_have_one_id(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.db", "b.db"):
        with Store.create(tmp_path / name, COMPANY, NOON) as store:
            ids.add(store.head().ledger_id)
    assert len(ids) == 2


def text_file(path: Path) -> None:
    path.write_text("cliente;saldo\n", "utf-8")


def other_database(path: Path) -> None:
    raw(path, "CREATE TABLE document (id)")


def newer_ledger(path: Path) -> None:
    started(path).close()
    raw(path, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("prepare", "fault", "words"),
    [
        (lambda path: None, errors.LedgerMissingError, "No hay cartera"),
        (lambda path: path.touch(), errors.NotALedgerError, "no es una cartera"),
        (text_file, errors.NotALedgerError, "no es una cartera"),
        (other_database, errors.NotALedgerError, "no es una cartera"),
        (newer_ledger, errors.NewerLedgerError, "esquema 9999"),
        (lambda path: path.mkdir(), errors.LedgerUnreadableError, "No se puede leer"),
    ],
)
def test_what_is_no_ledger_of_ours_is_named_and_left_alone(
    path: Path,
    prepare: object,
    fault: type[Exception],
    words: str,
) -> None:
    assert callable(prepare)
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(fault, match=words):
        Store.open(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_ledger_is_never_made_over_something(path: Path) -> None:
    with started(path) as store:
        head = store.head()
    with pytest.raises(errors.LedgerExistsError):
        Store.create(path, COMPANY, NOON)
    with Store.open(path) as store:
        assert store.head() == head
    text_file(path)
    with pytest.raises(errors.LedgerExistsError):
        Store.create(path, COMPANY, NOON)


def test_a_file_that_a_crash_left_empty_may_become_a_ledger(path: Path) -> None:
    path.touch()
    with Store.create(path, COMPANY, NOON) as store:
        assert store.head().revision == 0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.LedgerUnreadableError, match="no-hay"):
        Store.create(tmp_path / "no-hay" / "c.db", COMPANY, NOON)


def test_a_company_is_asked_for_by_its_nit(path: Path) -> None:
    started(path).close()
    with Store.open(path, "900123456") as store:
        assert store.head().nit == "900123456"
    with pytest.raises(errors.CompanyMissingError, match="NIT «1»"):
        Store.open(path, "1")


def test_connections_have_the_pragmas_that_durability_stands_on(path: Path) -> None:
    with started(path) as store, store.reading() as transaction:
        ask = transaction.connection.value
        assert ask("PRAGMA journal_mode") == "delete"
        assert ask("PRAGMA synchronous") == 3  # EXTRA
        for name in ("foreign_keys", "recursive_triggers", "cell_size_check"):
            assert ask(f"PRAGMA {name}") == 1
        assert ask("PRAGMA trusted_schema") == 0
        assert ask("PRAGMA busy_timeout") == 0
    assert len(PRAGMAS) == 7


def test_a_crash_in_the_middle_of_writing_is_rolled_back_on_opening(
    path: Path,
) -> None:
    with started(path) as store:
        head, known = store.head(), balances(store)
    done = subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert journal(path).read_bytes().startswith(JOURNAL_MAGIC)
    with Store.open(path) as store:
        assert (store.head(), balances(store)) == (head, known)
        assert not broken(store)
    assert not journal(path).exists()


def leave_journal(path: Path) -> None:
    """Leave the journal of a crash that has nothing to roll back."""
    pages = path.stat().st_size // 4096
    header = JOURNAL_MAGIC + struct.pack(">5I", 0, 7, pages, 512, 4096)
    journal(path).write_bytes(header.ljust(512, b"\0"))


def test_a_damaged_file_is_told_after_an_unclean_end(path: Path) -> None:
    started(path).close()
    damage(path)
    leave_journal(path)
    with pytest.raises(errors.LedgerDamagedError, match="copia de respaldo"):
        Store.open(path)


def test_the_whole_file_is_looked_through_only_after_an_unclean_end(
    path: Path,
) -> None:
    started(path).close()
    leave_journal(path)
    with Store.open(path) as store:
        assert store.head().revision == 1
    damage(path)
    with Store.open(path) as store:
        assert store.head().revision == 1
        assert "archivo" in broken(store)


def test_a_journal_that_was_never_needed_is_no_unclean_end(path: Path) -> None:
    started(path).close()
    damage(path)
    journal(path).write_bytes(b"\0" * 512)
    with Store.open(path) as store:
        assert store.head().revision == 1


def test_a_writer_at_work_is_not_taken_for_a_crash(path: Path) -> None:
    with started(path) as store, closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE customer SET name = 'x'")
        journal(path).write_bytes(JOURNAL_MAGIC)
        with Store.open(path) as second:
            assert second.head() == store.head()
        journal(path).write_bytes(b"")
        other.rollback()


def test_a_ledger_in_use_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cartera_xl.store.patience.PATIENCE", 0.05)
    with started(path) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.LedgerBusyError, match="ocupado"):
            posted(store, "k", documents=(receipt(-1, 5),))
        other.rollback()
        posted(store, "k", documents=(receipt(-1, 5),))


def test_a_reader_that_stays_keeps_a_posting_out_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cartera_xl.store.patience.PATIENCE", 0.05)
    with started(path) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM document").fetchall()
        with pytest.raises(errors.LedgerBusyError):
            posted(store, "k", documents=(receipt(-1, 5),))
        other.rollback()
        assert store.head().revision == 1
        posted(store, "k", documents=(receipt(-1, 5),))
        assert not broken(store)


def test_an_address_of_no_kind_that_we_know_is_named() -> None:
    with pytest.raises(errors.UnknownAddressError, match="postgresql:"):
        Store.open("nosql://servidor/cartera")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(errors.LedgerUnreadableError) as fault:
        Store.open("postgresql://ana:secreta@127.0.0.1:1/cartera")
    assert "secreta" not in str(fault.value)
    assert "ana:***@127.0.0.1" in str(fault.value)


def test_a_company_has_pesos_unless_it_says_otherwise() -> None:
    assert Company("X").base_currency == "COP"


@pytest.mark.parametrize("held", range(1, 5))
def test_a_ledger_opens_when_somebody_s_commit_is_through(
    path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """Whichever of the reads of an opening meets the commit, it waits."""
    started(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        turns, waits = iter(range(1, 100)), []
        run = Connection._run

        def locked(connection: Connection, *statement: Any) -> Any:
            if "BEGIN" not in statement[0] and next(turns) == held:
                other.execute("BEGIN EXCLUSIVE")
            return run(connection, *statement)

        def release(_: float) -> None:
            waits.append(other.in_transaction)
            other.execute("ROLLBACK")

        monkeypatch.setattr(Connection, "_run", locked)
        monkeypatch.setattr(time, "sleep", release)
        with Store.open(path) as store:
            assert waits == [True]
            assert store.head().revision == 1
