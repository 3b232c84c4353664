from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import BackupError
from cartera_xl.store import Store
from cartera_xl.store.backup import backup
from cartera_xl.store.location import Location
from tests.store.books import INVOICE, balances, broken, posted, withhold
from tests.store.posting_on import stop, writers

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_is_the_ledger_at_one_moment(store: Store, tmp_path: Path) -> None:
    target = store.backup(tmp_path / "copia.db")
    posted(store, "después", applications=(withhold(-1, INVOICE, 1),))
    with Store.open(target) as copy:
        assert (copy.head().revision, copy.head().ledger_id) == (
            1,
            store.head().ledger_id,
        )
        assert not broken(copy)


def test_copies_made_while_others_post_are_whole(store: Store, tmp_path: Path) -> None:
    running = writers(store.location.path)
    try:
        seen = [_backed_up(store, tmp_path / f"{n}.db") for n in range(15)]
    finally:
        stop(running)
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def _backed_up(store: Store, target: Path) -> int:
    before = store.head().revision
    with Store.open(store.backup(target)) as copy:
        revision = copy.head().revision
        assert not broken(copy)
        assert balances(copy)[INVOICE] == 100 - (revision - 1)
    assert before <= revision <= store.head().revision
    return revision


@pytest.mark.parametrize("name", ["cartera.db", "enlace.db", "duro.db"])
def test_the_ledger_is_never_its_own_copy(store: Store, path: Path, name: str) -> None:
    path.with_name("enlace.db").symlink_to(path)
    os.link(path, path.with_name("duro.db"))
    before = store.head()
    with pytest.raises(BackupError, match="la cartera misma"):
        store.backup(path.with_name(name))
    assert store.head() == before


def test_an_older_copy_is_replaced_and_nothing_else_is_left(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "copias"
    folder.mkdir()
    for _ in range(2):
        store.backup(folder / "copia.db")
    assert [file.name for file in folder.iterdir()] == ["copia.db"]


def test_a_target_that_cannot_be_written_leaves_what_was_there(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="no se pudo escribir"):
        store.backup(tmp_path / "no-hay" / "copia.db")
    (tmp_path / "carpeta").mkdir()
    with pytest.raises(BackupError, match="no se pudo escribir"):
        store.backup(tmp_path / "carpeta")
    assert not list(tmp_path.glob(".*tmp"))


def test_a_damaged_ledger_gives_no_copy(store: Store, tmp_path: Path) -> None:
    from tests.store.test_opening import damage

    path = store.location.path
    assert path is not None
    (tmp_path / "copia.db").write_text("la copia de ayer")
    damage(path)
    store.close()
    with pytest.raises(BackupError, match="no pasa la revisión"):
        store.backup(tmp_path / "copia.db")
    assert (tmp_path / "copia.db").read_text() == "la copia de ayer"


def test_a_server_is_backed_up_by_its_own_program(store: Store, tmp_path: Path) -> None:
    server = Location(None, "postgresql+psycopg://ana:secreta@servidor/cartera")
    with pytest.raises(BackupError, match="pg_dump") as fault:
        backup(store.engine, server, tmp_path / "copia.db")
    assert "secreta" not in str(fault.value)
