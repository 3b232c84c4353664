"""The facts of a diagnosis, asked of real files and a real ledger."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cartera_xl.install import diagnosis, gathering
from cartera_xl.install.finding import version_of
from cartera_xl.install.gathering import gather
from cartera_xl.install.modules import Mode
from tests.hosts.books import parts, patch, write
from tests.install.profiles import (
    BUILD,
    CONTEXT,
    XLWINGS,
    Profile,
    linux,
    macos,
    make_old,
    windows,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.install.facts import Facts


@pytest.fixture(autouse=True)
def _a_machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CARTERA_DB", "CARTERA_EMPRESA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(gathering, "build", BUILD)


@pytest.fixture
def ana(tmp_path: Path) -> Profile:
    profile = windows(tmp_path)
    profile.install(name="Ferretería Núñez")
    return profile


def ask(profile: Profile, workbook: Path | None = None) -> Facts:
    return gather(profile.machine, CONTEXT, workbook, None)


def codes(profile: Profile, workbook: Path | None = None) -> set[str]:
    found = diagnosis.run(profile.machine, CONTEXT, workbook)
    return {line.fault.code for line in found.faults if line.fault} - {"falta-paquete"}


@pytest.mark.parametrize("system", [windows, macos, linux])
def test_what_instalar_made_has_no_fault(
    system: Callable[[Path], Profile], tmp_path: Path
) -> None:
    someone = system(tmp_path)
    someone.install()
    assert codes(someone) == set()


def test_the_installed_workbook_is_found_wherever_one_stands(ana: Profile) -> None:
    facts = ask(ana)
    assert facts.book
    assert facts.book.path == ana.workbook
    assert facts.ledger.place == str(ana.ledger)
    assert facts.ledger.named_by == f"por {ana.folder / 'cartera.toml'}"
    assert facts.ledger.company == "Ferretería Núñez"
    assert facts.ledger.checks > 10


def test_on_a_bare_machine_everything_is_said_and_nothing_breaks(
    tmp_path: Path,
) -> None:
    bare = windows(tmp_path)
    found = diagnosis.run(bare.machine, CONTEXT)
    assert {"sin-libro", "cartera-inaccesible"} <= {
        line.fault.code for line in found.faults if line.fault
    }


def test_a_download_is_told_by_its_mark(ana: Profile) -> None:
    mark = Path(f"{ana.workbook}:Zone.Identifier")
    mark.write_text("[ZoneTransfer]\r\nZoneId=3\r\n", "utf-8")
    assert codes(ana) == {"libro-bloqueado"}
    mark.write_text("[ZoneTransfer]\r\nZoneId=0\r\n", "utf-8")
    assert codes(ana) == set()


def test_the_dll_is_sought_beside_python_and_one_folder_up(ana: Profile) -> None:
    python = ana.machine.interpreter
    name = f"xlwings64-{XLWINGS}.dll"
    facts = ask(ana)
    assert facts.library
    assert facts.library.sought == (python.parent, python.parent.parent)
    assert facts.library.found == python.parent.parent / name
    (python.parent.parent / name).rename(ana.home / name)
    assert codes(ana) == {"sin-dll"}


def test_settings_are_looked_up_in_the_order_of_xlwings(ana: Profile) -> None:
    user = ana.machine.user_config
    user.parent.mkdir()
    user.write_bytes(b'"SHOW CONSOLE","True"\r\n"PYTHONPATH","C:\\cosas"\r\n')
    found = {setting.key: setting for setting in ask(ana).config}
    sheet = "hoja xlwings.conf de Cartera.xlsm"
    added = found["ADD_WORKBOOK_TO_PYTHONPATH"]
    assert (added.value, added.places) == ("False", (sheet, str(ana.config)))
    console = found["SHOW CONSOLE"]
    assert (console.value, console.places) == ("False", (str(ana.config), str(user)))
    ana.config.unlink()
    found = {setting.key: setting for setting in ask(ana).config}
    assert found["SHOW CONSOLE"].value == "True"
    assert codes(ana) == {"sin-interprete"}


def test_a_file_of_settings_saved_as_utf8_is_told(ana: Profile) -> None:
    text = ana.config.read_bytes().decode("cp1252")
    ana.config.write_bytes(text.encode("utf-8"))
    assert codes(ana) == {"configuracion-codificada", "sin-dll"}


def test_another_python_and_one_that_is_gone_are_told(ana: Profile) -> None:
    other = replace(ana.machine, interpreter=ana.home / "otro" / "python.exe")
    assert codes(Profile(other)) == {"otro-interprete"}
    ana.machine.interpreter.unlink()
    assert codes(ana) == {"interprete-no-existe"}


def test_an_older_workbook_and_a_damaged_one_are_told(ana: Profile) -> None:
    make_old(ana.workbook)
    assert codes(ana) == {"libro-viejo"}
    ana.workbook.write_bytes(ana.workbook.read_bytes()[:9000])
    assert codes(ana) == {"libro-ilegible"}


def test_who_has_the_workbook_open_is_no_fault(ana: Profile) -> None:
    (ana.folder / ".~lock.Cartera.xlsm#").write_text(",Ana,equipo,,;", "utf-8")
    facts = ask(ana)
    assert facts.book
    assert facts.book.open_by == "Ana"
    assert codes(ana) == set()


def test_a_workbook_in_a_synchronised_folder_is_told(ana: Profile) -> None:
    cloud = ana.home / "OneDrive" / "Cartera"
    cloud.parent.mkdir()
    ana.folder.rename(cloud)
    assert codes(ana, cloud / "Cartera.xlsm") == {"libro-sincronizado"}


def test_a_ledger_that_is_gone_or_another_s_is_told(ana: Profile) -> None:
    ana.install(folder=ana.home / "B", base=str(ana.machine.data / "b.db"))
    ana.ledger.rename(ana.machine.data / "a.db")
    assert codes(ana, ana.workbook) == {"cartera-inaccesible"}
    (ana.machine.data / "b.db").rename(ana.ledger)
    assert codes(ana, ana.workbook) == {"otra-cartera"}


def test_a_ledger_that_does_not_add_up_is_told(ana: Profile) -> None:
    with closing(sqlite3.connect(ana.ledger)) as connection:
        connection.execute("DROP TRIGGER IF EXISTS document_no_delete")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.commit()
    assert codes(ana) == {"cartera-no-cuadra"}


def test_a_server_s_password_is_not_in_the_report(
    ana: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTERA_DB", "postgresql://ana:secreto@127.0.0.1:1/cartera")
    text = diagnosis.as_text(diagnosis.run(ana.machine, CONTEXT))
    assert "secreto" not in text
    assert "cartera-inaccesible" in text


@pytest.mark.parametrize("folder", ["folder", "data"])
def test_folders_are_tried_by_writing_in_them(
    folder: str, ana: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere: a folder that says no is a file system's answer."""
    closed = {"folder": ana.folder, "data": ana.machine.data}[folder]
    real = tempfile.TemporaryFile

    def temporary(dir: Path) -> object:  # noqa: A002 - as the library calls it
        if Path(dir) == closed:
            raise PermissionError(13, "Permiso denegado", str(dir))
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryFile", temporary)
    expected = {"folder": "carpeta-sin-permiso", "data": "cartera-sin-permiso"}
    assert codes(ana) == {expected[folder]}


def test_trying_a_folder_leaves_nothing_in_it(ana: Profile) -> None:
    before = ana.files()
    ask(ana)
    assert ana.files() == before


def test_a_mac_without_its_script_is_told(tmp_path: Path) -> None:
    mac = macos(tmp_path)
    mac.install()
    mac.machine.script(XLWINGS).unlink()
    assert codes(mac) == {"sin-script"}


def test_an_add_in_that_is_missing_is_told(tmp_path: Path) -> None:
    pc = windows(tmp_path)
    pc.install(mode=Mode.ADDIN)
    pc.machine.addin.unlink()
    assert codes(pc) == {"sin-complemento"}


def test_a_workbook_that_lost_its_macros_is_told(ana: Profile) -> None:
    without = {
        name: data
        for name, data in parts(ana.workbook).items()
        if name != "xl/vbaProject.bin"
    }
    write(ana.workbook, without)
    patch(
        ana.workbook,
        "xl/_rels/workbook.xml.rels",
        lambda xml: re.sub(rb"<Relationship [^>]*vbaProject[^>]*/>", b"", xml),
    )
    assert codes(ana) == {"libro-sin-macros"}


def test_a_workbook_with_another_xlwings_inside_is_told(
    ana: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        gathering, "version_of", lambda p: "9.9" if p == "xlwings" else version_of(p)
    )
    assert codes(ana) == {"libro-otro-xlwings", "xlwings-otra-version", "sin-dll"}
