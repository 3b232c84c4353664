"""A day's work in the workbook: typed, refused, mended, posted, checked, undone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.tabs.book import TABS
from tests.acceptance.collecting.day import (
    CLOCK,
    KEYS,
    TODAY,
    Book,
    Day,
    a_day,
    shown,
    type_day,
    type_three_mistakes,
    typing,
)
from tests.commands import Answer, cartera
from tests.hosts.books import parts

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = {tab.title: [c.title for c in tab.inputs if not c.prefilled] for tab in TABS}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dia") / "demo"
    made = cartera("demo", folder, "--fecha", TODAY, CARTERA_HOY=CLOCK)
    assert made.code == 0, made.err
    allowed = cartera("parametros", "devoluciones.permitidas", "sí", cwd=folder)
    assert allowed.code == 0, allowed.err
    return folder


@pytest.fixture
def folder(demo: Path, tmp_path: Path) -> Path:
    return shutil.copytree(demo, tmp_path / "demo")


def registrar(folder: Path, *options: str) -> Answer:
    return cartera("registrar", "Cartera.xlsm", *options, cwd=folder, CARTERA_HOY=CLOCK)


def typed_cells(book: Book) -> dict[tuple[str, int, str], Any]:
    """Return everything that stands in a cell for typing."""
    return {
        (title, row, heading): value
        for title in KEYS
        for sheet in [book[title]]
        for row in sheet.rows.values()
        for heading in INPUTS[title]
        if (value := sheet.cell(row, heading).value) is not None
    }


def figures(folder: Path) -> Any:
    said = cartera("resumen", "--json", cwd=folder, CARTERA_HOY=CLOCK)
    assert said.code == 0, said.err
    return said.json["monedas"]


def prepared(folder: Path) -> Day:
    """Type a day's work into a folder's workbook."""
    day = a_day(shown(folder / "Cartera.xlsm"))
    assert (len(day.payments), len(day.credits), len(day.refunds)) == (30, 5, 2)
    with typing(folder / "Cartera.xlsm") as book:
        type_day(book, day)
    return day


def test_three_wrong_rows_stop_the_whole_day_and_each_says_why(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    day = prepared(folder)
    before = figures(folder)
    with typing(path) as book:
        mistakes = type_three_mistakes(book, day)
    typed = typed_cells(shown(path))
    answer = registrar(folder, "--si", "--json")
    assert answer.code == 1
    assert [r["codigo"] for r in answer.json["motivos"]] == [
        "texto_en_numero",
        "exceeds_debit",
        "in_future",
    ]
    assert figures(folder) == before
    book_ = shown(path)
    assert typed_cells(book_) == typed
    late = book_["Vencidas"]
    above, text, future = (late.value(number, "Estado") for number in mistakes)
    assert above.startswith("✗ Valor mayor que el saldo de ")
    assert text == "✗ Pago: «un millón» es texto, no un número."
    assert future == "✗ La fecha es posterior a hoy, 24/11/2026."
    others = {late.value(p.invoice, "Estado") for p in day.payments}
    assert others == {"✗ No se registró: otra fila del lote fue rechazada."}


def test_a_day_is_posted_and_every_cell_shows_it(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    before = shown(path)
    day = prepared(folder)
    answer = registrar(folder, "--si", "--json")
    assert answer.code == 0, answer.out + answer.err
    after = shown(path)
    late, free = after["Vencidas"], after["Créditos a Favor"]
    for payment in day.payments:
        left = payment.balance - payment.money - payment.withheld
        if left:
            assert late.value(payment.invoice, "Saldo") == left
        else:
            assert payment.invoice not in late.rows
    was = before["Créditos a Favor"]
    for number, amount in {**day.credits, **day.refunds}.items():
        assert free.value(number, "Saldo") == was.value(number, "Saldo") - amount
    assert typed_cells(after) == {}
    untouched = set(before["Vencidas"].rows) - {p.invoice for p in day.payments}
    credited = {m["documento"] for m in answer.json["saldos"]}
    for number in untouched - credited:
        assert late.value(number, "Saldo") == before["Vencidas"].value(number, "Saldo")
    receipts = [d for d in answer.json["documentos"] if d["tipo"] == "Recibo de caja"]
    assert len(receipts) == 30
    assert sum(float(r["valor"]) for r in receipts) == day.money


def test_the_books_hold_after_the_day_and_the_sheet_of_withholdings_shows_it(
    folder: Path,
) -> None:
    day = prepared(folder)
    assert registrar(folder, "--si").code == 0
    assert cartera("verificar", cwd=folder, CARTERA_HOY=CLOCK).code == 0
    kept = shown(folder / "Cartera.xlsm")["Retenciones"]
    by_invoice = {
        kept.value(row_id, "Factura"): kept.value(row_id, "Valor")
        for row_id in kept.rows
    }
    for payment in day.payments:
        if payment.withheld:
            assert by_invoice[payment.invoice] == payment.withheld


def test_the_day_is_undone_and_the_workbook_is_as_before(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    before, sums = shown(path), figures(folder)
    prepared(folder)
    batch = registrar(folder, "--si", "--json").json["lote"]
    undone = cartera(
        "deshacer", "--si", "--motivo", "día de prueba", cwd=folder, CARTERA_HOY=CLOCK
    )
    assert undone.code == 0, undone.err
    again = cartera("deshacer", batch, "--si", cwd=folder, CARTERA_HOY=CLOCK)
    assert again.code == 1
    assert (
        cartera("actualizar", "Cartera.xlsm", cwd=folder, CARTERA_HOY=CLOCK).code == 0
    )
    assert figures(folder) == sums
    after = shown(path)
    for title in ("Vencidas", "Por Vencer", "Créditos a Favor"):
        old, new = before[title], after[title]
        assert list(new.rows) == list(old.rows)
        for key in old.rows:
            assert new.value(key, "Saldo") == old.value(key, "Saldo")
    assert cartera("verificar", cwd=folder, CARTERA_HOY=CLOCK).code == 0


def test_simulating_writes_each_rows_balance_before_and_after(folder: Path) -> None:
    day = prepared(folder)
    before = figures(folder)
    answer = registrar(folder, "--simular")
    assert answer.code == 0, answer.err
    assert figures(folder) == before
    late = shown(folder / "Cartera.xlsm")["Vencidas"]
    for payment in day.payments:
        left = payment.balance - payment.money - payment.withheld
        said = late.value(payment.invoice, "Estado")
        assert said == f"✓ {payment.balance:,} → {left:,}".replace(",", ".")


def test_pressing_twice_posts_once(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    prepared(folder)
    copy = shutil.copy(path, folder / "copia.xlsm")
    assert registrar(folder, "--si").code == 0
    sums = figures(folder)
    shutil.copy(copy, path)  # as after a crash between the ledger and the workbook
    again = registrar(folder, "--si", "--json")
    assert again.code == 0, again.err
    assert again.json["estado"] == "ya registrado"
    assert figures(folder) == sums
    assert typed_cells(shown(path)) == {}


def test_the_same_key_with_other_content_is_refused_until_refreshed(
    folder: Path,
) -> None:
    path = folder / "Cartera.xlsm"
    day = prepared(folder)
    copy = shutil.copy(path, folder / "copia.xlsm")
    assert registrar(folder, "--si").code == 0
    sums = figures(folder)
    shutil.copy(copy, path)
    free = next(iter(shown(path)["Por Vencer"].rows))
    with typing(path) as book:
        book["Por Vencer"].type(free, {"Pago": 1000})
    refused = registrar(folder, "--si")
    assert refused.code == 1
    assert "ya se registró otro lote" in refused.err
    assert figures(folder) == sums
    assert (
        cartera("actualizar", "Cartera.xlsm", cwd=folder, CARTERA_HOY=CLOCK).code == 0
    )
    left = typed_cells(shown(path))
    assert set(left.values()) == {1000}
    assert registrar(folder, "--si").code == 0
    assert day.payments


def test_a_second_copy_learns_that_the_balance_moved(folder: Path) -> None:
    path = folder / "Cartera.xlsm"
    number = next(iter(shown(path)["Vencidas"].rows))
    other = folder / "otra.xlsm"
    shutil.copy(path, other)
    mine = cartera("actualizar", "otra.xlsm", cwd=folder, CARTERA_HOY=CLOCK)
    assert mine.code == 0, mine.err  # another refresh, another batch
    with typing(path) as book:
        book["Vencidas"].type(number, {"Pago": 1000})
    with typing(other) as book:
        book["Vencidas"].type(number, {"Pago": 2000})
    assert registrar(folder, "--si").code == 0
    stale = cartera(
        "registrar", "otra.xlsm", "--si", "--json", cwd=folder, CARTERA_HOY=CLOCK
    )
    assert stale.code == 1
    [row] = stale.json["motivos"]
    assert row["codigo"] == "saldo_cambio"
    assert "era COP" in row["detalle"]
    assert "ahora es COP" in row["detalle"]


def test_without_a_yes_nothing_is_posted(folder: Path) -> None:
    prepared(folder)
    before = figures(folder)
    content = parts(folder / "Cartera.xlsm")
    answer = registrar(folder)
    assert answer.code == 2
    assert "--si" in answer.err
    assert figures(folder) == before
    assert parts(folder / "Cartera.xlsm") == content


def test_a_workbook_at_another_day_is_refused(folder: Path) -> None:
    prepared(folder)
    late = cartera(
        "registrar", "Cartera.xlsm", "--si", cwd=folder, CARTERA_HOY="2026-11-25"
    )
    assert late.code != 0
    assert "actualícelo a la fecha de hoy" in late.err
