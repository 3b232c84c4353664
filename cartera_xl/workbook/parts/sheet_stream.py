"""A worksheet's XML in pieces: what stands before its rows, whole rows, what follows.

A sheet of 100,000 rows has some 90 MB of XML, so nobody ever holds it whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import UnknownXmlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK: Final = 1 << 18  # bytes
_OPEN: Final = b"<sheetData"
_CLOSE: Final = b"</sheetData>"
_ROW_START: Final = b'<row r="'
_ROW_END: Final = b"</row>"
# Up to a tag's end, never stepping back: half a lazy dot's time.
_ROW: Final = re.compile(rb'<row r="(\d++)"((?:[^>/]++|/(?!>))*+)(/?)>')
_NUMBER: Final = re.compile(rb'<row r="(\d++)"')
_HIDDEN: Final = re.compile(rb'\shidden="(?:1|true)"')


class Head(NamedTuple):
    """What stands before the rows, and the tag that opens them."""

    data: bytes
    opening: bytes


class Tail(NamedTuple):
    """The tag that closes the rows (none for `<sheetData/>`), and what follows."""

    closing: bytes
    data: bytes


class Row(NamedTuple):
    """A row as the XML holds it; `rest` are its attributes after the number."""

    number: int
    rest: bytes
    cells: bytes

    @property
    def xml(self) -> bytes:
        """Return its XML."""
        if not self.cells:
            return b'<row r="%d"%s/>' % (self.number, self.rest)
        return b'<row r="%d"%s>%s</row>' % (self.number, self.rest, self.cells)

    @property
    def hidden(self) -> bool:
        """Tell whether a filter or a person hides it."""
        return _HIDDEN.search(self.rest) is not None


@dataclass(frozen=True, slots=True)
class Rows:
    """Some whole rows of a part of a workbook."""

    data: bytes
    workbook: str
    part: str

    def __bool__(self) -> bool:
        """Tell whether anything stands here."""
        return bool(self.data.strip())

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows.

        Raises:
            UnknownXmlError: the patterns here would misread them.
        """
        for row, _, _ in self._found():
            yield row

    def rewritten(self, change: Callable[[Row], Row]) -> bytes:
        """Return the rows' XML; a row that comes back as it was stays as it was.

        Raises:
            UnknownXmlError: the patterns here would misread them.
        """
        pieces: list[bytes] = []
        done = 0
        for row, start, end in self._found():
            if (new := change(row)) != row:
                pieces += self.data[done:start], new.xml
                done = end
        return b"".join((*pieces, self.data[done:]))

    def _found(self) -> Iterator[tuple[Row, int, int]]:
        """Yield the rows, and where each starts and ends."""
        self._check()
        for tag in _ROW.finditer(self.data):
            number, rest, closed = tag.groups()
            end = tag.end() if closed else self._end_after(tag.end())
            cells = self.data[tag.end() : end].removesuffix(_ROW_END)
            yield Row(int(number), rest, cells), tag.start(), end

    def parted(self, number: int) -> tuple[Rows, Rows]:
        """Return the rows before a number, and those from it on; either may be none."""
        start = len(self.data)
        if self and self.last >= number:
            rows = _NUMBER.finditer(self.data)
            start = next((row.start() for row in rows if int(row[1]) >= number), 0)
        before, rest = self.data[:start], self.data[start:]
        return replace(self, data=before), replace(self, data=rest)

    def holding(self, cell: re.Pattern[bytes]) -> Rows:
        """Return those rows that have a cell of a pattern."""
        data, end = self.data, 0
        kept = []
        for found in cell.finditer(data):
            if found.start() >= end:
                start = max(end, data.rfind(_ROW_START, end, found.start()))
                end = self._end_after(found.start())
                kept.append(data[start:end])
        return replace(self, data=b"".join(kept))

    def _end_after(self, place: int) -> int:
        end = self.data.find(_ROW_END, place)
        return len(self.data) if end < 0 else end + len(_ROW_END)

    @property
    def first(self) -> int:
        """Return the number of the first row."""
        return self._number_at(self.data.find(_ROW_START))

    @property
    def last(self) -> int:
        """Return the number of the last row."""
        return self._number_at(self.data.rfind(_ROW_START))

    def _number_at(self, start: int) -> int:
        if start < 0:
            raise self._fault("filas sin número")
        start += len(_ROW_START)
        return int(self.data[start : self.data.index(b'"', start)])

    def _check(self) -> None:
        data = self.data
        if (
            data.count(b"<c ") != data.count(b'<c r="')
            or data.count(b"<row ") != data.count(_ROW_START)
            or b"<c>" in data
            or b"<row>" in data
        ):
            raise self._fault("filas o celdas sin número")
        if b"<!" in data:
            raise self._fault("comentarios o CDATA entre las celdas")

    def _fault(self, complaint: str) -> UnknownXmlError:
        return UnknownXmlError(self.workbook, self.part, complaint)


class SheetStream:
    """A worksheet that is read once, from its beginning to its end."""

    def __init__(self, stream: IO[bytes], workbook: str, part: str) -> None:
        self._stream = stream
        self._workbook = workbook
        self._part = part

    def pieces(self) -> Iterator[Head | Rows | Tail]:
        """Yield the head, runs of whole rows, and the tail.

        Raises:
            UnknownXmlError: the part has a form that is not rewritten safely.
        """
        head, rest = self._head()
        yield head
        if head.opening.endswith(b"/>"):
            yield Tail(b"", rest + self._stream.read())
            return
        yield from self._body(rest)

    def _head(self) -> tuple[Head, bytes]:
        buffer = b""
        while True:
            start = buffer.find(_OPEN)
            end = buffer.find(b">", start) + 1 if start >= 0 else 0
            if end:
                return Head(buffer[:start], buffer[start:end]), buffer[end:]
            buffer += self._more("no tiene <sheetData>")

    def _body(self, buffer: bytes) -> Iterator[Rows | Tail]:
        while True:
            last = buffer.rfind(_ROW_END)
            whole = last + len(_ROW_END) if last >= 0 else 0
            end = buffer.find(_CLOSE, whole)
            if end >= 0:
                if rows := buffer[:end].strip():
                    yield self._rows(rows)
                yield Tail(_CLOSE, buffer[end + len(_CLOSE) :] + self._stream.read())
                return
            if whole:
                yield self._rows(buffer[:whole])
                buffer = buffer[whole:]
            buffer += self._more("termina a mitad de las filas")

    def _more(self, complaint: str) -> bytes:
        chunk = self._stream.read(_CHUNK)
        if not chunk:
            raise UnknownXmlError(self._workbook, self._part, complaint)
        return chunk

    def _rows(self, data: bytes) -> Rows:
        return Rows(data, self._workbook, self._part)
