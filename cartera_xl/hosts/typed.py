"""What a person typed in a workbook, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.hosts.content import Cell


class TypedCell(NamedTuple):
    """A typed value; `formula` is its text without `=`, empty for a constant.

    A formula that no program has calculated yet has no value.
    """

    value: Cell
    formula: str = ""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row with something typed: its document, its number, and the typed cells.

    `key` is empty on rows that are there to be typed in.
    """

    key: tuple[str, ...]
    row: int
    cells: Mapping[str, TypedCell]  # by the column's field
