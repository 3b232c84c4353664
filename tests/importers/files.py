"""Ledger files for the tests of importers: real ones, written cell by cell."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from cartera_xl.importers import spreadsheet
from cartera_xl.ledger.documents import Side

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.importers.reading import Reading

HEADINGS = ("Número", "Cliente", "Emisión", "Vence", "Valor")


def csv_of(*rows: tuple[object, ...], delimiter: str = ";") -> str:
    return "".join(delimiter.join(map(str, row)) + "\n" for row in rows)


def read_csv(
    folder: Path,
    text: str,
    mapping: dict[str, str] | None = None,
    currency: str = "COP",
) -> Reading:
    path = folder / "cartera.csv"
    path.write_text(text, encoding="utf-8")
    return spreadsheet.read(path, mapping or {}, currency)


def read_rows(folder: Path, *rows: tuple[object, ...]) -> Reading:
    """Read data rows below the usual five headings."""
    return read_csv(folder, csv_of(HEADINGS, *rows))


def xlsx_of(path: Path, *rows: tuple[Any, ...], title: str = "Cartera") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def read_xlsx(folder: Path, *rows: tuple[Any, ...]) -> Reading:
    return spreadsheet.read(xlsx_of(folder / "cartera.xlsx", *rows))


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def blocking(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings if finding.blocks]


def numbers(reading: Reading) -> list[str]:
    return [document.number for document in reading.documents]


def totals(reading: Reading) -> list[int]:
    return [document.total for document in reading.documents]


def signed_sum(reading: Reading, currency: str) -> Decimal:
    """Sum the documents themselves, to set against what the reading says."""
    signs = {Side.DEBIT: 1, Side.CREDIT: -1, Side.NONE: 0}
    minor = sum(
        signs[d.kind.side] * d.total
        for d in reading.documents
        if d.currency == currency
    )
    return Decimal(minor).scaleb(-2)


def open_at(reading: Reading, day: date) -> dict[str, int]:
    """Return what is open at a day, by number: settled on the day counts as settled."""
    return {
        d.number: d.total if d.balance is None else d.balance
        for d in reading.documents
        if d.issued <= day and (d.settled is None or d.settled > day)
    }


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Rewrite one part of a workbook, or add it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
