"""What instalar wrote goes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl import errors
from cartera_xl.install import removing
from cartera_xl.install.removing import NotInstalledError
from tests.install.profiles import CONTEXT, windows

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.install.removing import Removal
    from tests.install.profiles import Profile


@pytest.fixture
def ana(tmp_path: Path) -> Profile:
    profile = windows(tmp_path)
    profile.install(name="Ensayo")
    return profile


def remove(profile: Profile, *, simulate: bool = False) -> Removal:
    return removing.run(profile.machine, CONTEXT, simulate=simulate)


def test_settings_go_and_ledger_and_workbook_stay(ana: Profile) -> None:
    before = ana.files()
    done = remove(ana)
    gone = before.keys() - ana.files().keys()
    assert gone == {
        "AppData/Local/cartera/instalacion.json",
        "Documents/Cartera/cartera.toml",
        "Documents/Cartera/xlwings.conf",
    }
    assert ana.files().items() <= before.items()
    assert done.kept == (f"{ana.workbook} (el libro)", f"{ana.ledger} (la cartera)")


def test_a_file_that_somebody_changed_stays_and_is_named(ana: Profile) -> None:
    with ana.config.open("ab") as file:
        file.write(b'"LICENSE_KEY","mia"\r\n')
    done = remove(ana)
    assert ana.config.exists()
    assert done.kept[0] == f"{ana.config} (se cambió después de instalar)"


def test_what_was_there_before_us_stays(tmp_path: Path) -> None:
    ana = windows(tmp_path)
    ana.folder.mkdir(parents=True)
    settings = ana.folder / "cartera.toml"
    ledger = tmp_path / "otra.db"
    settings.write_text(f'base = "{ledger}"\n', "utf-8")
    from cartera_xl.store import Store
    from cartera_xl.store.command import Company

    Store.create(ledger, Company("Ensayo", ""), CONTEXT.recorded).close()
    ana.install()
    done = remove(ana)
    assert settings.exists()
    assert not ana.config.exists()
    assert not [line for line in done.kept if "se cambió" in line]


def test_a_simulation_removes_nothing(ana: Profile) -> None:
    before = ana.files()
    simulated = remove(ana, simulate=True)
    assert ana.files() == before
    assert simulated.steps == remove(ana).steps


def test_of_two_folders_the_other_stays_installed(ana: Profile) -> None:
    other = ana.home / "Otra"
    ana.install(folder=other, base=str(ana.machine.data / "otra.db"))
    removing.run(ana.machine, CONTEXT, other)
    assert not (other / "xlwings.conf").exists()
    assert ana.config.exists()
    assert ana.install().plan.steps == ()


def test_an_empty_folder_goes_with_its_files(ana: Profile) -> None:
    ana.workbook.unlink()
    remove(ana)
    assert not ana.folder.exists()
    assert ana.ledger.exists()


def test_while_the_workbook_is_open_nothing_is_removed(ana: Profile) -> None:
    (ana.folder / "~$Cartera.xlsm").write_bytes(b"\3Ana")
    before = ana.files()
    with pytest.raises(errors.WorkbookOpenError, match="Ana"):
        remove(ana)
    assert ana.files() == before


def test_where_nothing_is_installed_nothing_is_removed(ana: Profile) -> None:
    remove(ana)
    with pytest.raises(NotInstalledError):
        remove(ana)


def test_installing_again_finds_the_ledger_and_the_workbook(ana: Profile) -> None:
    before = ana.files()
    remove(ana)
    ana.install()
    assert ana.files() == before
