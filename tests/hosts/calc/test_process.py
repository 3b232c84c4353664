"""The process behind Calc: watched, ended, started again, never left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from cartera_xl.hosts.calc.engine import attach, start
from cartera_xl.hosts.calc.faults import (
    BookClosedError,
    CalcError,
    OfficeDiedError,
    OfficeHungError,
    OfficeMissingError,
    OfficeStartError,
    OfficeUnreachableError,
)
from cartera_xl.hosts.calc.leftovers import sweep_profiles
from cartera_xl.hosts.calc.office import Office, OfficeOptions
from tests.hosts.calc.test_messages import put_macros
from tests.requirements import ROOT

if TYPE_CHECKING:
    from tests.calc_office import Calc

ENDLESS: Final = "Sub Cuelga\nDo\nLoop\nEnd Sub"
CHILD: Final = """
import sys
from cartera_xl.hosts.calc.engine import attach, start
app = start()
print(app.pid, app.impl.office.profile, flush=True)
sys.stdin.read()
"""


def is_alive(pid: int, *, wait: float = 0) -> bool:
    """Tell whether a process runs, after waiting for its end; a corpse does not."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        ended, _, _ = select.select([handle], [], [], wait)
        return not ended
    finally:
        os.close(handle)


@pytest.mark.calc
def test_a_call_that_hangs_is_ended_at_its_deadline_by_name(calc: Calc) -> None:
    book = calc.new()
    put_macros(book, ENDLESS)
    pid = calc.app.pid
    with pytest.raises(OfficeHungError, match=r"1\.5 s"), calc.within(1.5):
        book.macro("Cuelga")()
    assert not is_alive(pid)
    calc.new().sheets[0]["A1"].value = "otra vez"
    assert calc.app.pid != pid
    assert len(calc.app.books) == 1


@pytest.mark.calc
def test_what_was_open_in_a_process_that_ended_says_so(calc: Calc) -> None:
    cell = calc.new().sheets[0]["A1"]
    calc.kill()
    with pytest.raises(OfficeDiedError):
        cell.value = 5
    calc.new()
    with pytest.raises(BookClosedError):
        cell.value = 5


@pytest.mark.calc
def test_what_was_said_and_held_back_ends_with_its_process(calc: Calc) -> None:
    app = calc.app
    calc.new()
    app.status_bar = "antes"
    app.screen_updating = False
    calc.kill()
    with pytest.raises(CalcError):
        app.calculate()
    app.screen_updating = True
    book = calc.new()
    app.status_bar = "después"
    app.status_bar = False
    assert calc.said == ["antes", "después"]
    assert not book.api.hasControllersLocked()


def sockets_of(pid: int) -> set[Path]:
    """Return where a process listens, as the system tells."""
    links = [str(handle.readlink()) for handle in Path(f"/proc/{pid}/fd").iterdir()]
    open_ones = {link[8:-1] for link in links if link.startswith("socket:[")}
    lines = Path("/proc/net/unix").read_text(encoding="utf-8").splitlines()
    known = (line.split() for line in lines)
    return {Path(f[7]) for f in known if len(f) > 7 and f[6] in open_ones}


@pytest.mark.calc
def test_a_killed_process_leaves_no_socket(calc: Calc) -> None:
    office = Office(OfficeOptions(profile=calc.folder / "perfil"))
    office.start()
    sockets = sockets_of(office.pid)
    assert len(sockets) == 2
    assert all(socket.is_socket() for socket in sockets)
    os.kill(office.pid, signal.SIGKILL)
    office.stop()
    assert [socket for socket in sockets if socket.exists()] == []


@pytest.mark.calc
def test_a_workbook_opens_again_after_its_process_was_killed(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    path = book.fullname
    book.sheets["Vencidas"]["A9"].value = "sin guardar"
    calc.kill()
    with pytest.raises(CalcError):
        book.save()
    again = calc.app.books.open(path)
    assert again.sheets["Vencidas"]["A9"].value is None
    again.sheets["Vencidas"]["A9"].value = "guardado"
    again.save()


@pytest.mark.calc
def test_a_process_that_ends_while_it_saves_leaves_the_old_file(
    calc: Calc, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = calc.new()
    path = calc.folder / "a.xlsx"
    book.save(path)
    before = path.read_bytes()
    document = book.impl.document

    class Dying:
        """Ends the process once it has begun to write."""

        def __getattr__(self, name: str) -> object:
            return getattr(document, name)

        def storeToURL(self, url: str, options: object) -> None:  # noqa: N802
            (calc.folder / ".a.tmp.xlsx").write_bytes(before[:100])
            calc.kill()
            document.storeToURL(url, options)

    monkeypatch.setattr(book.impl, "document", Dying())
    with pytest.raises(OfficeDiedError):
        book.impl.save()
    assert path.read_bytes() == before
    assert not (calc.folder / ".a.tmp.xlsx").exists()


@pytest.mark.calc
def test_two_processes_do_not_mix_and_leave_nothing_behind(calc: Calc) -> None:
    book = calc.new()
    calc.app.activate()
    before = calc.app.engine.apps.keys()
    other = start(OfficeOptions())
    try:
        pid, profile = other.pid, other.impl.office.profile
        path = calc.folder / "a.xlsx"
        book.save(path)
        book.close()
        other.books.open(path)
        assert (len(other.books), len(calc.app.books)) == (1, 0)
        assert other.engine.apps.keys() == [pid, *before]
    finally:
        other.quit()
        calc.app.activate()
    assert not is_alive(pid)
    assert not profile.exists()
    assert [file.name for file in calc.folder.iterdir()] == ["a.xlsx"]
    assert other.engine.apps.keys() == before


@pytest.mark.calc
def test_a_window_that_somebody_works_in_is_driven_and_left(calc: Calc) -> None:
    book = calc.new()
    calc.app.activate()
    before = calc.app.engine.apps.keys()
    profile = calc.app.impl.office.profile
    _, pipe = (profile / "soffice.process").read_text().split()
    visitor = attach(pipe, headless=True)
    visitor.books[book.name].sheets[0]["A1"].value = "visita"
    assert visitor.impl.office.running_profile() == profile
    visitor.status_bar = "de visita"
    visitor.quit()
    calc.app.activate()
    assert book.sheets[0]["A1"].value == "visita"
    assert visitor.engine.apps.keys() == before


@pytest.mark.calc
def test_a_window_that_is_not_there_is_said_to_be_closed(calc: Calc) -> None:
    assert calc.app.pid
    with pytest.raises(OfficeUnreachableError, match="cartera calc abrir"):
        attach("nadie")


@pytest.mark.calc
def test_a_python_that_is_killed_takes_its_process_along(calc: Calc) -> None:
    assert calc.app.pid  # LibreOffice is there
    with subprocess.Popen(
        [sys.executable, "-c", CHILD],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        pid, profile = child.stdout.readline().split()
        child.kill()
    assert not is_alive(int(pid), wait=30)
    sweep_profiles(Path(profile).parent)
    assert not Path(profile).exists()


def program(folder: Path, script: str) -> Path:
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


@pytest.mark.calc
@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo sin espacio >&2; exit 7", r"código 7: sin espacio"),
        ("exit 0", r"código 0"),  # it handed over to another and is not ours
        ("exec sleep 60", r"no respondió en 0\.2 s"),
        ("exit 81", r"código 81"),
    ],
)
def test_a_process_that_does_not_come_up_is_named_and_ended(
    calc: Calc, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    monkeypatch.setenv("CARTERA_SOFFICE", str(program(calc.folder, script)))
    profile = calc.folder / "perfil"
    office = Office(OfficeOptions(profile=profile, start_seconds=0.2))
    with pytest.raises(OfficeStartError, match=words):
        office.start()
    assert not office.is_running()
    assert not is_alive(office.pid)
    office.stop()
    assert profile.exists()  # it is the caller's


@pytest.mark.calc
def test_a_process_that_asks_to_be_started_again_is(
    calc: Calc, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = calc.folder / "veces"
    script = f'echo x >>"{marker}"; [ "$(wc -l <"{marker}")" -ge 3 ] && exit 5; exit 81'
    monkeypatch.setenv("CARTERA_SOFFICE", str(program(calc.folder, script)))
    office = Office(OfficeOptions(profile=calc.folder / "perfil"))
    with pytest.raises(OfficeStartError, match="código 5"):
        office.start()
    assert marker.read_text().count("x") == 3


def test_where_the_program_is_not_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTERA_SOFFICE", str(tmp_path / "no-hay"))
    with pytest.raises(OfficeMissingError, match="CARTERA_SOFFICE"):
        Office(OfficeOptions(profile=tmp_path)).start()


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_where_the_bridge_is_not_it_is_said() -> None:
    code = (
        "from cartera_xl.hosts.calc import bridge\n"
        "bridge._SYSTEM_PACKAGES = '/no/hay'\n"
        "try: bridge.uno()\n"
        "except Exception as fault: print(type(fault).__name__, fault)\n"
    )
    assert "BridgeMissingError" in run_python(code)


@pytest.mark.calc
def test_the_bridge_leaves_python_as_it_was(calc: Calc) -> None:
    assert calc.app.pid
    code = (
        "import builtins, sys\n"
        "before = builtins.__import__, list(sys.path)\n"
        "from cartera_xl.hosts.calc.bridge import uno\n"
        "uno()\n"
        "print(before == (builtins.__import__, sys.path), 'uno' in sys.modules)\n"
    )
    assert run_python(code) == "True True"


def test_the_engine_alone_brings_in_neither_the_bridge_nor_openpyxl() -> None:
    code = (
        "import sys, cartera_xl.hosts.calc.engine\n"
        "print([name for name in ('uno', 'openpyxl') if name in sys.modules])\n"
    )
    assert run_python(code) == "[]"


def test_nothing_of_xlwings_pro_is_used() -> None:
    import xlwings

    assert xlwings.__pro__ is False
    sources = (ROOT / "cartera_xl").rglob("*.py")
    assert [file for file in sources if "xlwings.pro" in file.read_text()] == []
