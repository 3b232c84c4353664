"""SUMIFS over the same rows in LibreOffice: what a sheet does without us."""

from __future__ import annotations

import csv
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import xlsxwriter

from benchmarks.measuring import process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from benchmarks.measuring import Run

Row = tuple[str, "date", float]  # customer, due day, balance of a debit
# Calculate what is opened, always; a cached value would be trusted otherwise.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def installed() -> bool:
    return shutil.which("soffice") is not None


def write_book(
    path: Path, rows: Iterable[Row], customers: Sequence[str], at: date
) -> Path:
    """Write the rows, and before them a cell for what each customer owes overdue."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        asked, data = book.add_worksheet("asked"), book.add_worksheet("data")
        asked.write_datetime(0, 1, at)
        last = 0
        for last, (customer, due, balance) in enumerate(rows, 1):
            data.write_string(last - 1, 0, customer)
            data.write_datetime(last - 1, 1, due)
            data.write_number(last - 1, 2, balance)
        for place, customer in enumerate(customers, 2):
            asked.write_string(place - 1, 0, customer)
            asked.write_formula(
                place - 1,
                1,
                f"=SUMIFS(data!C1:C{last},data!A1:A{last},A{place},"
                f'data!B1:B{last},"<"&$B$1)',
            )
    return path


def opening(book: Path, folder: Path) -> Run:
    """Return a run that opens a book, calculates it, and writes its first sheet."""
    return process(*_command(book, folder))


def answers(book: Path, folder: Path) -> list[float]:
    """Return what the cells of the first sheet show."""
    subprocess.run(_command(book, folder), capture_output=True, check=True)
    with (folder / "out" / f"{book.stem}.csv").open(encoding="utf-8") as file:
        return [float(row[1]) for row in list(csv.reader(file))[1:]]


def _command(book: Path, folder: Path) -> list[str]:
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
    return [
        *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
        *("--norestore", "--convert-to", "csv"),
        *("--outdir", str(folder / "out"), str(book)),
    ]
