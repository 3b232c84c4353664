"""What every way of delivery has in common, and what it says of each message."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple, Self

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from types import TracebackType

    from cartera_xl.ledger.outgoing import State
    from cartera_xl.outbox.mail.message import Mail


class Parcel(NamedTuple):
    """A mail that is ready, and the name that a file of it has."""

    mail: Mail
    name: str  # of a file, without its ending


class Outcome(NamedTuple):
    """How far a message came, and what there is to say of it."""

    state: State
    detail: str = ""


class DeliveryError(CarteraError):
    """A way that does not work at all: nothing was handed over."""


class Delivery(ABC):
    """A way of delivery, opened for one run.

    `offer` does all that can be refused without the message going out; `hand` does the
    one thing after which it may have. In between, the outbox writes that down.
    """

    def __enter__(self) -> Self:
        """Reach whoever takes the messages.

        Raises:
            DeliveryError: nobody does.
        """
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        self.leave()

    def leave(self) -> None:  # noqa: B027 - most ways hold nothing
        """Give back what was reached."""

    def offer(self, parcel: Parcel) -> Outcome | None:
        """Return why a message cannot go; None: it may be handed over."""
        return None

    @abstractmethod
    def hand(self, parcel: Parcel) -> Outcome:
        """Hand a message over."""
