"""Rows and columns of a rectangle of cells."""

from __future__ import annotations

from cartera_xl.hosts.calc import dimensions, moving
from cartera_xl.hosts.calc.cells import Cells
from cartera_xl.hosts.calc.guard import guarded


@guarded()
class Lines(Cells):
    """Widths, heights, what is hidden, and cells that come and go."""

    @property
    def column_width(self) -> float | None:
        """Return the columns' width in characters, None where they differ."""
        return dimensions.column_width(self.api)

    @column_width.setter
    def column_width(self, value: float) -> None:
        dimensions.set_column_width(self.unprotected(), value)

    @property
    def row_height(self) -> float | None:
        """Return the rows' height in points, None where they differ."""
        return dimensions.row_height(self.api)

    @row_height.setter
    def row_height(self, value: float) -> None:
        dimensions.set_row_height(self.unprotected(), value)

    @property
    def row_hidden(self) -> bool | None:
        """Tell whether the rows are hidden, by hand or by a filter; None: some."""
        return dimensions.rows_hidden(self.api)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.unprotected().Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Tell whether the columns are hidden; None: some are."""
        return dimensions.columns_hidden(self.api)

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.unprotected().Columns.IsVisible = not value

    def autofit(self, axis: str | None = None) -> None:
        """Make columns and rows as wide and high as they need."""
        dimensions.autofit(self.unprotected(), axis)

    def insert(self, shift: str | None = None, copy_origin: object = None) -> None:
        """Insert cells here and move these down or to the right."""
        moving.insert(self, self.unprotected(), shift)

    def delete(self, shift: str | None = None) -> None:
        """Remove the cells and move others up or to the left."""
        moving.delete(self, self.unprotected(), shift)
