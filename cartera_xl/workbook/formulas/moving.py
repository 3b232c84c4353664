"""A formula that a person typed on a document's row, when the document moves.

Excel sorts rows the same way: references within the row follow it. A formula that
looks at other rows of the table would look at other documents after the move, so it
does not move.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.addresses import Area, cell_address, parse_area
from cartera_xl.workbook.parts.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.formula.tokenizer import Token

    from cartera_xl.workbook.parts.cells import RawCell
    from cartera_xl.workbook.parts.tables import Table

_ROW_IN_ADDRESS: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)\d+")
_WHOLE_ROWS: Final = re.compile(r"\$?\d+:\$?\d+")
# tblX[[#This Row],[Saldo]] is how a file holds [@Saldo].
_THIS_ROW: Final = re.compile(r"(\w*)\[\[#This Row\],\[([^\[\]]+)\]\]")
_VOLATILE: Final = frozenset(
    f"{name}(" for name in ("TODAY", "NOW", "RAND", "RANDBETWEEN", "OFFSET", "INDIRECT")
)
_SHARED: Final = re.compile(rb'\bt="shared"')
_GROUP: Final = re.compile(rb'\bsi="(\d+)"')


def has_references(formula: str) -> bool:
    """Tell whether a formula looks at anything besides its own constants."""
    return any(token.subtype == "RANGE" for token in _tokens(formula))


def moved(formula: str, old: int, new: int, body: Area) -> str | None:
    """Return a formula for its new row; None where it looks at other rows.

    `body` is the table's body before the move.
    """
    texts = []
    for token in _tokens(formula):
        text = token.value
        if token.subtype == "RANGE":
            text = _moved_reference(text, old, new, body)
        if text is None:
            return None
        texts.append(text)
    return "".join(texts)


def _moved_reference(text: str, old: int, new: int, body: Area) -> str | None:
    if _WHOLE_ROWS.fullmatch(text):
        return None
    area = parse_area(text)
    if area is None or not area.meets(body):
        return text  # a name, a structured reference, a cell elsewhere
    if area.top != old or area.bottom != old:
        return None
    return _ROW_IN_ADDRESS.sub(rf"\g<1>{new}", text)


def columns_of_row(formula: str, row: int, table: Table) -> set[int] | None:
    """Return the columns that a formula looks at, all of them on its own row.

    None where it looks at anything else, or its value changes by itself.
    """
    columns: set[int] = set()
    for token in _tokens(formula):
        if token.type == "FUNC" and token.value.upper() in _VOLATILE:
            return None
        if token.subtype == "RANGE":
            found = _columns_at(token.value, row, table)
            if found is None:
                return None
            columns.update(found)
    return columns


def _columns_at(text: str, row: int, table: Table) -> Iterable[int] | None:
    if structured := _THIS_ROW.fullmatch(text):
        name, title = structured.groups()
        ours = name in ("", table.name) and title in table.columns
        return [table.column(title)] if ours else None
    area = parse_area(text)
    here = area is not None and area.top == area.bottom == row
    return area.columns if area and here and area.meets(table.body) else None


def _tokens(formula: str) -> Iterable[Token]:
    from openpyxl.formula.tokenizer import Tokenizer

    items: Iterable[Token] = Tokenizer(f"={formula}").items
    return items


def translated(formula: str, origin: tuple[int, int], target: tuple[int, int]) -> str:
    """Return a formula as it reads copied from one cell (row, column) to another."""
    from openpyxl.formula.translate import Translator

    translator = Translator(f"={formula}", cell_address(*origin))
    return str(translator.translate_formula(cell_address(*target)))[1:]


def unshared(cell: RawCell, masters: dict[bytes, tuple[int, int, str]]) -> RawCell:
    """Return a cell with its shared formula written out; note each group's first."""
    formula = cell.formula
    if formula is None or not _SHARED.search(formula.attributes):
        return cell
    found = _GROUP.search(formula.attributes)
    group = found[1] if found else b""
    if formula.text:
        masters[group] = (cell.row, cell.column, formula.text)
    if group not in masters:
        return cell
    row, column, text = masters[group]
    written = translated(text, (row, column), (cell.row, cell.column))
    element = b"<f>%s</f>" % escaped(written).encode()
    inner = (cell.inner or b"").replace(formula.element, element, 1)
    return cell._replace(inner=inner)
