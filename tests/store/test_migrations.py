from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine

from cartera_xl.errors import MigrationError
from cartera_xl.store import (
    Store,
    migration,
    queries,
    roles,
    schema,
    triggers,
    version,
)
from cartera_xl.store.columns import COLUMNS
from cartera_xl.store.engine import connect
from cartera_xl.store.location import Location, locate
from tests.store.books import COMPANY, NOON, broken, fill, pay, posted, raw, started
from tests.store.everything import EVERYTHING
from tests.store.people import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.ledger.posting import Contact
    from cartera_xl.store.connection import Connection
    from cartera_xl.store.engine import Engine
    from tests.store.people import Office

# A later step as one could come: a table rebuilt, which drops its triggers, a column
# more, and rows moved that no program may touch otherwise.
REBUILD = f"""
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{version.HEAD}"


def upgrade():
    assert op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    with op.batch_alter_table("document") as batch:
        batch.add_column(sa.Column("cufe", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE document SET reference = 'migrado'")
"""
LOSES_ROWS = f"""
from alembic import op

revision = "9999"
down_revision = "{version.HEAD}"


def upgrade():
    op.execute("DELETE FROM customer")
"""
# What step 0005 added to tables that were there: table and column.
ADDED = (
    ("customer", "business"),
    ("contact", "kind"),
    ("contact", "evidence"),
    ("contact", "opted_out"),
    ("contact", "hours"),
    ("contact", "hours_evidence"),
)
FAILS = LOSES_ROWS + '    raise RuntimeError("se fue la luz")\n'


_FACTS_OF_0004 = 11  # that `EVERYTHING` had


def posted_contacts(store: Store) -> list[Contact]:
    with store.reading() as ledger:
        return queries.contacts(ledger)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A folder with our steps, to which a test adds the next one."""
    return shutil.copytree(migration.STEPS, tmp_path / "pasos")


def add_step(steps: Path, source: str) -> None:
    (steps / "versions" / "9999_next.py").write_text(source, "utf-8")


def an_old_ledger(path: Path, version: str) -> str:
    """Make a ledger as that version of the program left it; give its audit hash."""
    dump = Path(__file__).with_name("ledgers") / f"{version}.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text("utf-8"))
        row = connection.execute("SELECT audit_hash FROM company").fetchone()
    return str(row[0])


def engine_of(path: Path) -> Engine:
    return connect(Location(path))


def objects(path: Path) -> dict[str, str]:
    """Return every table, index and trigger with its text, spaces aside."""
    found = raw(path, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {
        name: re.sub(r"\s+", " ", sql)
        for name, sql in found
        if not name.startswith(("sqlite_", "alembic_"))
    }


def test_the_steps_end_at_the_schema_that_the_program_writes(tmp_path: Path) -> None:
    Store.create(tmp_path / "pasos.db", COMPANY, NOON).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'tablas.db'}")
    schema.metadata.create_all(engine)
    engine.dispose()
    by_steps = {
        name: sql
        for name, sql in objects(tmp_path / "pasos.db").items()
        if not sql.startswith("CREATE TRIGGER")
    }
    assert by_steps == objects(tmp_path / "tablas.db")


def test_the_newest_step_is_the_version_that_opening_expects() -> None:
    assert migration.steps()[-1] == version.HEAD


@pytest.mark.parametrize("old", migration.steps()[:-1])
def test_a_ledger_of_every_earlier_version_is_brought_up_to_date(
    path: Path, old: str
) -> None:
    was = an_old_ledger(path, old)
    with Store.open(path) as store:
        assert not broken(store)
        assert store.head().audit_hash == was
    assert raw(path, "SELECT version_num FROM alembic_version") == [(version.HEAD,)]
    fresh = path.with_name("nueva.db")
    Store.create(fresh, COMPANY, NOON).close()
    assert objects(path) == objects(fresh)


def test_a_key_posted_before_a_migration_is_still_known(path: Path) -> None:
    an_old_ledger(path, "0001")
    with Store.open(path) as store:
        application = pay(-1, 3, 2, 30, 1)
        again = posted(store, "pago", 1, applications=(application,))
        assert again.repeated


def test_customers_and_contacts_of_before_have_the_hash_that_they_had(
    path: Path,
) -> None:
    """They have fields more now; a key of an older program is still its own."""
    an_old_ledger(path, "0004")
    rows = EVERYTHING | {"facts": EVERYTHING["facts"][:_FACTS_OF_0004]}
    with Store.open(path) as store:
        fill(store)  # «inicio» again: it would be refused as another posting
        assert posted(store, "todo", 2, **rows).repeated
        [contact] = posted_contacts(store)
        assert (contact.kind, contact.evidence, contact.hours) == ("deudor", "", "")


def test_a_rebuilt_table_keeps_its_rows_and_gets_its_guards_back(
    path: Path, steps: Path
) -> None:
    with started(path) as store:
        before = store.head()
    add_step(steps, REBUILD)
    engine = engine_of(path)
    with engine.connect() as connection:
        migration.upgrade(connection, path, target="9999", folder=steps)
        assert connection.value("PRAGMA foreign_keys") == 1
        assert version.schema_version(connection) == "9999"
        assert triggers.missing(connection) == []
    engine.dispose()
    found = raw(path, "SELECT id, open, free, reference, cufe FROM document")
    assert found == [(2, 100, 0, "migrado", ""), (3, 0, 50, "migrado", "")]
    assert raw(path, "SELECT audit_hash FROM company") == [(before.audit_hash,)]
    assert "_alembic_tmp_document" not in objects(path)


@pytest.mark.parametrize(
    ("source", "fault", "words"),
    [
        (LOSES_ROWS, MigrationError, "perdió su referencia"),
        (FAILS, RuntimeError, "se fue la luz"),
    ],
)
def test_a_step_that_goes_wrong_leaves_the_ledger_as_it_was(
    path: Path, steps: Path, source: str, fault: type[Exception], words: str
) -> None:
    started(path).close()
    before = (objects(path), raw(path, "SELECT * FROM customer"))
    add_step(steps, source)
    engine = engine_of(path)
    with (
        engine.connect() as connection,
        pytest.raises(fault, match=words),
    ):
        migration.upgrade(connection, path, target="9999", folder=steps)
    engine.dispose()
    assert (objects(path), raw(path, "SELECT * FROM customer")) == before
    with Store.open(path) as store:
        assert not broken(store)


def test_opening_an_older_ledger_copies_it_beside_itself_and_migrates_it(
    path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = version.HEAD
    with started(path) as store:
        head = store.head()
    add_step(steps, REBUILD.replace("'migrado'", "reference"))
    monkeypatch.setattr(version, "HEAD", "9999")
    monkeypatch.setattr(migration, "STEPS", steps)
    with Store.open(path) as store:
        assert store.head() == head
        assert not broken(store)
    assert raw(path, "SELECT version_num FROM alembic_version") == [("9999",)]
    copy = path.with_name(f"cartera.esquema-{old}.db")
    assert raw(copy, "SELECT version_num FROM alembic_version") == [(old,)]
    assert raw(copy, "SELECT audit_hash FROM company") == [(head.audit_hash,)]


@pytest.fixture
def server(url: str) -> Iterator[Engine]:
    Store.create(url, COMPANY, NOON).close()
    engine = connect(locate(url))
    yield engine
    engine.dispose()


@pytest.mark.postgres
def test_on_a_server_the_steps_end_at_the_same_tables(server: Engine, url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_no_reference}
        context = MigrationContext.configure(connection, opts=options)
        declared = [schema.metadata, schema.server_metadata]
        assert compare_metadata(context, declared) == []  # type: ignore[arg-type]
    engine.dispose()


@pytest.mark.postgres
def test_on_a_server_whoever_had_a_company_belongs_to_it_and_groups_get_their_rights(
    server: Engine, url: str
) -> None:
    with server.connect() as connection:
        for table in COLUMNS:
            connection.change(f"DROP POLICY own_companies ON {table}")
        connection.change("DROP TABLE member")
        for table in (
            *("outbox_item", "outbox_message"),
            *("contact_made", "event_end", "event"),
        ):
            connection.change(f"DROP TABLE {table}")
        for table, column in ADDED:
            connection.change(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.change("UPDATE alembic_version SET version_num = '0003'")
        for sql in roles.groups():
            connection.change(sql)
    with Store.open(url) as store, store.engine.connect() as connection:
        found = connection.rows("SELECT company_id, role = session_user FROM member")
        assert found == [(1, True)]
        asked = "SELECT has_table_privilege('cartera_app', 'document', 'INSERT')"
        assert connection.value(asked)
        assert not broken(store)


@pytest.mark.postgres
def test_on_a_server_a_step_meets_every_companys_rows(
    place: Office, steps: Path
) -> None:
    """The owner does not belong to the second company; a step is for all of them."""
    add_step(
        steps,
        LOSES_ROWS.replace("DELETE FROM", "UPDATE").replace(
            'customer"', "customer SET name = 'migrado'\""
        ),
    )
    engine = connect(locate(place.address(OWNER)))
    with (
        engine.connect() as connection,
        pytest.raises(MigrationError, match="migrado 4"),
    ):
        migration.upgrade(
            connection, "x", target="9999", folder=steps, then=count_migrated
        )
    engine.dispose()


def is_no_reference(_: object, __: object, kind: str, *___: object) -> bool:
    """Leave the references out: they are declared twice, for SQLite and for others."""
    return kind != "foreign_key_constraint"


def count_migrated(connection: Connection) -> None:
    found = connection.value("SELECT COUNT(*) FROM customer WHERE name = 'migrado'")
    raise MigrationError("x", f"migrado {found}")
