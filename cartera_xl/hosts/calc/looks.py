"""How a rectangle of cells looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc import colours
from cartera_xl.hosts.calc.cells import Cells
from cartera_xl.hosts.calc.filling import fill_formats
from cartera_xl.hosts.calc.fonts import Font
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.merging import is_merged

if TYPE_CHECKING:
    from collections.abc import Sequence


# com.sun.star.sheet.CellFlags: hard formats and styles; everything
_FORMATS: Final = 32 | 64
_ALL: Final = 1023


@guarded()
class Looks(Cells):
    """Formats of cells."""

    def clear_formats(self) -> None:
        """Take the cells' formats away; what they hold stays."""
        self.unprotected().clearContents(_FORMATS)

    def clear(self) -> None:
        """Empty the cells and take their formats away."""
        self.unprotected().clearContents(_ALL)

    @property
    def number_format(self) -> str | None:
        """Return the English code of the format, None where there are several."""
        values, several = self.look
        if "NumberFormat" in several:
            return None
        return self.sheet.book.formats.code(values["NumberFormat"])

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.unprotected().NumberFormat = self.sheet.book.formats.key(value)

    @property
    def color(self) -> colours.Rgb | None:
        """Return the fill, None where there is none; several are black, as in Excel."""
        values, several = self.look
        if "CellBackColor" in several:
            return colours.BLACK
        return colours.rgb(values["CellBackColor"])

    @color.setter
    def color(self, value: colours.Rgb | int | str | None) -> None:
        self.unprotected().CellBackColor = colours.number(value)

    def set_colors(self, colors: Sequence[Sequence[Any]]) -> None:
        """Fill each cell with the colour at its place; `...` leaves one as it is."""
        colours.fill_each(self.document, self.unprotected(), colors)

    @property
    def font(self) -> Font:
        """Return the font."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Tell whether long texts are broken into lines."""
        wrapped: bool | None = self.api.IsTextWrapped
        return wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.unprotected().IsTextWrapped = value

    def autofill(self, destination: Any, type_: str) -> None:
        """Give the formats of these rows to the rows of a range that begins with them.

        Raises:
            NotImplementedError: something else than formats is to be filled.
        """
        if type_ != "fill_formats":
            raise NotImplementedError(type_)
        fill_formats(self.sheet.api, destination.impl.unprotected(), self.shape[0])

    @property
    def merge_cells(self) -> bool | None:
        """Tell whether the cells are, or lie in, one merged cell; None: some are."""
        return is_merged(self.sheet.api, self.api)

    def merge(self, across: bool = False) -> None:
        """Make one cell of them, or one a row where `across`."""
        cells, (height, width) = self.unprotected(), self.shape
        for row in range(height) if across else ():
            cells.getCellRangeByPosition(0, row, width - 1, row).merge(True)
        if not across:
            cells.merge(True)

    def unmerge(self) -> None:
        """Make single cells of a merged one."""
        self.unprotected().merge(False)
