"""A real window on a small screen without a monitor, a mouse and a keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cartera_xl.calc.toolbars import TOOLBARS
from cartera_xl.tabs.ribbon import BUTTONS, HELP
from tests.acceptance.calc_live.pictures import PICTURES, session
from tests.acceptance.calc_live.window import Window, window
from tests.calc_office import require_office
from tests.desk import Desk
from tests.screen import screen, soon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.calc
NEW = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda
Factura;F-9;Gama;00123;2026-03-01;2026-03-20;100000;100000;COP
"""


@pytest.fixture(scope="module")
def at(
    company: Path, profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """Sit down before the company's workbook, in a profile that nobody has used."""
    require_office()
    place = tmp_path_factory.mktemp("ventana")
    folder = shutil.copytree(company, place / "empresa")
    own = shutil.copytree(profile, place / "perfil")
    with screen() as shown, window(shown, folder, own) as at:
        yield at


def test_every_button_has_its_place_on_a_small_screen(at: Window) -> None:
    bars = [group.buttons for bar in TOOLBARS for group in bar.groups]
    expected = [button.label for buttons in bars for button in buttons]
    assert at.labels() == expected
    assert {*expected} == {b.label for b in BUTTONS if b not in HELP.buttons}
    assert at.width("formatobjectbar") > 500  # LibreOffice's own keep their room


def test_a_payment_is_registered_by_clicks_alone(at: Window) -> None:
    desk = Desk(at.copy.parent)
    shipped = (desk.folder / "Cartera.xlsm").read_bytes()
    taken: list[str] = []
    session(at, taken.append)
    assert taken == list(PICTURES)
    assert desk.balances.get("F-2") is None
    assert desk.sound
    assert (desk.folder / "Cartera.xlsm").read_bytes() == shipped


def test_functions_follow_corte_as_it_is_typed_undone_and_chosen(at: Window) -> None:
    own = at.book.sheets.add("Otra")["A1"]
    own.formula = '=CARTERA_DIAS_MORA("F-1")'
    assert soon(lambda: own.value == 49)
    at.type("Resumen", "L1", "2026-02-20")
    assert soon(lambda: own.value == 10)
    at.hit("ctrl+z")
    assert soon(lambda: own.value == 49)
    at.press("Fecha de corte")
    assert at.asks()
    at.answer("21/02/2026")
    assert soon(lambda: own.value == 11)
    assert soon(at.rests)
    assert at.workers()  # they end with the window


def test_a_file_is_chosen_shown_and_put_in(at: Window) -> None:
    desk = Desk(at.copy.parent)
    (desk.folder / "nuevas.csv").write_text(NEW, "utf-8")
    at.choose("Vencidas", "A1")
    at.press("Importar")
    at.pick(None)
    assert soon(at.rests)
    assert at.book.sheets.active.name == "Vencidas"
    at.press("Importar")
    at.pick("nuevas.csv")  # the workbook's folder is the one that is shown
    assert at.asks()
    at.dismiss()
    assert at.book.sheets.active.name == "Importación"
    at.press("Confirmar importación")
    assert at.asks()
    at.dismiss()
    assert desk.balances["F-9"] == 10_000_000
