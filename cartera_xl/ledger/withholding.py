"""Which withholdings a customer is expected to make of a payment.

The document is gross; the customer keeps back what the law makes him keep back when he
pays or accrues it, whichever comes first (Estatuto Tributario arts. 365 and following).
What follows is a proposal to be edited: rates, minimum bases and who withholds what are
data that the company enters, dated, because they change (Decreto 572 of 2025 lowered
the minimum bases from June 2025) and differ by town.

The shape of the sum, for a base of 1.000.000 with VAT of 190.000: retefuente is a rate
of the base (2,5 % = 25.000), reteIVA of the VAT (15 % = 28.500), reteICA of the base at
the town's rate (9,66 ‰ = 9.660). A minimum is always one of the taxable base.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.documents import WITHHOLDING_USES, Use
from cartera_xl.ledger.money import minor_digits
from cartera_xl.ledger.parameters import Rounding, WithholdingShare
from cartera_xl.ledger.refusals import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.facts import Profile, Rate, Taxes

MILLION: Final = 1_000_000  # rates are in millionths


class Proposal(NamedTuple):
    """A withholding to expect, and what it is worked out from."""

    use: Use
    name: str
    town: str
    base: int  # minor units: of the VAT, for reteIVA
    rate: int  # millionths
    amount: int  # minor units


@dataclass(frozen=True, slots=True)
class Payment:
    """So much of a document that a customer settles on a day; minor units.

    `withheld` is what was kept back of the document before, by use.
    """

    currency: str
    total: int  # of the document
    settled: int  # of its balance, by money and withholdings together
    taxes: Taxes | None
    day: date
    withheld: Mapping[Use, int] = field(default_factory=dict)
    home: str = "COP"  # the company's currency: least bases are amounts of it


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect of a payment: withholdings, the money, and what was left out."""

    proposals: tuple[Proposal, ...]
    net: int  # minor units: what comes in as money
    notes: tuple[str, ...] = ()  # Spanish sentences: why one is not proposed


def expected(
    payment: Payment,
    profile: Iterable[Profile],
    rates: Sequence[Rate],
    share: WithholdingShare,
    rounding: Rounding,
) -> Expected:
    """Return what to expect of a payment.

    Args:
        payment: what is paid, of which document.
        profile: what the customer withholds, as it was stated over time.
        rates: those that the company entered.
        share: customers withhold all at the first payment, or in proportion to what
            they pay: both are done, so it is never guessed here.
        rounding: to whole pesos, as is the custom, or not. Amounts in other currencies
            keep their minor units.
    """
    if payment.taxes is None:
        return Expected((), payment.settled, (NO_BASE,))
    left, proposals, notes = payment.settled, [], []
    makes = current(profile)
    for stated in makes:
        towns = [other.town for other in makes if other.use == stated.use]
        if len(towns) > 1:
            notes.append(_unclear(stated, towns))
            continue
        found = _proposal(stated, payment, rates, share, rounding)
        if isinstance(found, str):
            notes.append(found)
        elif amount := min(found.amount, left):
            proposals.append(found._replace(amount=amount))
            left -= amount
    return Expected(tuple(proposals), left, tuple(dict.fromkeys(notes)))


NO_BASE: Final = "No se proponen retenciones: el documento no dice su base gravable."


def current(profile: Iterable[Profile]) -> list[Profile]:
    """Return what a customer withholds now: the last row of each tax and town."""
    last = {(row.use, row.town): row for row in profile}
    order = {str(use): n for n, use in enumerate(WITHHOLDING_USES)}
    return sorted(
        (row for row in last.values() if row.name),
        key=lambda row: (order[row.use], row.town),
    )


def rate_on(rates: Iterable[Rate], stated: Profile | Rate, day: date) -> Rate | None:
    """Return the rate of a withholding on a day; None where there is none.

    Of two rates from the same day on, the one that was entered later counts. A rate of
    zero ends it.
    """
    subject = (stated.use, stated.name, stated.town)
    known = [r for r in rates if r[1:4] == subject and r.since <= day]
    last = max(known, key=lambda rate: (rate.since, rate.id), default=None)
    return last if last and last.rate else None


def _proposal(
    stated: Profile,
    payment: Payment,
    rates: Iterable[Rate],
    share: WithholdingShare,
    rounding: Rounding,
) -> Proposal | str:
    taxes = payment.taxes
    assert taxes is not None
    rate = rate_on(rates, stated, payment.day)
    if rate is None:
        return f"{_label(stated)}: no hay tarifa para el {texts.day(payment.day)}."
    if rate.minimum and payment.currency != payment.home:
        return (
            f"{_label(stated)}: la base mínima está en {payment.home} y el documento "
            f"en {payment.currency}; escriba la retención si la hay."
        )
    if taxes.base < rate.minimum:
        base, minimum = (
            money(amount, payment.currency) for amount in (taxes.base, rate.minimum)
        )
        return f"{_label(stated)}: la base, {base}, es menor que la mínima, {minimum}."
    use = Use(stated.use)
    whole = taxes.vat if use is Use.VAT_WITHHELD else taxes.base
    part, of = _part(payment, share)
    step = _step(payment.currency, rounding)
    most = rounded(whole * rate.rate, MILLION, step) - payment.withheld.get(use, 0)
    amount = rounded(whole * rate.rate * part, MILLION * of, step)
    return Proposal(
        use,
        stated.name,
        stated.town,
        rounded(whole * part, of, 1),
        rate.rate,
        max(0, min(amount, most)),
    )


def _part(payment: Payment, share: WithholdingShare) -> tuple[int, int]:
    """Return which part of a withholding goes with a payment, as a fraction."""
    if share is WithholdingShare.FIRST_PAYMENT:
        return 1, 1
    return payment.settled, payment.total


def _step(currency: str, rounding: Rounding) -> int:
    """Return what amounts are whole multiples of, in minor units."""
    pesos = currency == "COP" and rounding is Rounding.UNIT
    return 10 ** minor_digits(currency) if pesos else 1


def rounded(numerator: int, denominator: int, step: int) -> int:
    """Divide exactly and round half up to a multiple of the step."""
    denominator *= step
    return (2 * numerator + denominator) // (2 * denominator) * step


def _unclear(stated: Profile, towns: Iterable[str]) -> str:
    """Say that a document does not tell in which town its service was rendered."""
    return (
        f"{texts.USE_NAMES[stated.use]}: el cliente la practica en "
        f"{' y en '.join(town or 'un municipio sin decir' for town in towns)}; "
        "escriba la que corresponde."
    )


def _label(stated: Profile) -> str:
    words = (texts.USE_NAMES[stated.use], stated.name, stated.town)
    return " ".join(word for word in words if word)
