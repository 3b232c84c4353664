from __future__ import annotations

import os
from pathlib import Path

import pytest

from cartera_xl.install.machine import System, this_machine
from cartera_xl.install.places import FolderRefusedError, places_for
from tests.install.profiles import linux, macos, windows


def test_the_workbook_goes_into_documents_and_the_ledger_where_nothing_is_copied(
    tmp_path: Path,
) -> None:
    ana = windows(tmp_path)
    places = places_for(ana.machine)
    assert places.workbook == ana.home / "Documents/Cartera/Cartera.xlsm"
    assert places.ledger == ana.home / "AppData/Local/cartera/cartera.db"
    assert places.moved == ""


@pytest.mark.parametrize(
    ("documents", "environment"),
    [
        ("OneDrive/Documentos", {}),
        ("OneDrive - Ferretería S.A.S/Documentos", {}),
        ("Dropbox/Documentos", {}),
        ("Empresa/Documentos", {"OneDriveCommercial": "Empresa"}),
    ],
)
def test_documents_that_are_synchronised_are_left_for_the_home_folder(
    documents: str, environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "Users" / "José Núñez"
    named = {name: str(home / path) for name, path in environment.items()}
    ana = windows(tmp_path, documents=home / documents, environment=named)
    places = places_for(ana.machine)
    assert places.folder == ana.home / "Cartera"
    assert "la sincroniza" in places.moved
    assert str(home / documents) in places.moved


def test_where_all_of_home_is_synchronised_our_own_data_is_the_place(
    tmp_path: Path,
) -> None:
    home = tmp_path / "OneDrive" / "ana"
    local = tmp_path / "local" / "cartera"
    ana = windows(tmp_path, home=home, documents=home / "Documents", data=local)
    assert places_for(ana.machine).folder == local / "Libro"


def test_a_synchronised_folder_that_is_asked_for_is_refused(tmp_path: Path) -> None:
    ana = windows(tmp_path)
    with pytest.raises(FolderRefusedError, match="OneDrive la sincroniza"):
        places_for(ana.machine, ana.home / "OneDrive" / "Cartera")


def test_a_link_into_a_synchronised_folder_is_refused_too(tmp_path: Path) -> None:
    ana = windows(tmp_path)
    (ana.home / "OneDrive").mkdir()
    link = ana.home / "Cartera"
    link.symlink_to(ana.home / "OneDrive", target_is_directory=True)
    with pytest.raises(FolderRefusedError):
        places_for(ana.machine, link)


def test_a_network_folder_is_refused_and_one_of_the_machine_is_taken(
    tmp_path: Path,
) -> None:
    ana = windows(tmp_path)
    with pytest.raises(FolderRefusedError, match="red"):
        places_for(ana.machine, Path("//servidor/contabilidad"))
    assert places_for(ana.machine, tmp_path / "D" / "Mi cartera").workbook == (
        tmp_path / "D" / "Mi cartera" / "Cartera.xlsm"
    )


def test_every_system_keeps_its_own_places(tmp_path: Path) -> None:
    mac, pc = macos(tmp_path), linux(tmp_path)
    assert places_for(mac.machine).ledger == (
        mac.home / "Library/Application Support/cartera/cartera.db"
    )
    assert mac.machine.user_config == (
        mac.home / "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"
    )
    assert pc.machine.user_config == pc.home / ".xlwings/xlwings.conf"
    assert (
        places_for(pc.machine).workbook == pc.home / "Documentos/Cartera/Cartera.xlsm"
    )


def test_this_machine_is_asked_where_its_folders_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Mis documentos"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "datos"))
    machine = this_machine()
    assert machine.system is System.LINUX
    assert machine.documents == tmp_path / "Mis documentos"
    assert machine.data == tmp_path / "datos" / "cartera"
    assert machine.environment["HOME"] == os.environ["HOME"]
    assert machine.interpreter.exists()


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("Program Files/WindowsApps/PythonSoftwareFoundation.Python.3.12_x64", True),
        ("AppData/Local/Programs/Python/Python312", False),
    ],
)
def test_the_python_of_the_store_is_told_by_its_folder(
    prefix: str, found: bool, tmp_path: Path
) -> None:
    ana = windows(tmp_path, prefixes=(tmp_path / "venv", tmp_path / prefix))
    assert ana.machine.from_store is found
