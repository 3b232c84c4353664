"""How the cells of a tab look, as the workbook keeps it on its sheet of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from cartera_xl.tabs import names
from cartera_xl.tabs.columns import CURRENCY
from cartera_xl.tabs.samples import LOOKS, USUAL, Look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlwings import Range
    from xlwings.main import Font

    from cartera_xl.hosts.content import Row
    from cartera_xl.hosts.live.names import Names
    from cartera_xl.tabs.tab import Format, Tab

Colour: TypeAlias = "tuple[int, int, int] | None"
TEXT: Final = "@"


class CellLook(NamedTuple):
    """What a person may change of a cell's look, and a refresh puts back."""

    number_format: str
    fill: Colour
    ink: Colour
    bold: bool

    def put_on(self, cells: Range) -> None:
        """Give cells this look, those that have it already left alone."""
        if cells.number_format != self.number_format:
            cells.number_format = self.number_format
        if cells.color != self.fill or self.fill is None:
            cells.color = self.fill
        font = cells.font
        if self.ink and ink_of(font) != self.ink:
            font.color = self.ink
        if font.bold != self.bold:
            font.bold = self.bold


def ink_of(font: Font) -> Colour | Literal["several"]:
    """Return the colour of letters; xlwings fails where Excel says «several»."""
    try:
        return font.color
    except TypeError:
        return "several"


Kind: TypeAlias = "tuple[Look, Format, bool, bool, bool]"


class Looks:
    """The looks of one tab's columns, by their position in the tab; read when asked.

    Columns of one kind look alike, on every tab: `known` is shared, and reading a cell
    for each kind is enough.
    """

    def __init__(
        self, tab: Tab, book_names: Names, known: dict[Kind, CellLook]
    ) -> None:
        self._tab = tab
        self._names = book_names
        self._known = known

    def usual(self, position: int) -> CellLook | None:
        """Return how a column looks; None where the workbook keeps no samples."""
        return self.of(USUAL, position)

    def of(self, look: Look, position: int) -> CellLook | None:
        """Return one of the looks of a column; older workbooks have fewer."""
        row = LOOKS.index(look)
        area = self._names.area(names.samples(self._tab.table))
        if area is None or row >= area.shape[0]:
            return None
        column = self._tab.columns[position]
        kind = (look, column.format, column.input, column.bold, column.centred)
        if kind not in self._known:
            self._known[kind] = _look_of(area[row, position])
        return self._known[kind]

    def rejected(self, position: int, usual: CellLook) -> CellLook | None:
        """Return how a cell looks when it is refused, in its own number format."""
        found = self.of(Look(None, rejected=True), position)
        return found and found._replace(number_format=usual.number_format)


def _look_of(cell: Range) -> CellLook:
    return CellLook(
        cell.number_format, cell.color, cell.font.color, bool(cell.font.bold)
    )


def foreign(
    tab: Tab, rows: Sequence[Row], decimals: Mapping[str, int]
) -> dict[int, list[int]]:
    """Return the positions of rows in other currencies, by the decimals they show."""
    fields = [column.field for column in tab.columns]
    if CURRENCY.field not in fields or not decimals:
        return {}
    source = fields.index(CURRENCY.field)
    found: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        digits = decimals.get(str(row[source]))
        if digits is not None:
            found.setdefault(digits, []).append(position)
    return found
