"""A workbook that another version made: what is said of it, and how it is renewed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from cartera_xl.excel import ribbon
from cartera_xl.excel.buttons import BOUND
from cartera_xl.tabs import names
from cartera_xl.tabs.entry import ENTRY
from cartera_xl.tabs.quotes import QUOTES
from tests.acceptance.collecting import small
from tests.acceptance.excel_addin.presser import seat
from tests.desk import Desk
from tests.hosts.books import edited, put, values
from tests.install.profiles import make_old

if TYPE_CHECKING:
    from pathlib import Path

    from tests.calc_office import Calc

BOOK = "Cartera.xlsm"


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose workbook is older than the program, with an advance typed."""
    folder = small.make(tmp_path_factory.mktemp("anterior") / "Mi empresa")
    with edited(folder / BOOK) as book:
        put(book[ENTRY.title], 1, "Tipo", "Anticipo", ENTRY)
    make_old(folder / BOOK)
    return folder


@pytest.fixture
def ana(older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "usuario"))
    return Desk(shutil.copytree(older, tmp_path / "Mi empresa"))


@pytest.mark.parametrize(
    "typed",
    [
        ("actualizar", BOOK),
        ("registrar", BOOK, "--si"),
        ("recordar", "--simular", "--libro", BOOK),
    ],
)
def test_every_command_names_the_way_and_touches_nothing(
    typed: tuple[str, ...], ana: Desk
) -> None:
    book = ana.folder / BOOK
    before, revision = book.read_bytes(), ana.revision
    answer = ana.type(*typed)
    assert answer.code == 2
    assert "es de una versión anterior" in answer.err
    assert f'«cartera renovar "{book}"»' in answer.err
    assert (book.read_bytes(), ana.revision) == (before, revision)


def test_the_named_way_leads_to_a_workbook_that_works(ana: Desk) -> None:
    old = (ana.folder / BOOK).read_bytes()
    done = ana.do("renovar", BOOK)
    assert done["libro"] == str(ana.folder / BOOK)
    assert done["quedan_en_el_libro_anterior"] == []
    [copy] = ana.folder.glob("Cartera (copia 2026-03-31 *).xlsm")
    assert copy.read_bytes() == old
    assert values(ana.folder / BOOK, "Tipo", ENTRY)[0] == "Anticipo"
    assert ana.do("actualizar", BOOK)["filas"]["vencidas"] == 4
    assert ana.do("renovar", BOOK)["pasos"] == []


def test_own_sheets_stay_in_the_old_one_under_any_name(ana: Desk) -> None:
    mine = ana.folder / "Cobros de Ana.xlsm"
    (ana.folder / BOOK).rename(mine)
    with edited(mine) as book:
        book.create_sheet("Mi análisis")
    before = mine.read_bytes()
    done = ana.do("renovar", mine.name)
    assert mine.read_bytes() == before
    assert done["libro"] == str(ana.folder / "Cobros de Ana nuevo.xlsm")
    assert done["quedan_en_el_libro_anterior"] == ["la hoja «Mi análisis»"]


def test_what_went_over_does_not_go_over_again_to_be_posted_twice(ana: Desk) -> None:
    with edited(ana.folder / BOOK) as book:
        book.create_sheet("Mi análisis")
    ana.do("renovar", BOOK)
    answer = ana.type("renovar", BOOK)
    assert answer.code == 2
    assert "ya se renovó: use «Cartera nuevo.xlsm»" in answer.err
    assert not (ana.folder / "Cartera nuevo 2.xlsm").exists()


def test_what_was_typed_in_a_column_that_is_gone_is_counted(ana: Desk) -> None:
    old, note = ana.folder / BOOK, "Cotizaciones: ya no hay columna «Recordar»; 1 celda"
    quote = ("--cliente", "Acme", "--valor", 100, "--vence", "2026-04-30")
    ana.do("cotizacion", "crear", "C-1", *quote)
    ana.do("renovar", BOOK)
    with edited(old) as book:
        put(book[QUOTES.title], 1, "Próximo seguimiento", "Sí", QUOTES)
    make_old(old)
    assert any(said.startswith(note) for said in ana.do("renovar", BOOK)["notas"])


def test_a_simulation_writes_nothing(ana: Desk) -> None:
    before = {path: path.read_bytes() for path in ana.folder.iterdir()}
    assert len(ana.do("renovar", BOOK, "--simular")["pasos"]) == 2
    assert {path: path.read_bytes() for path in ana.folder.iterdir()} == before


def test_beside_a_workbook_without_macros_goes_one_with_them(ana: Desk) -> None:
    plain = ana.folder / "Cartera.xlsx"
    load_workbook(ana.folder / BOOK).save(plain)
    before = plain.read_bytes()
    new = ana.folder / "Cartera nuevo.xlsm"
    assert ana.do("renovar", plain.name)["libro"] == str(new)
    assert plain.read_bytes() == before
    assert values(new, "Tipo", ENTRY)[0] == "Anticipo"
    assert ana.do("renovar", new.name)["pasos"] == []


@pytest.mark.parametrize("command", ["actualizar", "renovar"])
def test_a_workbook_of_a_later_version_is_left_to_it(command: str, ana: Desk) -> None:
    make_old(ana.folder / BOOK, template="99")
    before = (ana.folder / BOOK).read_bytes()
    answer = ana.type(command, BOOK)
    assert answer.code == 2
    assert "es de una versión más nueva" in answer.err
    assert (ana.folder / BOOK).read_bytes() == before


@pytest.mark.parametrize(
    ("book", "said"),
    [("Otro.xlsm", "No existe el libro"), ("cartera.csv", "está dañado")],
)
def test_what_is_no_workbook_of_ours_is_one_sentence(
    book: str, said: str, ana: Desk
) -> None:
    answer = ana.type("renovar", book)
    assert (answer.code, answer.out) == (2, "")
    [line] = answer.err.splitlines()
    assert said in line


# --- in the open workbook -----------------------------------------------------------

# They need nothing that an older workbook lacks, or a preview that it refuses.
AT_HOME = {"diagnose", "manual", "bring_sheets", "export_rows", "import_confirm"}
ASKED = {"set_corte": "31/03/2026", "import_preview": "cartera.csv"}


@pytest.mark.calc
def test_every_button_refuses_before_it_posts(
    calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = seat(calc, small.make(tmp_path / "empresa"), monkeypatch)
    at.cell("Vencidas", "F-1", "Pago").value = 1000
    at.book.names[names.TEMPLATE].refers_to_range.value = "2"
    at.cell("Créditos a Favor", "NC-1", "Valor a devolver").value = 1000
    at.choose("Créditos a Favor", "NC-1")
    revision = at.ledger.revision
    assert ribbon.opened(at.book.fullname).startswith("Otra versión de Cartera XL")
    for action in sorted(BOUND.keys() - AT_HOME):
        said = at.press(action, ASKED.get(action, ""))
        assert said.startswith("!Cartera.xlsm es de una versión anterior"), action
    assert at.ledger.revision == revision
