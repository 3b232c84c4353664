"""What the functions answer where Python is not to be had."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from cartera_xl.tabs import names
from cartera_xl.tabs.not_due import NOT_DUE
from tests.hosts.books import content, customer, invoice, refresh
from tests.live_office import running_office
from tests.workbook.vba.open_book import OpenBook
from tests.workbook.vba.stand_in import stand_in_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.tabs.cell import Cell

pytestmark = pytest.mark.calc

CORTE: Final = date(2026, 3, 31)
NOT_AVAILABLE: Final = "Error 2042"
CUSTOMERS: Final = (
    customer(
        "C-1",
        nit="900123456-8",
        name="Éxito S.A.",
        not_due=100.25,
        overdue=1000.5,
        credit=50.0,
        net=1050.75,
        range_1=100.25,
        range_2=1000.5,
    ),
    customer("C-1", "USD", nit="900123456-8", name="Éxito S.A.", overdue=7.0, net=7.0),
    customer("C-2", nit="800999111", name="Ferretería", overdue=2000.0, net=2000.0),
    customer("00123", nit="1020304050", name="Éxito S.A.S.", overdue=1.0, net=1.0),
    customer("D-1", name="Dos", overdue=1.0),
    customer("D-2", name="dos", overdue=2.0),
)
BOOKS: Final = {"no server": False, "macOS": True}


@pytest.fixture(scope="module", params=BOOKS.values(), ids=list(BOOKS))
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenBook]:
    path = stand_in_workbook(tmp_path_factory.mktemp("libro"), mac=request.param)
    tables = {
        "tblClientes": CUSTOMERS,
        NOT_DUE.table: [invoice("FV-9", balance=100.25, days=-12)],
    }
    named: dict[str, Cell] = {
        names.CORTE: CORTE,
        names.LAST_CORTE: CORTE,
        names.CURRENCY: "COP",
    }
    refresh(
        path,
        content([invoice("FV-1", balance=1000.5, days=45)], tables=tables, named=named),
    )
    office = running_office()
    with office.workbook(path) as document:
        yield OpenBook(office, document)


@pytest.fixture
def book(opened: OpenBook) -> OpenBook:
    opened.set_date(names.CORTE, CORTE)
    opened.recalculate()
    opened.begin()
    opened.outside.answer("HostServer", "raise:1000:no hay Python")
    return opened


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("CARTERA_VENCIDAS()", 3004.5),
        ("CARTERA_POR_VENCER()", 100.25),
        ("CARTERA_CREDITOS()", 50.0),
        ("CARTERA_SALDO_NETO()", 3051.75),
        ('CARTERA_VENCIDAS("C-1")', 1000.5),
        ('CARTERA_VENCIDAS("900123456")', 1000.5),
        ('CARTERA_VENCIDAS("900.123.456-8")', 1000.5),
        ("CARTERA_VENCIDAS(900123456)", 1000.5),
        ('CARTERA_VENCIDAS("éxito s.a.")', 1000.5),
        ('CARTERA_VENCIDAS("00123")', 1.0),
        ('CARTERA_VENCIDAS("C-1";DATE(2026;3;31);"USD")', 7.0),
        ('CARTERA_VENCIDAS("C-1";DATE(2026;3;31);"usd")', 7.0),
        ('CARTERA_VENCIDAS("C-2";DATE(2026;3;31);"USD")', 0.0),
        ('CARTERA_SALDO("FV-1")', 1000.5),
        ('CARTERA_SALDO("FV-9")', 100.25),
        ('CARTERA_DIAS_MORA("FV-1")', 45.0),
        ('CARTERA_DIAS_MORA("FV-9")', 0.0),
    ],
)
def test_the_last_refresh_answers(book: OpenBook, formula: str, shown: float) -> None:
    assert book.cell(f"={formula}") == shown


@pytest.mark.parametrize(
    "formula",
    [
        'CARTERA_VENCIDAS("nadie")',
        'CARTERA_VENCIDAS("123")',  # 00123 is another code
        'CARTERA_VENCIDAS("Dos")',  # two are called so
        "CARTERA_VENCIDAS_MAS_DE(30)",
        'CARTERA_ESTADO_CUENTA("C-1")',
        'CARTERA_SALDO("FV-404")',
        'CARTERA_VENCIDAS("C-1";DATE(2026;3;30))',
        'CARTERA_SALDO("FV-1";DATE(2026;4;1))',
        'CARTERA_SALDO("FV-1";"31/03/2026")',
    ],
)
def test_what_the_last_refresh_does_not_tell_is_not_available(
    book: OpenBook, formula: str
) -> None:
    assert book.cell(f"={formula}") == NOT_AVAILABLE


def test_another_corte_is_not_available(book: OpenBook) -> None:
    book.set_date(names.CORTE, date(2026, 4, 1))
    assert book.cell("=CARTERA_VENCIDAS()") == NOT_AVAILABLE


def test_the_ageing_has_a_row_for_each_range_that_is_used(book: OpenBook) -> None:
    book.named(names.AGEING, row=2).String = ""  # two ranges only
    rows = book.rows('=CARTERA_EDADES("C-1")', 3, 2)
    book.named(names.AGEING, row=2).String = "31–60"
    assert rows == [["Rango", "Saldo"], ["Corriente", 100.25], ["1–30", 1000.5]]


def test_a_filter_hides_nothing_from_a_function(book: OpenBook) -> None:
    rows = book.sheet("Clientes").Rows
    rows.getByIndex(9).IsVisible = False
    assert book.cell("=CARTERA_VENCIDAS()") == 3004.5
    rows.getByIndex(9).IsVisible = True


on_macos = pytest.mark.parametrize("opened", [True], indirect=True, ids=["macOS"])


@on_macos
def test_on_macos_no_server_is_looked_for(book: OpenBook) -> None:
    book.cell("=CARTERA_VENCIDAS()")
    book.run("CarteraOpening.AfterOpening")
    assert book.outside.asked("HostServer") == []


@on_macos
def test_on_macos_a_button_runs_a_python_of_its_own(book: OpenBook) -> None:
    book.run("CarteraActions.RunAction", "import_preview", "/Users/José/it's.csv")
    assert book.outside.asked("HostRunPython") == [
        (
            "import cartera_xl.excel.ribbon as r; "
            "r.run_here('import_preview','/Users/Jos\\u00E9/it\\u0027s.csv')",
        )
    ]
    assert book.outside.asked("CallUDF") == []
    book.outside.answer("HostRunPython", "raise:1004:no hay script")
    book.run("CarteraActions.RunAction", "refresh", "")
    [_, (said,)] = book.outside.asked("Tell")
    assert said.startswith("!No se pudo completar con Python (Excel no encontró el")
    assert "no hay script" not in said
