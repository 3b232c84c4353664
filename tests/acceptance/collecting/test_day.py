"""A day's work in the workbook: typed, refused, mended, posted, checked, undone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.tabs.book import TABS
from tests.acceptance.collecting import small
from tests.acceptance.collecting.day import (
    CLOCK,
    KEYS,
    Book,
    Day,
    registrar,
    shown,
    type_three_mistakes,
    typing,
)
from tests.commands import cartera
from tests.hosts.books import parts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.collecting.conftest import Worked

INPUTS = {tab.title: [c.title for c in tab.inputs if not c.prefilled] for tab in TABS}


@pytest.fixture
def typed(typed_demo: Path, tmp_path: Path) -> Path:
    """A folder of the test's own, the day typed and not posted."""
    return shutil.copytree(typed_demo, tmp_path / "demo")


@pytest.fixture
def posted(posted_demo: Worked, tmp_path: Path) -> Path:
    """A folder of the test's own, the day posted."""
    return shutil.copytree(posted_demo.folder, tmp_path / "demo")


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


def test_three_wrong_rows_stop_the_whole_day_and_each_says_why(
    typed: Path, day: Day
) -> None:
    path = typed / "Cartera.xlsm"
    before = figures(typed)
    with typing(path) as book:
        mistakes = type_three_mistakes(book, day)
        inputs = typed_cells(book)
    answer = registrar(typed, "--si", "--json")
    assert answer.code == 1
    assert [r["codigo"] for r in answer.json["motivos"]] == [
        "exceeds_debit",
        "texto_en_numero",
        "in_future",
    ]
    assert figures(typed) == before
    book_ = shown(path)
    assert typed_cells(book_) == inputs
    late = book_["Vencidas"]
    above, text, future = (late.value(number, "Estado") for number in mistakes)
    assert above.startswith("✗ Valor mayor que el saldo de ")
    assert text == "✗ Pago: «un millón» es texto, no un número."
    assert future == "✗ La fecha es posterior a hoy, 24/11/2026."
    others = {late.value(p.invoice, "Estado") for p in day.payments}
    assert others == {"✗ No se registró: otra fila del lote fue rechazada."}


def test_a_day_is_posted_and_every_cell_shows_it(
    made_demo: Path, posted_demo: Worked
) -> None:
    before = shown(made_demo / "Cartera.xlsm")
    folder, day, answer = posted_demo
    after = shown(folder / "Cartera.xlsm")
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
    posted_demo: Worked,
) -> None:
    folder, day, _ = posted_demo
    assert cartera("verificar", cwd=folder, CARTERA_HOY=CLOCK).code == 0
    kept = shown(folder / "Cartera.xlsm")["Retenciones"]
    by_invoice = {
        kept.value(row_id, "Factura"): kept.value(row_id, "Valor")
        for row_id in kept.rows
    }
    for payment in day.payments:
        if payment.withheld:
            assert by_invoice[payment.invoice] == payment.withheld


def test_the_day_is_undone_and_the_workbook_is_as_before(
    made_demo: Path, posted: Path, posted_demo: Worked
) -> None:
    before, sums = shown(made_demo / "Cartera.xlsm"), figures(made_demo)
    batch = posted_demo.answer.json["lote"]
    undone = cartera(
        "deshacer", "--si", "--motivo", "día de prueba", cwd=posted, CARTERA_HOY=CLOCK
    )
    assert undone.code == 0, undone.err
    again = cartera("deshacer", batch, "--si", cwd=posted, CARTERA_HOY=CLOCK)
    assert again.code == 1
    assert (
        cartera("actualizar", "Cartera.xlsm", cwd=posted, CARTERA_HOY=CLOCK).code == 0
    )
    assert figures(posted) == sums
    after = shown(posted / "Cartera.xlsm")
    for title in ("Vencidas", "Por Vencer", "Créditos a Favor"):
        old, new = before[title], after[title]
        assert list(new.rows) == list(old.rows)
        for key in old.rows:
            assert new.value(key, "Saldo") == old.value(key, "Saldo")
    assert cartera("verificar", cwd=posted, CARTERA_HOY=CLOCK).code == 0


def test_simulating_writes_each_rows_balance_before_and_after(
    typed: Path, day: Day
) -> None:
    before = figures(typed)
    answer = registrar(typed, "--simular")
    assert answer.code == 0, answer.err
    assert figures(typed) == before
    late = shown(typed / "Cartera.xlsm")["Vencidas"]
    for payment in day.payments:
        left = payment.balance - payment.money - payment.withheld
        said = late.value(payment.invoice, "Estado")
        assert said == f"✓ {payment.balance:,} → {left:,}".replace(",", ".")


def test_pressing_twice_posts_once(posted: Path, typed_demo: Path) -> None:
    path = posted / "Cartera.xlsm"
    sums = figures(posted)
    # As after a crash between the ledger and the workbook.
    shutil.copy(typed_demo / "Cartera.xlsm", path)
    again = registrar(posted, "--si", "--json")
    assert again.code == 0, again.err
    assert again.json["estado"] == "ya registrado"
    assert figures(posted) == sums
    assert typed_cells(shown(path)) == {}


def test_the_same_key_with_other_content_is_refused_until_refreshed(
    posted: Path, typed_demo: Path, made_demo: Path
) -> None:
    path = posted / "Cartera.xlsm"
    sums = figures(posted)
    shutil.copy(typed_demo / "Cartera.xlsm", path)
    free = next(iter(shown(made_demo / "Cartera.xlsm")["Por Vencer"].rows))
    with typing(path) as book:
        book["Por Vencer"].type(free, {"Pago": 1000})
    refused = registrar(posted, "--si")
    assert refused.code == 1
    assert "ya se registró otro lote" in refused.err
    assert figures(posted) == sums
    assert (
        cartera("actualizar", "Cartera.xlsm", cwd=posted, CARTERA_HOY=CLOCK).code == 0
    )
    left = typed_cells(shown(path))
    assert set(left.values()) == {1000}
    assert registrar(posted, "--si").code == 0


def test_a_second_copy_learns_that_the_balance_moved(folder: Path) -> None:
    """In the small company: what is read here is the version of one row."""
    path = folder / "Cartera.xlsm"
    other = folder / "otra.xlsm"
    shutil.copy(path, other)
    clock = f"{small.TODAY}T09:00"
    mine = cartera("actualizar", "otra.xlsm", cwd=folder, CARTERA_HOY=clock)
    assert mine.code == 0, mine.err  # another refresh, another batch
    for book_path, amount in ((path, 1000), (other, 2000)):
        with typing(book_path) as book:
            book["Vencidas"].type("F-1", {"Pago": amount})
    first = ("registrar", "Cartera.xlsm", "--si")
    assert cartera(*first, cwd=folder, CARTERA_HOY=clock).code == 0
    stale = cartera(
        "registrar", "otra.xlsm", "--si", "--json", cwd=folder, CARTERA_HOY=clock
    )
    assert stale.code == 1
    [row] = stale.json["motivos"]
    assert row["codigo"] == "saldo_cambio"
    assert "era COP" in row["detalle"]
    assert "ahora es COP" in row["detalle"]


def test_without_a_yes_nothing_is_posted(typed: Path) -> None:
    before = figures(typed)
    content = parts(typed / "Cartera.xlsm")
    answer = registrar(typed)
    assert answer.code == 2
    assert "--si" in answer.err
    assert figures(typed) == before
    assert parts(typed / "Cartera.xlsm") == content


def test_a_workbook_at_another_day_is_refused(typed: Path) -> None:
    late = cartera(
        "registrar", "Cartera.xlsm", "--si", cwd=typed, CARTERA_HOY="2026-11-25"
    )
    assert late.code != 0
    assert "actualícelo a la fecha de hoy" in late.err
