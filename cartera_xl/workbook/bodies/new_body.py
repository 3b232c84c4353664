"""The rows of a table as XML, 500 at a time.

A row's number stands in every one of its cells, so a row is its cells' fixed parts
joined by the number, with the contents filled in: the two fastest things that Python
does with text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.workbook.parts.addresses import column_letters
from cartera_xl.workbook.parts.cells import RawCell, style_attribute, value_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cartera_xl.tabs.cell import Cell, Row
    from cartera_xl.workbook.bodies.carried import Carried

BLOCK: Final = 500
_REMEMBERED: Final = 20_000
_WHOLE: Final = "><v>%d</v></c>"
_FLOAT: Final = "><v>%r</v></c>"
_LARGEST: Final = 1e15  # up to here a float that is whole is written as an integer


class ColumnPlan(NamedTuple):
    """One column of the sheet: what fills it."""

    number: int
    style: int
    source: int | None  # position in a row of the tab; None: nothing of ours
    formula: str  # filled down, as XML text; empty for none


class Variants(NamedTuple):
    """Styles of rows that look otherwise: amounts in another currency.

    `source` is the position, in a row of the tab, of the text that tells; `styles` are
    by that text, and then by the sheet's column.
    """

    source: int
    styles: Mapping[Cell, Mapping[int, int]]


_ALIKE: Final = Variants(0, {})


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """What the rows of a table are made of."""

    first: int
    columns: Sequence[ColumnPlan]
    rows: Sequence[Row]
    blanks: int  # rows without a document, after the others
    carried: Mapping[int, Mapping[int, Carried]]
    outside: Mapping[int, Sequence[RawCell]]
    variants: Variants = _ALIKE

    @property
    def last(self) -> int:
        """Return the number of the last row; a table always has one."""
        return self.first + max(1, len(self.rows) + self.blanks) - 1

    def variant(self, styles: Mapping[int, int]) -> list[ColumnPlan]:
        """Return the columns with other styles."""
        return [c._replace(style=styles.get(c.number, c.style)) for c in self.columns]


class _Memo(dict["Cell", str]):
    """Contents by value, forgotten when they are too many."""

    def __missing__(self, value: Cell) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        text = self[value] = value_xml(value)
        return text


def body_xml(plan: BodyPlan) -> Iterator[bytes]:
    """Yield the rows of a table."""
    renderer = _Renderer(plan)
    for start in range(0, len(plan.rows), BLOCK):
        rows = plan.rows[start : start + BLOCK]
        yield "".join(renderer.block(plan.first + start, rows)).encode()
    for number in range(plan.first + len(plan.rows), plan.last + 1):
        yield renderer.blank(number).encode()


class _Renderer:
    def __init__(self, plan: BodyPlan) -> None:
        self.plan = plan
        self.memo = _Memo()
        self.special = plan.carried.keys() | plan.outside.keys()
        filled = [c for c in plan.columns if _has_values(c, plan.rows)]
        self.sources = [c.source for c in filled if c.source is not None]
        numbers = {c.number for c in filled}
        self.parts = _parts(plan.columns, numbers)
        looks = plan.variants.styles.items()
        self.columns = {told: plan.variant(styles) for told, styles in looks}
        self.variants = {told: _parts(c, numbers) for told, c in self.columns.items()}
        self.blank_parts = _parts([c._replace(formula="") for c in plan.columns], set())

    def block(self, first: int, rows: Sequence[Row]) -> list[str]:
        columns = [self._contents(source, rows) for source in self.sources]
        contents = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
        lines = [
            str(number).join(parts) % filled
            for number, (parts, filled) in enumerate(
                zip(self._parts_of(rows), contents, strict=False), first
            )
        ]
        for number in self._special_in(first, len(rows)):
            lines[number - first] = self._special_row(number, rows[number - first])
        return lines

    def _parts_of(self, rows: Sequence[Row]) -> Iterable[list[str]]:
        if not self.variants:
            return repeat(self.parts)
        source = self.plan.variants.source
        return [self.variants.get(row[source], self.parts) for row in rows]

    def _columns_of(self, row: Row | None) -> Sequence[ColumnPlan]:
        if row is None or not self.columns:
            return self.plan.columns
        return self.columns.get(row[self.plan.variants.source], self.plan.columns)

    def blank(self, number: int) -> str:
        if number in self.special:
            return self._special_row(number, None)
        return str(number).join(self.blank_parts) % ()

    def _special_in(self, first: int, size: int) -> list[int]:
        if not self.special:
            return []
        return [n for n in range(first, first + size) if n in self.special]

    def _contents(self, source: int, rows: Sequence[Row]) -> Sequence[str]:
        values = list(map(itemgetter(source), rows))
        kinds = set(map(type, values))
        if kinds == {int}:
            return list(map(_WHOLE.__mod__, values))
        if kinds == {float} and sum(map(abs, values)) < _LARGEST:  # so all are finite
            return [(_WHOLE if v.is_integer() else _FLOAT) % v for v in values]
        return list(map(self.memo.__getitem__, values))

    def _special_row(self, number: int, row: Row | None) -> str:
        """Return a row that holds something besides our own cells."""
        outside = self.plan.outside.get(number, ())
        carried = self.plan.carried.get(number, {})
        first, last = self.plan.columns[0].number, self.plan.columns[-1].number
        cells = [
            *(cell.xml.decode() for cell in outside if cell.column < first),
            *(self._cell(number, c, row, carried) for c in self._columns_of(row)),
            *(cell.xml.decode() for cell in outside if cell.column > last),
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'

    def _cell(
        self,
        number: int,
        column: ColumnPlan,
        row: Row | None,
        carried: Mapping[int, Carried],
    ) -> str:
        start = f'<c r="{column_letters(column.number)}{number}"'
        style = style_attribute(column.style)
        if column.number in carried:
            rest, inner = carried[column.number]
            style = "" if RawCell(number, column.number, rest, None).style else style
            return f"{start}{style}{rest.decode()}>{inner.decode()}</c>"
        start += style
        if row is not None and column.source is not None:
            return start + value_xml(row[column.source])
        return start + _filled_down(column if row is not None else None)


def _filled_down(column: ColumnPlan | None) -> str:
    if column is None or not column.formula:
        return "/>"
    return f"><f>{column.formula}</f></c>"


def _has_values(column: ColumnPlan, rows: Sequence[Row]) -> bool:
    if column.source is None or not rows:
        return False
    if rows[0][column.source] is not None:
        return True
    return set(map(type, map(itemgetter(column.source), rows))) != {type(None)}


def _parts(columns: Sequence[ColumnPlan], filled: set[int]) -> list[str]:
    """Return a row's XML cut where its number goes, `%s` where contents go."""
    parts = ['<row r="', '">']
    for column in columns:
        content = "%s"
        if column.number not in filled:
            content = _filled_down(column).replace("%", "%%")
        parts[-1] += f'<c r="{column_letters(column.number)}'
        parts.append(f'"{style_attribute(column.style)}{content}')
    parts[-1] += "</row>"
    return parts
