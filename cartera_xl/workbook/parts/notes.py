"""The notes of a sheet, which hang on its cells: the part that holds their texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.workbook.parts.addresses import cell_address, parse_area
from cartera_xl.workbook.parts.strings import cleaned, decoded, escaped, text_of
from cartera_xl.workbook.parts.xml import MAIN, main, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Cell: TypeAlias = tuple[int, int]  # row, column

_COMMENT: Final = re.compile(
    rb"<((?:\w+:)?)comment(\s[^>]*[^/>])>(.*?)</(?:\w+:)?comment>", re.DOTALL
)
_REF: Final = re.compile(rb'(\sref=")([^"]*)(")')
_AUTHOR: Final = re.compile(rb'\sauthorId="(\d+)"')
_TEXT: Final = re.compile(rb"<text>.*</text>", re.DOTALL)
_AUTHORS: Final = re.compile(rb"<authors\s*/>|</authors>")
_LIST: Final = re.compile(rb"<commentList\s*/>|</commentList>")
_NAMES: Final = re.compile(rb"<author\s*/>|<author\b[^>]*>([^<]*)</author>")

NO_NOTES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%s"><authors/><commentList/></comments>' % MAIN.encode()
)


class Note(NamedTuple):
    """A note: its cell, who wrote it, and what it says.

    `content` is its text with its formats, as XML; empty where it cannot be copied.
    """

    cell: Cell
    author: str
    text: str
    content: bytes


def read_notes(xml: bytes) -> list[Note] | None:
    """Return the notes of a sheet; None where they have a form that is not known."""
    names = [decoded(name) for name in _NAMES.findall(xml)]
    found = [_note(match, names) for match in _COMMENT.finditer(xml)]
    notes = [note for note in found if note]
    return notes if len(notes) == _count(xml) == len(found) else None


def _count(xml: bytes) -> int:
    return sum(1 for _ in parse(xml).iter(main("comment")))


def _note(match: re.Match[bytes], names: list[str]) -> Note | None:
    cell = _cell(match)
    if cell is None:
        return None
    author = _AUTHOR.search(match[2])
    number = int(author[1]) if author else len(names)
    content = _TEXT.search(match[3])
    return Note(
        cell,
        names[number] if number < len(names) else "",
        " ".join(text_of(match[3]).split()),
        content[0] if content else b"",
    )


def _cell(match: re.Match[bytes]) -> Cell | None:
    found = _REF.search(match[2])
    area = parse_area(found[2].decode()) if found else None
    return (area.top, area.left) if area else None


def moved_notes(xml: bytes, moves: Mapping[Cell, Cell | None]) -> bytes:
    """Return the part with notes on other cells, or without them where it is None."""

    def move(match: re.Match[bytes]) -> bytes:
        cell = _cell(match)
        if cell is None or cell not in moves:
            return match[0]
        target = moves[cell]
        if target is None:
            return b""
        ref = rb"\g<1>%s\g<3>" % cell_address(*target).encode()
        return match[0].replace(match[2], _REF.sub(ref, match[2], count=1), 1)

    return _COMMENT.sub(move, xml)


def added_notes(xml: bytes, notes: Iterable[Note]) -> bytes:
    """Return the part with more notes, each at the end of the list."""
    names = [decoded(name) for name in _NAMES.findall(xml)]
    known = len(names)
    comments = []
    for note in notes:
        if note.author not in names:
            names.append(note.author)
        comments.append(_comment(note, names.index(note.author)))
    authors = b"".join(
        f"<author>{escaped(cleaned(name))}</author>".encode() for name in names[known:]
    )
    xml = _appended(xml, _AUTHORS, b"authors", authors)
    return _appended(xml, _LIST, b"commentList", b"".join(comments))


def _comment(note: Note, author: int) -> bytes:
    plain = f'<text><t xml:space="preserve">{escaped(note.text)}</t></text>'
    return b'<comment ref="%s" authorId="%d" shapeId="0">%s</comment>' % (
        cell_address(*note.cell).encode(),
        author,
        note.content or plain.encode(),
    )


def _appended(xml: bytes, end: re.Pattern[bytes], tag: bytes, more: bytes) -> bytes:
    def append(match: re.Match[bytes]) -> bytes:
        opening = b"<%s>" % tag if match[0].endswith(b"/>") else b""
        return b"%s%s</%s>" % (opening, more, tag)

    return end.sub(append, xml, count=1) if more else xml
