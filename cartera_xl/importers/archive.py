"""Looking into a workbook's zip before any parser does: what is it, and how large.

The parser keeps a sheet as one rectangle, so that two cells at its far corners take
gigabytes; and a zip of 1 MiB may hold 1 GiB. Headers lie, so every part is inflated
once, piece by piece, and the places of its cells are looked at on the way.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat

from cartera_xl.errors import DamagedSourceError, NotATableError, SourceTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB: Final = 1024 * 1024
MAX_FILE: Final = 25 * MIB
MAX_INFLATED: Final = 200 * MIB
MAX_RATIO: Final = 100
RATIO_FROM: Final = 100 * 1024  # small parts may shrink as they like
MAX_PARTS: Final = 2_000
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200  # up to GR
# The rectangle in memory: a wide table may not be a long one as well.
MAX_LONG_COLUMNS: Final = 52  # up to AZ
MAX_WIDE_ROWS: Final = 49_999
_PIECE: Final = MIB
_LONGEST_TAG: Final = 4096  # longer than any cell's start tag

# Cells that every known program writes, near enough: <c r="B7" …>. Whatever is far,
# wide or of another form is looked at by a real parser, which is exact and slower.
_SUSPECT: Final = re.compile(
    rb'<c(?: r="(?:[B-Z][A-Z]|[A-Z]{3}|[A-Z]{1,2}(?:[2-9][0-9]{5}|[0-9]{7}))'
    rb'|(?! r="[A-Z])[\s/>])'
)
_PREFIXED: Final = re.compile(rb":(?:c|row)[\s/>]")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_PLACE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")
_LOST_PLACE: Final = (2**31, 2**31)
_DOCTYPE: Final = b"<!DOCTYPE"
_USES_1904: Final = re.compile(
    rb"<(?:\w+:)?workbookPr[^>]*\bdate1904=[\"'](?:1|true)[\"']"
)
_ENCRYPTED: Final = 0x1


def check_workbook(path: Path) -> bool:
    """Refuse a workbook that is none, or that would cost too much to open.

    Returns whether its days count from 1904.

    Raises:
        NotATableError, DamagedSourceError, SourceTooLargeError
    """
    if path.stat().st_size > MAX_FILE:
        raise SourceTooLargeError(path.name, "más de 25 MiB", "25 MiB")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(path.name, archive.infolist())
            return _check_contents(path.name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise DamagedSourceError(path.name, "el zip no se puede leer") from fault
    except (OSError, ValueError, RuntimeError, KeyError) as fault:
        raise DamagedSourceError(path.name, "el zip no se puede leer") from fault


def _check_parts(file: str, parts: list[zipfile.ZipInfo]) -> None:
    """Judge the directory of the zip, which costs nothing to read."""
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS:
        raise SourceTooLargeError(file, f"{len(parts)} partes", f"{MAX_PARTS} partes")
    if "xl/workbook.bin" in names:
        raise NotATableError(file, "es un libro binario .xlsb; guárdelo como .xlsx")
    if "mimetype" in names:
        raise NotATableError(file, "es de LibreOffice u OpenOffice (.ods)")
    if not any(name.lower().startswith("xl/") for name in names):
        raise NotATableError(file, "es un paquete zip, no un libro de Excel")
    if len(set(names)) < len(names) or any(_strays(name) for name in names):
        raise DamagedSourceError(file, "nombres de partes repetidos o fuera del libro")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise NotATableError(file, "tiene contraseña; quítesela")
    if sum(part.file_size for part in parts) > MAX_INFLATED:
        raise _inflated_too_large(file)


def _strays(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def _inflated_too_large(file: str) -> SourceTooLargeError:
    return SourceTooLargeError(file, "más de 200 MiB descomprimido", "200 MiB")


def _check_contents(file: str, archive: zipfile.ZipFile) -> bool:
    """Inflate every part once; return whether days count from 1904."""
    room = MAX_INFLATED
    uses_1904 = False
    for part in archive.infolist():
        size = 0
        is_suspect = False
        for text in _windows(archive, part):
            size += len(text)
            if size > room:
                raise _inflated_too_large(file)
            if size > RATIO_FROM and size > MAX_RATIO * max(1, part.compress_size):
                raise DamagedSourceError(file, "una parte se infla más de 100 veces")
            is_suspect = is_suspect or _is_suspect(file, text)
            uses_1904 = uses_1904 or _says_1904(part, text)
        if is_suspect:
            with _open(archive, part) as stream:
                _check_places(file, part.filename, stream)
        room -= size
    return uses_1904


def _windows(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Inflate a part in pieces that do not cut a tag in two."""
    rest = b""
    with _open(archive, part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            cut = text.rfind(b"<")
            if cut < len(text) - _LONGEST_TAG:
                cut = len(text)
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _open(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> IO[bytes]:
    """Open a part so that it inflates to its real end, whatever its header says."""
    part.file_size = MAX_INFLATED * 2
    return archive.open(part)


def _is_suspect(file: str, text: bytes) -> bool:
    if _DOCTYPE in text:
        raise DamagedSourceError(file, "declara entidades XML")
    return (
        text.startswith(_UTF_16)
        or _SUSPECT.search(text) is not None
        or _PREFIXED.search(text) is not None
    )


def _says_1904(part: zipfile.ZipInfo, text: bytes) -> bool:
    return part.filename == "xl/workbook.xml" and bool(_USES_1904.search(text))


def _check_places(file: str, part: str, stream: IO[bytes]) -> None:
    """Check exactly how far the cells of a part reach."""
    places = _Places()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = places.start
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError):
        # A picture is no XML from its first byte on; XML that breaks off may go on for
        # a parser that is less strict.
        if places.is_xml or part.endswith(".xml"):
            raise DamagedSourceError(file, f"{part} no es XML válido") from None
    rows, columns = places.last_row, places.last_column
    too_big = rows > MAX_WIDE_ROWS and columns > MAX_LONG_COLUMNS
    if rows > MAX_ROWS or columns > MAX_COLUMNS or too_big:
        raise SourceTooLargeError(
            file,
            f"datos hasta la fila {rows} y la columna {columns}",
            f"{MAX_ROWS} filas y {MAX_COLUMNS} columnas",
        )


class _Places:
    """Follows the places of the cells that hold something, as the format counts."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.is_xml = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See one element."""
        self.is_xml = True
        kind = name.rpartition(" ")[2]
        if kind == "row":
            self.row = int(attributes.get("r", "") or self.row + 1)
            self.column = 0
        elif kind == "c":
            place = attributes.get("r")
            at = _place(place) if place else (self.row, self.column + 1)
            self.row, self.column = at
        elif kind in ("v", "is"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)


def _place(text: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(text)
    if match is None or len(text) > 16:
        return _LOST_PLACE
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
