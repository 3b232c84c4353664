"""Amounts as people write them, in both worlds: 1.190.000,00 and 1,190,000.00.

Which of the two a column uses is decided by the whole column, never cell by cell:
«1.190» alone says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import AmountError
from cartera_xl.importers import notices
from cartera_xl.ledger.money import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.reading import Finding

COLOMBIAN: Final = ","  # a convention is its decimal mark

# An amount: signs, currency words and signs around digits and separators.
_FIGURE: Final = re.compile(
    r"""(?P<open>\(?)\s*(?P<minus1>[-−–+]?)\s*
        (?P<money1>[A-Za-z]{0,3}\$?|[A-Za-z]\$[A-Za-z]|€)\s*
        (?P<minus2>[-−–+]?)\s*
        (?P<body>\d[\d.,'’\s]*|[.,]\d+)
        \s*(?P<minus3>[-−–+]?)\s*(?P<money2>[A-Za-z]{0,3}\$?|€)\s*(?P<close>\)?)""",
    re.VERBOSE,
)
_LONGEST: Final = 40  # no amount is longer, and matching costs its square
_NO_MARKS: Final = re.compile(r"['’\s]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MONEY: Final = {"US$": "USD", "USD$": "USD", "U$S": "USD", "€": "EUR", "COP$": "COP"}
_NO_MONEY: Final = frozenset({"", "$", "COL$"})


class Figure(NamedTuple):
    """A written amount taken apart: sign, digits with their marks, currency."""

    negative: bool
    body: str
    currency: str


class Amounts(NamedTuple):
    """A column of amounts: None where a cell is empty, or where `faults` says why.

    `currencies` holds those written in the cells themselves, by position.
    """

    values: list[Decimal | None]
    currencies: Mapping[int, str]
    faults: Mapping[int, Finding]
    notices: tuple[Finding, ...]


NO_AMOUNTS: Final = Amounts([], {}, {}, ())


def figure(text: str) -> Figure | None:
    """Take a written amount apart; None where the text is none.

    >>> figure("($400.00)")
    Figure(negative=True, body='400.00', currency='')
    """
    text = text.strip()
    match = _FIGURE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = match["minus1"] + match["minus2"] + match["minus3"]
    money = (match["money1"] + match["money2"]).upper()
    if len(signs) > 1 or (match["open"] and signs):
        return None
    body = _NO_MARKS.sub("", match["body"])
    currency = "" if money in _NO_MONEY else _MONEY.get(money, money.rstrip("$"))
    if currency and len(currency) != 3:
        return None
    return Figure(bool(match["open"]) or signs in tuple("-−–"), body, currency)


def decimal_mark(body: str) -> str:
    """Return the decimal mark that a body proves, or "" where it proves none.

    Two marks: the last one is decimal. One mark twice: it is no decimal mark. One mark
    once: decimal unless three digits follow and one to three, not a zero, stand before.
    """
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return "." if body.rindex(".") > body.rindex(",") else ","
    if dots + commas == 0:
        return ""
    mark = "." if dots else ","
    if dots + commas > 1:
        return "," if dots else "."
    whole, _, rest = body.partition(mark)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        return ""
    return mark


def is_unclear(body: str) -> bool:
    """Tell whether a body reads as two different amounts: «1.190»."""
    return ("." in body or "," in body) and not decimal_mark(body)


def to_decimal(shape: Figure, mark: str) -> Decimal:
    """Return the amount that a figure means under a convention.

    Raises:
        AmountError: the digits do not stand as that convention groups them.
    """
    whole, _, rest = shape.body.partition(mark)
    thousands = "." if mark == "," else ","
    if thousands in whole and not _GROUPED.fullmatch(whole):
        raise AmountError(shape.body, "no es un número")
    amount = decimal_of(f"{whole.replace(thousands, '') or '0'}.{rest or '0'}")
    return -amount if shape.negative else amount


def marks_in(cells: Iterable[Cell]) -> set[str]:
    """Return the decimal marks that the texts of a column prove."""
    marks = set()
    for text in {cell for cell in cells if isinstance(cell, str)}:
        shape = figure(text)
        if shape is not None:
            marks.add(decimal_mark(shape.body))
    return marks - {""}


def read_amounts(
    heading: str,
    cells: Sequence[Cell],
    rows: Sequence[int],
    elsewhere: set[str],
    known: dict[float, Decimal],
) -> Amounts:
    """Read a column; `elsewhere` holds the marks that other columns prove.

    `known` keeps the numbers read so far: a balance mostly equals its amount.
    """
    return _Column(heading, cells, rows, elsewhere, known).read()


class _Column:
    """One column while it is read: its convention, and what was found."""

    def __init__(
        self,
        heading: str,
        cells: Sequence[Cell],
        rows: Sequence[int],
        elsewhere: set[str],
        known: dict[float, Decimal],
    ) -> None:
        self.heading, self.cells, self.rows = heading, cells, rows
        self.known_numbers = known
        self.marks = marks_in(cells)
        proof = self.marks or elsewhere
        self.mark = min(proof) if len(proof) == 1 else COLOMBIAN
        self.is_proven = len(proof) == 1
        self.assumed: str = ""
        self.currencies: dict[int, str] = {}
        self.faults: dict[int, Finding] = {}
        self.known_texts: dict[str, Decimal] = {}

    def read(self) -> Amounts:
        """Read every cell."""
        if set(map(type, self.cells)) <= {type(None)}:
            return Amounts([None] * len(self.cells), {}, {}, ())
        values = [self._value(i, cell) for i, cell in enumerate(self.cells)]
        return Amounts(values, self.currencies, self.faults, tuple(self._notices()))

    def _notices(self) -> Iterable[Finding]:
        if self.assumed:
            yield notices.NUMBERS_ASSUMED.at(
                0, heading=self.heading, example=self.assumed
            )
        if len(self.marks) > 1:
            yield notices.NUMBERS_MIXED.at(0, heading=self.heading)

    def _value(self, index: int, cell: Cell) -> Decimal | None:
        if isinstance(cell, float):
            known = self.known_numbers.get(cell)
            return self._of_number(index, cell) if known is None else known
        if isinstance(cell, str):
            return self._of_text(index, cell) if cell.strip() else None
        if isinstance(cell, int) and not isinstance(cell, bool):
            return decimal_of(cell)
        return None if cell is None else self._fault(index, str(cell))

    def _of_number(self, index: int, cell: float) -> Decimal | None:
        try:
            value = self.known_numbers[cell] = decimal_of(cell)
        except AmountError:
            return self._fault(index, str(cell))
        return value

    def _of_text(self, index: int, text: str) -> Decimal | None:
        if (known := self.known_texts.get(text)) is not None:
            return known
        shape = figure(text)
        if shape is None:
            return self._fault(index, text.strip())
        if shape.currency:
            self.currencies[index] = shape.currency
        mark = decimal_mark(shape.body)
        if is_unclear(shape.body) and not self._settles(index, text):
            return None
        return self._decimal(index, text, shape, mark or self.mark)

    def _settles(self, index: int, text: str) -> bool:
        """Tell whether the column decides an unclear text; note it where not."""
        if self.is_proven:
            return True
        if len(self.marks) > 1:
            self.faults[index] = notices.NUMBER_UNCLEAR.at(
                self.rows[index], text=text, heading=self.heading
            )
            return False
        self.assumed = self.assumed or text.strip()
        return True

    def _decimal(
        self, index: int, text: str, shape: Figure, mark: str
    ) -> Decimal | None:
        try:
            value = to_decimal(shape, mark)
        except AmountError:
            return self._fault(index, text.strip())
        if not shape.currency:
            self.known_texts[text] = value
        return value

    def _fault(self, index: int, text: str) -> Decimal | None:
        reason = AmountError(text, "no es un número")
        self.faults[index] = notices.AMOUNT_BAD.at(
            self.rows[index], reason=str(reason).rstrip("."), heading=self.heading
        )
        return None
