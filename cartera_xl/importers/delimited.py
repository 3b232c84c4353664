"""Text files of cells: their letters, their delimiter, their rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import DamagedSourceError, NotATableError, SourceTooLargeError
from cartera_xl.importers import notices
from cartera_xl.importers.archive import MAX_FILE
from cartera_xl.importers.cells import Grid
from cartera_xl.importers.places import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cartera_xl.importers.cells import Column
    from cartera_xl.importers.reading import Finding

DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE_ROWS: Final = 60
_SAMPLE_CHARACTERS: Final = 64 * 1024
# What no text holds; it also tells UTF-16 that has no mark. Other control characters
# are stripped where the cells are read.
_NUL: Final = "\0"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
# Excel writes this line when asked for a delimiter, and reads it back.
_STATED_DELIMITER: Final = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(path: Path, score: Callable[[Grid], int]) -> Grid:
    """Return a text file as a grid, by the delimiter under which it scores best.

    Raises:
        NotATableError, DamagedSourceError, SourceTooLargeError
    """
    if path.stat().st_size > MAX_FILE:
        raise SourceTooLargeError(path.name, "más de 25 MiB", "25 MiB")
    text = decode(path.name, path.read_bytes())
    stated = _STATED_DELIMITER.match(text)
    body = text[stated.end() :] if stated else text
    sample = body[:_SAMPLE_CHARACTERS]
    tried = [stated[1]] if stated else DELIMITERS
    scores = {d: score(_sample(path.name, sample, d)) for d in tried}
    delimiter = max(scores, key=lambda d: scores[d])
    if not scores[delimiter]:  # a letter, a log: its headings will not be found
        return _sample(path.name, sample, delimiter)
    rows, findings = _rows(body, delimiter)
    if len(rows) > MAX_ROWS:
        raise SourceTooLargeError(path.name, f"{len(rows)} filas", f"{MAX_ROWS} filas")
    return Grid(
        path.name, _columns(rows), findings=tuple(findings), delimiter=delimiter
    )


def decode(file: str, content: bytes) -> str:
    """Return a file's text: by its mark, else UTF-8, else as Windows wrote it.

    Raises:
        NotATableError: the bytes are no text.
        DamagedSourceError: the bytes are not what their mark says.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise DamagedSourceError(file, f"no es {encoding}") from None
        text = _from_windows(content)
    if _NUL in text:
        raise NotATableError(file, "no es texto")
    return text


def _from_windows(content: bytes) -> str:
    """Decode cp1252, or Latin-1 where a byte has no meaning in it."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _sample(file: str, text: str, delimiter: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return Grid(file, _columns(islice(reader, _SAMPLE_ROWS)))
    except csv.Error:
        return Grid(file, [])


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[Finding]]:
    """Return the rows; where quotes are broken, line by line and said so.

    A quote that is never closed would swallow every row below it without a word.
    """
    stream = io.StringIO(text, newline="")
    try:
        return list(csv.reader(stream, delimiter=delimiter, strict=True)), []
    except csv.Error:
        lines = _LINE_END.split(text)
    broken = [
        notices.QUOTE_OPEN.at(number)
        for number, line in enumerate(lines, 1)
        if line.count('"') % 2
    ]
    return [_row(line, delimiter) for line in lines], broken


def _columns(rows: Iterable[list[str]]) -> list[Column]:
    return list(map(list, zip_longest(*rows)))


def _row(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def looks_like_text(head: bytes) -> bool:
    """Tell whether a file begins like a text of cells."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return True
    return b"\0" not in head and any(d.encode() in head for d in DELIMITERS)
