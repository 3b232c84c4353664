"""What a template is filled with: plain texts, made of a reminder or a quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.money import to_decimal
from cartera_xl.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.dunning.reminder import (
        CreditLine,
        Line,
        Reminder,
        Section,
    )

_LONGEST: Final = 300  # characters of one text of a customer or a document
# Control characters, and those that turn the direction of writing around.
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"
)
_MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)


class Sender(NamedTuple):
    """The company as its mails show it."""

    name: str
    nit: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    site: str = ""
    ways_to_pay: tuple[str, ...] = ()
    signature: str = ""


class Quoted(NamedTuple):
    """A quote as its follow-up speaks of it; the value in minor units."""

    number: str
    issued: date
    valid_until: date
    value: int
    currency: str
    concept: str = ""


def reminder_data(
    reminder: Reminder, sender: Sender, day: date, attachments: Iterable[str] = ()
) -> dict[str, Any]:
    """Return what a reminder's template, or a statement's, is filled with.

    Args:
        reminder: whom it goes to, and all that is open.
        sender: the company.
        day: the day of the letter.
        attachments: the names of the files that go with it.
    """
    lines = [line for section in reminder.sections for line in section.lines]
    return {
        **_letter(sender, reminder.name, reminder.code, reminder.nit, day, attachments),
        "nivel": {"clave": reminder.level.key, "nombre": reminder.level.name},
        "cantidad": texts.count(len(lines), "documento", "documentos"),
        "mora_maxima": str(max((line.days for line in lines), default=0)),
        "total": " y ".join(_net(section) for section in reminder.sections),
        "secciones": [_section(section) for section in reminder.sections],
    }


def quote_data(
    quote: Quoted, name: str, code: str, nit: str, sender: Sender, day: date
) -> dict[str, Any]:
    """Return what the template of a quote's follow-up is filled with."""
    value = to_decimal(quote.value, quote.currency)
    return {
        **_letter(sender, name, code, nit, day, ()),
        "cotizacion": {
            "numero": plain(quote.number),
            "fecha": long_day(quote.issued),
            "vence": long_day(quote.valid_until),
            "concepto": plain(quote.concept),
            "valor": texts.money(value, quote.currency),
            "en_letras": amount_in_words(value, quote.currency),
        },
    }


def _letter(
    sender: Sender,
    name: str,
    code: str,
    nit: str,
    day: date,
    attachments: Iterable[str],
) -> dict[str, Any]:
    return {
        "empresa": {
            "nombre": plain(sender.name),
            "nit": plain(sender.nit),
            "correo": plain(sender.email),
            "telefono": plain(sender.phone),
            "direccion": plain(sender.address),
            "sitio": plain(sender.site),
            "pago": [plain(line) for line in sender.ways_to_pay],
            "firma": plain(sender.signature or sender.name),
        },
        "cliente": {"nombre": plain(name), "codigo": plain(code), "nit": plain(nit)},
        "fecha": long_day(day),
        "adjuntos": [plain(name) for name in attachments],
    }


def _section(section: Section) -> dict[str, Any]:
    net = abs(to_decimal(section.net, section.currency))
    return {
        "moneda": section.currency,
        "documentos": [_line(line, section.currency) for line in section.lines],
        "saldo": _money(section.balance, section.currency),
        "creditos": [_credit(line, section.currency) for line in section.credits],
        "a_favor": section.net < 0,
        "a_pagar": texts.money(net, section.currency),
        "en_letras": amount_in_words(net, section.currency),
    }


def _line(line: Line, currency: str) -> dict[str, str]:
    is_part_paid = line.balance != line.total
    return {
        "tipo": texts.KIND_NAMES[line.kind],
        "numero": plain(texts.document_label(line.kind, line.number, line.instalment)),
        "emision": texts.day(line.issued),
        "vence": texts.day(line.due),
        "mora": arrears(line.days),
        "total": _money(line.total, currency),
        "abonado": _money(line.total - line.balance, currency) if is_part_paid else "",
        "saldo": _money(line.balance, currency),
    }


def _credit(line: CreditLine, currency: str) -> dict[str, str]:
    return {
        "tipo": texts.KIND_NAMES[line.kind],
        "numero": plain(line.number),
        "valor": _money(line.free, currency),
    }


def _net(section: Section) -> str:
    return _money(max(section.net, 0), section.currency)


def _money(minor: int, currency: str) -> str:
    return texts.money(to_decimal(minor, currency), currency)


def arrears(days: int) -> str:
    """Write how late a document is: «29 días de mora», «vence en 3 días»."""
    if days == 0:
        return "vence hoy"
    if days < 0:
        return f"vence en {texts.count(-days, 'día', 'días')}"
    return f"{texts.count(days, 'día', 'días')} de mora"


def long_day(day: date) -> str:
    """Write a date as a letter does: «29 de noviembre de 2026»."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def plain(text: str) -> str:
    """Return a text on one line, without what cannot be seen, and not without end.

    A name that holds line ends or turns the direction of writing could make a mail
    show what it does not say.
    """
    seen = _UNSEEN.sub(" ", text)
    return " ".join(seen.split())[:_LONGEST]
