"""Parts of LibreOffice's configuration: trees of named nodes with values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = "str | int | bool | list[str]"
Tree: TypeAlias = "Mapping[str, Value | Tree]"

_REGISTRY: Final = "http://openoffice.org/2001/registry"
_SCHEMA: Final = "http://www.w3.org/2001/XMLSchema"
_KINDS: Final = {
    str: "xs:string",
    int: "xs:int",
    bool: "xs:boolean",
    list: "oor:string-list",
}
_PACKAGE: Final = "org.openoffice.Office"


class Texts(str):
    """A text for people, the same in whatever language LibreOffice speaks."""

    __slots__ = ()


def configuration(name: str, tree: Tree, package: str = _PACKAGE) -> bytes:
    """Return a part of the configuration as its file.

    A node's name may be followed by what is done with it: `name=replace` puts a member
    into a set, `name=fuse` adds to one; plain nodes are there already.
    """
    attributes = {"xmlns:oor": _REGISTRY, "xmlns:xs": _SCHEMA}
    root = Element(
        "oor:component-data",
        attributes | {"oor:name": name, "oor:package": package},
    )
    _fill(root, tree)
    indent(root)
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _fill(parent: Element, tree: Tree) -> None:
    for name, value in tree.items():
        if isinstance(value, (str, int, list)):
            _property(parent, name, value)
        else:
            _fill(_node(parent, name), value)


def _node(parent: Element, name: str) -> Element:
    plain, _, how = name.partition("=")
    node = SubElement(parent, "node", {"oor:name": plain})
    if how:
        node.set("oor:op", how)
    return node


def _property(parent: Element, name: str, value: Value) -> None:
    property_ = SubElement(parent, "prop", {"oor:name": name})
    text = " ".join(value) if isinstance(value, list) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    if isinstance(value, Texts):
        for language in ("en-US", "es"):
            SubElement(property_, "value", {"xml:lang": language}).text = text
    else:
        property_.set("oor:type", _KINDS[type(value)])
        SubElement(property_, "value").text = text
