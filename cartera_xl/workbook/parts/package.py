"""The zip archive that a workbook is: opening it, and reading its parts."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, Self

from cartera_xl.causes import cause, no_file
from cartera_xl.errors import (
    BrokenWorkbookError,
    NotAWorkbookError,
    ProtectedWorkbookError,
    WorkbookError,
    WorkbookIsFolderError,
    WorkbookMissingError,
    WorkbookNotAFileError,
)
from cartera_xl.workbook.parts.relationships import Relationship, relationships
from cartera_xl.workbook.parts.sheet_stream import Head, Rows, SheetStream, Tail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT_TYPES: Final = "[Content_Types].xml"
_ENCRYPTED: Final = 0x1
_OLE: Final = b"\xd0\xcf\x11\xe0"


class Package:
    """An open archive of parts; close it by leaving the `with` block.

    Raises:
        WorkbookError: there is no such file, or it is no .xlsx or .xlsm.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = path.name
        _check_signature(path)
        with broken_is_named(self.workbook):
            self._zip = zipfile.ZipFile(path)
        self.parts = dict.fromkeys(self._zip.namelist())
        if fault := self._unusable():
            self._zip.close()
            raise fault

    def _unusable(self) -> WorkbookError | None:
        if any(entry.flag_bits & _ENCRYPTED for entry in self.entries):
            return ProtectedWorkbookError(self.workbook)
        if len(self.parts) < len(self.entries):
            return BrokenWorkbookError(self.workbook, "partes repetidas")
        if CONTENT_TYPES not in self.parts:
            return NotAWorkbookError(self.workbook)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        """Return the archive's entries, in their order."""
        return self._zip.infolist()

    def read(self, part: str) -> bytes:
        """Return a whole part."""
        if part not in self.parts:
            raise BrokenWorkbookError(self.workbook, f"falta {part}")
        return self._zip.read(part)

    def open(self, part: str) -> IO[bytes]:
        """Open a part for reading."""
        if part not in self.parts:
            raise BrokenWorkbookError(self.workbook, f"falta {part}")
        return self._zip.open(part)

    def sheet(self, stream: IO[bytes], part: str) -> SheetStream:
        """Return a worksheet's XML in pieces."""
        return SheetStream(stream, self.workbook, part)

    def pieces(self, part: str) -> Iterator[Head | Rows | Tail]:
        """Yield a worksheet's XML in pieces, the part being open meanwhile."""
        with self.open(part) as stream:
            yield from self.sheet(stream, part).pieces()

    def related(self, part: str) -> list[Relationship]:
        """Return the parts that a part refers to ("": the package's own)."""
        return relationships(part, self.parts, self.read)

    def one_related(self, part: str, kind: str) -> str | None:
        """Return the part of a kind that a part refers to."""
        found = (r.target for r in self.related(part) if r.kind == kind)
        return next((part for part in found if part in self.parts), None)


@contextmanager
def broken_is_named(workbook: str) -> Iterator[None]:
    """Turn what a damaged archive raises, whenever it shows, into our own fault."""
    from lxml.etree import XMLSyntaxError

    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,  # packed in a way that zipfile does not know
        XMLSyntaxError,
        UnicodeDecodeError,
    ) as error:
        raise BrokenWorkbookError(workbook, cause(error)) from error


def _check_signature(path: Path) -> None:
    what = no_file(path)
    if what and not path.is_dir():
        raise WorkbookNotAFileError(path, what)
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        if path.is_dir():  # what Windows calls no permission
            raise WorkbookIsFolderError(path) from error
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            raise WorkbookMissingError(path) from error
        raise
    if start == _OLE:
        raise ProtectedWorkbookError(path.name)
