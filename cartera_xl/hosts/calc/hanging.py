"""What hangs on cells: notes and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.hosts.calc import hyperlinks
from cartera_xl.hosts.calc.cells import Cells
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.note import Note, noted_cells, put_note

if TYPE_CHECKING:
    from collections.abc import Iterator


class NoLinkError(Exception):
    """A cell has no link; xlwings' own engines raise as much."""


@guarded()
class Hanging(Cells):
    """Notes and links of cells."""

    @property
    def note(self) -> Note | None:
        """Return the note of the first cell."""
        place = self.row, self.column
        return Note(self(1)) if place in set(noted_cells(self.sheet)) else None

    def add_note(self, text: str) -> Note:
        """Hang a note on the first cell, which has none."""
        put_note(self(1), text)
        return Note(self(1))

    @property
    def hyperlink(self) -> str:
        """Return where the first cell's link leads.

        Raises:
            NoLinkError: it has none.
        """
        if found := hyperlinks.link_of(self.document, self(1).api[0, 0]):
            return found
        raise NoLinkError

    def add_hyperlink(
        self, address: str, text_to_display: str = "", screen_tip: object = None
    ) -> None:
        """Make a link of the first cell; Calc shows no tip but the address."""
        cell = self(1).unprotected()[0, 0]
        hyperlinks.put_link(self.document, cell, address, text_to_display)

    def clear_hyperlinks(self) -> None:
        """Take links off; no engine of xlwings' own has a word for it."""
        hyperlinks.clear_links(self.sheet.book.kept, self.unprotected())

    def linked_cells(self) -> Iterator[tuple[int, int]]:
        """Return the cells that have a link, by row and column of the sheet."""
        places = list(hyperlinks.linked_cells(self.sheet.book.kept, self.api))
        return iter([(self.row + row, self.column + column) for row, column in places])
