"""What every document is: a template, a day, and the data that the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.nit import split
from cartera_xl.texts import day as written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer

MARK: Final = "cartera-xl"  # among a PDF's keywords: we made it
_LINES: Final = "|"  # between the lines of a parameter
_SIZES: Final = {"carta": "us-letter", "a4": "a4"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before it is set: its day is the only clock that it knows."""

    template: str
    day: date
    data: Mapping[str, Any]


def paper(
    template: str,
    own: Parameters,
    day: date,
    title: str,
    *,
    number: str = "",
    subtitle: tuple[str, ...] = (),
    running: str = "",
    stamp: str = "",
    **more: Any,
) -> Paper:
    """Return a document with what all have: letterhead, title, footer.

    Args:
        template: the template's name.
        own: what the company chose; its letterhead is there.
        day: the day that the document speaks of.
        title: what kind of document it is.
        number: its number, where it has one.
        subtitle: lines under the title.
        running: what the second page and those after it start with.
        stamp: a word across the pages.
        more: what only this template shows.
    """
    data = {
        "titulo": title,
        "numero": number,
        "subtitulo": [*subtitle],
        "continua": running,
        "sello": stamp,
        "pie": _footer(own, title, number, day),
        "fecha": {"year": day.year, "month": day.month, "day": day.day},
        "hoja": _SIZES[own.paper],
        "marca": MARK,
        "empresa": letterhead(own),
        **more,
    }
    return Paper(template, day, data)


def letterhead(own: Parameters) -> dict[str, Any]:
    """Return the company as its documents show it; the logo is the typesetter's."""
    nit = own.company_nit and f"NIT {shown_nit(own.company_nit)}"
    ways = " · ".join(way for way in (own.phone, own.email) if way)
    return {
        "nombre": own.company,
        "lineas": [line for line in (nit, own.address, ways) if line],
        "pago": split_lines(own.ways_to_pay),
        "logo": None,
    }


def party(customer: Customer) -> dict[str, Any]:
    """Return a customer as documents show it."""
    nit = customer.nit and f"NIT o C.C. {shown_nit(_whole(customer))}"
    return {
        "nombre": customer.name,
        "lineas": [line for line in (nit, f"Código {customer.code}") if line],
    }


def shown_nit(text: str) -> str:
    """Write a NIT with its dots: «900.123.456-8»; what is none stays as it is."""
    number, digit = split(text)
    if not number.isdecimal():
        return text
    grouped = f"{int(number):,}".replace(",", ".") if number[0] != "0" else number
    return f"{grouped}-{digit}" if digit else grouped


def split_lines(text: str) -> list[str]:
    """Return the lines of a text that a person typed in one cell."""
    parts = text.replace("\n", _LINES).split(_LINES)
    return [part.strip() for part in parts if part.strip()]


def _whole(customer: Customer) -> str:
    digit = customer.check_digit
    return f"{customer.nit}-{digit}" if digit else customer.nit


def _footer(own: Parameters, title: str, number: str, day: date) -> str:
    what = f"{title} {number}".strip()
    return f"{own.company} · {what} · {written(day)}"
