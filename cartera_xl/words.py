"""Amounts in words, as a Colombian letter or receipt writes them.

Numbers follow the Real Academia's long scale: a «billón» is a million of millions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_WORDS: Final = """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
    quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós
    veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
    treinta cuarenta cincuenta sesenta setenta ochenta noventa
    ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos
    ochocientos novecientos
"""
_ALL: Final = tuple(_WORDS.split())
_UNITS, _TENS, _HUNDREDS = _ALL[:30], _ALL[30:37], _ALL[37:]
_SCALES: Final = (("billón", "billones"), ("millón", "millones"))
_MILLION: Final = 10**6
LARGEST: Final = 10**18 - 1  # one less than a trillón


class Name(NamedTuple):
    """What a currency is called: one, many, its hundredth part, and its gender."""

    one: str
    many: str
    cent: str = "centavo"
    feminine: bool = False
    after: str = ""


# The peso's «moneda corriente» tells legal tender from what a contract may agree.
_NAMES: Final = {
    "COP": Name("peso", "pesos", after=" m/cte"),
    "USD": Name("dólar estadounidense", "dólares estadounidenses"),
    "EUR": Name("euro", "euros", "céntimo"),
    "GBP": Name("libra esterlina", "libras esterlinas", "penique", feminine=True),
    "MXN": Name("peso mexicano", "pesos mexicanos"),
    "PEN": Name("sol", "soles", "céntimo"),
    "BRL": Name("real brasileño", "reales brasileños"),
    "CLP": Name("peso chileno", "pesos chilenos"),
    "JPY": Name("yen", "yenes"),
    "CAD": Name("dólar canadiense", "dólares canadienses"),
    "CHF": Name("franco suizo", "francos suizos", "céntimo"),
}


def amount_in_words(value: Decimal, currency: str) -> str:
    """Write an amount in words; centavos only where there are some.

    A currency that has no name here is called by its code, its decimals as digits.

    Args:
        value: zero or more, in units of the currency, with as many decimals as it has.
        currency: its ISO 4217 code.

    Raises:
        ValueError: the amount is below zero, or a trillón or more.

    >>> from decimal import Decimal
    >>> amount_in_words(Decimal("1190000"), "COP")
    'un millón ciento noventa mil pesos m/cte'
    >>> amount_in_words(Decimal("1.50"), "USD")
    'un dólar estadounidense con cincuenta centavos'
    """
    whole = int(value)
    if not 0 <= value <= LARGEST:
        raise ValueError(value)
    name = _NAMES.get(currency)
    if name is None:
        return f"{currency} {texts.exact(value)}"
    cents = int((value - whole) * 100)
    said = _counted(whole, name.one, name.many, feminine=name.feminine)
    if cents:
        said += f" con {_counted(cents, name.cent, f'{name.cent}s', feminine=False)}"
    return said + name.after


def _counted(number: int, one: str, many: str, *, feminine: bool) -> str:
    """Write a number before its noun: «un millón de pesos», «veintiún pesos»."""
    noun = one if number == 1 else many
    of = "de " if number and number % _MILLION == 0 else ""
    return f"{number_in_words(number, feminine=feminine)} {of}{noun}"


def number_in_words(number: int, *, feminine: bool = False) -> str:
    """Write a whole number as it stands before a noun: «un», «veintiún», «mil».

    Args:
        number: from zero to `LARGEST`.
        feminine: whether the noun is: «una», «doscientas».
    """
    if number == 0:
        return _UNITS[0]
    return " ".join(_parts(number, feminine=feminine))


def _parts(number: int, *, feminine: bool) -> Iterator[str]:
    for power, (one, many) in zip((2, 1), _SCALES, strict=True):
        count, number = divmod(number, _MILLION**power)
        if count:
            # «millón» is a masculine noun of its own: «doscientos millones de libras».
            said = _below_million(count, feminine=False)
            yield f"{said} {one if count == 1 else many}"
    if number:
        yield _below_million(number, feminine=feminine)


def _below_million(number: int, *, feminine: bool) -> str:
    thousands, rest = divmod(number, 1000)
    said = []
    if thousands:
        said += (
            [] if thousands == 1 else [_below_thousand(thousands, feminine=feminine)]
        )
        said.append("mil")
    if rest:
        said.append(_below_thousand(rest, feminine=feminine))
    return " ".join(said)


def _below_thousand(number: int, *, feminine: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds == 1 and not rest:
        return "cien"
    said = [_hundreds(hundreds, feminine=feminine)] if hundreds else []
    if rest:
        said.append(_below_hundred(rest, feminine=feminine))
    return " ".join(said)


def _hundreds(hundreds: int, *, feminine: bool) -> str:
    word = _HUNDREDS[hundreds - 1]
    return f"{word[:-2]}as" if feminine and hundreds > 1 else word


def _below_hundred(number: int, *, feminine: bool) -> str:
    if number < len(_UNITS):
        return _before_noun(_UNITS[number], feminine=feminine)
    tens, unit = divmod(number, 10)
    ten = _TENS[tens - 3]
    if not unit:
        return ten
    return f"{ten} y {_before_noun(_UNITS[unit], feminine=feminine)}"


def _before_noun(word: str, *, feminine: bool) -> str:
    """Shorten «uno» as Spanish does before a noun: «un», «una», «veintiún»."""
    if not word.endswith("uno"):
        return word
    if feminine:
        return f"{word[:-1]}a"
    return "veintiún" if word == "veintiuno" else word[:-1]
