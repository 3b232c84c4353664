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
_PLAIN: Final = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)
_MACRO_ENABLED: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")
_CALC_CHAIN: Final = re.compile(rb'<Relationship\b[^>]*/calcChain"[^>]*?/>')
_RIBBON: Final = re.compile(
    rb"<Relationship\s[^>]*/relationships/ui/extensibility\"[^>]*?(?:/>|></Relationship>)"
)
_LAST_TYPE: Final = re.compile(rb"</Types>\s*\Z")
_LAST: Final = re.compile(rb"</Relationships>\s*\Z")


def without_override(content_types: bytes, part: str) -> bytes:
    """Return the content types without those of a part that is left out."""
    pattern = rb'<Override\b[^>]*PartName="/%s"[^>]*?/>' % re.escape(part).encode()
    return re.sub(pattern, b"", content_types)


def of_kind(content_types: bytes, suffix: str) -> bytes:
    """Return the content types of a workbook whose file is called so.

    Excel refuses an .xlsm that says it is an .xlsx, which is what openpyxl makes of it
    unless it is told to keep macros.
    """
    if suffix == ".xlsm":
        return content_types.replace(_PLAIN, _MACRO_ENABLED)
    return content_types


def with_part(content_types: bytes, part: str, type_: str) -> bytes:
    """Return the content types with that of a new part."""
    element = f'<Override PartName="/{part}" ContentType="{type_}"/></Types>'
    return _LAST_TYPE.sub(element.encode(), content_types)


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


def without_ribbon(relations: bytes) -> bytes:
    """Return the package's relationships without the ribbon's: nothing answers it."""
    return _RIBBON.sub(b"", relations)


def with_modified(core: bytes, now: datetime) -> bytes:
    """Return the document's properties with the time of its last change, in UTC."""
    stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}".encode()
    return _MODIFIED.sub(rb"\g<1>%s\g<2>" % stamp, core)


ROOT_RELATIONS: Final = relations_part("")
