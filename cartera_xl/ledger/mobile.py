"""Mobile numbers, as WhatsApp knows them."""

from __future__ import annotations

import re
from typing import Final

from cartera_xl.errors import CarteraError

_COLOMBIA: Final = "57"
_MOBILE: Final = re.compile(r"3\d{9}")  # a Colombian mobile without its country
_INTERNATIONAL: Final = re.compile(r"[1-9]\d{7,14}")  # ITU-T E.164


class PhoneError(CarteraError):
    """What is no telephone number that WhatsApp could know."""

    def __init__(self, text: str) -> None:
        shown = " ".join(text.split())[:30]
        super().__init__(
            f"«{shown}» no es un celular: escríbalo como 300 123 4567 o con el "
            "indicativo del país, como +57 300 123 4567."
        )


def number(phone: str) -> str:
    """Return a number as WhatsApp's links have it: digits, the country first.

    Raises:
        PhoneError: it is no mobile number.
    """
    digits = re.sub(r"[\s().+-]", "", phone)
    if _MOBILE.fullmatch(digits) and not phone.strip().startswith("+"):
        return f"{_COLOMBIA}{digits}"
    if not _INTERNATIONAL.fullmatch(digits) or not digits.isascii():
        raise PhoneError(phone)
    return digits
