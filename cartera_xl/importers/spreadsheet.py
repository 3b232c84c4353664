"""Receivables ledgers in tables: .xlsx, .xlsm, .csv and other delimited text."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import NotATableError
from cartera_xl.importers import heading_row, notices
from cartera_xl.importers.convention import SILENT
from cartera_xl.importers.delimited import looks_like_text, read_delimited
from cartera_xl.importers.judging import judge
from cartera_xl.importers.sheets import read_sheets
from cartera_xl.importers.source import head_of
from cartera_xl.importers.table import read_table
from cartera_xl.importers.words import enumerate_some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cartera_xl.importers.cells import Grid
    from cartera_xl.importers.convention import Stated
    from cartera_xl.importers.headings import Field
    from cartera_xl.importers.reading import Reading

HEAD: Final = 4096  # how many bytes `sniff` wants
_NO_MAPPING: Final[Mapping[str, str]] = MappingProxyType({})
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An OLE container with this stream is a workbook with a password to open.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# First bytes of files that people drop here by mistake.
_OTHERS: Final = {
    b"%PDF": "es un PDF",
    b"\x89PNG": "es una imagen",
    b"\xff\xd8\xff": "es una imagen",
    b"GIF8": "es una imagen",
    b"RIFF": "es una imagen",
    b"<?xml": "es un XML, no una tabla",
    b"<html": "es una página web, no una tabla",
    b"<!doc": "es una página web, no una tabla",
    b"Rar!": "es un paquete comprimido",
    b"7z\xbc\xaf": "es un paquete comprimido",
    b"OFXHE": "es un extracto bancario OFX",
    b":20:": "es un extracto bancario MT940",
}


def sniff(head: bytes) -> bool:
    """Tell whether a file that begins so may be a table; `read` says what is wrong."""
    if _other(head):
        return False
    return head.startswith((*_ZIP, _OLE)) or looks_like_text(head)


def read(
    path: Path,
    mapping: Mapping[str, str] = _NO_MAPPING,
    currency: str = "COP",
    said: Stated = SILENT,
) -> Reading:
    """Return the ledger in a file.

    Args:
        path: the file.
        mapping: field name (`Field`'s values) → heading, over the synonym table.
        currency: of amounts that do not say theirs.
        said: how the file writes amounts and dates, where that is known beforehand:
            `convention.stated(numbers="1,234.56", dates="m/d")`.

    Raises:
        SourceError: the file, its kind, its size or its columns are unusable.
    """
    wanted = heading_row.fields_of(mapping)
    with _without_collector():
        return judge(read_table(_grid(path, wanted), wanted), currency, said)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector still: rows form no cycles.

    It counts new objects, so that it walked a million live ones again and again and
    took a fifth of the time of a large import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _grid(path: Path, wanted: Mapping[Field, str]) -> Grid:
    head = head_of(path, HEAD)
    if what := _other(head):
        raise NotATableError(path.name, what)
    if head.startswith(_OLE):
        raise NotATableError(path.name, _ole_kind(path))
    return _sheet(path, wanted) if head.startswith(_ZIP) else _text(path, wanted)


def _other(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, what in _OTHERS.items():
        if start[: len(mark)].lower() == mark.lower():
            return what
    return ""


def _ole_kind(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(4 * 1024 * 1024)
    if _ENCRYPTED in content:
        return "tiene contraseña de apertura; quítesela"
    return "es un .xls antiguo; guárdelo como .xlsx"


def _text(path: Path, wanted: Mapping[Field, str]) -> Grid:
    return read_delimited(path, partial(heading_row.score, mapped=wanted))


def _sheet(path: Path, wanted: Mapping[Field, str]) -> Grid:
    """Return the sheet that is most of a ledger; say so where others might be one."""
    grids = read_sheets(path)
    if not grids:
        raise NotATableError(path.name, "no tiene hojas con celdas")
    scores = [(heading_row.score(grid, wanted), grid.height) for grid in grids]
    best = grids[scores.index(max(scores))]
    others = [g.title for g in grids if g is not best and heading_row.is_table(g)]
    if not others:
        return best
    said = notices.SHEET_CHOSEN.at(
        0, chosen=best.title, others=enumerate_some([f"«{t}»" for t in others])
    )
    return best.with_finding(said)
