"""Addresses: a mail goes to exactly one, or to nobody.

The standard library takes «a@b.c, x@evil» for two recipients, in its new classes and in
its old ones (tried). So what is not plainly one address is refused here, before any of
them sees it: no display names, quotes, comments, groups, routes or lists.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cartera_xl.errors import CarteraError

_LOCAL: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})+)")
_WORDS: Final = re.compile(r"[\w.-]+")
_LONGEST_LOCAL: Final = 64  # octets (RFC 5321, 4.5.3.1)
_LONGEST: Final = 254


class AddressError(CarteraError):
    """What is no single mail address."""

    def __init__(self, text: str) -> None:
        shown = " ".join(text.split())[:60]
        super().__init__(
            f"«{shown}» no es un correo: escriba uno solo, como cartera@empresa.com."
        )


def address(text: str) -> str:
    """Return the one address that a text is, with its domain in small letters.

    A domain beyond ASCII is written in its ASCII form (IDNA).

    Raises:
        AddressError: it is none, or more than one, or holds anything else.
    """
    local, at, domain = text.strip(" ").rpartition("@")
    found = _ADDRESS.fullmatch(f"{local}{at}{_ascii(domain, text)}")
    if not found or len(found[1]) > _LONGEST_LOCAL or len(found[0]) > _LONGEST:
        raise AddressError(text)
    return f"{found[1]}@{found[2].lower()}"


def _ascii(domain: str, text: str) -> str:
    if domain.isascii():
        return domain
    # IDNA takes «＠» for «@» and «。» for a dot: what it would change is refused.
    if not _WORDS.fullmatch(domain) or not unicodedata.is_normalized("NFKC", domain):
        raise AddressError(text)
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise AddressError(text) from None
