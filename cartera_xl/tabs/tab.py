"""The vocabulary that tabs are written in.

One declaration per tab serves for building the sheet, writing it, reading back what was
typed, and checking it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date


class Format(StrEnum):
    """How a column's cells look, and how they are read back."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    DAYS = "days"
    COUNT = "count"
    PERCENT = "percent"
    STAMP = "stamp"  # date and time


# What a number is in columns of these formats: a day, or a day and a time.
DATED: Final = frozenset((Format.DATE, Format.STAMP))


def is_stray(shown: Format | None, column: Format) -> bool:
    """Tell that a number is shown as what its column does not hold.

    Args:
        shown: `DATE` or `PERCENT`, as its cell's own style says; None says neither.
        column: what the column holds.
    """
    return shown not in (None, Format.DATE if column in DATED else column)


class Total(StrEnum):
    """What stands above a column: SUBTOTAL, so that filters count."""

    SUM = "sum"
    COUNT = "count"
    LARGEST = "largest"  # of a hidden column that others look at


class Limit(StrEnum):
    """What a typed value must be; the cell's validation and the posting agree on it."""

    NOT_NEGATIVE = "not_negative"  # an amount, zero or more
    NOT_FUTURE = "not_future"  # a date, today or earlier
    ANY_DATE = "any_date"
    RATE = "rate"  # a share between 0 and 1


class Tone(StrEnum):
    """What a cell that fulfils a mark's condition says by its colours."""

    BAD = "bad"
    GOOD = "good"
    WARN = "warn"


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
    a value does not pass, `prompt` what it says when the cell is selected. An input
    that is `prefilled` shows what the ledger holds until it is typed over. `range` is
    the position, from 1, of the ageing range whose label stands above the heading:
    formulas refer to headings, so a heading must not follow a parameter. A long text
    that `shrinks` is smaller where it would run over the cells beside it.
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
    shrinks: bool = False
    limit: Limit | None = None
    prompt: str = ""
    prefilled: bool = False
    range: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour that a cell takes while a condition holds on its row.

    `when` is a formula in which `{field}` stands for the row's cell of that field.
    """

    field: str
    when: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Setting:
    """A named cell above the table in which a person says what the table shows."""

    title: str
    name: str  # the cell's defined name
    format: Format = Format.TEXT
    initial: str | date | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One worksheet with its table.

    `key` names the columns that identify a row: what was typed follows them. A tab
    that is not `visible` waits for the capability that fills it. Where `entry_rows` is
    above zero the table starts with that many blank rows to type in. `bands` names the
    runs of columns that are only read, left to right; the runs between them are typed,
    or name themselves.
    `note` is the text of a formula that stands beside the settings. `retired` are
    headings that older workbooks have and this one has not.
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
    # What rows are called when they are counted: one, several.
    nouns: tuple[str, str] = ("fila", "filas")
    several: str = ""  # and where they are of several currencies, if they differ then
    bands: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    settings: tuple[Setting, ...] = ()
    note: str = ""
    printed: int = 0  # leading columns that go on paper; 0: every visible one
    retired: tuple[str, ...] = ()

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

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns that are not hidden; hidden ones may stand between."""
        return tuple(c for c in self.columns if not c.hidden)
