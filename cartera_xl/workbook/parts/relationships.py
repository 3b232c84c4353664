"""What a part of the package refers to, and where that stands."""

from __future__ import annotations

import posixpath
import re
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.workbook.parts.strings import escaped
from cartera_xl.workbook.parts.xml import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NO_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_ONE: Final = re.compile(rb"<Relationship\s[^>]*?(?:/>|></Relationship>)")
_ID: Final = re.compile(rb'\sId="([^"]*)"')
_END: Final = re.compile(rb"</Relationships>\s*\Z|<Relationships\b([^>]*)/>")


class Relationship(NamedTuple):
    """A part that another one names; `kind` is the last word of the relation's type."""

    id: str
    kind: str
    target: str  # the part's name in the archive


def relations_part(part: str) -> str:
    """Return the part that holds a part's relationships ("": the package's own)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(
    part: str, parts: Container[str], read: Callable[[str], bytes]
) -> list[Relationship]:
    """Return the parts that a part refers to; what lies outside is left out."""
    source = relations_part(part)
    if source not in parts:
        return []
    return [
        Relationship(
            element.get("Id", ""),
            element.get("Type", "").rpartition("/")[2],
            _resolved(part, element.get("Target", "")),
        )
        for element in parse(read(source))
        if element.get("TargetMode") != "External" and element.get("Target")
    ]


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def addresses(xml: bytes) -> dict[str, str]:
    """Return what lies outside the package, by the id of its relationship."""
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in parse(xml)
        if element.get("TargetMode") == "External"
    }


def with_relation(
    xml: bytes, type_: str, target: str, *, outside: bool = False
) -> tuple[bytes, str]:
    """Return relationships with one more, and the id that it was given."""
    used = set(_ID.findall(xml))
    new = next(id_ for n in count(1) if (id_ := b"rIdCartera%d" % n) not in used)
    mode = ' TargetMode="External"' if outside else ""
    element = (
        f'<Relationship Id="{new.decode()}" Type="{type_}" '
        f'Target="{escaped(target)}"{mode}/></Relationships>'
    ).encode()

    def append(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return element
        return b"<Relationships%s>%s" % (match[1], element)

    return _END.sub(append, xml, count=1), new.decode()


def without_relations(xml: bytes, ids: Collection[str]) -> bytes:
    """Return relationships without some of them."""

    def drop(match: re.Match[bytes]) -> bytes:
        found = _ID.search(match[0])
        return b"" if found and found[1].decode() in ids else match[0]

    return _ONE.sub(drop, xml) if ids else xml
