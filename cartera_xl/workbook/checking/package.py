"""Rules of the package: every part has a type, a way to it, and no dead links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from cartera_xl.workbook.parts.relationships import relationships
from cartera_xl.workbook.parts.xml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONTENT_TYPES: Final = "[Content_Types].xml"
WORKBOOK: Final = "xl/workbook.xml"
MACRO_ENABLED: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


class Fault(NamedTuple):
    """What is wrong in a workbook, and in which part of it."""

    part: str
    detail: str


def package_faults(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what is wrong with content types and relationships."""
    if CONTENT_TYPES not in parts:
        yield Fault(CONTENT_TYPES, "the part is missing")
        return
    if unreadable := list(_unreadable(parts)):
        yield from unreadable
        return
    yield from _content_types(parts)
    yield from _relationships(parts)
    yield from _orphans(parts)


def _unreadable(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            try:
                parse(content)
            except etree.XMLSyntaxError as error:
                yield Fault(part, f"the XML cannot be read: {error}")


def _content_types(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    root = parse(parts[CONTENT_TYPES])
    defaults = _types(root, "Default", "Extension")
    overrides = _types(root, "Override", "PartName")
    for part in parts:
        extension = part.rpartition(".")[2]
        typed = f"/{part}" in overrides or extension in defaults
        if not typed and part != CONTENT_TYPES:
            yield Fault(part, "the part has no content type")
    for name in overrides:
        if name[1:] not in parts:
            yield Fault(CONTENT_TYPES, f"a type for {name}, which is missing")
    if overrides.get(f"/{WORKBOOK}") != MACRO_ENABLED:
        yield Fault(WORKBOOK, "the content type is not the macro-enabled one")


def content_type(parts: Mapping[str, bytes], part: str) -> str:
    """Return the type of a part, its own or that of its extension."""
    root = parse(parts[CONTENT_TYPES])
    own = _types(root, "Override", "PartName").get(f"/{part}")
    extension = part.rpartition(".")[2]
    return own or _types(root, "Default", "Extension").get(extension, "")


def _types(root: etree._Element, tag: str, key: str) -> dict[str, str]:
    found = (child for child in root if child.tag.endswith(f"}}{tag}"))
    return {child.get(key, ""): child.get("ContentType", "") for child in found}


def _relationships(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    for name in _relation_parts(parts):
        related = relationships(source_of(name), parts, parts.__getitem__)
        repeated = Counter(relation.id for relation in related)
        for id_, times in repeated.items():
            if times > 1:
                yield Fault(name, f"the id {id_} stands {times} times")
        for relation in related:
            if relation.target not in parts:
                yield Fault(name, f"the target {relation.target} is missing")


def _orphans(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    reached = {
        relation.target
        for name in _relation_parts(parts)
        for relation in relationships(source_of(name), parts, parts.__getitem__)
    }
    for part in parts:
        linked = part in reached or part == CONTENT_TYPES
        if not linked and not part.endswith(".rels"):
            yield Fault(part, "no relationship leads to the part")


def _relation_parts(parts: Mapping[str, bytes]) -> list[str]:
    return [part for part in parts if part.endswith(".rels")]


def source_of(relations_part: str) -> str:
    """Return the part whose relationships a .rels part holds ("": the package's)."""
    folder, _, name = relations_part.removesuffix(".rels").rpartition("_rels/")
    return folder + name
