"""What a workbook promises, asked of a closed file and of LibreOffice alike."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl import errors
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import FormulaCell, PercentCell, RowMark
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    CORTE,
    FIRST,
    content,
    customer,
    edited_sheet,
    filled,
    invoice,
    invoices,
    put,
    row,
)
from tests.hosts.live.seats import Live, Seat, plain, seat
from tests.hosts.test_closed_entries import KINDS, MOMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.hosts.content import Cell, Content, Refreshed
    from tests.calc_office import Calc

HOSTS = ["closed", pytest.param("live", marks=pytest.mark.calc)]
WHY = "✗ Pago mayor que el saldo: 8.337.350"
PAPER, REFUSED = (255, 248, 220), (251, 217, 219)
# What outside texts may be. In a cell each is itself, and nothing else.
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+57 300",
    "-5",
    "@SUM(A1)",
    "'entre comillas",
    "00123",
    "2026-01-05",
    "12%",
    "1E5",
    "TRUE",
    "#N/A!",
    "  con espacios ",
    "dos\nlíneas",
    "_x0041_",
    "a\x07b",
    "«ñandú» & <b>",
    "x" * 300,
]


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that shows FV-1 … FV-5 in rows 9 … 13, and two customers."""
    clients = [customer("C1", email="a@x.co", group="Norte"), customer("C2")]
    folder = tmp_path_factory.mktemp("cinco")
    return filled(
        folder,
        invoices(1, 2, 3, 4, 5),
        tables={CUSTOMERS.table: clients, NOT_DUE.table: [], "tblCreditos": []},
    )


@pytest.fixture(params=HOSTS)
def sit(
    request: pytest.FixtureRequest, five: Path, tmp_path: Path
) -> Callable[..., Seat]:
    """Return how to sit down at a workbook, by default at a copy of the five's."""
    live = request.param == "live"
    calc: Calc | None = request.getfixturevalue("calc") if live else None

    def at(path: Path | None = None) -> Seat:
        own = path or shutil.copyfile(five, tmp_path / "Cartera.xlsm")
        return seat(request.param, own, calc)

    return at


@pytest.fixture
def at(sit: Callable[..., Seat]) -> Seat:
    return sit()


def refresh(at: Seat, new: Content | list[tuple[Cell, ...]], **more: Any) -> Refreshed:
    new = content(new) if isinstance(new, list) else new
    return at.host.refresh(TABS, new, **more)


def by_document(at: Seat, title: str) -> dict[Any, Any]:
    pairs = zip(at.values("Factura"), at.values(title), strict=True)
    return {number: value for number, value in pairs if value is not None}


# Reading


@pytest.mark.calc
def test_both_read_one_workbook_alike(calc: Calc, tmp_path: Path) -> None:
    kinds = [kind for kind in KINDS if kind[1] not in (True, "#N/A")]
    path = filled(tmp_path, invoices(*range(len(kinds) + 1)))
    with edited_sheet(path) as ws:
        for number, (title, value, _) in enumerate(kinds, 1):
            put(ws, number, title, value)
        put(ws, len(kinds) + 3, "Factura", "FV-99")
        put(ws, len(kinds) + 3, "Pago", 5)
        ws.row_dimensions[FIRST + 2].hidden = True
    ours = ClosedWorkbook(path).entries(OVERDUE)
    theirs = LiveWorkbook(calc.app.books.open(path)).entries(OVERDUE)
    for our, their, (_, value, read) in zip(ours, theirs, kinds, strict=False):
        expected = FormulaCell("500+1", 501) if value == "=500+1" else read
        assert list(their.typed.values()) == [expected]
        assert type(expected) is type(next(iter(their.typed.values())))
        assert (their.posted, their.row, their.shown) == (
            our.posted,
            our.row,
            our.shown,
        )
        assert (their.version, their.hidden) == (our.version, our.hidden)
    assert [e.below for e in theirs] == [e.below for e in ours]
    assert theirs[-1].posted == ours[-1].posted


def test_names_are_read_and_a_missing_one_is_said(at: Seat) -> None:
    host = at.host
    assert host.value(names.CORTE) == CORTE
    assert host.value(names.last("vencidas")) == 1000.25
    with pytest.raises(errors.NameMissingError, match="no_hay"):
        host.value("no_hay")


# Writing


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_a_table_takes_the_size_of_its_rows(at: Seat, size: int) -> None:
    refresh(at, invoices(*range(size)))
    shown = at.values("Factura")
    assert shown == [f"FV-{n}" for n in range(size)] or shown == [None]
    assert at.fill(max(size, 1), "Pago") == PAPER
    assert at.host.entries(OVERDUE) == []


def test_shrinking_leaves_nothing_below(at: Seat) -> None:
    refresh(at, invoices(1))
    assert at.fill(3, "Pago") is None
    assert at.formula(3, "Cliente") in ("", "None")
    refresh(at, invoices(1, 2, 3))
    assert at.values("Vence") == [date(2026, 10, 1)] * 3
    assert at.number_format(3, "Vence") == "dd/mm/yyyy"
    assert at.fill(3, "Pago") == PAPER


def test_outside_text_is_text_in_a_cell(at: Seat) -> None:
    rows = [invoice(f"F-{n}", customer=text) for n, text in enumerate(HOSTILE)]
    refresh(at, [*rows, invoice("=2+3", nit="00123")])
    cleaned = [text.replace("\x07", "") for text in HOSTILE]
    assert at.values("Cliente")[:-1] == cleaned
    assert (at.values("Factura")[-1], at.values("NIT")[-1]) == ("=2+3", "00123")


def test_hostile_typed_text_survives_a_refresh(at: Seat) -> None:
    typed = [f"'{text}" for text in HOSTILE[:5]]
    at.put({(n, "Referencia"): text for n, text in enumerate(typed, 1)})
    at.put(
        {(1, "Pago"): "'un millón", (2, "Pago"): "'1.000", (3, "Fecha de pago"): "'5"}
    )
    before = [entry.posted for entry in at.host.entries(OVERDUE)]
    refresh(at, invoices(5, 4, 3, 2, 1))
    assert at.values("Referencia") == HOSTILE[4::-1]
    after = [entry.posted for entry in at.host.entries(OVERDUE)]
    assert sorted(after) == sorted(before)


def test_a_text_that_no_cell_holds_is_refused_and_nothing_is_written(at: Seat) -> None:
    with pytest.raises(errors.TextTooLongError):
        refresh(at, [invoice("F-1", customer="x" * 40_000)])
    assert at.values("Factura") == [f"FV-{n}" for n in range(1, 6)]


def test_other_currencies_are_shown_without_the_sign_of_pesos(at: Seat) -> None:
    rows = [invoice("F-1"), invoice("F-2", currency="USD"), invoice("F-3")]
    new = content(rows)
    at.host.refresh(TABS, type(new)(new.tables, new.names, {}, {"USD": 2}))
    signs = ["$" in at.number_format(n, "Saldo") for n in (1, 2, 3)]
    assert signs == [True, False, True]


# What was typed


def test_typed_input_follows_its_document(at: Seat) -> None:
    at.put({(4, "Pago"): 500.75, (4, "Fecha de pago"): datetime(2026, 11, 20)})  # noqa: DTZ001
    at.put({(4, "Referencia"): "Réf <1>", (5, "Pago"): 99})
    done = refresh(at, invoices(5, 9, 4))
    assert by_document(at, "Pago") == {"FV-5": 99, "FV-4": 500.75}
    assert by_document(at, "Fecha de pago") == {"FV-4": date(2026, 11, 20)}
    assert by_document(at, "Referencia") == {"FV-4": "Réf <1>"}
    assert done.carried == 4


def test_a_typed_formula_follows_its_row(at: Seat) -> None:
    at.put({(4, "Pago"): "=K12*0.5", (5, "Retefuente"): "=1000*3"})
    done = refresh(at, invoices(4, 5))
    assert at.formula(1, "Pago") == "=K9*0.5"
    assert at.formula(2, "Retefuente") == "=1000*3"
    assert (done.carried, done.notes) == (2, ())


def test_input_whose_document_is_gone_is_listed_with_its_values(at: Seat) -> None:
    at.put({(2, "Pago"): 500.5, (2, "Fecha de pago"): datetime(2026, 11, 20)})  # noqa: DTZ001
    at.put({(2, "Medio"): "PSE", (2, "Retefuente"): "=K10*0.025"})
    done = refresh(at, invoices(1))
    assert done.notes == (
        "Vencidas: FV-2 ya no está; tenía digitado Pago = 500.5, Fecha de pago = "
        "20/11/2026, Medio = PSE, Retefuente = =K10*0.025.",
    )
    assert by_document(at, "Pago") == {}


def test_posted_input_is_cleared_and_the_rest_stays(at: Seat) -> None:
    at.put({(1, "Pago"): 5, (2, "Pago"): 7})
    one, _ = at.host.entries(OVERDUE)
    done = refresh(at, invoices(1, 2), posted=[one.posted])
    assert by_document(at, "Pago") == {"FV-2": 7}
    assert (done.carried, done.cleared) == (1, 1)


def test_input_follows_an_invoice_to_the_tab_that_shows_it_now(at: Seat) -> None:
    at.put({(3, "Pago"): 5})
    refresh(at, content(invoices(1, 2), tables={NOT_DUE.table: invoices(3)}))
    assert at.values("Pago", NOT_DUE) == [5]
    assert by_document(at, "Pago") == {}


def test_an_own_column_follows_the_document(at: Seat) -> None:
    at.add_column("Mi nota", [f"nota {n}" for n in range(1, 6)])
    done = refresh(at, invoices(8, 2, 5))
    assert at.values("Mi nota") == [None, "nota 2", "nota 5"]
    assert done.carried == 0
    gone = "Vencidas: FV-1 ya no está; tenía digitado Mi nota = nota 1."
    assert done.notes[0] == gone


def test_a_prefilled_cell_that_was_typed_over_stays_and_is_named(at: Seat) -> None:
    shown = [customer("C1", email="a@x.co", group="Norte"), customer("C2")]
    at.put({(1, "Correo"): "nuevo@x.co", (1, "Grupo"): None}, CUSTOMERS)
    done = refresh(at, content(tables={CUSTOMERS.table: shown[::-1]}))
    assert at.values("Correo", CUSTOMERS) == [None, "nuevo@x.co"]
    assert at.values("Grupo", CUSTOMERS) == [None, None]
    assert sorted(done.notes) == [
        "Clientes: C1 · COP, Correo: queda «nuevo@x.co» y no «a@x.co».",
        "Clientes: C1 · COP, Grupo: queda «» y no «Norte».",
    ]


def test_what_was_typed_over_a_read_column_is_said(at: Seat) -> None:
    at.put({(2, "Saldo"): 1})
    done = refresh(at, invoices(1, 2, 3, 4, 5))
    assert at.values("Saldo") == [1000.5] * 5
    assert done.notes == (
        "Vencidas: se reemplazó lo digitado en 1 celda: Saldo de FV-2.",
    )


def test_hidden_rows_are_entries_that_say_so_and_are_shown_again(at: Seat) -> None:
    at.put({(1, "Pago"): 5, (2, "Pago"): 5})
    at.hide(2, 4)
    assert [e.hidden for e in at.host.entries(OVERDUE)] == [False, True]
    done = refresh(at, invoices(1, 2, 3, 4, 5))
    note = "Vencidas: se muestran 2 filas que estaban ocultas (10, 12)."
    assert done.notes == (note,)
    assert [e.hidden for e in at.host.entries(OVERDUE)] == [False, False]


# Marks


def on(number: int, *rejected: str) -> RowMark:
    return RowMark(OVERDUE.table, FIRST + number - 1, WHY, rejected)


def test_marks_say_why_paint_and_go(at: Seat) -> None:
    at.put({(2, "Pago"): 5})
    at.host.mark([OVERDUE], [on(2, "payment", "payment_date"), on(4)])
    assert by_document(at, "Estado") == {"FV-2": WHY, "FV-4": WHY}
    assert at.fill(2, "Pago") == at.fill(2, "Fecha de pago") == REFUSED
    assert at.fill(4, "Pago") == PAPER
    assert at.number_format(2, "Fecha de pago") == "dd/mm/yyyy"
    assert by_document(at, "Pago") == {"FV-2": 5}
    at.host.mark([OVERDUE], [on(3, "means")])
    assert by_document(at, "Estado") == {"FV-3": WHY}
    assert (at.fill(2, "Pago"), at.fill(3, "Medio")) == (PAPER, REFUSED)


@pytest.mark.parametrize(
    "typed",
    [MOMENT, datetime(2026, 11, 20), PercentCell(0.1)],  # noqa: DTZ001
)
@pytest.mark.parametrize("title", ["Pago", "Referencia"])
def test_what_is_no_amount_stays_none_through_marks_and_refreshes(
    at: Seat, title: str, typed: datetime | PercentCell
) -> None:
    at.put({(2, title): typed})
    before = only_typed(at)
    assert before == plain(typed)
    at.host.mark([OVERDUE], [on(2, "payment", "reference")])
    assert only_typed(at) == before
    refresh(at, invoices(5, 2, 1))
    assert only_typed(at) == before
    at.host.mark([OVERDUE], [])
    assert only_typed(at) == before


def only_typed(at: Seat) -> object:
    [entry] = at.host.entries(OVERDUE)
    [value] = entry.typed.values()
    return value


def test_a_refresh_takes_marks_and_paint_away(at: Seat) -> None:
    at.put({(2, "Pago"): 5})
    at.host.mark([OVERDUE], [on(2, "payment")])
    refresh(at, invoices(2, 1))
    assert by_document(at, "Estado") == {}
    assert at.fill(1, "Pago") == at.fill(2, "Pago") == PAPER


# What is refused, before anything is written


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({(2, "Factura"): None, (2, "Pago"): 5}, errors.TypedWithoutDocumentError),
        (
            {(2, "Factura"): "FV-1", (1, "Pago"): 5, (2, "Pago"): 6},
            errors.RepeatedDocumentError,
        ),
        ({(7, "Cliente"): "debajo"}, errors.NoRoomBelowError),
        ({(3, "_version"): None, (3, "_m"): None}, errors.OwnRowError),
    ],
)
def test_a_sheet_that_no_refresh_can_carry_is_refused(
    at: Seat, cells: dict[tuple[int, str], object], fault: type[Exception]
) -> None:
    at.put(cells)
    with pytest.raises(fault):
        refresh(at, invoices(*range(10)))
    assert len(at.values("Factura")) == 5


def test_a_renamed_column_is_refused(
    sit: Callable[..., Seat], five: Path, tmp_path: Path
) -> None:
    changed = Path(shutil.copyfile(five, tmp_path / "otro.xlsm"))
    with edited_sheet(changed) as ws:  # as Excel does: the heading and its column
        position = OVERDUE.titles.index("Pago")
        ws.cell(FIRST - 1, position + 1).value = "Abono"
        ws.tables[OVERDUE.table].tableColumns[position].name = "Abono"
    at = sit(changed)
    with pytest.raises(errors.ColumnsMissingError, match="«Pago»"):
        at.host.entries(OVERDUE)


def test_content_without_room_in_its_block_is_refused(at: Seat) -> None:
    named = {names.DEBTORS: [[None] * 30]}
    with pytest.raises(errors.NamedBlockTooSmallError):
        refresh(at, content(invoices(1), named=named))
    assert len(at.values("Factura")) == 5


# Ageing ranges


@pytest.mark.calc
def test_ranges_that_are_not_in_use_are_hidden(calc: Calc, five: Path) -> None:
    book = calc.open(five)
    labels: list[list[Cell]] = [["Corriente", 1, 1, 0.5], ["1–30", 1, 1, 0.5]]
    rows = [row(CUSTOMERS, code="C1", currency="COP", currency_index=10)]
    new = content(tables={CUSTOMERS.table: rows}, named={names.AGEING: labels})
    LiveWorkbook(book).refresh(TABS, new)
    sheet = book.sheets[CUSTOMERS.title]
    headings: Any = sheet.tables[CUSTOMERS.table].header_row_range
    titles = headings.value
    shown = [
        not sheet.range((FIRST, titles.index(f"Edad {n}") + 1)).columns.hidden
        for n in range(1, 5)
    ]
    assert shown == [True, True, False, False]
    ageing = book.names[names.AGEING].refers_to_range
    assert [ageing[n, 0].rows.hidden for n in range(4)] == [False, False, True, True]
    assert isinstance(Live(book).host, LiveWorkbook)
