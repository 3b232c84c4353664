"""A company that outgrew its file goes on where it was, on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl import errors
from cartera_xl.store import Store
from cartera_xl.store.columns import COLUMNS
from tests.store.books import (
    INVOICE,
    NOON,
    balances,
    broken,
    invoice,
    posted,
    raw,
    withhold,
)
from tests.store.everything import EVERYTHING, queue_one
from tests.store.people import OTHER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.people import Office

pytestmark = pytest.mark.postgres


@pytest.fixture
def full(store: Store) -> Store:
    posted(store, "todo", **EVERYTHING)
    queue_one(store)
    return store


def test_everything_arrives_and_goes_on(full: Store, url: str) -> None:
    head, known = full.head(), balances(full)
    with full.move(url) as moved:
        assert (moved.head(), balances(moved)) == (head, known)
        assert not broken(moved)
        again = posted(moved, "todo", **EVERYTHING)
        assert again.repeated
        posted(moved, "después", applications=(withhold(-1, INVOICE, 1),))
        assert not broken(moved)
    with Store.open(url) as moved:
        assert moved.head().revision == head.revision + 1


def test_every_table_arrives_with_its_rows(full: Store, path: Path, url: str) -> None:
    counted = [raw(path, f"SELECT COUNT(*) FROM {t}")[0] for t in COLUMNS]
    assert (0,) not in counted
    with full.move(url) as moved, moved.engine.connect() as connection:
        assert [connection.one(f"SELECT COUNT(*) FROM {t}") for t in COLUMNS] == counted


def test_nobody_works_on_in_the_file(full: Store, path: Path, url: str) -> None:
    full.move(url).close()
    with pytest.raises(errors.LedgerMovedError, match="se mudó"):
        Store.open(path)


def test_a_move_that_was_cut_off_is_finished(
    full: Store, path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cartera_xl.store.moving.commit", cut_off)
    with pytest.raises(KeyboardInterrupt):
        full.move(url)
    monkeypatch.undo()
    head = full.head()
    with Store.open(path) as store, store.move(url) as moved:
        assert moved.head() == head
    with Store.open(url) as moved:
        assert not broken(moved)


def test_a_ledger_that_went_on_since_is_not_moved_again(
    full: Store, path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cartera_xl.store.moving.commit", lambda _: None)
    full.move(url).close()
    monkeypatch.undo()
    posted(full, "aparte", documents=(invoice(-1, 8),))
    with pytest.raises(errors.MoveError, match="en otro estado"):
        full.move(url)
    with Store.open(path) as store:
        assert store.head() == full.head()


def test_a_move_from_a_server_or_to_a_file_is_refused(
    full: Store, tmp_path: Path, url: str
) -> None:
    with pytest.raises(errors.MoveError):
        full.move(str(tmp_path / "otra.db"))
    with full.move(url) as moved, pytest.raises(errors.MoveError):
        moved.move(url)


def test_who_may_not_make_companies_moves_none(full: Store, place: Office) -> None:
    before = full.head()
    with pytest.raises(errors.OwnerNeededError):
        full.move(place.address("ana"))
    posted(full, "sigue", documents=(invoice(-1, 8),))
    assert full.head().revision == before.revision + 1


# What somebody may have added to a server's tables, and we know nothing of.
SHOUT = """
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$;
CREATE TRIGGER shout BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION shout()
"""


def test_what_arrives_otherwise_than_it_was_sent_stops_the_move(
    full: Store, path: Path, url: str
) -> None:
    with Store.create(url, OTHER, NOON) as first, first.engine.connect() as connection:
        connection.change(SHOUT)
    with pytest.raises(errors.MoveError, match="filas de customer no llegaron iguales"):
        full.move(url)
    with Store.open(path) as store, Store.open(url) as first:
        assert store.head() == full.head()
        assert first.head().nit == OTHER.nit  # alone
