"""What may become of a message that is about to be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.ledger.outgoing import Outgoing


class Go(NamedTuple):
    """A message may go, with what it will say."""

    content: Any


class Drop(NamedTuple):
    """A message is no longer due."""

    reason: str


class Wait(NamedTuple):
    """A message may not go yet."""

    until: datetime
    reason: str


Verdict: TypeAlias = Go | Drop | Wait


class Claimed(NamedTuple):
    """A message that its sender has, and what it will say."""

    message: Outgoing
    content: Any
