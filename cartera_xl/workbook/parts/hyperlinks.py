"""The links of a sheet's cells, which stand after its rows."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.workbook.parts.addresses import Area, cell_address, parse_area
from cartera_xl.workbook.parts.relationships import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALL: Final = re.compile(
    rb"<hyperlinks\s*/>|<hyperlinks(?:\s[^>]*)?>(.*?)</hyperlinks>", re.DOTALL
)
_ONE: Final = re.compile(rb"<hyperlink\s[^>]*?(?:/>|>.*?</hyperlink>)", re.DOTALL)
_REF: Final = re.compile(rb'(\sref=")([^"]*)(")')
_RELATION: Final = re.compile(rb'\s\w+:id="([^"]*)"')
_PREFIX: Final = re.compile(rb'\s(?:\w+:id|xmlns:\w+)="[^"]*"')
_PLACE: Final = re.compile(rb'\slocation="([^"]*)"')
# What the schema puts after the links, in its order.
_AFTER: Final = re.compile(
    rb"<(?:printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks"
    rb"|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing"
    rb"|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems"
    rb"|tableParts|extLst)\b|</worksheet>"
)
_NOWHERE: Final = Area(0, 0, 0, 0)


class Link(NamedTuple):
    """A link and the cells that it is on; `xml` is its element."""

    area: Area
    xml: bytes

    @property
    def relation(self) -> str:
        """Return the id of the relationship that tells an address outside, if any."""
        found = _RELATION.search(self.xml)
        return found[1].decode() if found else ""

    @property
    def place(self) -> str:
        """Return the place in the workbook that it leads to, if any."""
        found = _PLACE.search(self.xml)
        return unescape(found[1].decode()) if found else ""

    def on(self, area: Area) -> Link:
        """Return the link on other cells."""
        if area == self.area:
            return self
        one = (area.left, area.top) == (area.right, area.bottom)
        ref = cell_address(area.top, area.left) if one else str(area)
        return Link(area, _REF.sub(rb"\g<1>%s\g<3>" % ref.encode(), self.xml, count=1))

    def related(self, relation: str) -> Link:
        """Return the link with the id that its address has on another sheet."""
        if not self.relation:
            return self
        own = b' xmlns:r="%s" r:id="%s"' % (OFFICE.encode(), relation.encode())
        bare = _PREFIX.sub(b"", self.xml)
        return Link(self.area, bare.replace(b"<hyperlink", b"<hyperlink" + own, 1))


def read_links(tail: bytes) -> list[Link]:
    """Return the links that stand after a sheet's rows."""
    found = _ALL.search(tail)
    elements = _ONE.findall(found[1] or b"") if found else []
    return [Link(_area(xml), xml) for xml in elements]


def _area(xml: bytes) -> Area:
    found = _REF.search(xml)
    area = parse_area(found[2].decode()) if found else None
    return area or _NOWHERE


def with_links(tail: bytes, links: Iterable[Link]) -> bytes:
    """Return what follows a sheet's rows with other links; none leave no element."""
    inner = b"".join(link.xml for link in links)
    element = b"<hyperlinks>%s</hyperlinks>" % inner if inner else b""
    if _ALL.search(tail):
        return _ALL.sub(lambda _: element, tail, count=1)
    after = _AFTER.search(tail)
    at = after.start() if after else len(tail)
    return tail[:at] + element + tail[at:]
