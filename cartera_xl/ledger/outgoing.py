"""Messages on their way out: the states that one goes through, and what each is called.

    pending → claimed → handing → sent | failed | uncertain | pending
                      ↘ prepared                (drafts: a person sends them)
                      ↘ cancelled | pending     (no longer due, or not now)

`handing` is on the disk before the server is given the text. What is found there later
may have gone out or not: nobody tries again, a person finds out. No state says
«delivered»: a server that took a message knows nothing of the person.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class State(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    CLAIMED = "claimed"  # one sender has it, until its lease ends
    HANDING = "handing"  # from here on it may be with the recipient
    SENT = "sent"  # the server took it
    PREPARED = "prepared"  # a draft that a person looks at and sends
    FAILED = "failed"  # the server refused it for good: it did not go out
    UNCERTAIN = "uncertain"  # cut off while handing: a person finds out
    CANCELLED = "cancelled"  # paid, disputed, …: it did not go out


NAMES: Final = {
    State.PENDING: "pendiente",
    State.CLAIMED: "en curso",
    State.HANDING: "entregándose",
    State.SENT: "enviado",
    State.PREPARED: "borrador",
    State.FAILED: "fallido",
    State.UNCERTAIN: "incierto",
    State.CANCELLED: "cancelado",
}
# What did or may have reached the person: it counts as written.
WRITTEN: Final = (State.HANDING, State.SENT, State.PREPARED, State.UNCERTAIN)
# What a person may find out more of. A failed one keeps another from being tried until
# the address was corrected: who writes again and again to none is taken for a spammer.
RESOLVABLE: Final = (State.UNCERTAIN, State.PREPARED, State.FAILED)


class Way(StrEnum):
    """How messages leave: as the option of the command line calls it."""

    DRAFTS = "borradores"
    SMTP = "smtp"
    OUTLOOK = "outlook"
    WHATSAPP = "whatsapp"


class NewMessage(NamedTuple):
    """A message as a plan decided it; whom it goes to is looked up when it goes."""

    customer_id: int
    contact_id: int
    channel: str
    level: str
    round: int
    documents: tuple[int, ...]


class Outgoing(NamedTuple):
    """A message of the outbox; moments are UTC."""

    id: int
    customer_id: int
    contact_id: int
    channel: str
    level: str
    round: int
    way: Way
    state: State
    attempts: int
    claimed_by: str
    due_at: datetime  # not before; of a claimed one: until when it is its sender's
    handed_at: datetime | None
    revision: int  # of the ledger, when it was claimed
    detail: str
    created_at: datetime
    actor: str


MOST_ATTEMPTS: Final = 5
_FIRST_PAUSE: Final = timedelta(minutes=2)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 2, 4, 8, … minutes."""
    doubled: int = 2 ** (max(attempts, 1) - 1)
    return _FIRST_PAUSE * doubled
