"""Whether «10,500» is ten thousand: what decides it where no amount proves it.

Every amount of such a column has three digits behind its only separator. Reading it the
wrong way makes money a thousand times too small or too large, so that a reading is
taken only where at least two signs speak for it and none against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.importers.convention import MARK_NAMES, THOUSANDS
from cartera_xl.importers.dates import Order
from cartera_xl.importers.language import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ENOUGH: Final = 2  # signs
_WRITTEN_DECIMALS: Final = 3  # of every amount in question


class Sign(NamedTuple):
    """Something that speaks for a decimal mark, and how a finding tells it."""

    mark: str
    why: str


class Evidence(NamedTuple):
    """What is known beside a column itself."""

    stated: str = ""  # the decimal mark that a person names
    proven: frozenset[str] = frozenset()  # by amounts of other columns
    signs: tuple[Sign, ...] = ()  # of the file
    decimals: int = 2  # the most that a currency of the file has


def disputes(mark: str, body: str) -> bool:
    """Tell whether a body's only mark is one, yet three digits follow: «190.000».

    Beside «85.50» the point is decimal, and money has no three decimals.
    """
    return mark in body and len(body.partition(mark)[2]) == _WRITTEN_DECIMALS


class Choice(NamedTuple):
    """A decimal mark ("": nothing decides), whether it is certain, and the reasons."""

    mark: str
    certain: bool = False
    why: str = ""


OPEN: Final = Choice("")


def signs_of_file(
    language: Language | None, delimiter: str, orders: Collection[Order]
) -> Iterator[Sign]:
    """Yield what a file's form says of its numbers.

    A program that writes a decimal comma separates cells by semicolons, and only the
    world of the decimal point writes month/day; day/month is written in both.
    """
    if language is Language.ENGLISH:
        yield Sign(".", "encabezados en inglés")
    if language is Language.SPANISH:
        yield Sign(",", "encabezados en español")
    if delimiter == ",":
        yield Sign(".", "celdas separadas por coma")
    if delimiter == ";":
        yield Sign(",", "celdas separadas por punto y coma")
    if set(orders) == {Order.MONTH_FIRST}:
        yield Sign(".", "fechas mes/día")


def choose(own: Collection[str], unclear: Collection[str], facts: Evidence) -> Choice:
    """Decide a column's decimal mark.

    Args:
        own: the marks that amounts of the column itself prove.
        unclear: its amounts that prove none, digits and separator.
        facts: what is known beside it.
    """
    if facts.stated:
        return Choice(facts.stated, certain=True)
    for proof in (own, facts.proven):
        if len(proof) == 1:
            [mark] = proof
            if not _is_disputed(mark, unclear, facts):
                return Choice(mark, certain=True)
            return _despite_dispute(mark, facts.proven if proof is own else (), facts)
        if proof is own and proof:  # of both: cell by cell
            return OPEN
    signs = [*facts.signs, *_of_digits(unclear, facts.decimals)]
    if not facts.decimals:  # three decimals of a currency that has none
        signs = [sign for sign in signs if sign not in facts.signs] * _ENOUGH
    marks = {sign.mark for sign in signs}
    if len(marks) != 1 or len(signs) < _ENOUGH:
        return OPEN
    whys = list(dict.fromkeys(sign.why for sign in signs))
    return Choice(marks.pop(), why=", ".join(whys))


def _is_disputed(mark: str, unclear: Collection[str], facts: Evidence) -> bool:
    few = facts.decimals < _WRITTEN_DECIMALS
    return few and any(disputes(mark, body) for body in unclear)


def _despite_dispute(mark: str, beside: Collection[str], facts: Evidence) -> Choice:
    """Take a mark against which amounts speak, if all else in the file is for it.

    `beside` are the marks that other columns prove, if it was not they that gave it.
    """
    whys = [sign.why for sign in facts.signs if sign.mark == mark]
    if beside:
        whys = [*whys, "otras columnas lo prueban"] * _ENOUGH
    opposed = {*beside, *(sign.mark for sign in facts.signs)}
    if opposed - {mark} or len(whys) < _ENOUGH:
        return OPEN
    return Choice(mark, why=", ".join(dict.fromkeys(whys)))


def _of_digits(unclear: Collection[str], decimals: int) -> Iterator[Sign]:
    """Yield what the digits say: money has no more decimals than its currency."""
    if decimals >= _WRITTEN_DECIMALS:
        return
    for mark, thousands in THOUSANDS.items():
        rests = [body.partition(thousands)[2] for body in unclear if thousands in body]
        if not rests:
            continue
        name = MARK_NAMES[thousands]
        yield Sign(mark, f"tres cifras después de cada {name}")
        if any(len(rest.rstrip("0")) > decimals for rest in rests):
            yield Sign(mark, "la moneda no tiene tres decimales")
