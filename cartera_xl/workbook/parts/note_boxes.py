"""The boxes that notes are shown in: an old drawing language, VML, beside the texts.

A box knows its cell by itself: Excel shows a note only where box and text agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.relationships import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cartera_xl.workbook.parts.notes import Cell

_SHAPE: Final = re.compile(
    rb"<(?:\w+:)?shape\s[^>]*[^/>]>.*?</(?:\w+:)?shape>", re.DOTALL
)
_ROW: Final = re.compile(rb"(<(?:\w+:)?Row>)\s*(\d+)\s*(</)")
_COLUMN: Final = re.compile(rb"(<(?:\w+:)?Column>)\s*(\d+)\s*(</)")
_ANCHOR: Final = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_TOP, _BOTTOM = 2, 6  # of an anchor's numbers: the rows of its two corners
_ID: Final = re.compile(rb"""\bid=["']_x0000_s(\d+)["']""")
_END: Final = re.compile(rb"</xml>\s*\Z|<xml\s*/>")
_FIRST_ID: Final = 1025
_DRAWING: Final = re.compile(rb'<legacyDrawing\s[^>]*?\w+:id="([^"]*)"')
# What the schema puts after the drawing of notes, in its order.
_AFTER: Final = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems"
    rb"|tableParts|extLst)\b|</worksheet>"
)

NO_BOXES: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"'
    b' xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX: Final = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}"'
    ' type="#_x0000_t202" style="position:absolute;width:108pt;height:60pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{column}, 15, {above}, 10, {right}, 31, {below}, 9</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{at}</x:Column>"
    "</x:ClientData></v:shape>"
)


def moved_boxes(vml: bytes, moves: Mapping[Cell, Cell | None]) -> bytes:
    """Return the drawing with boxes on other cells, or without them where it is None.

    Buttons and other controls stay: only the boxes of notes have a cell of their own.
    """

    def move(match: re.Match[bytes]) -> bytes:
        cell = _cell(match[0])
        if cell is None or cell not in moves:
            return match[0]
        target = moves[cell]
        return _moved(match[0], cell[0], target) if target else b""

    return _SHAPE.sub(move, vml)


def added_boxes(vml: bytes, cells: Iterable[Cell]) -> bytes:
    """Return the drawing with a box of the usual size for each of some cells."""
    free = max(map(int, _ID.findall(vml)), default=_FIRST_ID) + 1
    boxes = "".join(
        _BOX.format(
            id=number,
            column=column,
            right=column + 2,
            above=max(row - 2, 0),
            below=max(row - 2, 0) + 4,
            row=row - 1,
            at=column - 1,
        )
        for number, (row, column) in enumerate(cells, free)
    )
    return _END.sub(lambda _: boxes.encode() + b"</xml>", vml, count=1)


def _cell(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None:
        return None
    return int(row[2]) + 1, int(column[2]) + 1


def _moved(shape: bytes, old: int, target: Cell) -> bytes:
    row, column = target
    shape = _ROW.sub(rb"\g<1>%d\g<3>" % (row - 1), shape, count=1)
    shape = _COLUMN.sub(rb"\g<1>%d\g<3>" % (column - 1), shape, count=1)

    def anchor(match: re.Match[bytes]) -> bytes:
        return match[1] + _shifted(match[2], row - old) + match[3]

    return _ANCHOR.sub(anchor, shape, count=1)


def _shifted(anchor: bytes, rows: int) -> bytes:
    """Return an anchor further down or up; never above the sheet's first row."""
    numbers = anchor.split(b",")
    if len(numbers) <= _BOTTOM:
        return anchor
    down = max(rows, -int(numbers[_TOP]))
    for position in (_TOP, _BOTTOM):
        number = numbers[position]
        text = number.strip()
        numbers[position] = number.replace(text, b"%d" % (int(text) + down), 1)
    return b",".join(numbers)


def drawing_in(tail: bytes) -> str:
    """Return the id of the drawing that a sheet names after its rows, if it does."""
    found = _DRAWING.search(tail)
    return found[1].decode() if found else ""


def with_drawing(tail: bytes, relation: str) -> bytes:
    """Return what follows a sheet's rows, naming the drawing of its notes."""
    element = b'<legacyDrawing xmlns:r="%s" r:id="%s"/>' % (
        OFFICE.encode(),
        relation.encode(),
    )
    after = _AFTER.search(tail)
    at = after.start() if after else len(tail)
    return tail[:at] + element + tail[at:]
