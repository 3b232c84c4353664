"""Amounts in another currency than the base show their cents and no «$»."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import RowMark
from cartera_xl.tabs import names, samples
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts.books import (
    FIRST,
    column,
    content,
    edited,
    edited_sheet,
    filled,
    invoice,
    part_of,
    parts,
    put,
    refresh,
    sheet,
    template,
)
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Content

DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3}
CURRENCIES = ("COP", "USD", "COP", "JPY", "KWD")
PESOS = r"[$$-240A]\ #,##0_ ;[Red]\-[$$-240A]\ #,##0_ ;[$$-240A]\ \–_ "
FORMATS = {
    "COP": PESOS,
    "USD": r"#,##0.00_ ;[Red]\-#,##0.00_ ;\–_ ",
    "JPY": r"#,##0_ ;[Red]\-#,##0_ ;\–_ ",
    "KWD": r"#,##0.000_ ;[Red]\-#,##0.000_ ;\–_ ",
}


def book(*currencies: str) -> Content:
    rows = [
        invoice(f"FV-{n}", currency=currency, total=1234.5, balance=1234.5)
        for n, currency in enumerate(currencies, 1)
    ]
    return replace(content(rows), decimals=DECIMALS)


def formats(path: Path, title: str, rows: int = 5) -> list[str]:
    shown = sheet(path)
    cells = (shown.cell(FIRST + n, column(title)) for n in range(rows))
    return [cell.number_format for cell in cells]


@pytest.mark.parametrize("title", ["Total", "Abonado", "Saldo", "Pago", "Ajuste"])
def test_every_amount_of_a_row_has_the_format_of_its_currency(
    tmp_path: Path, title: str
) -> None:
    path = template(tmp_path)
    refresh(path, book(*CURRENCIES))
    assert formats(path, title) == [FORMATS[currency] for currency in CURRENCIES]


def test_other_columns_look_the_same_in_every_currency(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, book("COP", "USD"))
    ours, theirs = sheet(path).iter_rows(9, 10)
    money = {c.title for c in OVERDUE.columns if c.format == "money"}
    for one, other, title in zip(ours, theirs, OVERDUE.titles, strict=True):
        assert (one.style_id == other.style_id) != (title in money)
        assert one.font.b == other.font.b
        assert one.fill.fgColor.rgb == other.fill.fgColor.rgb


def test_formats_follow_the_currency_when_rows_change_places(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, book(*CURRENCIES))
    done = refresh(path, book(*CURRENCIES[::-1]))
    wanted = [FORMATS[currency] for currency in CURRENCIES[::-1]]
    assert formats(path, "Saldo") == wanted
    assert done.notes == ()


def test_typed_rows_keep_the_format_of_their_currency(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, book("USD", "COP"))
    with edited_sheet(path) as ws:
        put(ws, 1, "Pago", 10.25)
    refresh(path, book("USD", "COP"))
    assert formats(path, "Pago", 2) == [FORMATS["USD"], FORMATS["COP"]]


def test_a_book_in_pesos_is_written_as_ever(tmp_path: Path) -> None:
    rows = [invoice(f"FV-{n}") for n in range(700)]
    one, other = template(tmp_path), template(tmp_path, "otro.xlsm")
    refresh(one, content(rows))
    refresh(other, replace(content(rows), decimals=DECIMALS))
    assert parts(one)[part_of(one)] == parts(other)[part_of(other)]


def test_marks_know_the_formats_of_currencies(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, book("USD", "COP"))
    before = parts(path)
    host = ClosedWorkbook(path)
    marks = [RowMark(OVERDUE.table, n, "✗ No", ("payment",)) for n in (9, 10)]
    host.mark([OVERDUE], marks)
    fills = {sheet(path).cell(n, column("Pago")).fill.fgColor.rgb for n in (9, 10)}
    assert formats(path, "Pago", 2) == [FORMATS["USD"], FORMATS["COP"]]
    assert fills == {"00FBD9DB"}
    host.mark([OVERDUE], [])
    assert parts(path) == before


def test_a_workbook_of_fewer_samples_shows_every_row_alike(tmp_path: Path) -> None:
    path = filled(tmp_path, [])
    with edited(path) as wb:
        name = wb.defined_names[f"muestras_{OVERDUE.table}"]
        start, _, end = name.attr_text.partition(":")
        name.attr_text = f"{start}:{end.rstrip('0123456789')}{start.rpartition('$')[2]}"
    refresh(path, book("USD", "COP"))
    assert formats(path, "Saldo", 2) == [PESOS, PESOS]


@pytest.mark.calc
def test_paper_shows_dollars_with_cents_and_pesos_without(tmp_path: Path) -> None:
    path = template(tmp_path)
    refresh(path, book("COP", "USD", "KWD"))
    text = printed(path, tmp_path)
    rows = [line for line in text.splitlines() if "Cliente de" in line]
    lines = {row.split()[3]: row for row in rows}
    assert "$ 1.235" in lines["FV-1"]
    assert "1.234,50" in lines["FV-2"]
    assert "1.234,500" in lines["FV-3"]
    assert "$" not in lines["FV-2"] + lines["FV-3"]


@pytest.mark.calc
def test_paper_of_a_company_in_dollars_bears_no_peso_sign(tmp_path: Path) -> None:
    path = template(tmp_path)
    index = 10 + samples.plain(2)
    rows = [
        invoice("FV-1", currency="USD", total=1, balance=2750.5, currency_index=index)
    ]
    named = {names.AMOUNT_LOOK: samples.plain(2), names.last("vencidas"): 2750.5}
    refresh(path, replace(content(rows, named=named), decimals=DECIMALS))
    text = printed(path, tmp_path)
    assert "$" not in text
    assert text.count("2.750,50") >= 3  # the tile of Resumen, the total and the row


def printed(path: Path, folder: Path) -> str:
    paper = convert(path, "pdf", folder)
    command = ["pdftotext", "-layout", str(paper), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()
