"""The values that charts keep for previews, phones and Protected View.

A stale cache shows last month's figures and keeps the names of customers who are gone.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.cells import Value, number_text, serial
from cartera_xl.workbook.parts.xml import CHART, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

_CACHES: Final = {
    "numRef": "numCache",
    "strRef": "strCache",
    "multiLvlStrRef": "multiLvlStrCache",
}
_UTF8: Final = re.compile(rb"""encoding=["']utf-8["']""", re.IGNORECASE)
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\b[^>]*\?>\s*")


def _chart(tag: str) -> str:
    return f"{{{CHART}}}{tag}"


def with_values(
    xml: bytes, values_of: Callable[[str], Sequence[Value] | None]
) -> bytes:
    """Return a chart with its caches rewritten.

    `values_of` gives the values of a reference: None where nothing changed, nothing
    where they are unknown; then the cache goes and Excel makes it again.
    """
    root = parse(xml)
    changed = False
    for tag in _CACHES:
        for reference in list(root.iter(_chart(tag))):
            changed |= _rewrite(reference, tag, values_of)
    return _prolog(xml) + _serialized(root) if changed else xml


def _rewrite(
    reference: etree._Element,
    tag: str,
    values_of: Callable[[str], Sequence[Value] | None],
) -> bool:
    values = values_of(reference.findtext(_chart("f")) or "")
    if values is None:
        return False
    cache = reference.find(_chart(_CACHES[tag]))
    if not values or tag == "multiLvlStrRef":
        if cache is not None:
            reference.remove(cache)
        return cache is not None
    if cache is None:
        cache = _insert_cache(reference, tag)
    return _fill(cache, [_text(value, numbers=tag == "numRef") for value in values])


def _insert_cache(reference: etree._Element, tag: str) -> etree._Element:
    cache = reference.makeelement(_chart(_CACHES[tag]), {})
    reference.insert(1, cache)  # after the formula
    if tag == "numRef":
        code = cache.makeelement(_chart("formatCode"), {})
        code.text = "General"
        cache.append(code)
    return cache


def _fill(cache: etree._Element, texts: Sequence[str]) -> bool:
    before = [(p.get("idx"), p.findtext(_chart("v"))) for p in cache.iter(_chart("pt"))]
    after = [(str(index), text) for index, text in enumerate(texts) if text]
    count = cache.find(_chart("ptCount"))
    if before == after and count is not None and count.get("val") == str(len(texts)):
        return False
    for element in cache.findall(_chart("ptCount")) + cache.findall(_chart("pt")):
        cache.remove(element)
    _add(cache, after, len(texts))
    return True


def _add(cache: etree._Element, points: Sequence[tuple[str, str]], size: int) -> None:
    code = cache.find(_chart("formatCode"))
    at = 0 if code is None else 1
    count = cache.makeelement(_chart("ptCount"), {"val": str(size)})
    cache.insert(at, count)
    for offset, (index, text) in enumerate(points, at + 1):
        point = cache.makeelement(_chart("pt"), {"idx": index})
        value = point.makeelement(_chart("v"), {})
        value.text = text
        point.append(value)
        cache.insert(offset, point)


def _text(value: Value, *, numbers: bool) -> str:
    if value is None or (numbers and isinstance(value, str)):
        return ""
    if isinstance(value, str):
        return value
    return number_text(serial(value) if isinstance(value, date) else value)


def _prolog(xml: bytes) -> bytes:
    """Return what stands before the chart: the same data give the same bytes."""
    found = _DECLARATION.match(xml)
    return found[0] if found and _UTF8.search(found[0]) else b""


def _serialized(root: etree._Element) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return written
