"""A sheet without a table of ours: a few cells written, the rest as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.addresses import column_letters
from cartera_xl.workbook.parts.cells import cells_of, style_attribute, value_xml
from cartera_xl.workbook.parts.code_names import with_code_name
from cartera_xl.workbook.parts.columns import Shown, with_columns
from cartera_xl.workbook.parts.sheet_stream import (
    Head,
    Row,
    Rows,
    Tail,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cartera_xl.workbook.formulas.revaluing import Revaluer
    from cartera_xl.workbook.parts.cells import Value

_HIDDEN: Final = re.compile(rb'\shidden="\w+"')


@dataclass
class Edits:
    """Values to write by row and column, and rows and columns to hide or show."""

    values: dict[int, dict[int, Value]] = field(default_factory=dict)
    hidden: dict[int, bool] = field(default_factory=dict)  # rows
    columns: dict[int, Shown] = field(default_factory=dict)
    code_name: str = ""  # what the VBA project calls the sheet, where it was lost

    def head(self, data: bytes) -> bytes:
        """Return what stands before the rows, as it will be."""
        return with_code_name(with_columns(data, self.columns), self.code_name)

    def put(self, row: int, column: int, value: Value) -> None:
        """Add one value."""
        self.values.setdefault(row, {})[column] = value


def edited_row(row: Row, edits: Edits) -> Row:
    """Return a row with the values that belong on it; styles stay."""
    values = edits.values.get(row.number)
    cells = with_values(row, values) if values else row.cells
    rest = row.rest
    if row.number in edits.hidden:
        rest = _HIDDEN.sub(b"", rest).rstrip()
        rest += b' hidden="1"' if edits.hidden[row.number] else b""
    return Row(row.number, rest, cells)


def with_values(row: Row, values: Mapping[int, Value]) -> bytes:
    """Return a row's cells with some of them replaced or added."""
    styles = {cell.column: cell.style for cell in cells_of(row.cells)}
    written = {
        column: _cell_xml(row.number, column, styles.get(column, 0), value)
        for column, value in values.items()
    }
    kept = {c.column: c.xml for c in cells_of(row.cells) if c.column not in values}
    both = {**kept, **written}
    return b"".join(both[column] for column in sorted(both))


def _cell_xml(row: int, column: int, style: int, value: Value) -> bytes:
    address = f"{column_letters(column)}{row}"
    return f'<c r="{address}"{style_attribute(style)}{value_xml(value)}'.encode()


def edited_sheet(
    pieces: Iterable[Head | Rows | Tail], edits: Edits, revaluer: Revaluer
) -> Iterator[bytes]:
    """Yield a sheet's XML anew; what has no edit and no formula stays as it is."""
    waiting = sorted(edits.values)
    opened = False
    for piece in pieces:
        match piece:
            case Head(data, opening):
                opened = not opening.endswith(b"/>")
                yield edits.head(data)
                yield opening if opened or not waiting else b"<sheetData>"
            case Rows():
                yield from _edited_rows(piece, edits, waiting, revaluer)
            case Tail(closing, data):
                yield from (_new_row(number, edits) for number in waiting)
                yield closing if opened or not waiting else b"</sheetData>"
                yield data


def _edited_rows(
    rows: Rows, edits: Edits, waiting: list[int], revaluer: Revaluer
) -> Iterator[bytes]:
    if b"<f" not in rows.data and not (waiting and waiting[0] <= rows.last):
        yield rows.data
        return
    for row in rows:
        while waiting and waiting[0] < row.number:
            yield _new_row(waiting.pop(0), edits)
        if waiting and waiting[0] == row.number:
            waiting.pop(0)
        new = edited_row(row, edits)
        yield new._replace(cells=revaluer.row(new.cells)).xml


def _new_row(number: int, edits: Edits) -> bytes:
    return edited_row(Row(number, b"", b""), edits).xml
