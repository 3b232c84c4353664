"""The columns of a sheet: which of them are hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ALL: Final = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
_ONE: Final = re.compile(
    rb'<col\b(?=[^>]*\smin="(\d+)")(?=[^>]*\smax="(\d+)")([^>]*)/>'
)
_FIRST: Final = re.compile(rb'(\smin=")\d+')
_LAST: Final = re.compile(rb'(\smax=")\d+')
_HIDDEN: Final = re.compile(rb'\shidden="(\w+)"')
_NO_WIDTH: Final = re.compile(rb'\swidth="0"')


class Shown(NamedTuple):
    """Whether a column is in view, and how wide it is then."""

    shown: bool
    width: float


class _Span(NamedTuple):
    """Columns that are alike, with their attributes as they were written."""

    first: int
    last: int
    rest: bytes

    @property
    def hidden(self) -> bool:
        found = _HIDDEN.search(self.rest)
        return found is not None and found[1] in (b"1", b"true")

    @property
    def xml(self) -> bytes:
        rest = _FIRST.sub(rb"\g<1>%d" % self.first, self.rest)
        return b"<col%s/>" % _LAST.sub(rb"\g<1>%d" % self.last, rest)


def with_columns(head: bytes, columns: Mapping[int, Shown]) -> bytes:
    """Return what stands before a sheet's rows, some columns hidden or in view.

    Other columns stay as a person left them.
    """
    found = _ALL.search(head)
    before = [
        _Span(int(first), int(last), rest.rstrip())
        for first, last, rest in _ONE.findall(found[1] if found else b"")
    ]
    after = before
    for number, wanted in columns.items():
        after = list(_changed(after, number, wanted))
    if after == before:
        return head
    element = b"<cols>%s</cols>" % b"".join(span.xml for span in sorted(after))
    return _ALL.sub(lambda _: element, head, count=1) if found else head + element


def _changed(spans: list[_Span], number: int, wanted: Shown) -> Iterator[_Span]:
    covered = False
    for span in spans:
        here = span.first <= number <= span.last
        covered |= here
        if here and span.hidden is wanted.shown:
            yield from _split(span, number, wanted)
        else:
            yield span
    if not covered and not wanted.shown:
        new = b' min="0" max="0" width="%g" customWidth="1"' % wanted.width
        yield _Span(number, number, _with_hidden(new))


def _split(span: _Span, number: int, wanted: Shown) -> Iterator[_Span]:
    if span.first < number:
        yield span._replace(last=number - 1)
    rest = _HIDDEN.sub(b"", span.rest)
    if wanted.shown:
        # Excel forgets the width of a hidden column.
        rest = _NO_WIDTH.sub(b' width="%g"' % wanted.width, rest)
    else:
        rest = _with_hidden(rest)
    yield _Span(number, number, rest)
    if number < span.last:
        yield span._replace(first=number + 1)


def _with_hidden(rest: bytes) -> bytes:
    return rest + b' hidden="1"'
