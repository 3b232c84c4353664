"""A workbook taken apart for checking: its sheets, tables and names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.workbook.checking.package import WORKBOOK
from cartera_xl.workbook.parts.relationships import Relationship, relationships
from cartera_xl.workbook.parts.xml import RELATION_ID, main, parse
from cartera_xl.workbook.vba.reading import read_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from cartera_xl.workbook.vba.reading import Project


class Sheet(NamedTuple):
    """A worksheet: its title and its part."""

    title: str
    part: str
    root: etree._Element


class SheetTable(NamedTuple):
    """A table: its part, and the sheet that it stands on."""

    part: str
    root: etree._Element
    sheet: Sheet

    @property
    def name(self) -> str:
        """Return the name that formulas use."""
        return self.root.get("displayName", "")

    @property
    def columns(self) -> list[str]:
        """Return the names of its columns."""
        return [c.get("name", "") for c in self.root.iter(main("tableColumn"))]


@dataclass(frozen=True)
class Inspected:
    """Every part of a package, whose relationships are known to be sound."""

    parts: Mapping[str, bytes]

    @cached_property
    def workbook(self) -> etree._Element:
        """Return the workbook part."""
        return parse(self.parts[WORKBOOK])

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Return the worksheets, in order."""
        targets = {r.id: r.target for r in self._related(WORKBOOK)}
        return [
            Sheet(
                element.get("name", ""),
                part := targets[element.get(RELATION_ID, "")],
                parse(self.parts[part]),
            )
            for element in self.workbook.iter(main("sheet"))
        ]

    @cached_property
    def code_names(self) -> dict[str, str]:
        """Return what the VBA project calls the workbook and each sheet, by part."""
        own = self.workbook.find(main("workbookPr"))
        found = {WORKBOOK: "" if own is None else own.get("codeName", "")}
        for sheet in self.sheets:
            properties = sheet.root.find(main("sheetPr"))
            name = "" if properties is None else properties.get("codeName", "")
            found[sheet.part] = name
        return found

    @cached_property
    def tables(self) -> list[SheetTable]:
        """Return the tables of all sheets."""
        return [
            SheetTable(relation.target, parse(self.parts[relation.target]), sheet)
            for sheet in self.sheets
            for relation in self._related(sheet.part)
            if relation.kind == "table"
        ]

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """Return the workbook's defined names and what they refer to."""
        return [
            (element.get("name", ""), element.text or "")
            for element in self.workbook.iter(main("definedName"))
            if element.get("localSheetId") is None
        ]

    @cached_property
    def project(self) -> Project | None:
        """Return the VBA project that the workbook part leads to."""
        found = [r.target for r in self._related(WORKBOOK) if r.kind == "vbaProject"]
        return read_project(self.parts[found[0]]) if found else None

    @property
    def ribbons(self) -> list[str]:
        """Return the parts that the package names as its ribbon."""
        return [r.target for r in self._related("") if r.kind == "extensibility"]

    @cached_property
    def _strings(self) -> list[str]:
        data = self.parts.get("xl/sharedStrings.xml")
        items = parse(data) if data else ()
        return ["".join(map(str, item.itertext())) for item in items]

    def cells(self, sheet: Sheet) -> Iterator[etree._Element]:
        """Yield the cells of a sheet."""
        return sheet.root.iter(main("c"))

    def text(self, cell: etree._Element) -> str:
        """Return what a cell shows, as text."""
        value = cell.findtext(main("v"), "")
        if cell.get("t") == "s":
            return self._strings[int(value)]
        if cell.get("t") == "inlineStr":
            return "".join(map(str, cell.itertext()))
        return value

    def _related(self, part: str) -> list[Relationship]:
        return relationships(part, self.parts, self.parts.__getitem__)
