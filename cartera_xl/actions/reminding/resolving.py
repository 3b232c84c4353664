"""What a person found out of a message of which nobody knew whether it went out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.outgoing import NAMES, RESOLVABLE
from cartera_xl.store.outbox import reading
from cartera_xl.store.outbox.settling import resolve

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.store import Store


class Answer(NamedTuple):
    """Whether it was written down, and the sentence to say."""

    done: bool
    sentence: str


def run(store: Store, number: int, context: Context, *, went_out: bool) -> Answer:
    """Write down that a message went out, or that it did not and may be sent anew."""
    said = "salió" if went_out else "no salió"
    detail = f"{context.actor} comprobó el {texts.day(context.today)} que {said}."
    if resolve(store, number, went_out=went_out, detail=detail):
        return Answer(True, f"Mensaje {number}: anotado que {said}.")
    with store.reading() as ledger:
        found = {message.id: message for message in reading.messages(ledger)}
    if number not in found:
        return Answer(False, f"No hay un mensaje {number}.")
    waiting = " o ".join(f"«{NAMES[state]}»" for state in RESOLVABLE)
    state = NAMES[found[number].state]
    return Answer(
        False, f"El mensaje {number} está {state}: solo se resuelve lo {waiting}."
    )
