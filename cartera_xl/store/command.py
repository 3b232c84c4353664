"""What the write path takes, and the two answers that it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from cartera_xl.ledger.posting import Posting
    from cartera_xl.ledger.problems import Problem


@dataclass(frozen=True, slots=True)
class Command:
    """A posting with its key: the same key never has an effect twice.

    `typed` is what the person asked for, where the posting was worked out from that:
    the key then stands for the request, whatever the balances were. `rows` are the rows
    of a workbook that it was typed on, to be cleared there. `action` names what the
    person did; `recorded` is the caller's clock and must know its zone. On PostgreSQL
    the database role takes the place of `actor`.
    """

    key: str
    action: str
    posting: Posting
    actor: str
    host: str
    recorded: datetime
    typed: str = ""
    rows: tuple[tuple[str, tuple[str, ...], str], ...] = ()

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a command needs a key")
        if self.recorded.utcoffset() is None:
            raise ValueError("recorded needs a time zone")


@dataclass(frozen=True, slots=True)
class Posted:
    """The rows are in the ledger: −1 of the posting became the first id of its range.

    `repeated` tells that they already were: this is the first answer, given again.
    """

    key: str
    revision: int
    recorded_at: datetime
    customers: range
    contacts: range
    documents: range
    applications: range
    facts: range = range(0)
    repeated: bool = field(default=False, compare=False)


class Company(NamedTuple):
    """Whose ledger it is."""

    name: str
    nit: str = ""
    base_currency: str = "COP"


class Status(StrEnum):
    """Why a command was refused."""

    KEY_TAKEN = "key_taken"  # by a posting with other content
    STALE = "stale"  # a document moved on since the person saw it
    DUPLICATE = "duplicate"  # a number or a customer's code is in the ledger already
    UNDONE = "undone"  # the key's batch was taken back since
    RULES = "rules"  # the ledger's rules, as they stand with today's balances


class Stale(NamedTuple):
    """A document that moved on: the balance that the person saw, and today's."""

    document_id: int
    seen: int
    balance: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written; each problem is a sentence for a person."""

    status: Status
    problems: tuple[Problem, ...]
    stale: tuple[Stale, ...] = ()

    @property
    def sentence(self) -> str:
        """Return all that is wrong as one text."""
        return " ".join(problem.sentence for problem in self.problems)
