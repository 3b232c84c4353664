"""What a person typed in a workbook, row by row, whatever program holds it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.tabs.cell import Cell


class FormulaCell(NamedTuple):
    """A formula that stands where a value belongs: its text, without `=`.

    `value` is what it showed last; None where no program has calculated it yet.
    """

    text: str
    value: Cell


class ErrorCell(NamedTuple):
    """An error that stands where a value belongs, such as #N/A."""

    code: str


class PercentCell(NamedTuple):
    """A percentage that stands where something else belongs: 0.1 where it shows 10 %.

    As an amount it would be ten centavos.
    """

    share: float


Typed: TypeAlias = "Cell | FormulaCell | ErrorCell | PercentCell"


# The day that a time of day has where no day was typed.
TIMES: Final = date(1899, 12, 30)


class Posted(NamedTuple):
    """A row whose input was posted: how the next refresh knows it again."""

    table: str
    key: tuple[str, ...]
    fingerprint: str


class RowMark(NamedTuple):
    """What to say beside a row, and the fields whose cells are painted as refused."""

    table: str
    row: int
    status: str
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with something typed.

    `key` holds the texts of the tab's key columns; it is empty on a row that names no
    document. `typed` and `shown` are by field. Blank cells are absent from `typed`,
    except where the column is prefilled: there None says that the cell is blank, as it
    may have been before. A row that still shows what was written there is no entry.
    """

    table: str
    sheet: str  # its name as the workbook has it
    row: int  # counted from 1
    key: tuple[str, ...]
    typed: Mapping[str, Typed]
    shown: Mapping[str, Cell] = field(default_factory=dict)  # as found, unchecked
    version: int | None = None  # of the row when it was written; None: it is lost
    hidden: bool = False  # by a filter or by hand
    below: bool = False  # under the table, which did not grow over it

    @property
    def fingerprint(self) -> str:
        """Return a text that is the same for the same input in any row and program."""
        content = {f: _plain(v) for f, v in self.typed.items() if v is not None}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def posted(self) -> Posted:
        """Return how this row's input is known once it is posted."""
        return Posted(self.table, self.key, self.fingerprint)


def _plain(value: Typed) -> tuple[str, str]:
    """Return a value as its kind and a text: 5 and 5.0 are the same, 5 and «5» not."""
    match value:
        case FormulaCell(text):
            return "formula", text
        case ErrorCell(code):
            return "error", code
        case PercentCell(share):
            return "percent", number_text(share)
        case str():
            return "text", value
        case bool():
            return "bool", str(value)
        case datetime() if value.time() != time():
            return "date", value.isoformat()
        case date():
            return "date", f"{value:%Y-%m-%d}"
        case _:
            return "number", number_text(value)


def number_text(value: object) -> str:
    """Return a number as the same text whether it is whole or a float."""
    return f"{Decimal(repr(value)).normalize():f}"
