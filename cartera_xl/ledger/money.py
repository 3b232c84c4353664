"""Money as whole minor units, with one door from the outside to `Decimal`.

Inside the ledger every amount is an `int` of minor units (centavos) beside a currency
code. Binary floats never take part in a sum: 3 × 0.10 is 0.30000000000000004 in floats,
and the cent that such sums lose is what keeps paid invoices open.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from cartera_xl import texts
from cartera_xl.errors import AmountError
from cartera_xl.ledger.currencies import MINOR_DIGITS

# SQLite and PostgreSQL keep amounts as signed 64-bit integers; sums need head-room.
MAX_MINOR: Final = 10**15
_MANY: Final = 40  # digits; no amount has so many


def minor_digits(currency: str) -> int:
    """Return how many digits a currency has after the decimal point: two where unknown.

    A currency that left the list may still stand in the ledger.
    """
    return MINOR_DIGITS.get(currency, 2)


def decimal_of(value: str | int | float | Decimal) -> Decimal:
    """Return an exact decimal: the one door through which amounts come in.

    A float comes from a spreadsheet cell, where 0.1 + 0.2 is stored as
    0.30000000000000004 and shown as 0.3: Excel keeps fifteen significant digits
    (its own documented limit), so fifteen are what the cell means.

    Raises:
        AmountError: the value is no finite number.
    """
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise AmountError(texts.clipped(text), "no es un número") from None
    if not amount.is_finite():
        raise AmountError(texts.clipped(text), "no es un número")
    return amount


def to_minor(amount: Decimal, currency: str) -> int:
    """Turn an amount into minor units of its currency.

    Raises:
        AmountError: the amount has a fraction of the smallest unit, or is beyond
            ten billions of millions (10¹³ pesos).
    """
    # Compared before scaling, which overflows or rounds where digits are too many.
    if amount.copy_abs() > to_decimal(MAX_MINOR, currency):
        reason = "es demasiado grande"
        raise AmountError(_shown(amount), reason, is_too_large=True)
    minor = int(amount.scaleb(minor_digits(currency)))
    if to_decimal(minor, currency) != amount:
        raise AmountError(_shown(amount), _too_fine(currency))
    return minor


def _shown(amount: Decimal) -> str:
    """Write an amount for a person; of one of thousands of digits, the first."""
    exponent = amount.as_tuple().exponent
    is_short = (
        isinstance(exponent, int) and exponent > -_MANY and amount.adjusted() < _MANY
    )
    return texts.exact(amount) if is_short else texts.clipped(str(amount))


def _too_fine(currency: str) -> str:
    digits = minor_digits(currency)
    if not digits:
        return f"tiene decimales, y {currency} no los usa"
    if digits == minor_digits(""):
        return f"tiene fracciones de centavo en {currency}"
    return f"tiene más de {digits} decimales, los que usa {currency}"


def to_decimal(minor: int, currency: str) -> Decimal:
    """Turn minor units back into an amount."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def plain(minor: int, currency: str) -> str:
    """Write minor units for other programs: a point, two decimals at least."""
    return plain_decimal(to_decimal(minor, currency), currency)


def plain_decimal(amount: Decimal, currency: str) -> str:
    """Write an amount of a currency for other programs, as `plain` does."""
    return f"{amount:.{max(2, minor_digits(currency))}f}"
