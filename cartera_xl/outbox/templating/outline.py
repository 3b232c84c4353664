"""A template as one text: every branch one after the other, data as marks.

What a letter may say and which tags it may have is then checked once, whatever the data
will be: data are escaped, so that only the template itself can open a tag.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from cartera_xl.outbox.templating.allowed import path

if TYPE_CHECKING:
    from collections.abc import Iterator

# Private use characters: no template has them (`Outline.of` drops those that it has).
OPEN, CLOSE = "\ue000", "\ue001"
_MARKS: Final = str.maketrans("", "", OPEN + CLOSE)


class Outline:
    """The text, and the line of the template that each place of it came from."""

    def __init__(self, pieces: list[tuple[str, int]]) -> None:
        self._starts: list[int] = []
        self._lines: list[int] = []
        position = 0
        for text, line in pieces:
            self._starts.append(position)
            self._lines.append(line)
            position += len(text)
        self.text = "".join(text for text, _ in pieces)

    @classmethod
    def of(cls, template: nodes.Template) -> Outline:
        """Return the outline of a parsed template."""
        return cls(list(_pieces(template)))

    def line(self, position: int) -> int:
        """Return the template's line of a place in the text."""
        piece = bisect_right(self._starts, position) - 1
        if piece < 0:
            return 1
        start = self._starts[piece]
        return self._lines[piece] + self.text.count("\n", start, position)


def mark(name: str) -> str:
    """Return how a datum stands in the text."""
    return f"{OPEN}{name}{CLOSE}"


def _pieces(node: nodes.Node) -> Iterator[tuple[str, int]]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data.translate(_MARKS), child.lineno
        elif isinstance(node, nodes.Output):
            yield mark(path(child)), child.lineno
        elif isinstance(child, nodes.Stmt):
            yield from _pieces(child)
            if isinstance(child, nodes.Block):  # elsewhere in the letter than the next
                yield "\n\n", child.lineno
