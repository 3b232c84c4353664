"""What a refresh puts in a workbook, whatever program holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartera_xl.tabs.cell import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Cell", "Content", "Refreshed", "Row"]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a refresh writes; what is not here stays as it is.

    `tables`: by table name, rows in the order of the tab's columns; input columns are
    None (what was typed is carried over by the host). `names`: by defined name, one
    value, or rows for a block. `formulas`: the value of formulas by their exact text
    (without the leading =), for those that the host cannot work out by itself.
    `decimals`: by currency, of those whose amounts are shown without the base
    currency's sign.
    """

    tables: Mapping[str, Sequence[Row]]
    names: Mapping[str, Cell | Sequence[Row]]
    formulas: Mapping[str, Cell]
    decimals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: Spanish notes for the person, and how much was carried."""

    notes: tuple[str, ...]
    carried: int  # typed cells that followed their document
    cleared: int = 0  # rows whose input was posted
