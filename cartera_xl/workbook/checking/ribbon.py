"""Rules of the ribbon: Excel leaves out, in silence, a ribbon that breaks one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.checking.package import Fault
from cartera_xl.workbook.checking.sheets import repeated
from cartera_xl.workbook.parts.xml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cartera_xl.workbook.checking.inspected import Inspected

NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
_PACKAGE: Final = "_rels/.rels"
# The attributes that Excel takes, of the elements that are used (MS-CUSTOMUI2, 2.2):
# an unknown one makes it leave out the whole ribbon.
_TEXTS: Final = frozenset(
    ("label", "getLabel", "screentip", "getScreentip", "supertip", "getSupertip")
)
_PLACED: Final = frozenset(
    (
        *("id", "idQ", "tag", "visible", "getVisible", "keytip", "getKeytip"),
        *("insertAfterMso", "insertBeforeMso", "insertAfterQ", "insertBeforeQ"),
    )
)
_SHOWN: Final = _PLACED | _TEXTS
_CONTROL: Final = _SHOWN | {"enabled", "getEnabled", "showLabel", "getShowLabel"}
_IMAGE: Final = {"image", "imageMso", "getImage"}
_KNOWN: Final = {
    "customUI": {"onLoad", "loadImage"},
    "ribbon": {"startFromScratch"},
    "tabs": set(),
    "tab": _PLACED | {"idMso", "label", "getLabel"},
    "group": _SHOWN | _IMAGE | {"idMso", "autoScale", "centerVertically"},
    "button": _CONTROL
    | _IMAGE
    | {"idMso", "size", "getSize", "onAction", "description", "getDescription"}
    | {"showImage", "getShowImage"},
    "labelControl": _CONTROL | {"idMso"},
}
# What each kind of callback must take (Microsoft, «Customizing the 2007 Office Fluent
# Ribbon for Developers», part 3).
_LOAD: Final = re.compile(r"(ByVal )?\w+ As (IRibbonUI|Object)", re.IGNORECASE)
_ACT: Final = re.compile(r"(ByVal )?\w+ As (IRibbonControl|Object)", re.IGNORECASE)
_GET: Final = re.compile(
    r"(ByVal )?\w+ As (IRibbonControl|Object), ByRef \w+( As Variant)?", re.IGNORECASE
)


def ribbon(book: Inspected) -> Iterator[Fault]:
    """Yield faults of the part: where it is, its ids, what excludes each other."""
    if len(book.ribbons) != 1:
        yield Fault(_PACKAGE, f"{len(book.ribbons)} relationships lead to a ribbon")
        return
    part, elements = _elements(book)
    if not elements[0].tag.startswith(f"{{{NAMESPACE}}}"):
        yield Fault(part, "the namespace is not that of Office 2010 and later")
    for id_ in repeated(element.get("id", "") for element in elements[1:]):
        if id_:
            yield Fault(part, f"the id {id_} stands twice")
    for element in elements:
        yield from _unknown(part, element)
        yield from _excluding(part, element)
        if element.tag.endswith("}button") and not (
            element.get("screentip") and element.get("supertip")
        ):
            yield Fault(part, f"{element.get('id')} does not say what it does")


def _unknown(part: str, element: etree._Element) -> Iterator[Fault]:
    name = element.tag.rpartition("}")[2]
    if name not in _KNOWN:
        yield Fault(part, f"the element {name} is not one that is used here")
        return
    for attribute in sorted(set(map(str, element.attrib)) - _KNOWN[name]):
        yield Fault(part, f"{element.get('id', name)} has the attribute {attribute}")


def _excluding(part: str, element: etree._Element) -> Iterator[Fault]:
    """Yield attributes that are given twice, as a value and as a callback."""
    given = set(map(str, element.attrib))
    image = given & _IMAGE
    if len(image) > 1:
        yield Fault(part, f"{element.get('id')} has {' and '.join(sorted(image))}")
    for name in sorted(given):
        plain = name[3:4].lower() + name[4:]
        if name.startswith("get") and plain in given:
            yield Fault(part, f"{element.get('id')} has {plain} and {name}")


def callbacks(book: Inspected) -> Iterator[Fault]:
    """Yield callbacks that no public procedure answers, or one with other arguments."""
    if len(book.ribbons) != 1 or book.project is None:
        return
    part, elements = _elements(book)
    for element in elements:
        for attribute, value in element.attrib.items():
            if signature := _signature(str(attribute)):
                yield from _answered(book, part, str(value), signature)


def _answered(
    book: Inspected, part: str, callback: str, signature: re.Pattern[str]
) -> Iterator[Fault]:
    module, _, name = callback.rpartition(".")
    assert book.project is not None
    found = [
        one
        for one in book.project.procedures
        if one.public
        and one.name.casefold() == name.casefold()
        and module.casefold() in ("", one.module.casefold())
    ]
    if len(found) != 1:
        yield Fault(part, f"{len(found)} public procedures are called {callback}")
    elif not signature.fullmatch(found[0].parameters):
        yield Fault(part, f"{callback} takes ({found[0].parameters})")


def _signature(attribute: str) -> re.Pattern[str] | None:
    if attribute == "onLoad":
        return _LOAD
    if attribute == "onAction":
        return _ACT
    return _GET if attribute.startswith("get") else None


def _elements(book: Inspected) -> tuple[str, list[etree._Element]]:
    [part] = book.ribbons
    return part, list(parse(book.parts[part]).iter("{*}*"))
