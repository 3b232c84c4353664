"""The ribbon as a part of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from cartera_xl.tabs import ribbon
from cartera_xl.workbook.parts.xml import parse
from cartera_xl.workbook.vba import callbacks

if TYPE_CHECKING:
    from cartera_xl.tabs.ribbon import Button, Group

PART: Final = "customUI/customUI14.xml"
RELATION: Final = (
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
)
NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_part() -> bytes:
    """Return the XML of the ribbon."""
    root = parse(b'<customUI xmlns="%s"/>' % NAMESPACE.encode())
    root.set("onLoad", callbacks.LOAD)
    tabs = _under(_under(root, "ribbon"), "tabs")
    tab = _under(
        tabs, "tab", id=ribbon.TAB_ID, label=ribbon.TAB_LABEL, insertAfterMso="TabHome"
    )
    for group in ribbon.GROUPS:
        _add_group(tab, group)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_group(tab: etree._Element, group: Group) -> None:
    element = _under(tab, "group", id=group.id, label=group.label)
    for button in group.buttons:
        _under(element, "button", **_attributes(button))
    if group.shows_version:
        _under(element, "labelControl", id=ribbon.VERSION_ID, getLabel=callbacks.LABEL)


def _attributes(button: Button) -> dict[str, str]:
    return {
        "id": button.id,
        "tag": button.enabled,  # which callback decides by
        "label": button.label,
        "size": "large" if button.large else "normal",
        "imageMso": button.image,
        "screentip": button.screentip,
        "supertip": button.supertip,
        "onAction": callbacks.callback(button),
        "getEnabled": callbacks.ENABLED,
    }


def _under(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
