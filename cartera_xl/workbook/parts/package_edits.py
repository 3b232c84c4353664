"""Small parts that change with a refresh: what they say about other parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.relationships import relations_part

if TYPE_CHECKING:
    from datetime import datetime

CORE: Final = "docProps/core.xml"
RIBBON: Final = "customUI/customUI14.xml"
_RIBBON_TYPE: Final = (
    b"http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")
_CALC_CHAIN: Final = re.compile(rb'<Relationship\b[^>]*/calcChain"[^>]*?/>')
_LAST: Final = re.compile(rb"</Relationships>\s*\Z")


def without_override(content_types: bytes, part: str) -> bytes:
    """Return the content types without those of a part that is left out."""
    pattern = rb'<Override\b[^>]*PartName="/%s"[^>]*?/>' % re.escape(part).encode()
    return re.sub(pattern, b"", content_types)


def without_calc_chain(relations: bytes) -> bytes:
    """Return relationships without the list of formulas, which Excel makes again."""
    return _CALC_CHAIN.sub(b"", relations)


def with_ribbon(relations: bytes) -> bytes:
    """Return the package's relationships with the ribbon's.

    openpyxl keeps the ribbon's part and forgets that anything refers to it.
    """
    if _RIBBON_TYPE in relations:
        return relations
    element = (
        b'<Relationship Id="rIdRibbon" Type="%s" Target="%s"/></Relationships>'
        % (_RIBBON_TYPE, RIBBON.encode())
    )
    return _LAST.sub(element, relations)


def with_modified(core: bytes, now: datetime) -> bytes:
    """Return the document's properties with the time of its last change, in UTC."""
    stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}".encode()
    return _MODIFIED.sub(rb"\g<1>%s\g<2>" % stamp, core)


ROOT_RELATIONS: Final = relations_part("")
