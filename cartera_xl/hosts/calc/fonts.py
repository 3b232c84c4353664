"""Letters of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc import colours
from cartera_xl.hosts.calc.bridge import enum
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from cartera_xl.hosts.calc.cells import Cells
    from cartera_xl.hosts.calc.office import Office

_NORMAL, _BOLD = 100.0, 150.0
_SLANTS: Final = {True: "ITALIC", False: "NONE"}


@guarded()
class Font(base_classes.Font):
    """The font of a range; None where the cells differ."""

    office: Office
    document: Any

    def __init__(self, cells: Cells) -> None:
        self.office = cells.office
        self.document = cells.document
        self._cells = cells

    @property
    def api(self) -> Any:
        """Return UNO's cells, whose properties the font's are."""
        return self._cells.api

    @property
    def bold(self) -> bool | None:
        """Tell whether the letters are bold."""
        values, several = self._cells.look
        return None if "CharWeight" in several else values["CharWeight"] > _NORMAL

    @bold.setter
    def bold(self, value: bool) -> None:
        self._writable().CharWeight = _BOLD if value else _NORMAL

    @property
    def italic(self) -> bool | None:
        """Tell whether the letters are slanted."""
        posture = self.api.CharPosture
        return None if posture is None else posture.value == _SLANTS[True]

    @italic.setter
    def italic(self, value: bool) -> None:
        self._writable().CharPosture = enum("awt.FontSlant", _SLANTS[bool(value)])

    @property
    def size(self) -> float | None:
        """Return the height in points."""
        size: float | None = self.api.CharHeight
        return size

    @size.setter
    def size(self, value: float) -> None:
        self._writable().CharHeight = float(value)

    @property
    def color(self) -> colours.Rgb | None:
        """Return the colour; None where it is the program's.

        Raises:
            TypeError: there are several, as with xlwings' own engine for Excel.
        """
        values, several = self._cells.look
        if "CharColor" in several:
            raise TypeError("several")
        return colours.rgb(values["CharColor"])

    @color.setter
    def color(self, value: colours.Rgb | int | str) -> None:
        self._writable().CharColor = colours.number(value)

    @property
    def name(self) -> str | None:
        """Return the font's name."""
        name: str | None = self.api.CharFontName
        return name

    @name.setter
    def name(self, value: str) -> None:
        self._writable().CharFontName = value

    def _writable(self) -> Any:
        return self._cells.unprotected()
