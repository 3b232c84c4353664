"""The Message-ID of a reminder: made of its own ids, so that it is found again."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_OTHER: Final = re.compile(r"[^A-Za-z0-9-]+")


class Identity(NamedTuple):
    """What no two messages of a ledger share."""

    message: int
    customer: int
    contact: int
    level: str
    round: int


def message_id(identity: Identity, ledger: str) -> str:
    """Return the Message-ID: the same message has the same one for ever.

    Whether an uncertain message went out is then a question that the «sent» folder, or
    the recipient's mail server, can answer.

    >>> message_id(Identity(7, 3, 5, "nivel-2", 1), "9f1c")
    '<m7.c3.p5.nivel-2.r1@9f1c.cartera>'
    """
    level = _OTHER.sub("-", identity.level) or "x"
    place = _OTHER.sub("-", ledger).strip("-") or "cartera"
    own = f"m{identity.message}.c{identity.customer}.p{identity.contact}"
    return f"<{own}.{level}.r{identity.round}@{place}.cartera>"
