"""instalar, desinstalar and diagnostico, one test for each line that is promised."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.install.modules import xlwings_version
from cartera_xl.store import Store
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.workbook.modules import read_modules
from cartera_xl.workbook.xlwings_module import xlwings_source
from tests.acceptance.excel_addin import session
from tests.acceptance.excel_addin.session import seat
from tests.hosts.books import edited, put, values
from tests.install.profiles import Programs, linux, macos, make_old, windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.excel_addin.session import Seat
    from tests.commands import Answer
    from tests.install.profiles import Profile


@pytest.fixture
def ana(tmp_path: Path) -> Seat:
    return seat(tmp_path)


@pytest.fixture
def installed(ana: Seat) -> Seat:
    assert ana.type("instalar", "--empresa", "Ferretería Núñez").code == 0
    return ana


def do(at: Seat, *arguments: object) -> Any:
    """Type a command that must go through; return its JSON."""
    answer = at.type(*arguments, "--json")
    assert (answer.code, answer.err) == (0, ""), answer
    return answer.json


def one_sentence(answer: Answer) -> str:
    """Return what a refused command said: one line, nothing else."""
    assert (answer.code, answer.out) == (2, "")
    [line] = answer.err.splitlines()
    return line


def codes(answer: Answer) -> list[str]:
    return [fault["codigo"] for fault in answer.json["fallas"]]


# --- instalar -----------------------------------------------------------------------


@pytest.mark.parametrize("system", [windows, macos, linux])
def test_a_second_run_changes_no_byte(
    system: Callable[[Path], Profile], tmp_path: Path
) -> None:
    profile = system(tmp_path)
    at = session.Seat(profile, Programs(profile.machine))
    assert do(at, "instalar")["pasos"]
    before = profile.files()
    assert do(at, "instalar")["pasos"] == []
    assert profile.files() == before


def test_simular_prints_the_steps_and_writes_nothing(ana: Seat) -> None:
    before = ana.profile.files()
    answer = ana.type("instalar", "--simular")
    assert answer.out.startswith("Simulación: no se escribió nada. Se haría:")
    assert f"Hacer el libro {ana.profile.workbook}" in answer.out
    assert ana.profile.files() == before
    steps = do(ana, "instalar", "--simular")["pasos"]
    assert do(ana, "instalar")["pasos"] == steps


def test_it_refuses_while_the_workbook_is_open(installed: Seat) -> None:
    (installed.profile.folder / "~$Cartera.xlsm").write_bytes(b"\3Ana")
    before = installed.profile.files()
    for command in ("instalar", "desinstalar"):
        said = one_sentence(installed.type(command))
        assert said.startswith("«Cartera.xlsm» está abierto por Ana")
    assert installed.profile.files() == before


def test_the_workbook_is_in_documents_and_the_ledger_in_the_local_data(
    ana: Seat,
) -> None:
    done = do(ana, "instalar")
    home = ana.profile.home
    assert done["libro"] == str(home / "Documents" / "Cartera" / "Cartera.xlsm")
    assert done["cartera"] == str(home / "AppData" / "Local" / "cartera" / "cartera.db")


def test_documents_in_onedrive_get_no_workbook(tmp_path: Path) -> None:
    home = tmp_path / "Users" / "Ana María"
    documents = home / "OneDrive - Ferretería S.A.S" / "Documentos"
    ana = seat(tmp_path, person="Ana María", documents=documents)
    done = do(ana, "instalar")
    assert done["libro"] == str(home / "Cartera" / "Cartera.xlsm")
    assert "OneDrive la sincroniza" in done["notas"][0]
    assert not documents.exists()
    said = one_sentence(ana.type("instalar", "--carpeta", documents / "Cartera"))
    assert "OneDrive la sincroniza" in said


def test_excel_is_told_its_python_in_the_ansi_code_page(installed: Seat) -> None:
    data = installed.profile.config.read_bytes()
    python = str(installed.profile.machine.interpreter)
    assert f'"INTERPRETER_WIN","{python}"\r\n'.encode("cp1252") in data
    assert b"Jos\xe9 N\xfa\xf1ez" in data


def test_a_path_that_excel_could_not_read_says_what_to_do(tmp_path: Path) -> None:
    said = one_sentence(seat(tmp_path, person="Łukasz").type("instalar"))
    assert "«Ł»" in said
    assert "C:\\Cartera" in said


def test_on_a_mac_excel_is_allowed_to_call_python(tmp_path: Path) -> None:
    profile = macos(tmp_path)
    programs = Programs(profile.machine)
    done = do(session.Seat(profile, programs), "instalar")
    assert [command[-2:] for command in programs.run] == [("runpython", "install")]
    assert done["cartera"].endswith("Library/Application Support/cartera/cartera.db")
    assert b'"INTERPRETER_MAC"' in profile.config.read_bytes()


@pytest.mark.parametrize(
    ("option", "mode"), [("--complemento", "complemento"), ("--autonomo", "autónomo")]
)
def test_both_builds_can_be_chosen(option: str, mode: str, ana: Seat) -> None:
    done = do(ana, "instalar", option)
    modules = read_modules(Path(done["libro"]))
    assert done["modo"] == mode
    assert ("xlwings" in modules) is (option == "--autonomo")
    assert ana.type("diagnostico").code == 0


def test_the_workbook_that_stands_alone_holds_the_installed_xlwings_own_module(
    installed: Seat,
) -> None:
    module = read_modules(installed.profile.workbook)["xlwings"]
    assert module.splitlines() == xlwings_source().splitlines()
    assert xlwings_version({"xlwings": module}) == version("xlwings")


def test_the_two_builds_exclude_each_other(ana: Seat) -> None:
    said = one_sentence(ana.type("instalar", "--complemento", "--autonomo"))
    assert said.startswith("--complemento y --autonomo se excluyen")


def test_an_older_workbook_is_replaced_after_a_dated_copy(installed: Seat) -> None:
    workbook = installed.profile.workbook
    with edited(workbook) as book:
        put(book[ENTRY.title], 1, "Tipo", "Anticipo", ENTRY)
    make_old(workbook)
    old = workbook.read_bytes()
    done = do(installed, "instalar")
    copy = workbook.with_name("Cartera (copia 2026-11-29 093000).xlsm")
    assert copy.read_bytes() == old
    assert done["libro"] == str(workbook)
    assert values(workbook, "Tipo", ENTRY)[0] == "Anticipo"


def test_a_workbook_with_own_things_stays_and_what_it_keeps_is_listed(
    installed: Seat,
) -> None:
    workbook = installed.profile.workbook
    with edited(workbook) as book:
        book.create_sheet("Mi análisis")
        put(book[ENTRY.title], 1, "Tipo", "Anticipo", ENTRY)
    make_old(workbook)
    old = workbook.read_bytes()
    done = do(installed, "instalar")
    assert workbook.read_bytes() == old
    assert done["libro"] == str(workbook.with_name("Cartera nuevo.xlsm"))
    assert done["quedan_en_el_libro_anterior"] == ["la hoja «Mi análisis»"]
    assert values(Path(done["libro"]), "Tipo", ENTRY)[0] == "Anticipo"


def test_a_ledger_that_is_there_is_kept(installed: Seat) -> None:
    with Store.open(installed.profile.ledger) as store:
        before = store.head()
    installed.profile.workbook.unlink()
    do(installed, "instalar")
    with Store.open(installed.profile.ledger) as store:
        assert store.head() == before


# --- desinstalar --------------------------------------------------------------------


def test_desinstalar_removes_what_instalar_wrote_and_nothing_else(
    installed: Seat,
) -> None:
    profile = installed.profile
    before = profile.files()
    do(installed, "desinstalar", "--simular")
    assert profile.files() == before
    done = do(installed, "desinstalar")
    assert [Path(line.partition(" (")[0]).name for line in done["quedan"]] == [
        "Cartera.xlsm",
        "cartera.db",
    ]
    gone = {Path(name).name for name in before.keys() - profile.files().keys()}
    assert gone == {"cartera.toml", "xlwings.conf", "instalacion.json"}
    assert "No hay nada instalado" in one_sentence(installed.type("desinstalar"))


# --- diagnostico --------------------------------------------------------------------


def test_a_sound_installation_ends_with_nothing_found(installed: Seat) -> None:
    answer = installed.type("diagnostico")
    assert answer.code == 0
    assert answer.out.endswith("No se encontró ninguna falla.\n")


def test_the_report_tells_versions_places_and_the_ledger(installed: Seat) -> None:
    profile = installed.profile
    text = installed.type("diagnostico").out
    for told in (
        "Cartera XL  ",
        "Python  ",
        "64 bits",
        "xlwings  ",
        "pandas  ",
        "Plantilla  ",
        f"xlwings64-{'0.37.8'}.dll",
        f"{profile.machine.interpreter} · {profile.config}",
        "hoja xlwings.conf de Cartera.xlsm",
        f"{profile.ledger} · por {profile.folder / 'cartera.toml'}",
        "pruebas, sin hallazgos",
    ):
        assert told in text


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda p: p.config.unlink(), "sin-interprete"),
        (lambda p: p.machine.interpreter.unlink(), "interprete-no-existe"),
        (lambda p: p.workbook.write_bytes(b"PK"), "libro-ilegible"),
        (lambda p: p.ledger.unlink(), "cartera-inaccesible"),
        (
            lambda p: Path(f"{p.workbook}:Zone.Identifier").write_text("ZoneId=3"),
            "libro-bloqueado",
        ),
    ],
)
def test_a_fault_ends_with_one_and_says_what_to_do(
    damage: Callable[[Profile], object], code: str, installed: Seat
) -> None:
    damage(installed.profile)
    answer = installed.type("diagnostico", "--json")
    assert answer.code == 1
    assert codes(answer) == [code]
    assert all(fault["remedio"] for fault in answer.json["fallas"])


def test_a_workbook_can_be_named(installed: Seat, tmp_path: Path) -> None:
    other = tmp_path / "otro.xlsm"
    answer = installed.type("diagnostico", other, "--json")
    assert answer.code == 1
    assert "libro-ilegible" in codes(answer)


# --- the recorded session -----------------------------------------------------------


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> str:
    return session.record(tmp_path_factory.mktemp("sesión"))


def test_the_guide_tells_the_session_as_it_goes(recorded: str) -> None:
    told, now = session.in_the_guide(), session.as_block(recorded)
    assert session.without_versions(told) == session.without_versions(now)


def test_the_session_names_no_folder_of_another_machine(recorded: str) -> None:
    assert "/tmp" not in recorded
    assert "/" not in recorded.replace("29/11/2026", "")
