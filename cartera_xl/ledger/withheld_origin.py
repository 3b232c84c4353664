"""What a typed withholding was worked out from, as far as the ledger can tell.

A person types the value. The certificate that comes for it, and Retenciones, speak of
a base and a rate: both follow where the invoice's base is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.documents import WITHHOLDING_USES, Use
from cartera_xl.ledger.money import minor_digits
from cartera_xl.ledger.parameters import WithholdingShare
from cartera_xl.ledger.withholding import MILLION, current, rate_on, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartera_xl.ledger.facts import Profile, Rate
    from cartera_xl.ledger.verbs.receive import Withheld
    from cartera_xl.ledger.withholding import Payment


class _Match(NamedTuple):
    """A rate of the table that gives the value of a base, the best one first."""

    is_others: bool  # no withholding that the customer is known to make
    difference: int  # minor units
    base: int
    rate: int
    town: str


def with_origin(
    withheld: Withheld,
    payment: Payment,
    profile: Sequence[Profile],
    rates: Sequence[Rate],
    share: WithholdingShare,
) -> Withheld:
    """Return a withholding with base, rate and town; what nobody knows stays empty.

    What is typed stays. The rate is that of the table which gives the value within a
    peso, else the plain quotient.

    Args:
        withheld: as it was typed.
        payment: that it came with.
        profile: what the customer withholds, as it was stated over time.
        rates: those that the company entered.
        share: whether the base of a part payment is its part of the base, where both
            that and the whole base would do.
    """
    if withheld.use not in WITHHOLDING_USES or withheld.amount <= 0:
        return withheld
    makes = [stated for stated in current(profile) if stated.use == withheld.use]
    towns = {stated.town for stated in makes}
    known = withheld.town or (towns.pop() if len(towns) == 1 else "")
    bases = _bases(withheld, payment, share)
    if not bases:
        return withheld._replace(town=known)
    found = min(_matches(withheld, payment, makes, rates, bases), default=None)
    if found is not None:
        town = known or ("" if found.is_others else found.town)
        return withheld._replace(base=found.base, rate=found.rate, town=town)
    base, rate = bases[0], withheld.rate
    if rate is None:
        quotient = rounded(withheld.amount * MILLION, base, 1)
        rate = quotient if quotient <= MILLION else None
    return withheld._replace(base=base, rate=rate, town=known)


def _bases(
    withheld: Withheld, payment: Payment, share: WithholdingShare
) -> tuple[int, ...]:
    """Return what the value may be a part of, the likelier one first."""
    if withheld.base is not None:
        return (withheld.base,) if withheld.base else ()
    taxes = payment.taxes
    if taxes is None:
        return ()
    whole = taxes.vat if withheld.use is Use.VAT_WITHHELD else taxes.base
    part = rounded(whole * min(payment.settled, payment.total), payment.total, 1)
    in_parts = share is WithholdingShare.PROPORTION
    ordered = (part, whole) if in_parts else (whole, part)
    return tuple(dict.fromkeys(base for base in ordered if base > 0))


def _matches(
    withheld: Withheld,
    payment: Payment,
    makes: Sequence[Profile],
    rates: Sequence[Rate],
    bases: Sequence[int],
) -> Iterator[_Match]:
    slack = 10 ** minor_digits(payment.currency) if payment.currency == "COP" else 1
    own = {(stated.name, stated.town) for stated in makes}
    for rate in _rates_on(withheld, payment, rates):
        for base in bases:
            difference = abs(rounded(base * rate.rate, MILLION, 1) - withheld.amount)
            if difference <= slack:
                others = (rate.name, rate.town) not in own
                yield _Match(others, difference, base, rate.rate, rate.town)


def _rates_on(
    withheld: Withheld, payment: Payment, rates: Sequence[Rate]
) -> Iterator[Rate]:
    """Yield the rates that count on the day, of the town and as high as typed."""
    subjects = {rate[1:4]: rate for rate in rates if rate.use == withheld.use}
    for rate in subjects.values():
        found = rate_on(rates, rate, payment.day)
        if (
            found is not None
            and withheld.rate in (None, found.rate)
            and withheld.town in ("", found.town)
        ):
            yield found
