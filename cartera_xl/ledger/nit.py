"""The NIT: its check digit, and telling the digit from the number.

The ledger keeps the number as text without the check digit: leading zeros, cédulas and
foreign documents stay what they are.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cartera_xl.errors import CarteraError

# Weights of the digits from the right: DIAN's rule as python-stdnum has it
# (stdnum/co/nit.py).
_WEIGHTS: Final = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)
# Up to fifteen digits, grouped or not; then perhaps a dash and the check digit.
_WRITTEN: Final = re.compile(
    r"(?P<number>[0-9](?:[., '\u00a0]?[0-9]){0,14})(?:\s*-\s*(?P<digit>[0-9]))?"
)
_SEPARATORS: Final = str.maketrans("", "", "., '\u00a0")
# A company's NIT has nine digits; with the check digit glued on, ten.
_GLUED_LENGTH: Final = 10


class NitError(CarteraError):
    """A text that no check digit can be computed for."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"«{text}» no es un NIT: se esperan hasta {len(_WEIGHTS)} cifras."
        )


class WrongDigitError(CarteraError):
    """A NIT with a check digit that is not its own: one of the two was mistyped."""

    def __init__(self, nit: Nit) -> None:
        super().__init__(
            f"El dígito de verificación de {nit.number} es {check_digit(nit.number)}, "
            f"no {nit.check_digit}: revise el NIT."
        )


class Nit(NamedTuple):
    """An identification: the number, and the check digit where one was given."""

    number: str
    check_digit: str = ""

    @property
    def is_consistent(self) -> bool:
        """Tell whether the check digit, where there is one, is that of the number."""
        return not self.check_digit or self.check_digit == check_digit(self.number)


def check_digit(number: str) -> str:
    """Return the check digit of a number of up to fifteen digits.

    Raises:
        NitError: the number is no text of 1 to 15 digits.
    """
    if not _is_digits(number) or len(number) > len(_WEIGHTS):
        raise NitError(number)
    weighted = zip(_WEIGHTS, reversed(number), strict=False)
    remainder = sum(weight * int(digit) for weight, digit in weighted) % 11
    return str(remainder if remainder < 2 else 11 - remainder)


def split(text: str) -> Nit:
    """Read a NIT as people write it: «900.123.456-8», «900123456», «CE 12345».

    What is not made of digits (a passport) comes back as it stands, without spaces
    around it; no check digit is ever made up.
    """
    written = text.strip()
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return Nit(written)
    return Nit(match["number"].translate(_SEPARATORS), match["digit"] or "")


def checked(text: str) -> Nit:
    """Read a NIT that a person types: its check digit, where given, must be its own.

    Raises:
        WrongDigitError: it is another number's.
    """
    nit = split(text)
    if not nit.is_consistent:
        raise WrongDigitError(nit)
    return nit


def with_glued_digit(number: str) -> Nit | None:
    """Return what a number is if its last digit is a check digit: only a suggestion.

    «9001234568» may be 900.123.456-8; one cédula of ten digits in eleven also looks so.
    """
    if len(number) != _GLUED_LENGTH or not _is_digits(number):
        return None
    glued = Nit(number[:-1], number[-1])
    return glued if glued.is_consistent else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
