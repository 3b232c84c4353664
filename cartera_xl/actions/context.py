"""Who asks, from where and when: given by the entry points, never looked up below."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.store.command import Command

if TYPE_CHECKING:
    from datetime import date, datetime

    from cartera_xl.ledger.posting import Posting


@dataclass(frozen=True, slots=True)
class Context:
    """What an action knows of its caller."""

    today: date
    moment: datetime  # in Bogotá, for the screen
    recorded: datetime  # the real time, for the ledger
    actor: str
    host: str

    def command(self, action: str, posting: Posting, key: str = "") -> Command:
        """Return a posting as the ledger takes it; without a key it gets a new one."""
        return Command(
            key=key or f"{action}-{uuid.uuid4()}",
            action=action,
            posting=posting,
            actor=self.actor,
            host=self.host,
            recorded=self.recorded,
        )
