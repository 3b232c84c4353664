r"""Text as a workbook's XML holds it.

Characters that XML cannot hold are written `_xHHHH_` by Excel, and a text that really
reads `_x0041_` gets its underscore written that way (ECMA-376 part 1, 22.9.2.19,
ST_Xstring): both ways, or such texts grow at each refresh.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from cartera_xl.errors import TextTooLongError
from cartera_xl.ledger.lengths import LONGEST, units

# What makes a text more than its own letters: most texts have nothing of it.
_UNUSUAL: Final = re.compile(r"""[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]|_x|^\s|\s$""")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ENCODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ENCODED: Final = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")
_PHONETIC: Final = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_T: Final = re.compile(rb"<t\b[^>]*?(?:/>|>(.*?)</t>)", re.DOTALL)


def cleaned(text: str) -> str:
    """Return the text without the control characters that no cell may hold."""
    return _NOT_XML.sub("", text)


def escaped(text: str) -> str:
    """Return text for an XML element or a double-quoted attribute."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def text_element(text: str) -> str:
    """Return the `<t>` element of a text; nothing where no letter is left.

    Raises:
        TextTooLongError: no cell can hold it.
    """
    if len(text) > LONGEST // 2:
        _check_length(cleaned(text))
    if not _UNUSUAL.search(text):
        return f"<t>{text}</t>"
    text = cleaned(text)
    if not text:
        return ""
    if "_x" in text:
        text = _LOOKS_ENCODED.sub("_x005F_", text)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    # An XML reader turns a bare carriage return into a line feed.
    return f"<t{space}>{escaped(text).replace(chr(13), '_x000D_')}</t>"


def text_of(xml: bytes) -> str:
    """Return the text of a string item or an inline string, its runs joined."""
    runs = _T.findall(_PHONETIC.sub(b"", xml) if b"<rPh" in xml else xml)
    return decoded(b"".join(runs))


def decoded(xml: bytes) -> str:
    """Return the text that an element's content stands for."""
    text = xml.decode()
    if "&" in text:
        text = unescape(text)
    return _ENCODED.sub(_characters, text) if "_x" in text else text


def _characters(found: re.Match[str]) -> str:
    """Return what a run of `_xHHHH_` stands for; pairs of them are one character."""
    units = bytes.fromhex(found[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "replace")


def _check_length(text: str) -> None:
    length = units(text)
    if length > LONGEST:
        raise TextTooLongError(text[:20], length)
