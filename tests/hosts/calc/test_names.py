"""Defined names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


@pytest.fixture
def book(calc: Calc) -> xw.Book:
    book = calc.new()
    book.sheets[0]["A1"].value = 5
    book.sheets.add("Otra hoja", after=book.sheets[0])["B2:C3"].value = 7
    return book


def test_a_name_means_its_cells(book: xw.Book) -> None:
    name = book.names.add("Bloque", "='Otra hoja'!$B$2:$C$3")
    assert name.refers_to == "='Otra hoja'!$B$2:$C$3"
    assert name.refers_to_range == book.sheets["Otra hoja"]["B2:C3"]
    assert book.names["bloque"].name == "Bloque"
    assert book.sheets[0].range("Bloque").value == [[7, 7], [7, 7]]
    assert "BLOQUE" in book.names
    assert len(book.names) == 1


def test_a_name_is_moved_renamed_and_removed(book: xw.Book) -> None:
    book.names.add("Uno", "=Sheet1!$A$1")
    book.names["Uno"].refers_to = "='Otra hoja'!$B$2"
    assert book.names["Uno"].refers_to_range.value == 7
    book.names["Uno"].name = "Dos"
    assert [name.name for name in book.names] == ["Dos"]
    book.names["Dos"].delete()
    assert len(book.names) == 0


def test_adding_a_name_again_moves_it(book: xw.Book) -> None:
    book.names.add("Uno", "=Sheet1!$A$1")
    book.names.add("Uno", "='Otra hoja'!$B$2")
    assert [n.refers_to_range.value for n in book.names] == [7]


def test_cells_are_named_and_know_their_name(book: xw.Book) -> None:
    cells = book.sheets["Otra hoja"]["B2:C3"]
    cells.name = "Bloque"
    assert cells.name is not None
    assert cells.name.name == "Bloque"
    assert book.sheets["Otra hoja"]["B2"].name is None


def test_a_sheet_s_name_hides_the_workbook_s_on_that_sheet(book: xw.Book) -> None:
    book.names.add("Cual", "=Sheet1!$A$1")
    other = book.sheets["Otra hoja"]
    other.names.add("Cual", "='Otra hoja'!$B$2")
    assert other.range("Cual").value == 7
    assert book.sheets[0].range("Cual").value == 5
    assert [name.name for name in other.names] == ["Otra hoja!Cual"]


def test_a_name_of_a_constant_means_no_cells(book: xw.Book) -> None:
    book.names.add("Iva", "=0.19")
    assert book.names["Iva"].impl.refers_to_range is None
    book.sheets[0]["B1"].formula = "=A1*Iva"
    assert book.sheets[0]["B1"].value == 0.95


def test_a_name_that_is_not_there_is_refused(book: xw.Book) -> None:
    with pytest.raises(KeyError):
        book.names["no_existe"]


def test_a_name_follows_rows_that_come_in_above(book: xw.Book) -> None:
    book.names.add("Uno", "=Sheet1!$A$1")
    book.sheets[0]["1:1"].insert("down")
    assert book.names["Uno"].refers_to_range.address == "$A$2"


def test_the_shipped_workbook_s_names_mean_what_the_file_says(calc: Calc) -> None:
    book = calc.open(calc.shipped)
    corte = book.names["Corte"]
    assert (corte.refers_to, corte.refers_to_range.address) == ("=Resumen!$L$1", "$L$1")
    assert isinstance(corte.refers_to_range.options(dates=date).value, date)
    assert book.names["datos_deudores"].refers_to_range.shape == (6, 13)
    assert book.sheets["Vencidas"].range("Corte").sheet.name == "Resumen"
