"""What the VBA project calls a workbook and its sheets: without it no macro finds them.

A document module must have the code name of its sheet; Excel makes a new, empty module
for any other sheet, and what stood in the old one never runs again.
"""

from __future__ import annotations

import re
from typing import Final

_SHEET: Final = re.compile(rb"<sheetPr(?:\s[^>]*?)?(/?)>")
_BOOK: Final = re.compile(rb"<workbookPr(?:\s[^>]*?)?/?>")
_NAME: Final = re.compile(rb'\scodeName="([^"]*)"')
_ROOT: Final = re.compile(rb"<worksheet\b[^>]*>")
# What the schema puts after workbookPr, in its order, of what a workbook must have.
_AFTER: Final = re.compile(
    rb"<(?:(?:\w+:)?AlternateContent|(?:\w+:)?revisionPtr|workbookProtection|bookViews"
    rb"|sheets)\b"
)


def code_name_in(head: bytes) -> str:
    """Return the code name of a sheet, from what stands before its rows."""
    element = _SHEET.search(head)
    found = _NAME.search(element[0]) if element else None
    return found[1].decode() if found else ""


def with_code_name(head: bytes, name: str) -> bytes:
    """Return what stands before a sheet's rows with a code name; empty: as it is."""
    if not name or code_name_in(head) == name:
        return head
    attribute = b' codeName="%s"' % name.encode()
    if _SHEET.search(head):
        return _SHEET.sub(lambda found: _named(found[0], attribute), head, count=1)
    return _ROOT.sub(
        lambda found: found[0] + b"<sheetPr%s/>" % attribute, head, count=1
    )


def with_book_name(xml: bytes, name: str) -> bytes:
    """Return a workbook's main part with its code name."""
    attribute = b' codeName="%s"' % name.encode()
    if _BOOK.search(xml):
        return _BOOK.sub(lambda found: _named(found[0], attribute), xml, count=1)
    after = _AFTER.search(xml)
    at = after.start() if after else len(xml)
    return xml[:at] + b"<workbookPr%s/>" % attribute + xml[at:]


def _named(element: bytes, attribute: bytes) -> bytes:
    bare = _NAME.sub(b"", element)
    end = -2 if bare.endswith(b"/>") else -1
    return bare[:end].rstrip() + attribute + bare[end:]
