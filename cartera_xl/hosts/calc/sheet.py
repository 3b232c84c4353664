"""A sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from cartera_xl.hosts.calc.addresses import MAX_COLUMNS, MAX_ROWS, corners
from cartera_xl.hosts.calc.bridge import exception
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.names import Names
from cartera_xl.hosts.calc.note import Note, noted_cells
from cartera_xl.hosts.calc.numbering import numbered
from cartera_xl.hosts.calc.pasting import paste_sheet
from cartera_xl.hosts.calc.ranges import Range
from cartera_xl.hosts.calc.tables import Tables

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.book import Book
    from cartera_xl.hosts.calc.office import Office


@guarded()
class Sheet(base_classes.Sheet):
    """A sheet, known by its name.

    Whoever removes cells from a sheet makes the objects of UNO's that were taken from
    it before smaller, and wrong: see `kept`.
    """

    office: Office
    document: Any

    book: Book = None  # type: ignore[assignment]  # the base has a property

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.office = book.office
        self.document = book.document
        self._name = name

    @property
    def api(self) -> Any:
        """Return UNO's sheet.

        Raises:
            KeyError: it was removed, or renamed by somebody else.
        """
        kept, name = self.book.kept, self._name
        try:
            return kept.cells((name,), lambda: kept.sheets.getByName(name))
        except exception("container.NoSuchElementException"):
            raise KeyError(name) from None

    def cells_at(self, left: int, top: int, right: int, bottom: int) -> Any:
        """Return UNO's cells between two corners; all count from 0.

        Raises:
            KeyError: the sheet was removed, or renamed by somebody else.
        """
        place = left, top, right, bottom
        kept = self.book.kept
        return kept.cells(
            (self._name, *place),
            lambda: kept.sheets.getCellRangeByPosition(*place, self.index - 1),
        )

    @property
    def name(self) -> str:
        """Return the sheet's name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
        self._name = value

    @property
    def index(self) -> int:
        """Return the sheet's place, from 1."""
        names: tuple[str, ...] = self.book.kept.sheets.ElementNames
        try:
            return names.index(self._name) + 1
        except ValueError:
            raise KeyError(self._name) from None

    @property
    def names(self) -> Names:
        """Return the names that hold on this sheet alone."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """Return the tables on this sheet."""
        return Tables(self)

    @property
    def notes(self) -> list[Note]:
        """Return the notes that hang on its cells."""
        return [Note(Range(self, *cell)) for cell in noted_cells(self)]

    @property
    def comments(self) -> list[Any]:
        """Return no conversations: Calc has none."""
        return []

    @property
    def visible(self) -> bool:
        """Tell whether the sheet is shown; Calc has no second kind of hidden."""
        shown: bool = self.api.IsVisible
        return shown

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = bool(value)

    @property
    def cells(self) -> Range:
        """Return all cells."""
        return Range(self, 1, 1, MAX_ROWS, MAX_COLUMNS)

    @property
    def used_range(self) -> Range:
        """Return the cells from the first to the last that hold something."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range.at(self, cursor.RangeAddress)

    def range(self, first: Any, last: Any = None) -> Range:
        """Return the cells of an address, a name, a table, or between two corners."""
        if isinstance(first, str) and last is None:
            return self._named(first)
        if isinstance(first, tuple) and len(first) == 4:
            return Range(self, *first)
        start, end = _cell(self, first), _cell(self, last or first)
        return start.to(end)

    def activate(self) -> None:
        """Show the sheet."""
        self.book.controller.setActiveSheet(self.api)

    def select(self) -> None:
        """Show the sheet."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Take all formats away."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty all cells and take their formats away."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Make used columns and rows as wide and high as they need."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Remove the sheet."""
        self.document.Sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy the sheet within its workbook, or into another that is open here."""
        book = (before or after or self).book
        sheets = book.document.Sheets
        place = before.index - 1 if before else after.index if after else sheets.Count
        if book.document == self.document:
            sheets.copyByName(self.name, numbered(sheets, f"{self.name} "), place)
        else:
            taken = self.name in sheets.ElementNames
            name = numbered(sheets, f"{self.name} ") if taken else self.name
            sheets.insertNewByName(name, place)
            paste_sheet(self, Sheet(book, name))

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move the sheet within its workbook."""
        place = before.index - 1 if before else after.index if after else 0
        self.document.Sheets.moveByName(self.name, place)

    def to_pdf(self, path: str, quality: object = None) -> None:
        """Print this sheet alone into a PDF."""
        others = [s for s in self.book.sheets if s.name != self.name and s.visible]
        for sheet in others:
            sheet.visible = False
        try:
            self.book.to_pdf(path, quality)
        finally:
            for sheet in others:
                sheet.visible = True

    def _named(self, text: str) -> Range:
        if (found := corners(text)) is not None:
            (top, left), (bottom, right) = found
            return Range(self, top, left, bottom - top + 1, right - left + 1)
        for names in (self.names, self.book.names):
            if names.contains(text) and (cells := names(text).refers_to_range):
                return cells
        for sheet in self.book.sheets:
            if text in sheet.tables and (body := sheet.tables(text).data_body_range):
                return body
        raise NoSuchObjectError(text)


def _cell(sheet: Sheet, corner: Any) -> Range:
    if isinstance(corner, Range):
        return corner
    return sheet._named(corner) if isinstance(corner, str) else Range(sheet, *corner)
