"""The workbook's main part: its sheets, its defined names, how it calculates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import (
    Dates1904Error,
    NotAWorkbookError,
    StrictWorkbookError,
    UnknownXmlError,
)
from cartera_xl.workbook.parts.addresses import Place, parse_place
from cartera_xl.workbook.parts.xml import RELATION_ID, STRICT, main, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from cartera_xl.workbook.parts.package import Package

CALC_ID: Final = b"191029"  # of Excel 2019 and later: with it, no recalculation
_CALC: Final = re.compile(rb"<calcPr\b([^>]*?)/>")
_CALC_OURS: Final = re.compile(rb'\s(?:fullCalcOnLoad|calcId)="[^"]*"')
# What the schema puts after calcPr, in its order.
_AFTER_CALC: Final = re.compile(
    rb"<(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes"
    rb"|webPublishing|fileRecoveryPr|webPublishObjects|extLst)\b|</workbook>"
)
_SHEET: Final = re.compile(rb"<sheet\b[^>]*/>")
_STATE: Final = re.compile(rb'\sstate="\w+"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it; `kind` tells worksheets from chart sheets."""

    name: str
    part: str
    kind: str
    relation: str  # the id that the workbook knows it by


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """What the main part says."""

    part: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]  # global defined names; what they refer to
    active: int  # position of the sheet in view
    saved_by: str  # the program, where it says so
    code_name: str  # what the VBA project calls the workbook; empty when it is lost

    def sheet(self, name: str) -> Sheet | None:
        """Return a sheet by its name; names differ by more than their case."""
        folded = name.casefold()
        return next((s for s in self.sheets if s.name.casefold() == folded), None)

    def place(self, name: str) -> tuple[Sheet, Place] | None:
        """Return where a defined name points, if that is an area of a sheet."""
        place = parse_place(self.names.get(name, ""))
        sheet = self.sheet(place.sheet) if place else None
        return (sheet, place) if sheet and place else None


def read_workbook_part(package: Package) -> WorkbookPart:
    """Read the main part.

    Raises:
        WorkbookError: it is of a kind that cannot be refreshed.
    """
    part = package.one_related("", "officeDocument")
    if part is None or not part.endswith(".xml"):
        raise NotAWorkbookError(package.workbook)
    xml = package.read(part)
    root = parse(xml)
    _check_kind(package.workbook, root, xml, part)
    views = root.find(main("bookViews"))
    active = views[0].get("activeTab") if views is not None and len(views) else None
    version = root.find(main("fileVersion"))
    properties = root.find(main("workbookPr"))
    return WorkbookPart(
        part=part,
        sheets=_sheets(package, part, root),
        names=_names(root),
        active=int(active or 0),
        saved_by=version.get("appName", "") if version is not None else "",
        code_name=properties.get("codeName", "") if properties is not None else "",
    )


def _check_kind(workbook: str, root: etree._Element, xml: bytes, part: str) -> None:
    if root.tag == f"{{{STRICT}}}workbook":
        raise StrictWorkbookError(workbook)
    if root.tag != main("workbook"):
        raise NotAWorkbookError(workbook)
    if b"<workbook" not in xml:
        raise UnknownXmlError(workbook, part, "espacio de nombres con prefijo")
    properties = root.find(main("workbookPr"))
    if properties is not None and properties.get("date1904") in ("1", "true"):
        raise Dates1904Error(workbook)


def _sheets(package: Package, part: str, root: etree._Element) -> tuple[Sheet, ...]:
    related = {relation.id: relation for relation in package.related(part)}
    listed = root.iterfind(f"{main('sheets')}/{main('sheet')}")
    found = ((s.get("name", ""), related.get(s.get(RELATION_ID, ""))) for s in listed)
    return tuple(
        Sheet(name, relation.target, relation.kind, relation.id)
        for name, relation in found
        if relation is not None
    )


def _names(root: etree._Element) -> dict[str, str]:
    names = root.iterfind(f"{main('definedNames')}/{main('definedName')}")
    return {
        name.get("name", ""): (name.text or "").strip()
        for name in names
        if name.get("localSheetId") is None
    }


def with_calculation(xml: bytes, *, recalculate: bool) -> bytes:
    """Return the main part with how Excel is to calculate on opening.

    Without `recalculate` it trusts the values that the file holds.
    """
    found = _CALC.search(xml)
    kept = _CALC_OURS.sub(b"", found[1]).rstrip() if found else b""
    full = b' fullCalcOnLoad="1"' if recalculate else b""
    element = b'<calcPr calcId="%s"%s%s/>' % (CALC_ID, kept, full)
    if found:
        return xml[: found.start()] + element + xml[found.end() :]
    later = _AFTER_CALC.search(xml)
    at = later.start() if later else len(xml)
    return xml[:at] + element + xml[at:]


def hidden_again(xml: bytes, relation: str) -> bytes:
    """Return the main part with a sheet very hidden; LibreOffice makes it hidden."""
    named = b'"%s"' % relation.encode()

    def hide(found: re.Match[bytes]) -> bytes:
        sheet = found[0]
        if named not in sheet or b'state="veryHidden"' in sheet:
            return sheet
        return _STATE.sub(b"", sheet)[:-2].rstrip() + b' state="veryHidden"/>'

    return _SHEET.sub(hide, xml)
