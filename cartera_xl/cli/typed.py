"""What is typed on the command line, read strictly: a value means one thing or none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cartera_xl import settings
from cartera_xl.ledger.currencies import is_currency
from cartera_xl.ledger.documents import WITHHOLDING_USES, Use
from cartera_xl.texts import CHANNEL_NAMES

if TYPE_CHECKING:
    from cartera_xl.ledger import outgoing

TODAY: Final = "hoy"
VIEWS: Final = ("partidas", "movimientos")
# Compiled when first used: a command reads few of them.
# As the screen writes it, «1.190.000,50», or as programs do, «1190000.50».
_COLOMBIAN: Final = r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|-?[0-9]+,[0-9]+"
_ENGLISH: Final = r"-?[1-9][0-9]{0,2},[0-9]{3}"  # 1,190: or 1,19?
_PLAIN: Final = r"-?[0-9]+(\.[0-9]+)?"
_LONGEST: Final = 30  # digits and marks; no balance has so many
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR: Final = r"[0-9]{2}:[0-9]{2}"
_MOMENT: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
_MONTH: Final = r"[0-9]{4}-[0-9]{2}"
_PER: Final = {"%": 10_000, "‰": 1_000}  # millionths
_WHOLE: Final = 1_000_000
_MANY: Final = 10**9


class Misuse(click.BadParameter):
    """A value that cannot be read; its message is a Spanish sentence."""


class Way(NamedTuple):
    """A means of payment, and how much came by it where that is said."""

    means: str
    amount: Decimal | None = None


class Settled(NamedTuple):
    """A value for a document, and what it was worked out from as far as it is said."""

    document: str
    amount: Decimal
    base: Decimal | None = None
    rate: int | None = None  # millionths
    town: str = ""


class Paid(NamedTuple):
    """An invoice, and how much money is for it where that is said."""

    document: str
    amount: Decimal | None = None


def amount(text: str) -> Decimal:
    """Read an amount: 1.190.000,50 or 1190000.50, and 1.190 is more than a thousand.

    «1,190» is refused: thousands to some, a peso and nineteen centavos to others. The
    decimal is the same however the amount was written.
    """
    digits = text.strip().removeprefix("$").strip()
    if len(digits) <= _LONGEST:
        if re.fullmatch(_COLOMBIAN, digits) and not re.fullmatch(_ENGLISH, digits):
            return _canonical(digits.replace(".", "").replace(",", "."))
        if re.fullmatch(_PLAIN, digits):
            return _canonical(digits)
    raise Misuse(f"«{text}» no es un valor: escriba 1.190.000,50 o 1190000.50.")


def _canonical(digits: str) -> Decimal:
    whole, _, rest = digits.partition(".")
    return Decimal(f"{whole}.{rest.rstrip('0')}".rstrip("."))


def day(text: str) -> date:
    """Read a date: AAAA-MM-DD, and nothing else that the library would take."""
    try:
        if re.fullmatch(_DAY, text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Misuse(f"«{text}» no es una fecha AAAA-MM-DD.")


def moment(text: str) -> datetime:
    """Read a moment: AAAA-MM-DDTHH:MM; a date alone is its nine o'clock."""
    try:
        if re.fullmatch(_MOMENT, text):
            return datetime.fromisoformat(text)
        if re.fullmatch(_DAY, text):
            return datetime.fromisoformat(f"{text}T09:00")
    except ValueError:
        pass
    raise Misuse(f"«{text}» no es un momento AAAA-MM-DDTHH:MM.")


def delivery(text: str) -> outgoing.Way:
    """Read how messages leave."""
    from cartera_xl.ledger import outgoing

    try:
        return outgoing.Way(text)
    except ValueError:
        known = ", ".join(outgoing.Way)
        raise Misuse(f"«{text}» no es ninguna de {known}.") from None


def cut_off(text: str) -> date:
    """Read a cut-off date: a day, or «hoy», which an example may say on any day."""
    return settings.today() if text == TODAY else day(text)


def month(text: str) -> date:
    """Read a month AAAA-MM as its first day."""
    try:
        if re.fullmatch(_MONTH, text):
            return date.fromisoformat(f"{text}-01")
    except ValueError:
        pass
    raise Misuse(f"«{text}» no es un mes AAAA-MM.")


def rate(text: str) -> int:
    """Read a rate as millionths: 2,5 and 2,5% are per cent, 9,66‰ is per mille."""
    per = _PER.get(text.strip()[-1:], _PER["%"])
    try:
        value = amount(text.strip().rstrip("".join(_PER))) * per
    except Misuse:
        raise Misuse(f"«{text}» no es una tarifa: escriba 2,5% o 9,66‰.") from None
    if value != int(value) or not 0 <= value <= _WHOLE:
        raise Misuse(f"«{text}» no es una tarifa: va de 0 % a 100 %.")
    return int(value)


def payment(text: str) -> Settled:
    """Read FACTURA=VALOR."""
    document, value = _pair(text, "FACTURA=VALOR")
    return Settled(document, amount(value))


def paid(text: str) -> Paid:
    """Read FACTURA=VALOR, or FACTURA alone."""
    if "=" not in text and text.strip():
        return Paid(text.strip())
    return Paid(*payment(text)[:2])


def withheld(text: str) -> Settled:
    """Read FACTURA=VALOR[@BASE[:TARIFA[:MUNICIPIO]]]."""
    document, told = _pair(text, "FACTURA=VALOR")
    value, _, origin = told.partition("@")
    base, _, rest = origin.partition(":")
    percent, _, town = rest.partition(":")
    return Settled(
        document,
        amount(value),
        amount(base) if base else None,
        rate(percent) if percent else None,
        town.strip(),
    )


def way(text: str) -> Way:
    """Read MEDIO or MEDIO=VALOR; the means is spelled as the workbook does."""
    from cartera_xl.tabs.columns import MEANS

    name, equals, value = text.partition("=")
    for known in MEANS:
        if _bare(known) == _bare(name):
            return Way(known, amount(value) if equals else None)
    raise Misuse(f"«{name.strip()}» no es un medio de pago: use {', '.join(MEANS)}.")


def means(text: str) -> str:
    """Read MEDIO."""
    found = way(text)
    if found.amount is not None:
        raise Misuse(f"«{text}» no es un medio de pago: va sin valor.")
    return found.means


def tax(text: str) -> Use:
    """Read a withholding's name: retefuente, reteiva or reteica."""
    for use in WITHHOLDING_USES:
        if use.value == _bare(text):
            return use
    names = ", ".join(WITHHOLDING_USES)
    raise Misuse(f"«{text}» no es una retención: use {names}.")


def channel(text: str) -> str:
    """Read a channel: correo, telefono or whatsapp; «email» and «phone» do too."""
    for code, name in CHANNEL_NAMES.items():
        if _bare(text) in (code, _bare(name)):
            return code
    names = ", ".join(_bare(name) for name in CHANNEL_NAMES.values())
    raise Misuse(f"«{text}» no es un canal: use {names}.")


def hour(text: str) -> time:
    """Read an hour of the day: HH:MM."""
    try:
        if re.fullmatch(_HOUR, text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise Misuse(f"«{text}» no es una hora HH:MM, de 00:00 a 23:59.")


def count(text: str) -> int:
    """Read how many: one at least."""
    if text.isascii() and text.isdigit() and 0 < int(text) < _MANY:
        return int(text)
    raise Misuse(f"«{text}» no es una cantidad: escriba un número mayor que cero.")


def view(text: str) -> str:
    """Read which lines a statement lists."""
    if text not in VIEWS:
        raise Misuse(f"«{text}» no es una vista: use {' o '.join(VIEWS)}.")
    return text


def numbers(text: str) -> str:
    """Read how a file writes its amounts, from an example."""
    from cartera_xl.importers.convention import NUMBERS

    if text and text not in NUMBERS:
        raise Misuse(f"«{text}» no es una forma: use {' o '.join(NUMBERS)}.")
    return text


def dates(text: str) -> str:
    """Read how a file writes its dates: day or month first."""
    from cartera_xl.importers.convention import DATES

    if text and text not in DATES:
        raise Misuse(f"«{text}» no es una forma: use {' o '.join(DATES)}.")
    return text


def _pair(text: str, form: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    if not equals or not name.strip():
        raise Misuse(f"«{text}» no es {form}.")
    return name.strip(), value


def _bare(text: str) -> str:
    """Return a word without its accents and capitals."""
    letters = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def currency(text: str) -> str:
    """Read a currency: its ISO 4217 code."""
    code = text.strip().upper()
    if not is_currency(code):
        raise Misuse(f"«{text}» no es una moneda ISO 4217, como COP.")
    return code
