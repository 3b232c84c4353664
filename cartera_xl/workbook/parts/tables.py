"""A table's part: where the table stands, its columns, and its new size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.addresses import Area, parse_area
from cartera_xl.workbook.parts.strings import decoded
from cartera_xl.workbook.parts.xml import main, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from cartera_xl.workbook.parts.package import Package
    from cartera_xl.workbook.parts.workbook_part import Sheet, WorkbookPart

_ROOT: Final = re.compile(rb"<table\b[^>]*>")
_REF: Final = re.compile(rb'(\sref=")[^"]*"')
_SORT: Final = re.compile(
    rb"<sortState\b[^>]*/>|<sortState\b.*?</sortState>", re.DOTALL
)
_FILTER: Final = re.compile(
    rb"<autoFilter\b([^>]*?)(?:/>|>.*?</autoFilter>)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet, with its geometry as it was saved."""

    name: str
    sheet: Sheet
    part: str
    area: Area  # headings, body and total rows
    has_headings: bool
    total_rows: int
    columns: tuple[str, ...]
    calculated: Mapping[str, str]  # the formula of columns that are filled down
    filtered: bool
    sorted: bool

    @property
    def first(self) -> int:
        """Return the number of the first body row."""
        return self.area.top + 1

    @property
    def last(self) -> int:
        """Return the number of the last body row."""
        return self.area.bottom - self.total_rows

    @property
    def body(self) -> Area:
        """Return the body's area."""
        return Area(self.area.left, self.first, self.area.right, self.last)

    def column(self, title: str) -> int:
        """Return the number of the sheet's column that a heading stands in."""
        return self.area.left + self.columns.index(title)


def read_tables(package: Package, book: WorkbookPart) -> dict[str, Table]:
    """Return every table of the workbook by its name."""
    return {
        table.name: table
        for sheet in book.sheets
        for relation in package.related(sheet.part)
        if relation.kind == "table"
        for table in _read(package, sheet, relation.target)
    }


def _read(package: Package, sheet: Sheet, part: str) -> Iterator[Table]:
    root = parse(package.read(part))
    area = parse_area(root.get("ref", ""))
    if area is None:
        return
    name = root.get("displayName") or root.get("name") or ""
    columns = root.findall(f"{main('tableColumns')}/{main('tableColumn')}")
    yield Table(
        name=name,
        sheet=sheet,
        part=part,
        area=area,
        has_headings=root.get("headerRowCount") != "0",
        total_rows=int(root.get("totalsRowCount") or 0),
        columns=tuple(_title(column) for column in columns),
        calculated=_calculated(columns),
        filtered=next(root.iter(main("filterColumn")), None) is not None,
        sorted=next(root.iter(main("sortState")), None) is not None,
    )


def _title(column: etree._Element) -> str:
    return decoded(column.get("name", "").replace("&", "&amp;").encode())


def _calculated(columns: list[etree._Element]) -> dict[str, str]:
    formulas = ((c, c.findtext(main("calculatedColumnFormula"))) for c in columns)
    return {_title(column): formula for column, formula in formulas if formula}


def resized(xml: bytes, table: Table, last: int) -> bytes:
    """Return a table's part with another last body row, unfiltered and unsorted."""
    left, top, right, _ = table.area
    whole = str(Area(left, top, right, last + table.total_rows)).encode()
    filtered = str(Area(left, top, right, last)).encode()

    def clear(found: re.Match[bytes]) -> bytes:
        return b"<autoFilter%s/>" % _REF.sub(rb'\g<1>%s"' % filtered, found[1]).rstrip()

    def resize(found: re.Match[bytes]) -> bytes:
        return _REF.sub(rb'\g<1>%s"' % whole, found[0], count=1)

    xml = _ROOT.sub(resize, xml, count=1)
    return _FILTER.sub(clear, _SORT.sub(b"", xml))
