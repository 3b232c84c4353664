"""Reading small parts as trees; big parts are never trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATION_ID: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
)


def main(tag: str) -> str:
    """Return the qualified name of an element of a worksheet's vocabulary."""
    return f"{{{MAIN}}}{tag}"


def parse(data: bytes) -> etree._Element:
    """Read a part; nothing outside it is ever fetched.

    Raises:
        etree.XMLSyntaxError: it is not well formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)
