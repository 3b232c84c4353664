"""What a person hung on cells, and how it painted them: closed and open alike."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl import errors
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.tabs.book import TABS, tab_of
from cartera_xl.tabs.not_due import NOT_DUE
from tests.hosts.books import FIRST, content, filled, invoices
from tests.hosts.live.seats import Live, Seat, seat

if TYPE_CHECKING:
    from cartera_xl.hosts.content import Cell, Content, Refreshed
    from tests.calc_office import Calc

HOSTS = ["closed", pytest.param("live", marks=pytest.mark.calc)]
WEB = "https://x.co/v?a=1&b=2"
REGISTER = tab_of("tblRegistro")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13 of Vencidas."""
    tables: dict[str, Any] = {NOT_DUE.table: [], REGISTER.table: []}
    folder = tmp_path_factory.mktemp("notas")
    return filled(folder, invoices(1, 2, 3, 4, 5), tables=tables)


@pytest.fixture(params=HOSTS)
def at(request: pytest.FixtureRequest, book: Path, tmp_path: Path) -> Seat:
    live = request.param == "live"
    calc: Calc | None = request.getfixturevalue("calc") if live else None
    own = Path(shutil.copyfile(book, tmp_path / "Cartera.xlsm"))
    return seat(request.param, own, calc)


def refresh(at: Seat, new: Content | list[tuple[Cell, ...]], **more: Any) -> Refreshed:
    new = content(new) if isinstance(new, list) else new
    return at.host.refresh(TABS, new, **more)


def both(overdue: list[tuple[Cell, ...]], not_due: list[tuple[Cell, ...]]) -> Content:
    return content(overdue, tables={NOT_DUE.table: not_due})


# Notes


def test_a_note_follows_its_document(at: Seat) -> None:
    at.put_note((3, "Factura"), "Llamar el lunes")
    at.put_note((5, "Saldo"), "Prometió\npagar")
    done = refresh(at, invoices(9, 3, 8, 5))
    assert at.notes() == {"C10": "Llamar el lunes", "K12": "Prometió\npagar"}
    assert done.notes == ()


def test_notes_that_change_places_do_not_meet(at: Seat) -> None:
    for number in range(1, 6):
        at.put_note((number, "Factura"), f"nota {number}")
    refresh(at, invoices(5, 4, 3, 2, 1))
    assert at.notes() == {f"C{FIRST + n}": f"nota {5 - n}" for n in range(5)}


def test_a_note_whose_document_is_gone_is_removed_and_said(at: Seat) -> None:
    at.put_note((3, "Factura"), "Llamar  el\nlunes")
    at.put_note((4, "Factura"), "Queda")
    done = refresh(at, invoices(4))
    assert at.notes() == {"C9": "Queda"}
    assert done.notes == (
        "Vencidas: la nota de Factura de FV-3 se quitó porque ya no está: «Llamar el "
        "lunes».",
    )


def test_notes_outside_the_body_stay(at: Seat) -> None:
    at.put_note((0, "Factura"), "encabezado")
    at.put_note((32, "Factura"), "debajo")
    refresh(at, invoices(5, 4))
    assert at.notes() == {"C8": "encabezado", "C40": "debajo"}


def test_the_table_does_not_grow_over_a_note(at: Seat) -> None:
    at.put_note((8, "Factura"), "debajo")
    with pytest.raises(errors.NoRoomBelowError, match="fila 16"):
        refresh(at, invoices(*range(8)))
    refresh(at, invoices(*range(7)))
    assert at.notes() == {"C16": "debajo"}


def test_a_note_follows_an_invoice_that_falls_due(at: Seat) -> None:
    refresh(at, both(invoices(1), invoices(2, 3, 4)))
    at.put_note((2, "Factura"), "Llamar", NOT_DUE)
    at.put_note((3, "Factura"), "Queda", NOT_DUE)
    done = refresh(at, both(invoices(1, 3), invoices(4)))
    assert at.notes() == {"C10": "Llamar"}
    assert at.notes(NOT_DUE) == {"C9": "Queda"}
    assert done.notes == ()


def test_a_note_on_a_line_that_was_posted_goes_with_it(at: Seat) -> None:
    at.put({(1, "Valor"): 5, (3, "Valor"): 6}, REGISTER)
    at.put_note((1, "Tipo"), "pedir soporte", REGISTER)
    at.put_note((3, "Tipo"), "espera", REGISTER)
    first = at.host.entries(REGISTER)[0]
    new = content(tables={REGISTER.table: []})
    done = at.host.refresh([REGISTER], new, posted=[first.posted])
    assert at.notes(REGISTER) == {"A9": "espera"}
    assert done.notes == (
        "Registro: la nota de Tipo de la fila 9 se quitó con lo que se registró: "
        "«pedir soporte».",
    )


# Links


def test_a_link_follows_its_document(at: Seat) -> None:
    at.put_link((3, "Factura"), WEB)
    at.put_link((4, "Saldo"), "#Clientes!A1")
    refresh(at, invoices(4, 5, 3))
    assert at.links() == {"C11": WEB, "K9": "#Clientes!A1"}
    assert at.values("Factura") == ["FV-4", "FV-5", "FV-3"]
    assert at.values("Saldo") == [1000.5] * 3
    refresh(at, invoices(3, 4))
    assert at.links() == {"C9": WEB, "K10": "#Clientes!A1"}


def test_a_link_whose_document_is_gone_is_removed_and_said(at: Seat) -> None:
    at.put_link((3, "Factura"), WEB)
    done = refresh(at, invoices(1, 2))
    assert at.links() == {}
    assert done.notes == (
        f"Vencidas: el vínculo de Factura de FV-3 se quitó porque ya no está: {WEB}.",
    )


def test_a_link_follows_an_invoice_that_falls_due(at: Seat) -> None:
    at.put_link((3, "Factura"), WEB)
    refresh(at, both(invoices(1), invoices(2, 3)))
    assert (at.links(), at.links(NOT_DUE)) == ({}, {"C10": WEB})


@pytest.mark.calc
def test_a_link_survives_a_file_that_libreoffice_saves(calc: Calc, book: Path) -> None:
    at = Live(calc.open(book))
    at.put_link((3, "Factura"), WEB)
    at.put_link((4, "Saldo"), WEB)
    refresh(at, invoices(4, 3))
    at.book.save()
    at.book.close()
    again = Live(calc.app.books.open(calc.folder / book.name))
    assert again.links() == {"C10": WEB, "K9": WEB}
    refresh(again, invoices(9, 4, 3))
    assert again.links() == {"C11": WEB, "K10": WEB}


# Looks


def test_paint_is_taken_back_and_said(at: Seat) -> None:
    at.paint((2, "Cliente"), (2, "Pago"), (4, "Saldo"))
    done = refresh(at, invoices(2, 3, 4, 5))
    assert [at.fill(n, "Pago") for n in range(1, 5)] == [(255, 248, 220)] * 4
    assert [at.fill(n, "Saldo") for n in range(1, 5)] == [at.fill(1, "Cliente")] * 4
    assert done.notes == (
        "Vencidas: se quitó el formato puesto a mano en 2 filas (10, 12).",
    )


def test_marks_of_ours_are_no_paint(at: Seat) -> None:
    from tests.hosts.live.test_both_hosts import on

    at.put({(2, "Pago"): 5})
    at.host.mark(TABS, [on(2, "payment")])
    assert refresh(at, invoices(2, 1)).notes == ()


def test_a_row_made_higher_gets_its_height_back_and_it_is_said(at: Seat) -> None:
    at.make_high(3)
    done = refresh(at, invoices(3, 4, 5))
    assert done.notes == ("Vencidas: 1 fila volvió a su altura (11).",)


@pytest.mark.calc
def test_letters_of_several_colours_do_not_stop_a_refresh(
    calc: Calc, book: Path
) -> None:
    """Where Excel tells no common colour, xlwings raises a TypeError."""
    at = Live(calc.open(book))
    sheet = at.book.sheets["Vencidas"]
    sheet["C10"].font.color = (255, 0, 0)
    with pytest.raises(TypeError):
        _ = sheet["C9:C11"].font.color
    done = LiveWorkbook(at.book).refresh(TABS, content(invoices(5, 4)))
    assert sheet["C9:C10"].font.color == sheet["B9"].font.color
    note = "Vencidas: se quitó el formato puesto a mano en 1 fila (10)."
    assert note in done.notes


@pytest.mark.calc
def test_a_motley_table_is_told_without_its_rows(calc: Calc, tmp_path: Path) -> None:
    at = Live(calc.app.books.open(filled(tmp_path, invoices(*range(300)))))
    sheet = at.book.sheets["Vencidas"]
    for number in range(FIRST, FIRST + 300, 2):
        sheet.range((number, 3)).color = (255, 0, 0)
    done = LiveWorkbook(at.book).refresh(TABS, content(invoices(5, 4)))
    assert "Vencidas: se quitó el formato puesto a mano." in done.notes
