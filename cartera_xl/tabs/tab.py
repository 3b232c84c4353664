"""The vocabulary that tabs are written in.

One declaration per tab serves for building the sheet, writing it, reading back what was
typed, and checking it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How a column's cells look, and how they are read back."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    DAYS = "days"
    COUNT = "count"
    PERCENT = "percent"
    STAMP = "stamp"  # date and time


class Total(StrEnum):
    """What stands above a column: SUBTOTAL, so that filters count."""

    SUM = "sum"
    COUNT = "count"


class Colour(StrEnum):
    """The reference product's colours."""

    BLUE = "1F6FEB"
    RED = "D1242F"
    GREEN = "1A7F37"
    DARK = "1B2733"
    GREY = "5B6875"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field that it shows, and what may be typed.

    `choices` and `limit` make the cell's validation; `message` is what Excel says when
    a value does not pass.
    """

    title: str
    field: str
    format: Format = Format.TEXT
    width: float = 12
    input: bool = False
    hidden: bool = False
    total: Total | None = None
    choices: tuple[str, ...] = ()
    message: str = ""
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One worksheet with its table.

    `key` names the columns that identify a row: what was typed follows them. A tab
    that is not `visible` waits for the capability that fills it. Where `entry_rows` is
    above zero the table starts with that many blank rows to type in.
    """

    title: str
    table: str
    code_name: str
    heading: str
    hint: str
    colour: Colour
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    visible: bool = True
    frozen: int = 2  # leading columns that stay in view
    entry_rows: int = 0

    def column(self, field: str) -> Column:
        """Return the column that shows a field."""
        return next(c for c in self.columns if c.field == field)

    @property
    def inputs(self) -> tuple[Column, ...]:
        """Return the columns that a person types in."""
        return tuple(c for c in self.columns if c.input)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the headings, left to right."""
        return tuple(c.title for c in self.columns)
