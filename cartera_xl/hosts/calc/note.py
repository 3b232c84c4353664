"""A note that hangs on a cell: in Calc, an annotation."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.protecting import refuse_protected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range
    from cartera_xl.hosts.calc.sheet import Sheet


@guarded()
class Note(base_classes.Note):
    """A note, known by its cell."""

    office: Office
    document: Any

    def __init__(self, cell: Range) -> None:
        self.office = cell.office
        self.document = cell.document
        self._cell = cell

    @property
    def api(self) -> Any:
        """Return UNO's annotation."""
        return self._cell.api.getCellByPosition(0, 0).Annotation

    @property
    def location(self) -> Range:
        """Return the cell."""
        return self._cell

    @property
    def author(self) -> str:
        """Return who wrote it; LibreOffice drops the name that a workbook tells."""
        author: str = self.api.Author
        return author

    @property
    def text(self) -> str:
        """Return what it says."""
        text: str = self.api.String
        return text

    @text.setter
    def text(self, value: str) -> None:
        self.api.String = value

    def delete(self) -> None:
        """Take the note off its cell."""
        refuse_protected(self._cell.sheet.api)
        place = self._cell.row - 1, self._cell.column - 1
        annotations = self._cell.sheet.api.Annotations
        for index in range(annotations.Count):
            position = annotations.getByIndex(index).Position
            if (position.Row, position.Column) == place:
                annotations.removeByIndex(index)
                return


def noted_cells(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the cells that notes hang on, by row and column."""
    annotations = sheet.api.Annotations
    for index in range(annotations.Count):
        position = annotations.getByIndex(index).Position
        yield position.Row + 1, position.Column + 1


@contextmanager
def keeping_notes(sheet: Any, cells: Any) -> Iterator[None]:
    """Put back the notes of cells that are written: Calc empties them first."""
    annotations = sheet.Annotations
    count = annotations.Count
    here: Any = cells.RangeAddress if count else None
    notes = [
        (note.Position, note.String)
        for note in map(annotations.getByIndex, range(count))
        if here.StartRow <= note.Position.Row <= here.EndRow
        and here.StartColumn <= note.Position.Column <= here.EndColumn
    ]
    yield
    for position, text in notes:
        annotations.insertNew(position, text)


def put_note(cell: Range, text: str) -> None:
    """Hang a note on a cell that has none."""
    place = cell.unprotected().getCellByPosition(0, 0).CellAddress
    cell.sheet.api.Annotations.insertNew(place, text)
