"""WhatsApp: a link that opens a chat with the text in it; a person presses Send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cartera_xl import texts
from cartera_xl.ledger.mobile import PhoneError, number
from cartera_xl.ledger.outgoing import State
from cartera_xl.outbox.delivery.way import Delivery, Outcome, Parcel

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST: Final = 1500  # characters of text: browsers cut longer links
_ITEM: Final = "- "  # how a document of the list begins (templates/correos/correo.txt)


def link(phone: str, text: str) -> str:
    """Return the link of a chat with a person, the text ready to be sent.

    Raises:
        PhoneError: it is no mobile number.

    >>> link("300 123 4567", "Hola, ¿cómo va?")
    'https://wa.me/573001234567?text=Hola%2C%20%C2%BFc%C3%B3mo%20va%3F'
    """
    return f"https://wa.me/{number(phone)}?text={quote(short(text), safe='')}"


def short(text: str) -> str:
    """Return a text that a link can carry: the last documents of its list are counted.

    What is owed in all, how to pay and how to opt out are always there.
    """
    lines = text.splitlines()
    listed = [n for n, line in enumerate(lines) if line.startswith(_ITEM)]
    found, kept = text, len(listed)
    while len(found) > _LONGEST and kept:
        kept -= 1
        found = _without(lines, listed[kept:])
    return found


def _without(lines: list[str], left: list[int]) -> str:
    """Return lines with some documents counted in the place of the first of them."""
    count = texts.count(len(left), "documento más", "documentos más")
    told = {left[0]: f"{_ITEM}y {count}, en el total"}
    gone = {*left[1:]}
    return "\n".join(told.get(n, line) for n, line in enumerate(lines) if n not in gone)


class Links(Delivery):
    """Messages as links, one after another: a person sends each, or does not.

    Args:
        ask: shows what a message is called and its link, and returns whether the person
            sent it; without it nobody is there to say, and each waits until somebody
            does.
    """

    def __init__(self, ask: Callable[[str, str], bool] | None = None) -> None:
        self._ask = ask

    def offer(self, parcel: Parcel) -> Outcome | None:
        """Refuse what is no number."""
        try:
            number(parcel.mail.recipient)
        except PhoneError:
            return Outcome(State.FAILED, "El número no es un celular.")
        return None

    def hand(self, parcel: Parcel) -> Outcome:
        """Nothing leaves by itself: the link is shown, and kept nowhere."""
        if self._ask is None:
            return Outcome(State.PREPARED, "Por confirmar en WhatsApp.")
        if self._ask(parcel.name, link(parcel.mail.recipient, parcel.mail.text)):
            return Outcome(State.SENT, "La persona dijo que lo envió.")
        return Outcome(State.CANCELLED, "La persona dijo que no lo envió.")
