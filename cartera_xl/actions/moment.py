"""A ledger as it stands at one revision, read piece by piece as it is asked about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from cartera_xl.actions import statement as statements
from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import MONEY_KINDS, find_document, only_one
from cartera_xl.actions.shelf import Shelf
from cartera_xl.ledger.directory import Directory
from cartera_xl.ledger.statement import Statement, View
from cartera_xl.store import balances, queries
from cartera_xl.store.families import families
from cartera_xl.store.portfolio_sums import portfolio_at
from cartera_xl.views.standing import Arrears, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store.transaction import Transaction

Piece = TypeVar("Piece")
# What a row of each kind takes in memory, in bytes, roughly.
_CUSTOMER: Final = 500
_BALANCE: Final = 1000  # a customer's, with the figures of every range
_DUE: Final = 150
_LEFT: Final = 100
_PAPER: Final = 500  # a document, or a line of a statement


class UnreadError(Exception):
    """A piece was not read yet, and the ledger is not open."""


class Moment:
    """The pieces of one state of a ledger; those missing are read while it is open.

    Args:
        state: what tells this state of the ledger from every other.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        self._shelf = Shelf()
        self._ledger: Transaction | None = None

    @contextmanager
    def reading(self, ledger: Transaction) -> Iterator[None]:
        """Let pieces be read from a transaction that sees this state."""
        self._ledger = ledger
        try:
            yield
        finally:
            self._ledger = None

    @property
    def parameters(self) -> Parameters:
        """Return what the company chose."""
        return self._piece("parameters", choices, lambda _: 0)

    @property
    def directory(self) -> Directory:
        """Return the customers, joined records as one."""
        return self._piece("directory", _directory, lambda d: len(d) * _CUSTOMER)

    def customer(self, text: str | None) -> int | None:
        """Return the id of a customer by what it is called; None is everybody.

        Raises:
            NamedError: nobody answers to it, or several do.
        """
        return None if text is None else only_one(self.directory, text).id

    def document(self, text: str) -> OpenItem:
        """Return a document by its number or its label; its balance is today's.

        Raises:
            NamedError: no document is called so, or several are.
        """
        return self._piece(
            ("document", text),
            lambda ledger: find_document(ledger, text, MONEY_KINDS),
            lambda _: _PAPER,
        )

    def standing(self, at: date) -> Standing:
        """Return the indicators and the ageing at the end of a day."""
        own, joined = self.parameters, self.directory.joined
        return self._piece(
            ("standing", at),
            lambda ledger: Standing(
                portfolio_at(ledger, at, own.ranges, own.basis, joined=joined)
            ),
            lambda standing: len(standing) * _BALANCE,
        )

    def arrears(self, at: date) -> Arrears:
        """Return what is overdue at the end of a day, by how late it is."""
        main = self.directory.joined
        return self._piece(
            ("arrears", at),
            lambda ledger: Arrears(
                ((main.get(d[0], d[0]), *d[1:]) for d in balances.dues(ledger, at)), at
            ),
            lambda arrears: len(arrears) * _DUE,
        )

    def left(self, at: date) -> dict[int, int]:
        """Return what is left of the documents with a balance at the end of a day."""
        return self._piece(
            ("left", at),
            lambda ledger: balances.left(ledger, at),
            lambda left: len(left) * _LEFT,
        )

    def statement(
        self, customer: str, since: date, until: date
    ) -> tuple[Statement, ...]:
        """Return the statement of a customer, one in each currency, never none."""
        own = only_one(self.directory, customer)
        directory, currency = self.directory, self.parameters.currency

        def read(ledger: Transaction) -> tuple[Statement, ...]:
            done = statements.of_customer(
                ledger, directory, own, since, until, View.MOVEMENTS
            )
            return done.parts or (Statement(currency, since, until, 0, (), 0),)

        return self._piece(
            ("statement", own.id, since, until),
            read,
            lambda parts: sum(_PAPER * (1 + len(part.lines)) for part in parts),
        )

    def _piece(
        self,
        key: Hashable,
        read: Callable[[Transaction], Piece],
        size: Callable[[Piece], int],
    ) -> Piece:
        found: Piece | None = self._shelf.get(key)
        if found is not None:
            return found
        if self._ledger is None:
            raise UnreadError
        piece = read(self._ledger)
        self._shelf.put(key, piece, size(piece))
        return piece


def _directory(ledger: Transaction) -> Directory:
    return Directory(queries.customers(ledger), families(ledger))
