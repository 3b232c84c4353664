"""Notes and links of a workbook, as a person puts them and as a test finds them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from lxml import etree
from openpyxl.comments import Comment
from openpyxl.utils.cell import coordinate_to_tuple

from cartera_xl.workbook.parts.relationships import NO_RELATIONS, relations_part
from cartera_xl.workbook.parts.xml import MAIN, RELATION_ID
from tests.hosts.books import FIRST, SHEET, edited, part_of, parts, write

if TYPE_CHECKING:
    from pathlib import Path

_BOX: Final = re.compile(rb"<(?:\w+:)?shape\s.*?</(?:\w+:)?shape>", re.DOTALL)
_ROW: Final = re.compile(rb"Row>(\d+)<")
_COLUMN: Final = re.compile(rb"Column>(\d+)<")

# As Excel writes them: the box of a note, a button of a person's own, both texts.
_EXCEL_BOX: Final = """<v:shape id="_x0000_s{id}" type="#_x0000_t202"
 style='position:absolute; margin-left:107.25pt;margin-top:7.5pt;width:108pt;
  height:59.25pt;z-index:1;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto">
  <v:fill color2="#ffffe1"/>
  <v:shadow color="black" obscured="t"/>
  <v:path o:connecttype="none"/>
  <v:textbox style='mso-direction-alt:auto'>
   <div style='text-align:left'></div>
  </v:textbox>
  <x:ClientData ObjectType="Note">
   <x:MoveWithCells/>
   <x:SizeWithCells/>
   <x:Anchor>
    {column}, 15, {top}, 10, {right}, 31, {bottom}, 9</x:Anchor>
   <x:AutoFill>False</x:AutoFill>
   <x:Row>{row}</x:Row>
   <x:Column>{at}</x:Column>
  </x:ClientData>
 </v:shape>"""
_EXCEL_BUTTON: Final = """<v:shape id="_x0000_s1200" type="#_x0000_t201" o:button="t">
  <x:ClientData ObjectType="Button"><x:Anchor>1, 0, 9, 0, 2, 0, 10, 0</x:Anchor>
  </x:ClientData></v:shape>"""
_EXCEL_DRAWING: Final = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
 <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
  path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>
  <v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_EXCEL_COMMENT: Final = (
    '<comment ref="{ref}" authorId="0" shapeId="0" xr:uid="{{0000-{id}}}"><text><r>'
    '<rPr><b/><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/>'
    '</rPr><t>Ana:</t></r><r><rPr><sz val="9"/></rPr><t xml:space="preserve">\n{text}'
    "</t></r></text></comment>"
)
_EXCEL_COMMENTS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://'
    'schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.'
    'openxmlformats.org/markup-compatibility/2006" mc:Ignorable="xr" xmlns:xr="http://'
    'schemas.microsoft.com/office/spreadsheetml/2014/revision"><authors><author>Ana '
    "&amp; Cía.</author></authors><commentList>{}</commentList></comments>"
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-'
    'officedocument.vmlDrawing"/><Override PartName="/xl/comments1.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>'
)
_RELATIONS: Final = (
    f'<Relationship Id="rId80" Type="{_OFFICE}/vmlDrawing" '
    'Target="../drawings/vmlDrawing1.vml"/>'
    f'<Relationship Id="rId81" Type="{_OFFICE}/comments" Target="../comments1.xml"/>'
)
_LEGACY_DRAWING: Final = f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="rId80"/>'
_T: Final = f"{{{MAIN}}}t"


def note(path: Path, address: str, text: str, title: str = SHEET) -> None:
    """Put a note on a cell, as openpyxl does."""
    with edited(path) as book:
        for ws in book.worksheets:
            # Where macros are kept, the drawings of two sheets would get one name.
            ws.legacy_drawing = None
        book[title][address].comment = Comment(text, "Ana")


def write_notes_as_excel(path: Path, noted: dict[str, str]) -> None:
    """Put notes on cells of Vencidas, in the very form that Excel saves."""
    comments, shapes = [], []
    for id_, (ref, text) in enumerate(noted.items(), 1025):
        row, column = _cell(ref)
        comments.append(_EXCEL_COMMENT.format(ref=ref, id=id_, text=text))
        shapes.append(
            _EXCEL_BOX.format(
                id=id_,
                column=column,
                right=column + 2,
                top=max(row - 2, 0),
                bottom=row + 2,
                row=row - 1,
                at=column - 1,
            )
        )
    drawing = "".join([_EXCEL_DRAWING, *shapes, _EXCEL_BUTTON, "</xml>"])
    contents, sheet = parts(path), part_of(path)
    contents["xl/comments1.xml"] = _EXCEL_COMMENTS.format("".join(comments)).encode()
    contents["xl/drawings/vmlDrawing1.vml"] = drawing.replace("\n", "\r\n").encode()
    for part, end, more in (
        ("[Content_Types].xml", "</Types>", _TYPES),
        (relations_part(sheet), "</Relationships>", _RELATIONS),
        (sheet, "<tableParts", _LEGACY_DRAWING),
    ):
        whole = contents[part].decode()
        assert end in whole
        contents[part] = whole.replace(end, more + end, 1).encode()
    write(path, contents)


def _cell(ref: str) -> tuple[int, int]:
    return coordinate_to_tuple(ref)


def notes(path: Path, title: str = SHEET) -> dict[str, str]:
    """Return the notes of a sheet by their cells; each must have its box."""
    found = {
        comment.get("ref", ""): "".join(t.text or "" for t in comment.iter(_T))
        for data in _related(path, title, "comments")
        for comment in etree.fromstring(data).iter(f"{{{MAIN}}}comment")
    }
    assert boxes(path, title) == {_cell(address) for address in found}
    return found


def boxes(path: Path, title: str = SHEET) -> set[tuple[int, int]]:
    """Return the cells that the boxes of a sheet's notes state."""
    shapes = [shape for d in drawings(path, title) for shape in _BOX.findall(d)]
    cells = [
        (int(row[1]) + 1, int(column[1]) + 1)
        for shape in shapes
        if (row := _ROW.search(shape)) and (column := _COLUMN.search(shape))
    ]
    assert len(cells) == len(set(cells))
    return set(cells)


def drawings(path: Path, title: str = SHEET) -> list[bytes]:
    """Return the drawings of notes that a sheet names."""
    return _related(path, title, "vmlDrawing")


def _related(path: Path, title: str, kind: str) -> list[bytes]:
    contents, part = parts(path), part_of(path, title)
    source = contents.get(relations_part(part), NO_RELATIONS)
    targets = [
        posixpath.join(posixpath.dirname(part), element.get("Target", ""))
        for element in etree.fromstring(source)
        if element.get("Type", "").endswith(f"/{kind}")
    ]
    names = (posixpath.normpath(target).lstrip("/") for target in targets)
    return [contents[name] for name in names]


def links(path: Path, title: str = SHEET) -> dict[str, str]:
    """Return where the links of a sheet lead, by their cells, from the body on."""
    contents, part = parts(path), part_of(path, title)
    relations = etree.fromstring(contents[relations_part(part)])
    targets = {element.get("Id"): element.get("Target") for element in relations}
    found = etree.fromstring(contents[part]).iter(f"{{{MAIN}}}hyperlink")
    return {
        link.get("ref", ""): str(
            targets.get(link.get(RELATION_ID)) or link.get("location")
        )
        for link in found
        if _cell(link.get("ref", "").partition(":")[0])[0] >= FIRST
    }
