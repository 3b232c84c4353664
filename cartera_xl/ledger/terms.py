"""Terms of payment: reading them, and the due date that they give."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cartera_xl.errors import CarteraError

# Ley 2024 de 2020 (plazos justos): since 2022 a payer may not take longer. It
# does not bind between large companies nor where the payee is one, and health and
# state contracts have 60 days; hence a notice, never a refusal.
FAIR_TERM_DAYS: Final = 45
_FAIR_SINCE: Final = date(2022, 1, 1)

_CASH_WORDS: Final = frozenset(
    (
        *("contado", "de contado", "pago de contado", "inmediato", "pago inmediato"),
        *("anticipado", "pago anticipado", "prepago", "a la vista", "contra entrega"),
        *("cash", "due on receipt", "upon receipt", "cod", "prepaid"),
    )
)
_MONTH_END: Final = r"(?:(?:al?\s)?fin\sde\smes|end\sof\smonth|eom|fdm)"
_FROM_INVOICE: Final = (
    r"(?:(?:de|desde)\s)?(?:la\s)?(?:fecha\s)?(?:de\s)?(?:la\s)?(?:factura|emision)"
)
_TERM: Final = re.compile(
    rf"""
    (?: (?:a|de|credito|plazo|pago|neto|net|n/|due|in|within) [:\s-]? \s? )*
    (?P<count> \d{{1,3}} ) \s?
    (?P<unit> d|dias?|days?|semanas?|weeks?|mes(?:es)?|months? )? \s?
    (?: calendario|corridos|netos?|{_FROM_INVOICE} )? ,? \s?
    (?P<month_end> {_MONTH_END} )? \.?
    """,
    re.VERBOSE,
)


class TermError(CarteraError):
    """Terms of payment that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"No se entiende el plazo «{text}»: escriba, por ejemplo, «contado», "
            "«30 días», «2 semanas», «1 mes» o «60 días fin de mes»."
        )


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


_UNITS: Final = {
    "d": Unit.DAYS,
    "s": Unit.WEEKS,
    "w": Unit.WEEKS,
    "m": Unit.MONTHS,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of payment: so many days, weeks or months, perhaps to the month's end."""

    count: int
    unit: Unit = Unit.DAYS
    end_of_month: bool = False

    def agreed(self, issued: date) -> date:
        """Return the day that the term ends on, counted in calendar days.

        Day terms leave out the day of the contract; month terms end on the same day
        number, or on the month's last day where it has no such day (C. Co. art. 829).
        That a term ending on a holiday runs to the next day is the parameter
        «plazo.habil»: `Calendar.next_business_day`.
        """
        if self.unit is Unit.MONTHS:
            end = add_months(issued, self.count)
        else:
            days = self.count * (7 if self.unit is Unit.WEEKS else 1)
            end = issued + timedelta(days=days)
        return _month_end(end) if self.end_of_month else end


CASH: Final = Term(0)


def is_beyond_fair_term(issued: date, due_date: date) -> bool:
    """Tell whether a term is longer than Ley 2024 de 2020 allows since 2022."""
    return issued >= _FAIR_SINCE and (due_date - issued).days > FAIR_TERM_DAYS


def parse_term(text: str) -> Term:
    """Read terms as people write them: «30 días», «Net 30», «contado», «60 d EOM».

    Raises:
        TermError: no terms, or terms that are more than one date («2/10 neto 30») or
            count business days.
    """
    plain = _plain(text)
    if plain in _CASH_WORDS:
        return CASH
    if re.fullmatch(_MONTH_END, plain):
        return Term(0, end_of_month=True)
    match = _TERM.fullmatch(plain)
    if match is None:
        raise TermError(text)
    unit = _UNITS[(match["unit"] or "d")[0]]
    return Term(int(match["count"]), unit, match["month_end"] is not None)


def _plain(text: str) -> str:
    """Return the text in small letters, without accents, single-spaced."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last; below zero: back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
