"""Amounts as a column of a document shows them: all with the same decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.money import minor_digits, to_decimal
from cartera_xl.texts import exact, money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cartera_xl.ledger.statement import Statement


def figures(currency: str, amounts: Iterable[int]) -> Callable[[int], str]:
    """Return how one document writes its amounts of a currency, given in minor units.

    Pesos without centavos have no decimals; where one has, all have: commas stand
    under commas. Of other currencies every amount has its decimals.
    """
    whole = 10 ** minor_digits(currency)
    plain = currency == "COP" and not any(amount % whole for amount in amounts)

    def shown(minor: int) -> str:
        return (
            exact(to_decimal(minor, currency) // 1)
            if plain
            else exact(to_decimal(minor, currency))
        )

    return shown


def signed(minor: int, currency: str) -> str:
    """Return an amount that stands alone, with its currency: «$ 1.190.000»."""
    return money(to_decimal(minor, currency), currency)


def of_statement(part: Statement) -> Callable[[int], str]:
    """Return how a statement writes its amounts."""
    sides = (a for x in part.lines for a in (x.debit, x.credit, x.balance))
    return figures(part.currency, [part.opening, part.closing, *sides])
