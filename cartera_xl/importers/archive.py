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

from cartera_xl.errors import DamagedSourceError, NotATableError, SourceTooLargeError
from cartera_xl.importers.places import check_places
from cartera_xl.importers.zip_end import directory_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB: Final = 1024 * 1024
MAX_FILE: Final = 25 * MIB
MAX_INFLATED: Final = 200 * MIB
MAX_RATIO: Final = 100
RATIO_FROM: Final = 100 * 1024  # small parts may shrink as they like
MAX_PARTS: Final = 2_000
MAX_DIRECTORY: Final = MAX_PARTS * 512  # bytes; an entry with a long name takes 150
MAX_SHEETS: Final = 2_000  # the parser lists them all, whatever is read of them
MAX_SHARED_TEXT: Final = 2 * 1024 * MIB
_PIECE: Final = MIB
_SHORTEST_CELL: Final = len("<c t='s'><v>0</v></c>")
_LONGEST_TAG: Final = 4096  # longer than any cell's start tag

# Cells that every known program writes, near enough: <c r="B7" …>. Whatever is far
# (from row 200,000 on), wide (from column BA on) or of another form is looked at by a
# real parser, which is exact and slower.
_SUSPECT: Final = re.compile(rb'<c(?! r="A?[A-Z]1?[0-9]{1,5}")[\s/>]')
_PREFIXED: Final = re.compile(rb":(?:c|row)[\s/>]")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE: Final = b"<!DOCTYPE"
_USES_1904: Final = re.compile(
    rb"<(?:\w+:)?workbookPr[^>]*\bdate1904=[\"'](?:1|true)[\"']"
)
_SHEET: Final = b"sheetId"
_ENCRYPTED: Final = 0x1


def check_workbook(path: Path) -> bool:
    """Refuse a workbook that is none, or that would cost too much to open.

    Returns whether its days count from 1904.

    Raises:
        NotATableError, DamagedSourceError, SourceTooLargeError
    """
    if path.stat().st_size > MAX_FILE:
        raise SourceTooLargeError(path.name, "más de 25 MiB", "25 MiB")
    if directory_size(path) > MAX_DIRECTORY:
        raise SourceTooLargeError(
            path.name, f"más de {MAX_PARTS} partes", f"{MAX_PARTS} partes"
        )
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
    longest = _LongestText()
    sheets = 0
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
            longest.see(text, is_first=size == len(text))
            sheets += text.count(_SHEET)
            if sheets > MAX_SHEETS:
                raise SourceTooLargeError(
                    file, f"más de {MAX_SHEETS} hojas", f"{MAX_SHEETS} hojas"
                )
        if is_suspect:
            with _open(archive, part) as stream:
                check_places(file, part.filename, stream)
        room -= size
    _check_shared_texts(file, archive, longest.longest, MAX_INFLATED - room)
    return uses_1904


def _check_shared_texts(
    file: str, archive: zipfile.ZipFile, longest: int, inflated: int
) -> None:
    """Bound what cells that share texts take: the parser copies a text to each cell.

    An upper bound, far above what ledgers have: the longest text in every cell. Where
    even as many cells as there is room for stay below it, none are counted.
    """
    if longest * (inflated // _SHORTEST_CELL) <= MAX_SHARED_TEXT:
        return
    uses = sum(
        text.count(b'"s"') + text.count(b"'s'")
        for part in archive.infolist()
        for text in _windows(archive, part)
    )
    if longest * uses > MAX_SHARED_TEXT:
        raise SourceTooLargeError(
            file, "textos muy largos en muchas celdas", "2 GiB de texto"
        )


class _LongestText:
    """Follows the length of the longest shared text."""

    def __init__(self) -> None:
        self.longest = self.length = 0
        self.is_inside = False

    def see(self, text: bytes, *, is_first: bool) -> None:
        """Look at one more piece; `is_first` where it begins a part."""
        if is_first:
            self.is_inside = b"<sst" in text or b":sst" in text
            self.length = 0
        if not self.is_inside:
            return
        *ended, rest = text.split(b"</si>")
        for piece in ended:
            self.longest = max(self.longest, self.length + len(piece))
            self.length = 0
        self.length += len(rest)
        self.longest = max(self.longest, self.length)


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
    # One byte is found ten times as fast as several, and most pieces have neither.
    if b"!" in text and _DOCTYPE in text:
        raise DamagedSourceError(file, "declara entidades XML")
    return (
        text.startswith(_UTF_16)
        or _SUSPECT.search(text) is not None
        or (b":" in text and _PREFIXED.search(text) is not None)
    )


def _says_1904(part: zipfile.ZipInfo, text: bytes) -> bool:
    return part.filename == "xl/workbook.xml" and bool(_USES_1904.search(text))
