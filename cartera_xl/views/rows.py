"""Laying out rows, column by column.

A tab of 100,000 rows is made as one list per column, zipped: each field is one
expression over the whole ledger, and no row is ever a dictionary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from cartera_xl.ledger.money import minor_digits
from cartera_xl.tabs import samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.tabs.cell import Cell
    from cartera_xl.tabs.tab import Tab

Fields: TypeAlias = "Mapping[str, Iterable[Cell]]"
PESOS: Final = "COP"


def lay_out(tab: Tab, fields: Fields, size: int) -> list[tuple[Cell, ...]]:
    """Return rows in the order of a tab's columns.

    `fields` has an iterable of `size` cells for every column that is read; columns
    without one stay empty: those are typed in, or filled by what comes later.
    """
    empty = [None] * size
    return list(zip(*(fields.get(c.field, empty) for c in tab.columns), strict=True))


def amounts(minor: Sequence[int], currencies: Sequence[str]) -> list[float]:
    """Return amounts as a spreadsheet cell holds them: the nearest double."""
    scale = {currency: 10 ** minor_digits(currency) for currency in set(currencies)}
    if len(scale) == 1:
        [units] = scale.values()
        return [value / units for value in minor]
    return [m / scale[c] for m, c in zip(minor, currencies, strict=True)]


def currency_index(currencies: Sequence[str], base: str) -> list[int]:
    """Return a number per currency: a sum over rows holds where it does not vary.

    Its last digit is how amounts of the currency are written (`amount_look`).
    """
    numbers = {
        currency: 10 * position + amount_look(currency, base)
        for position, currency in enumerate(sorted(set(currencies)), start=1)
    }
    return [numbers[currency] for currency in currencies]


def amount_look(currency: str, base: str) -> int:
    """Return how amounts are written: as pesos, or without a sign.

    «$» without cents is how pesos are written, where they are the base currency.
    """
    if currency == base == PESOS:
        return samples.PESOS
    return samples.plain(minor_digits(currency))


def unsigned(currencies: Iterable[str], base: str) -> dict[str, int]:
    """Return the currencies that are shown without «$», with their decimals."""
    return {
        currency: minor_digits(currency)
        for currency in set(currencies)
        if amount_look(currency, base) != samples.PESOS
    }
