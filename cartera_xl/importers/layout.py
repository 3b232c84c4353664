"""Which rows of a table are documents, and what the others are."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from cartera_xl.importers.cells import is_blank, text_of, texts_of
from cartera_xl.importers.headings import SIDES, Field
from cartera_xl.importers.parties import names_somebody
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.parties import Written
    from cartera_xl.importers.table import Table


class Role(Enum):
    """What a row is."""

    DOCUMENT = auto()
    TOTAL = auto()
    HEADINGS = auto()
    BLOCK = auto()  # names the customer of the rows below it
    TEXT = auto()
    OTHER_ACCOUNT = auto()
    DRAFT = auto()
    VOID = auto()


_TOTAL: Final = re.compile(
    r"(?:(?:gran|grand|sub) ?)?tot(?:al|ales|als)?\b|suma(?:s|n)?\b|sum\b"
)
_TOTAL_LETTERS: Final = "tTgGsS"  # looked at first, in every number of a file
_RECEIVABLE: Final = re.compile(
    r"\b(?:receivables?|cobrar|clientes|deudores|cartera|13\d*)\b"
)
_DATES: Final = (Field.ISSUED, Field.DUE)
_AMOUNTS: Final = (Field.AMOUNT, Field.LINE_AMOUNT, Field.BALANCE, *SIDES)


def roles(
    table: Table, numbers: Sequence[str], parties: Sequence[Written]
) -> list[Role]:
    """Return the role of each row; nearly all have a number and no look is needed."""
    result = [Role.DOCUMENT] * table.height
    own = table.heading(Field.NUMBER)
    odd = {
        n
        for n in set(numbers)
        if not n or n == own or (n[0] in _TOTAL_LETTERS and _says_total(n))
    }
    for i, number in enumerate(numbers if odd else ()):
        if number in odd:
            result[i] = _role(table, i, number, parties[i])
    _set_other_accounts(table, result)
    return result


def _says_total(text: str) -> bool:
    return _TOTAL.match(fold(text)) is not None


def _role(table: Table, i: int, number: str, party: Written) -> Role:
    row = table.row(i)
    if _repeats_headings(table, row):
        return Role.HEADINGS
    has_amount = any(_has(table, row, field) for field in _AMOUNTS)
    dates = [table.places[f] for f in _DATES if _has(table, row, f)]
    labels = [n for n, c in enumerate(row) if isinstance(c, str) and _says_total(c)]
    has_date = not set(dates) <= set(labels)  # «TOTAL» may stand where dates do
    says_total = bool(labels)
    if says_total and not has_date:
        return Role.TOTAL if has_amount else Role.TEXT
    if number or has_date:
        return Role.DOCUMENT
    if has_amount:
        return Role.DOCUMENT if names_somebody(party) else Role.TOTAL
    return Role.BLOCK if names_somebody(party) else Role.TEXT


def _has(table: Table, row: Sequence[Cell], field: Field) -> bool:
    place = table.places.get(field)
    return place is not None and not is_blank(row[place])


def _repeats_headings(table: Table, row: Sequence[Cell]) -> bool:
    return [text_of(cell) for cell in row[: len(table.names)]] == list(table.names)


def _set_other_accounts(table: Table, result: list[Role]) -> None:
    """Keep, of a journal, the rows of the receivables account alone.

    Where no row names such an account, or every row does, the column says nothing.
    """
    accounts = texts_of(table.column(Field.ACCOUNT))
    known = {a: _RECEIVABLE.search(fold(a)) is not None for a in set(accounts)}
    if len(set(known.values())) < 2:
        return
    for i, account in enumerate(accounts):
        if not known[account] and result[i] is Role.DOCUMENT:
            result[i] = Role.OTHER_ACCOUNT
