"""The committed workbook in LibreOffice as it is, where there is no xlwings add-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.aging import DEFAULT_RANGES
from cartera_xl.tabs import formulas, names
from cartera_xl.workbook.template.finishing import archive
from tests.live_office import running_office
from tests.workbook import built
from tests.workbook.vba.open_book import OpenBook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Desk

pytestmark = pytest.mark.calc

RECORDER = """Attribute VB_Name = "CarteraOpening"
Public Sub OpenWorkbook()
    CellNamed(NAME_LEDGER).Value = "abierto"
End Sub
Public Sub CloseWorkbook()
End Sub
"""


@pytest.fixture(scope="module")
def real() -> Iterator[OpenBook]:
    office = running_office()
    with office.workbook(built.COMMITTED) as document:
        yield OpenBook(office, document)


def test_opening_runs_the_macro_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "Cartera.xlsm"
    path.write_bytes(archive(built.parts_with("CarteraOpening", lambda _: RECORDER)))
    office = running_office()
    with office.workbook(path, hidden=False) as document:
        opened: Any = OpenBook(office, document).named("datos_libro")
        assert opened.String == "abierto"


def test_opening_shows_vencidas(real: OpenBook) -> None:
    real.run("CarteraOpening.OpenWorkbook")
    assert real.active_sheet() == "Vencidas"
    real.run("CarteraOpening.CloseWorkbook")


def test_functions_answer_from_the_last_refresh(real: OpenBook) -> None:
    assert real.cell("=CARTERA_VENCIDAS()") == 0
    assert real.cell('=CARTERA_SALDO("FV-1")') == "Error 2042"


def test_a_button_says_that_python_cannot_be_had_and_goes_on(real: OpenBook) -> None:
    for _ in range(2):  # the second is no «already running»
        real.run("CarteraActions.RunAction", "refresh", "")
        assert real.run("CarteraActions.IsBusy") is False


def test_who_is_asked_nothing_answers_nothing(real: OpenBook) -> None:
    assert real.run("CarteraScreen.AskFile") == ""
    assert real.run("CarteraScreen.AskReason") == ""
    assert real.run("CarteraScreen.Agrees", "¿Sí?") is False


def test_what_is_said_is_said_to_the_end(real: OpenBook) -> None:
    """The procedures have no answer: what is tried is that none of them stops."""
    for procedure in ("Tell", "ShowProgress", "ShowReason"):
        for text in ("", "!Aviso", "x" * 2000):
            real.run(f"CarteraScreen.{procedure}", text)
    real.run("CarteraScreen.ClearReason")
    assert len(real.run("CarteraScreen.Shortened", "x" * 2000)) == 1003


def test_functions_answer_from_a_refresh_of_a_real_ledger(desk: Desk) -> None:
    """On a day on which each of the four figures is another one."""
    assert desk.type("actualizar", "Cartera.xlsm", "--corte", "2026-02-15").code == 0
    office = running_office()
    with office.workbook(desk.folder / "Cartera.xlsm") as document:
        book = OpenBook(office, document)
        shown = [book.cell(f"={name}()") for name in formulas.INDICATORS.values()]
        refreshed = [book.named(names.last(key)).Value for key in names.TILES]
        assert shown == refreshed == [1330000.0, 1190000.0, 270000.0, 2250000.0]
        assert book.cell('=CARTERA_POR_VENCER("Acme";Corte;"USD")') == 900.0
        assert book.cell('=CARTERA_SALDO("F-2")') == 500000.0
        assert book.cell('=CARTERA_DIAS_MORA("F-1")') == 5.0
        ages = book.rows("=CARTERA_EDADES()", 8, 2)
    assert [row[0] for row in ages] == ["Rango", *DEFAULT_RANGES.labels]
    assert [row[1] for row in ages[1:4]] == [1330000.0, 1190000.0, 0.0]
