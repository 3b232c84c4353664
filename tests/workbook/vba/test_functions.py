"""The worksheet functions in cells, with the test in Python's place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from cartera_xl.tabs import names, summary
from cartera_xl.tabs.functions import FUNCTIONS
from cartera_xl.workbook.parts.cells import serial
from tests.workbook.vba.open_book import SHEET

if TYPE_CHECKING:
    from cartera_xl.tabs.functions import Function
    from tests.workbook.vba.open_book import OpenBook

pytestmark = pytest.mark.calc

WHERE: Final = "cartera_xl.excel.functions"
CORTE: Final = date(2026, 3, 31)
OTHER: Final = date(2026, 2, 28)
NOT_AVAILABLE, NO_VALUE = "Error 2042", "Error 2015"
# What is written in a formula for each argument, and what Python is given for it.
WRITTEN: Final = {
    "customer": ('"Éxito S.A."', "Éxito S.A."),
    "document": ('"FV-1"', "FV-1"),
    "currency": ('"USD"', "USD"),
    "days": ("90", 90.0),
    "cutoff": ("DATE(2026;2;28)", serial(OTHER)),
    "since": ("DATE(2026;1;1)", serial(date(2026, 1, 1))),
    "until": ("DATE(2026;2;28)", serial(OTHER)),
}
each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)


@pytest.fixture(autouse=True)
def at_corte(book: OpenBook) -> None:
    book.set_date(names.CORTE, CORTE)
    book.recalculate()  # the tiles ask now, not in the middle of a test
    book.begin()


def formula(function: Function, *, full: bool) -> str:
    """Return a call with all arguments, or with those only that it must have."""
    given = [WRITTEN[a.name][0] for a in function.arguments if full or not a.optional]
    return f"={function.name}({';'.join(given)})"


def expected(function: Function, *, full: bool) -> tuple[object, ...]:
    """Return what Python must be given for it."""
    values = [
        WRITTEN[a.name][1] if full or not a.optional else None for a in function.passed
    ]
    return ("Cartera.xlsm", serial(OTHER if full else CORTE), *values)


@pytest.mark.parametrize("full", [True, False], ids=["all", "fewest"])
@each_function
def test_python_is_given_every_argument(
    book: OpenBook, function: Function, full: bool
) -> None:
    book.outside.answer("CallUDF", 1234.5)
    assert book.cell(formula(function, full=full)) == 1234.5
    [call] = book.outside.asked("CallUDF")
    assert call[:3] == (WHERE, function.python, expected(function, full=full))


@each_function
def test_an_error_is_an_error_value_and_its_reason_is_shown(
    book: OpenBook, function: Function
) -> None:
    book.outside.answer("CallUDF", "\x012042No hay un cliente «x».")
    assert book.cell(formula(function, full=True)) == NOT_AVAILABLE
    assert book.outside.asked("ShowReason") == [("No hay un cliente «x».",)]


def test_another_error_keeps_its_number(book: OpenBook) -> None:
    book.outside.answer("CallUDF", "\x012015La fecha no se entiende.")
    assert book.cell('=CARTERA_SALDO("F";"ayer")') == NO_VALUE


@pytest.mark.parametrize("number", [462, -2147023170])
@each_function
def test_a_dead_server_is_replaced_before_it_is_given_up(
    book: OpenBook, function: Function, number: int
) -> None:
    book.outside.answer("CallUDF", f"raise:{number}:ido", 7.0)
    assert book.cell(formula(function, full=True)) == 7.0
    assert len(book.outside.asked("HostServer")) == 2


@each_function
def test_without_a_server_no_traceback_reaches_the_cell(
    book: OpenBook, function: Function
) -> None:
    book.outside.answer("HostServer", "raise:1000:Traceback (most recent call last)")
    assert book.cell(formula(function, full=True)) == NOT_AVAILABLE
    assert book.outside.asked("Tell") == []


def test_a_server_that_does_not_start_is_not_tried_for_every_cell(
    book: OpenBook,
) -> None:
    book.outside.answer("HostServer", "raise:1000:no")
    for _ in range(3):
        book.cell('=CARTERA_SALDO("F-1")')
    assert len(book.outside.asked("HostServer")) == 1
    book.outside.answer("HostServer", None)
    book.outside.answer("CallUDF", 5.0)
    book.run("CarteraActions.RunAction", "verify", "")  # a person tries again at once
    assert book.cell('=CARTERA_SALDO("F-1")') == 5.0


def test_an_argument_may_be_a_cell(book: OpenBook) -> None:
    book.outside.answer("CallUDF", 1.0)
    customer, day = book.put(1, 0, "C-1"), book.put(1, 1, serial(OTHER))
    book.cell(f"=CARTERA_VENCIDAS({customer};{day})")
    [call] = book.outside.asked("CallUDF")
    assert call[2] == ("Cartera.xlsm", serial(OTHER), "C-1", None)


@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        ("BB110", NOT_AVAILABLE),  # a blank cell is not «all customers»
        ("BB110:BB111", NO_VALUE),
        ("NA()", "#N/A"),
    ],
)
def test_a_cell_that_names_nobody_is_a_mistake(
    book: OpenBook, argument: str, shown: str
) -> None:
    book.outside.answer("CallUDF", 1.0)
    assert book.cell(f"=CARTERA_VENCIDAS({argument})") == shown
    assert book.outside.asked("CallUDF") == []


def test_an_array_spills_with_its_headings_and_without_zeros(book: OpenBook) -> None:
    answer = (("Rango", "Saldo"), ("Corriente", 10.0), ("1–30", None))
    book.outside.answer("CallUDF", answer)
    assert book.rows("=CARTERA_EDADES()", 3, 2) == [
        ["Rango", "Saldo"],
        ["Corriente", 10.0],
        ["1–30", ""],
    ]


def test_a_blank_of_an_array_is_given_to_excel_as_a_text(book: OpenBook) -> None:
    """Excel, unlike LibreOffice, would show it as 0."""
    book.outside.answer("CallUDF", (("Rango", "Saldo"), ("1–30", None)))
    assert book.run("CarteraFunctions.CARTERA_EDADES") == (
        ("Rango", "Saldo"),
        ("1–30", ""),
    )


def test_nothing_shows_as_nothing(book: OpenBook) -> None:
    book.outside.answer("CallUDF", None)
    assert book.cell('=CARTERA_SALDO("F-1")') == ""


def test_while_an_action_runs_python_is_left_alone(book: OpenBook) -> None:
    book.run("CarteraHost.NestCalls", True)
    book.run("CarteraActions.RunAction", "refresh", "")
    assert book.outside.asked("Nested") == [(NOT_AVAILABLE,)]
    asked = [name for _, name, *_ in book.outside.asked("CallUDF")]
    assert asked[0] == "start"
    assert "balance" not in asked


def test_a_change_of_corte_asks_again_where_corte_was_left_out(
    book: OpenBook,
) -> None:
    book.outside.answer("CallUDF", 1.0)
    book.cell('=CARTERA_VENCIDAS("C-1")')
    book.set_date(names.CORTE, OTHER)
    book.recalculate()
    assert dates_asked_for(book, "C-1") == [serial(CORTE), serial(OTHER)]


def dates_asked_for(book: OpenBook, customer: str) -> list[object]:
    """Return the cut-off dates of a customer's calls; the tiles ask too."""
    calls = [arguments for _, _, arguments, _ in book.outside.asked("CallUDF")]
    return [cutoff for _, cutoff, who, *_ in calls if who == customer]


def test_a_tile_shows_what_its_function_answers(book: OpenBook) -> None:
    book.outside.answer("CallUDF", 8337350.0)
    book.recalculate(everything=True)
    assert book.named(names.tile("vencidas")).Value == 8337350.0


def test_a_sheet_with_functions_is_known_among_those_with_formulas(
    book: OpenBook,
) -> None:
    has_functions = "CarteraHost.SheetHasFunctions"
    book.outside.answer("CallUDF", 1.0)
    assert book.run(has_functions, SHEET) is False
    book.cell('=1+LEN("CARTERA")')
    assert book.run(has_functions, SHEET) is False
    book.cell('=1+CARTERA_SALDO("FV-1")')
    assert book.run(has_functions, SHEET) is True


@pytest.mark.parametrize(
    ("code_name", "is_protected", "is_calculated"),
    [
        ("Hoja_Puente", True, True),
        ("Hoja_Puente", False, False),  # it has no formula
        (summary.CODE_NAME, True, False),
    ],
)
def test_a_protected_sheet_that_excel_does_not_search_is_calculated_too(
    book: OpenBook, code_name: str, is_protected: bool, is_calculated: bool
) -> None:
    """LibreOffice searches every sheet, so that one stands in."""
    answer = book.run("CarteraHost.UnsearchableHasFunctions", code_name, is_protected)
    assert answer is is_calculated
