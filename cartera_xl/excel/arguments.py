"""What a cell hands to a worksheet function, read as what it means.

A value comes as COM or another bridge gives it: numbers as floats, as Decimal where the
cell is formatted as Currency, dates as serial numbers or moments, one cell perhaps as a
block of one. Blank and left out are None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.currencies import is_currency
from cartera_xl.workbook.parts.cells import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LEFT_OUT: Final = -2147352572  # DISP_E_PARAMNOTFOUND, where the bridge lets it through
# 1 January 1950: no debt is older, and a smaller number is a count of days that stands
# where a date should.
_FIRST: Final = 18_264
_LARGEST: Final = 10**15  # a whole number beyond is no NIT, and not exact in a cell
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SPANISH: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MOST_DAYS: Final = 100_000
_SHOWN: Final = 40  # characters of a wrong value that a sentence repeats


class ArgumentError(CarteraError):
    """An argument that cannot mean what the function asks for."""

    def __init__(self, value: object, wanted: str) -> None:
        try:
            shown = str(value)
        except Exception:  # a whole number of five thousand digits
            shown = type(value).__name__
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        super().__init__(f"«{shown}» no es {wanted}.")


class SeveralCellsError(ArgumentError):
    """A range where one cell is asked for."""

    def __init__(self) -> None:
        super(ArgumentError, self).__init__(
            "El argumento es un rango de varias celdas: indique una sola."
        )


class CutoffMissingError(ArgumentError):
    """Neither the formula nor the workbook says the cut-off date."""

    def __init__(self) -> None:
        super(ArgumentError, self).__init__(
            "No hay fecha de corte: escríbala en la fórmula o en la celda Corte."
        )


class PeriodError(ArgumentError):
    """A period that ends before it starts."""

    def __init__(self, since: date, until: date) -> None:
        super(ArgumentError, self).__init__(
            f"El período empieza el {since:%d/%m/%Y} y termina antes, el "
            f"{until:%d/%m/%Y}."
        )


def name(value: object) -> str | None:
    """Read a code, a NIT, a name or a document's number.

    A cell that holds a NIT may hold it as a number. A blank text names nobody; None
    was left out.
    """
    value = _one(value)
    if value is None or isinstance(value, str):
        return None if value is None else _plain(value)
    if _is_number(value) and abs(value) <= _LARGEST:
        return str(int(value)) if value == int(value) else f"{value:.15g}"
    raise ArgumentError(value, "un código, un NIT, un nombre ni un número")


def day(value: object) -> date | None:
    """Read a date: a date, its serial number, AAAA-MM-DD or dd/mm/aaaa."""
    value = _one(value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        return _day_of(_plain(value)) if _plain(value) else None
    if value is None:
        return None
    found = day_of(value) if _is_number(value) and value >= _FIRST else None
    if found is None:
        raise ArgumentError(value, "una fecha")
    return found


def currency(value: object) -> str | None:
    """Read a currency: its ISO 4217 code, in capitals or not."""
    value = _one(value)
    if value is None or (isinstance(value, str) and not _plain(value)):
        return None
    code = _plain(value).upper() if isinstance(value, str) else ""
    if not is_currency(code):
        raise ArgumentError(value, "una moneda ISO 4217, como COP")
    return code


def days(value: object) -> int:
    """Read a count of days; of part of a day nothing is known, so it is left off."""
    value = _one(value)
    number = value
    if isinstance(value, str) and _plain(value).isdecimal() and len(value) < 10:
        number = int(_plain(value))
    if not _is_number(number) or not 0 <= number <= _MOST_DAYS:
        raise ArgumentError("" if value is None else value, "un número de días")
    return int(number)


# By the name of the argument in tabs/functions.py.
READERS: Final[Mapping[str, Callable[[object], Any]]] = {
    "customer": name,
    "document": name,
    "currency": currency,
    "cutoff": day,
    "since": day,
    "until": day,
    "days": days,
}


def _one(value: object) -> object:
    """Return the one value of an argument, blank and left out as None.

    The whole part of a Decimal is below 10^15, as a cell's number: a float holds it.
    """
    while isinstance(value, Sequence) and not isinstance(value, str):
        if len(value) != 1:
            raise SeveralCellsError
        value = value[0]
    if isinstance(value, Decimal) and value.is_finite():
        return float(value)
    return None if type(value) is int and value == LEFT_OUT else value


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _plain(text: str) -> str:
    """Return a text without what cannot be seen, spaces made plain and single."""
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else "".join(filter(str.isprintable, spaced))


def _day_of(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        year, month, day_ = map(int, iso.groups())
    elif spanish := _SPANISH.fullmatch(text):
        day_, month, year = map(int, spanish.groups())
    else:
        raise ArgumentError(text, "una fecha AAAA-MM-DD ni dd/mm/aaaa")
    try:
        return date(year, month, day_)
    except ValueError:
        raise ArgumentError(text, "una fecha del calendario") from None
