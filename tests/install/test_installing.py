"""Installing on profiles of three systems, again, over what is there, and cut off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cartera_xl import errors, settings
from cartera_xl.actions import start
from cartera_xl.actions.standing import OtherLedgerError
from cartera_xl.cli import main
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.install import acting, finding, installing, receipt
from cartera_xl.install.acting import ProgramFailedError
from cartera_xl.install.books import OtherWorkbookError
from cartera_xl.install.config import PathNotReadableError
from cartera_xl.install.finding import NoBaseError, OtherBaseError, OtherCompanyError
from cartera_xl.install.modules import Mode
from cartera_xl.install.planning import (
    Order,
    StandaloneNeedsExcelError,
    StorePythonError,
)
from cartera_xl.install.steps import RunProgram
from cartera_xl.install.writing import NotWrittenError
from cartera_xl.store import Store
from cartera_xl.tabs import names
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.workbook.modules import read_modules
from tests.hosts.books import edited, edited_sheet, put, template, values
from tests.install.profiles import (
    BUILD,
    CONTEXT,
    XLWINGS,
    Profile,
    Programs,
    linux,
    macos,
    make_old,
    windows,
    xlwings_folder,
)
from tests.requirements import ROOT
from tests.store.server import a_database
from tests.store.test_migrations import an_old_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NIT = "900123456-8"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("CARTERA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("CARTERA_HOY", f"{CONTEXT.today}")


@pytest.fixture
def ana(tmp_path: Path) -> Profile:
    return windows(tmp_path)


@pytest.fixture
def installed(ana: Profile) -> Profile:
    ana.install(name="Ferretería Núñez", nit=NIT)
    return ana


def sentences(done: installing.Installation) -> list[str]:
    return [step.sentence for step in done.plan.steps]


# --- the first time -----------------------------------------------------------------


@pytest.mark.parametrize("system", [windows, macos, linux])
def test_everything_is_in_its_place_on_every_system(
    system: Callable[[Path], Profile], tmp_path: Path
) -> None:
    someone = system(tmp_path)
    done = someone.install(name="Ferretería Núñez", nit=NIT)
    assert done.plan.workbook == someone.workbook
    named = settings.base_in(someone.folder / "cartera.toml")
    assert named == str(someone.ledger)
    with Store.open(named) as store:
        assert (store.head().name, store.head().nit) == ("Ferretería Núñez", NIT)
        shown = ClosedWorkbook(someone.workbook)
        assert shown.value(names.LEDGER_ID) == store.head().ledger_id
        assert shown.value(names.CORTE) == CONTEXT.today


def test_the_workbook_can_be_refreshed_from_its_own_folder(installed: Profile) -> None:
    before = installed.workbook.read_bytes()
    assert main(["actualizar", str(installed.workbook)]) == 0
    assert installed.workbook.read_bytes() != before


def test_excel_is_told_which_python_in_the_code_page_that_it_reads(
    installed: Profile,
) -> None:
    text = installed.config.read_bytes().decode("cp1252")
    assert f'"INTERPRETER_WIN","{installed.machine.interpreter}"\r\n' in text


def test_nothing_is_left_behind_but_what_is_listed(installed: Profile) -> None:
    python = installed.machine.interpreter.parent.parent.name
    ours = {name for name in installed.files() if not name.startswith(python)}
    assert ours == {
        "AppData/Local/cartera/cartera.db",
        "AppData/Local/cartera/instalacion.json",
        "Documents/Cartera/Cartera.xlsm",
        "Documents/Cartera/cartera.toml",
        "Documents/Cartera/xlwings.conf",
    }


def test_without_excel_there_is_nothing_to_tell_it(tmp_path: Path) -> None:
    pc = linux(tmp_path)
    done = pc.install()
    assert not pc.config.exists()
    assert done.plan.mode is Mode.ADDIN


@pytest.mark.parametrize("mode", list(Mode))
def test_both_builds_install_and_are_kept(mode: Mode, ana: Profile) -> None:
    assert ana.install(mode=mode).plan.mode is mode
    assert ana.install().plan.mode is mode


@pytest.mark.postgres
def test_a_server_s_ledger_is_shown_and_nobody_s_name_is_kept(
    ana: Profile, tmp_path: Path
) -> None:
    with a_database() as address:
        start.run(tmp_path / "primera", "Ensayo", NIT, CONTEXT, address)
        person, _, place = address.removeprefix("postgresql+psycopg://").partition("@")
        base = f"postgresql+psycopg://{person.partition(':')[0]}:secreto@{place}"
        done = ana.install(base=base, nit=NIT)
        assert done.plan.ledger.on_server
        assert "secreto" not in done.plan.ledger.shown
        assert ana.install(base=base).plan.steps == ()
        kept = b"".join(data for name, data in ana.files().items() if ".db" not in name)
        assert b"secreto" not in kept
        with Store.open(base, NIT) as store:
            shown = ClosedWorkbook(ana.workbook).value(names.LEDGER_ID)
            assert shown == store.head().ledger_id
    assert not ana.ledger.exists()


# --- programs of xlwings' -----------------------------------------------------------


def test_a_mac_is_allowed_to_call_python(tmp_path: Path) -> None:
    mac = macos(tmp_path)
    programs = Programs(mac.machine)
    installing.run(Order(), mac.machine, CONTEXT, run_=programs, build=BUILD)
    python = str(mac.machine.interpreter)
    assert programs.run == [(python, "-m", "xlwings.cli", "runpython", "install")]
    assert mac.install().plan.steps == ()


def test_the_build_that_needs_the_add_in_gets_it(ana: Profile) -> None:
    programs = Programs(ana.machine)
    order = Order(mode=Mode.ADDIN)
    installing.run(order, ana.machine, CONTEXT, run_=programs, build=BUILD)
    assert [command[-2:] for command in programs.run] == [("addin", "install")]
    assert ana.install(mode=Mode.ADDIN).plan.steps == ()


def test_an_add_in_of_another_version_is_replaced(
    ana: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.install(mode=Mode.ADDIN)
    shutil.copy(xlwings_folder() / "addin" / "xlwings.xlam", ana.machine.addin)
    assert ana.install().plan.steps == ()
    monkeypatch.setattr(finding, "version_of", lambda _: "9.9")
    assert [type(step) for step in ana.install(simulate=True).plan.steps] == [
        RunProgram
    ]


def test_a_program_that_does_nothing_is_named_and_done_again(tmp_path: Path) -> None:
    mac = macos(tmp_path)
    broken = Programs(mac.machine, work=False)
    with pytest.raises(ProgramFailedError, match="runpython install"):
        installing.run(Order(), mac.machine, CONTEXT, run_=broken, build=BUILD)
    done = mac.install()
    assert mac.machine.script(XLWINGS).exists()
    assert any("runpython" in sentence for sentence in sentences(done))


# --- again --------------------------------------------------------------------------


@pytest.mark.parametrize("system", [windows, macos, linux])
def test_a_second_time_changes_nothing(
    system: Callable[[Path], Profile], tmp_path: Path
) -> None:
    someone = system(tmp_path)
    someone.install(name="Ensayo", nit=NIT)
    before = someone.files()
    done = someone.install(name="Ensayo", nit=NIT)
    assert done.plan.steps == ()
    assert someone.files() == before


def test_a_simulation_says_the_same_steps_and_writes_nothing(ana: Profile) -> None:
    before = ana.files()
    simulated = ana.install(simulate=True, name="Ensayo")
    assert ana.files() == before
    assert sorted(p.name for p in ana.home.iterdir()) == ["Cartera XL"]
    assert sentences(simulated) == sentences(ana.install(name="Ensayo"))
    assert len(simulated.plan.steps) == 7


def test_a_simulation_leaves_an_older_ledger_as_it_is(installed: Profile) -> None:
    installed.ledger.unlink()
    an_old_ledger(installed.ledger, "0001")
    installed.workbook.unlink()
    before = installed.files()
    assert installed.install(simulate=True).plan.steps
    assert installed.files() == before
    installed.install()
    assert installed.workbook.exists()


def test_the_ledger_that_is_there_is_kept(installed: Profile) -> None:
    with Store.open(installed.ledger) as store:
        ledger_id = store.head().ledger_id
    for name in ("Cartera.xlsm", "cartera.toml", "xlwings.conf"):
        (installed.folder / name).unlink()
    done = installed.install()
    assert "La cartera que ya hay se conserva." in done.plan.notes
    with Store.open(installed.ledger) as store:
        assert store.head().ledger_id == ledger_id
    assert installed.workbook.exists()


def test_a_python_that_moved_is_told_to_excel(installed: Profile) -> None:
    moved = installed.home / "Otro Python" / "python.exe"
    machine = replace(installed.machine, interpreter=moved)
    done = Profile(machine).install()
    assert [s.partition(": ")[2] for s in sentences(done)] == [
        "qué Python llama Excel",
        "la lista de lo instalado",
    ]
    assert str(moved).encode("cp1252") in installed.config.read_bytes()


def test_settings_of_another_workbook_in_the_folder_stay_and_are_copied(
    ana: Profile,
) -> None:
    ana.folder.mkdir(parents=True)
    other = b'"INTERPRETER_WIN","C:\\otro\\python.exe"\r\n"LICENSE_KEY","mia"\r\n'
    ana.config.write_bytes(other)
    ana.install()
    assert b'"LICENSE_KEY","mia"' in ana.config.read_bytes()
    [copy] = ana.folder.glob("xlwings (copia *).conf")
    assert copy.read_bytes() == other


def test_a_folder_of_iniciar_keeps_its_ledger_and_its_settings(ana: Profile) -> None:
    places = start.run(ana.folder, "Ensayo", NIT, CONTEXT)
    before = places.settings.read_bytes()
    done = ana.install()
    assert done.plan.ledger.place == str(places.ledger)
    assert places.settings.read_bytes() == before
    assert not ana.ledger.exists()


# --- renewing -----------------------------------------------------------------------


def test_an_older_workbook_is_replaced_after_a_dated_copy(installed: Profile) -> None:
    with edited_sheet(installed.workbook, ENTRY.title) as ws:
        put(ws, 2, "Tipo", "Anticipo", ENTRY)
    make_old(installed.workbook)
    old = installed.workbook.read_bytes()
    done = installed.install()
    [copy] = installed.folder.glob("Cartera (copia 2026-11-29 093000).xlsm")
    assert copy.read_bytes() == old
    assert done.plan.workbook == installed.workbook
    assert values(installed.workbook, "Tipo", ENTRY)[0] == "Anticipo"
    assert installed.install().plan.steps == ()


def test_the_cut_off_date_and_the_cells_above_tables_come_over(
    installed: Profile,
) -> None:
    with edited(installed.workbook) as book:
        for name, value in ((names.CORTE, "2026-10-31"), (names.SINCE, "2026-02-01")):
            sheet, cell = next(book.defined_names[name].destinations)
            book[sheet][cell.replace("$", "")] = _day(value)
    make_old(installed.workbook)
    installed.install()
    renewed = ClosedWorkbook(installed.workbook)
    assert renewed.value(names.CORTE) == _day("2026-10-31")
    assert renewed.value(names.SINCE) == _day("2026-02-01")


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def test_a_workbook_with_own_things_is_never_overwritten(installed: Profile) -> None:
    with edited(installed.workbook) as book:
        book.create_sheet("Mi análisis")["A1"] = 5
        put(book[ENTRY.title], 1, "Tipo", "Anticipo", ENTRY)
    make_old(installed.workbook)
    before = installed.workbook.read_bytes()
    done = installed.install()
    beside = installed.folder / "Cartera nuevo.xlsm"
    assert installed.workbook.read_bytes() == before
    assert done.plan.workbook == beside
    assert "Mi análisis" not in load_workbook(beside).sheetnames
    assert values(beside, "Tipo", ENTRY)[0] == "Anticipo"
    assert any("la hoja «Mi análisis»" in note for note in done.plan.notes)
    files = installed.files()
    assert installed.install().plan.steps == ()
    assert installed.files() == files


def test_what_was_posted_does_not_come_over_to_be_posted_again(
    installed: Profile,
) -> None:
    """The posting went through; the workbook could not be written after it."""
    workbook = installed.workbook
    with edited_sheet(workbook, ENTRY.title) as ws:
        for title, value in (
            ("Tipo", "Cliente"),
            ("Cliente", "C1"),
            ("Concepto", "Acme S.A.S."),
        ):
            put(ws, 1, title, value, ENTRY)
    typed = workbook.read_bytes()
    assert main(["registrar", str(workbook), "--si"]) == 0
    workbook.write_bytes(typed)
    make_old(workbook)
    installed.install()
    assert values(workbook, "Tipo", ENTRY)[0] is None


def test_changing_the_build_renews_the_workbook(installed: Profile) -> None:
    with edited(installed.workbook) as book:
        put(book[ENTRY.title], 1, "Tipo", "Anticipo", ENTRY)
    assert "xlwings" in read_modules(installed.workbook)
    installed.install(mode=Mode.ADDIN)
    assert "xlwings" not in read_modules(installed.workbook)
    assert values(installed.workbook, "Tipo", ENTRY)[0] == "Anticipo"
    assert installed.install().plan.steps == ()
    installed.install(mode=Mode.STANDALONE)
    assert "xlwings" in read_modules(installed.workbook)
    assert len(list(installed.folder.glob("*(copia*"))) == 2


def test_without_excel_a_workbook_cannot_stand_alone(tmp_path: Path) -> None:
    pc, needs = linux(tmp_path), StandaloneNeedsExcelError
    refused(pc, needs, "--complemento", mode=Mode.STANDALONE)


# --- refused ------------------------------------------------------------------------


def refused(
    profile: Profile, fault: type[errors.CarteraError], match: str, **order: Any
) -> None:
    """Installing raises a fault, and no file is another one after it."""
    before = profile.files()
    for simulate in (True, False):
        with pytest.raises(fault, match=match):
            profile.install(simulate=simulate, **order)
    assert profile.files() == before


@pytest.mark.parametrize("lock", ["~$Cartera.xlsm", ".~lock.Cartera.xlsm#"])
def test_while_the_workbook_is_open_nothing_is_done(
    lock: str, installed: Profile
) -> None:
    (installed.folder / lock).write_bytes(b",Ana,equipo,,;")
    refused(installed, errors.WorkbookOpenError, "ciérrelo y repita")


def test_a_ledger_of_another_company_is_refused_by_name(installed: Profile) -> None:
    refused(installed, OtherCompanyError, "Ferretería Núñez", nit="800197268-4")


def test_another_company_has_a_folder_and_a_ledger_of_its_own(
    installed: Profile,
) -> None:
    folder, ledger = installed.home / "Otra", installed.machine.data / "otra.db"
    done = installed.install(folder=folder, base=str(ledger), nit="800197268-4")
    assert done.plan.workbook == folder / "Cartera.xlsm"
    assert ledger.exists()
    listed = receipt.read(installed.machine.data / "instalacion.json")
    assert set(listed) == {str(folder), str(installed.folder)}


def test_a_folder_shows_one_ledger(installed: Profile) -> None:
    other = str(installed.machine.data / "otra.db")
    refused(installed, OtherBaseError, "ya nombra otra", base=other)


def test_settings_that_name_a_ledger_that_is_gone_are_not_guessed_about(
    installed: Profile,
) -> None:
    installed.ledger.unlink()
    refused(installed, errors.LedgerMissingError, "No hay cartera")


def test_settings_without_a_ledger_are_named(installed: Profile) -> None:
    (installed.folder / "cartera.toml").write_text("otra = 1\n", "utf-8")
    refused(installed, NoBaseError, "no dice dónde")


def test_a_workbook_of_another_ledger_is_refused(installed: Profile) -> None:
    make_old(installed.workbook)
    other = installed.home / "aparte"
    other.mkdir()
    (other / "Cartera.xlsm").write_bytes(installed.workbook.read_bytes())
    ledger = str(installed.machine.data / "otra.db")
    with pytest.raises(OtherLedgerError):
        installed.install(folder=other, base=ledger)
    assert (other / "Cartera.xlsm").read_bytes() == installed.workbook.read_bytes()


def test_a_file_that_only_has_the_name_is_not_touched(ana: Profile) -> None:
    ana.folder.mkdir(parents=True)
    with edited(template(ana.folder)) as book:
        del book.defined_names["datos_plantilla"]
    refused(ana, OtherWorkbookError, "no es un libro de Cartera XL")


def test_the_store_s_python_and_unreadable_paths_are_refused(tmp_path: Path) -> None:
    store = windows(tmp_path, prefixes=(tmp_path / "WindowsApps" / "Python",))
    refused(store, StorePythonError, "Microsoft Store")
    refused(windows(tmp_path, "Łukasz"), PathNotReadableError, "Ł")


def test_a_wrong_nit_is_refused_before_anything_is_made(ana: Profile) -> None:
    refused(ana, errors.CarteraError, "dígito de verificación", nit="900123456-1")


# --- cut off ------------------------------------------------------------------------


@pytest.mark.parametrize("step", [1, 3, 5, 6])
def test_cut_off_anywhere_the_next_time_completes_it(
    step: int, ana: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    real = acting.perform

    def dying(what: Any, tools: Any) -> Any:
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(what)
        return real(what, tools)

    monkeypatch.setattr(installing, "perform", dying)
    with pytest.raises(KeyboardInterrupt):
        ana.install(name="Ensayo", nit=NIT)
    monkeypatch.setattr(installing, "perform", real)
    ana.install(name="Ensayo", nit=NIT)
    assert ana.install().plan.steps == ()
    listed = receipt.read(ana.machine.data / "instalacion.json")
    assert len(listed[str(ana.folder)].files) == 2
    with Store.open(ana.ledger) as store:
        assert store.head().name == "Ensayo"


def test_a_copy_that_is_cut_off_leaves_the_old_workbook(
    installed: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_old(installed.workbook)
    before = installed.files()

    def full(descriptor: int) -> None:
        raise OSError(28, "No queda espacio en el dispositivo")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWrittenError):
        installed.install()
    assert installed.files() == before


_ON_A_SMALL_DISK = """
import resource, sys
from pathlib import Path
from cartera_xl.install.modules import Mode
from tests.install.profiles import BUILD, windows
profile = windows(Path(sys.argv[1]))
BUILD(Mode.STANDALONE)
# No file may grow beyond this: the system itself says so, in the middle of writing.
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
profile.install()
"""


@pytest.mark.parametrize("copied", [False, True])
def test_a_disk_without_room_leaves_the_old_workbook_whole(
    copied: bool, installed: Profile, tmp_path: Path
) -> None:
    """The copy has no room, or it has and the new workbook, packed less, has none."""
    new = installed.workbook.stat().st_size
    make_old(installed.workbook)
    before = installed.workbook.read_bytes()
    limit = (len(before) + new) // 2 if copied else len(before) - 1
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_SMALL_DISK, str(tmp_path), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    fault = "WorkbookNotSavedError" if copied else "NotWrittenError"
    assert fault in done.stderr
    assert installed.workbook.read_bytes() == before
    assert bool(list(installed.folder.glob("*(copia*"))) is copied
    assert not [name for name in installed.files() if name.endswith("-tmp")]
    installed.install()
    assert installed.install().plan.steps == ()


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.install.profiles import windows
calls, real = [], os.fsync
def dying(descriptor):
    calls.append(descriptor)
    if len(calls) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
os.fsync = dying
windows(Path(sys.argv[1])).install()
"""


@pytest.mark.parametrize("call", [1, 2], ids=["the copy", "the workbook"])
def test_killed_while_it_writes_it_leaves_the_old_workbook_and_is_completed(
    call: int, installed: Profile, tmp_path: Path
) -> None:
    make_old(installed.workbook)
    before = installed.workbook.read_bytes()
    command = [sys.executable, "-c", _KILLED, str(tmp_path), str(call)]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert installed.workbook.read_bytes() == before
    left = list(installed.folder.glob("*-tmp"))
    assert len(left) == 1
    if call == 1:  # the next copy has another name
        left[0].rename(left[0].with_name(left[0].name.replace("copia 20", "copia 19")))
    installed.install()
    assert not list(installed.folder.glob("*-tmp"))
    assert installed.workbook.read_bytes() != before
    assert installed.install().plan.steps == ()


def test_a_folder_in_which_nothing_may_be_made_is_one_sentence(ana: Profile) -> None:
    ana.machine.documents.parent.mkdir(parents=True, exist_ok=True)
    ana.machine.documents.write_text("no es una carpeta", "utf-8")
    with pytest.raises(NotWrittenError, match="permisos de la carpeta"):
        ana.install()
