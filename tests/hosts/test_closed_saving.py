from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from random import Random
from typing import TYPE_CHECKING

import pytest

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.workbook.saving import fault_of
from tests.hosts.books import content, filled, invoices, refresh, template, values
from tests.requirements import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXCEL_LOCK = b"\x0bAna Mar\xeda P" + b" " * 44 + b"\x0a\0A\0n\0a\0"
OFFICE_LOCK = b",ana,equipo-7,24.11.2026 10:05,file:///home/ana/.config/libreoffice/4;"


@pytest.mark.parametrize(
    ("lock", "content_of_lock", "owner"),
    [
        ("~$Cartera.xlsm", EXCEL_LOCK, "por Ana María P"),
        ("~$Cartera.xlsm", b"", "está abierto:"),
        (".~lock.Cartera.xlsm#", OFFICE_LOCK, "por ana"),
        (".~lock.Cartera.xlsm#", b"Ana P,ana,equipo-7,hoy,x;", "por Ana P"),
        (".~lock.Cartera.xlsm#", b"", "está abierto:"),
    ],
)
def test_an_open_workbook_is_refused_with_its_owners_name(
    tmp_path: Path, lock: str, content_of_lock: bytes, owner: str
) -> None:
    path = template(tmp_path)
    host = ClosedWorkbook(path)
    (tmp_path / lock).write_bytes(content_of_lock)
    for attempt in (
        lambda: ClosedWorkbook(path),
        lambda: host.refresh(TABS, content([])),
    ):
        with pytest.raises(errors.WorkbookOpenError, match=owner) as caught:
            attempt()
        assert lock in str(caught.value)
    (tmp_path / lock).unlink()
    host.refresh(TABS, content([]))


def test_an_open_target_is_refused_too(tmp_path: Path) -> None:
    path = template(tmp_path)
    (tmp_path / "~$copia.xlsm").write_bytes(EXCEL_LOCK)
    with pytest.raises(errors.WorkbookOpenError, match=r"copia\.xlsm"):
        ClosedWorkbook(path).refresh(TABS, content([]), target=tmp_path / "copia.xlsm")


def test_a_workbook_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = template(tmp_path)
    host = ClosedWorkbook(path)
    refresh(path, invoices(1))
    with pytest.raises(errors.WorkbookChangedError):
        host.refresh(TABS, content(invoices(2)))
    assert values(path, "Factura") == ["FV-1"]


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664])
def test_the_files_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = template(tmp_path)
    path.chmod(mode)
    refresh(path, invoices(1))
    assert path.stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = template(tmp_path)
    link = tmp_path / "acceso.xlsm"
    link.symlink_to(path)
    refresh(link, invoices(1))
    assert link.is_symlink()
    (tmp_path / "~$Cartera.xlsm").touch()
    with pytest.raises(errors.WorkbookOpenError):
        ClosedWorkbook(link)
    assert values(path, "Factura") == ["FV-1"]


def test_leftovers_of_a_killed_save_are_removed(tmp_path: Path) -> None:
    path = template(tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    leftover = tmp_path / f".Cartera.xlsm.{gone.pid}.cartera-tmp"
    others = [
        tmp_path / f".Cartera.xlsm.{os.getppid()}.cartera-tmp",  # still running
        tmp_path / f".Otro.xlsm.{gone.pid}.cartera-tmp",
        tmp_path / f".Cartera.xlsm.{gone.pid}.tmp",
    ]
    for file in (leftover, *others):
        file.touch()
    ClosedWorkbook(path)
    assert not leftover.exists()
    assert all(file.exists() for file in others)


def test_a_folder_that_lets_nobody_write_is_named(tmp_path: Path) -> None:
    path = template(tmp_path)
    target = tmp_path / "no-existe" / "copia.xlsm"
    with pytest.raises(errors.WorkbookNotSavedError, match="quedó como estaba"):
        ClosedWorkbook(path).refresh(TABS, content([]), target=target)


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    """The child may write 40 kB: less than the workbook, more than its header."""
    path = template(tmp_path)
    before = path.read_bytes()
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "from pathlib import Path\n"
        "from tests.hosts.books import refresh, invoices\n"
        "from cartera_xl.errors import WorkbookNotSavedError\n"
        "try:\n"
        "    refresh(Path(sys.argv[1]), invoices(1))\n"
        "except WorkbookNotSavedError as fault:\n"
        "    sys.exit(7)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, check=False
    )
    assert done.returncode == 7
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("windows", "fault"),
    [
        (32, errors.WorkbookOpenError),  # ERROR_SHARING_VIOLATION
        (5, errors.WorkbookOpenError),  # ERROR_ACCESS_DENIED
        (112, errors.WorkbookNotSavedError),  # ERROR_DISK_FULL
        (None, errors.WorkbookNotSavedError),
    ],
)
def test_what_windows_says_becomes_a_fault(
    windows: int | None, fault: type[errors.CarteraError]
) -> None:
    error = OSError(errno.EACCES, "Acceso denegado")
    if windows:
        error.winerror = windows  # type: ignore[attr-defined]
    assert type(fault_of(error, "Cartera.xlsm")) is fault


def test_a_killed_save_never_leaves_a_torn_workbook(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(1), named={names.REVISION: 5})
    random = Random(11)
    for _ in range(30):
        kill_a_saver(path, random.random() * 0.3)
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
        assert ClosedWorkbook(path).value(names.REVISION) == 5
    refresh(path, invoices(1))
    assert list(tmp_path.iterdir()) == [path]


def kill_a_saver(path: Path, seconds: float) -> None:
    """Let a process save again and again, and kill it."""
    saver = multiprocessing.get_context("fork").Process(target=save_on, args=(path,))
    saver.start()
    time.sleep(seconds)
    saver.kill()
    saver.join()
    assert saver.exitcode == -signal.SIGKILL


def save_on(path: Path) -> None:
    for turn in itertools.count():
        refresh(path, invoices(*range(turn % 2 * 400 + 1)))
