"""The workbook built once for all tests, as parts and as openpyxl sees it."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openpyxl import load_workbook

from cartera_xl.workbook.build import new_workbook
from cartera_xl.workbook.template.book import draw
from cartera_xl.workbook.template.finishing import finish
from cartera_xl.workbook.vba.module import Module
from cartera_xl.workbook.vba.project import with_project
from cartera_xl.workbook.vba.sources import Host, modules, this_workbook
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMITTED: Final = ROOT / "workbook" / "Cartera.xlsm"


class FormulaCell(NamedTuple):
    """A formula, without the leading =, and the value that stands beside it."""

    sheet: str
    address: str
    text: str
    value: object


@cache
def file_bytes() -> bytes:
    """Return the built file."""
    return new_workbook()


@cache
def book() -> Any:
    """Return the built workbook, formulas as text."""
    return load_workbook(io.BytesIO(file_bytes()))


@cache
def values() -> Any:
    """Return the built workbook, formulas as their cached values."""
    return load_workbook(io.BytesIO(file_bytes()), data_only=True)


def formula_cells() -> Iterator[FormulaCell]:
    """Yield every formula of the built workbook."""
    for sheet in book().worksheets:
        cached = values()[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    shown = cached[cell.coordinate].value
                    text = cell.value.removeprefix("=")
                    yield FormulaCell(sheet.title, cell.coordinate, text, shown)


def parts() -> dict[str, bytes]:
    """Return the built workbook's parts."""
    with zipfile.ZipFile(io.BytesIO(file_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parts_with(name: str, change: Callable[[str], str]) -> dict[str, bytes]:
    """Return the built workbook's parts with another text in one of its modules."""
    found = [
        Module(one.name, change(one.source) if one.name == name else one.source)
        for one in modules(Host.ADDIN)
    ]
    return with_project(_without_project(), found, this_workbook())


@cache
def _without_project() -> dict[str, bytes]:
    return finish(draw())


def part_texts() -> dict[str, str]:
    """Return the built workbook's parts as text; the VBA project is none."""
    return {
        name: content.decode()
        for name, content in parts().items()
        if not name.endswith(".bin")
    }


def sheet_part(title: str) -> str:
    """Return the XML of a sheet of the built workbook."""
    position = book().sheetnames.index(title) + 1
    return part_texts()[f"xl/worksheets/sheet{position}.xml"]


def first(pattern: str, text: str) -> str:
    """Return what the first group of a pattern finds, or nothing."""
    found = re.search(pattern, text)
    return found[1] if found else ""
