"""What a part of the package refers to, and where that stands."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.workbook.parts.xml import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Container


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
