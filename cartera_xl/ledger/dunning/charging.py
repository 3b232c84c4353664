"""What may be charged for paying late: information for a debit note, never posted."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.documents import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem

_YEAR: Final = 365
_NOTHING: Final = Decimal(0)


class CurrenciesMixedError(CarteraError):
    """Charges asked for of more than one currency at once."""

    def __init__(self, currencies: Sequence[str]) -> None:
        super().__init__(
            "Los intereses se calculan moneda por moneda, y aquí hay "
            f"{', '.join(currencies)}."
        )


class Charges(NamedTuple):
    """Interest and fees in minor units of the documents' currency."""

    interest: int
    fee: int


def charges(
    items: Sequence[OpenItem],
    at: date,
    *,
    fee: int = 0,
    yearly: Decimal = _NOTHING,
    share: Decimal = _NOTHING,
) -> Charges:
    """Return what the overdue debits among some documents would be charged.

    Args:
        items: of one currency; what is no debit or not overdue adds nothing.
        at: the day up to which interest runs.
        fee: a fixed amount, once, in minor units.
        yearly: a nominal rate; simple interest on each balance, by days of 365. Of an
            effective rate `nominal` gives it.
        share: of what the documents were for, not of what is left of them.

    Raises:
        CurrenciesMixedError: they are of several currencies.
    """
    late = [i for i in items if i.kind.side is Side.DEBIT and i.due < at]
    if len(currencies := sorted({item.currency for item in late})) > 1:
        raise CurrenciesMixedError(currencies)
    interest = sum(_interest(item, at, yearly) for item in late)
    shared = _whole(sum(item.total for item in late) * share)
    return Charges(interest, (fee if late else 0) + shared)


def nominal(effective: Decimal) -> Decimal:
    """Return the nominal rate, paid daily, of a yearly effective one: 0.25 is 25 %.

    It is never divided by 365 (SFC, concepto 2009046566-001): a day's share of it is
    `(1 + EA)^(1/365) − 1`.
    """
    return _YEAR * ((1 + effective) ** (Decimal(1) / _YEAR) - 1)


def _interest(item: OpenItem, at: date, yearly: Decimal) -> int:
    """Return one document's interest: each is rounded, so that a debit note adds up."""
    return _whole(item.balance * yearly * days_overdue(item.due, at) / _YEAR)


def _whole(minor: Decimal) -> int:
    return int(minor.quantize(Decimal(1), ROUND_HALF_UP))
