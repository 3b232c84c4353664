"""The disk fails, or the answer is lost: what is said is what the ledger holds."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.errors import NotPostedError, PostingUncertainError
from cartera_xl.ledger.posting import Posting
from cartera_xl.store.command import Command, Posted
from tests.requirements import require
from tests.store.books import INVOICE, broken, command, invoice, post, withhold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cartera_xl.store import Store
    from cartera_xl.store.connection import Connection


class DiskError(sqlite3.OperationalError):
    """What the driver raises when the disk fails."""

    sqlite_errorcode = sqlite3.SQLITE_IOERR


class Disk:
    """A disk that fails once, before or after a statement took effect."""

    def __init__(self, store: Store, at: int | str, *, late: bool) -> None:
        self.engine, self.at, self.late = store.engine, at, late
        self.open = store.engine.open
        self.seen = 0
        self.failed = False

    def __enter__(self) -> Disk:
        self.engine.dispose()
        self.engine.open = self._open
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()
        self.engine.open = self.open

    def _open(self) -> Connection:
        connection = self.open()
        return replace(connection, driver=Driver(connection.driver, self))

    def run(self, sql: str, act: Callable[[], Any]) -> Any:
        hit = not self.failed and self.at in (self.seen, sql)
        self.seen += 1
        if not hit:
            return act()
        self.failed = True
        if self.late:
            act()
        raise DiskError("disk I/O error")


class Driver:
    """The driver's connection or cursor, on such a disk."""

    def __init__(self, real: Any, disk: Disk) -> None:
        self.real, self.disk = real, disk

    def execute(self, sql: str, *values: Any) -> Any:
        return self.disk.run(sql, lambda: self.real.execute(sql, *values))

    def executemany(self, sql: str, rows: Any) -> Any:
        return self.disk.run(sql, lambda: self.real.executemany(sql, rows))

    def cursor(self) -> Driver:
        return Driver(self.real.cursor(), self.disk)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def request(number: int) -> Command:
    rows = Posting(
        documents=(invoice(-1, number + 1),),
        applications=(withhold(-1, INVOICE, 1),),
        parameters={"moneda": f"{number:03}"},
    )
    return command(f"k{number}", rows)


def told_posted(store: Store, asked: Command) -> bool:
    try:
        return isinstance(store.execute(asked), Posted)
    except NotPostedError as fault:
        return "No quedó registrado nada (falló el disco)" not in str(fault)


@pytest.mark.parametrize("late", [False, True])
def test_a_fault_at_any_statement_is_answered_with_what_the_ledger_holds(
    store: Store, late: bool
) -> None:
    disk = Disk(store, "", late=late)
    for place in range(100):
        before = store.head().revision
        disk = Disk(store, place, late=late)
        with disk:
            told = told_posted(store, request(place))
        assert store.head().revision == before + told
        assert isinstance(store.execute(request(place)), Posted)
        assert store.head().revision == before + 1
        assert not broken(store)
        if not disk.failed:
            break
    assert disk.seen > 12
    assert not disk.failed


def test_an_answer_that_got_lost_after_commit_is_found_by_the_key(
    store: Store,
) -> None:
    with Disk(store, "COMMIT", late=True) as disk:
        answer = store.execute(request(1))
    assert disk.failed
    assert isinstance(answer, Posted)
    assert answer.repeated
    assert store.head().revision == 2


def test_a_ledger_that_is_gone_leaves_the_question_open(
    store: Store, path: Path
) -> None:
    hidden = path.with_name("escondida.db")
    path.rename(hidden)  # under the connection that waits for the posting
    with pytest.raises(PostingUncertainError, match="no se duplica"):
        store.execute(request(1))
    hidden.rename(path)


def test_a_full_disk_posts_nothing_and_says_so(store: Store, path: Path) -> None:
    """A real limit on the size of files, not a disk that is played."""
    resource = pytest.importorskip("resource")
    require(hasattr(resource, "RLIMIT_FSIZE"), "un límite al tamaño de los archivos")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    rows = tuple(invoice(-n, n) for n in range(1, 5001))
    before = store.head()
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 50_000, hard))
    try:
        with pytest.raises(NotPostedError, match="No quedó registrado nada"):
            post(store, "k", documents=rows)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.head() == before
    assert not broken(store)
    assert isinstance(post(store, "k", documents=rows), Posted)
