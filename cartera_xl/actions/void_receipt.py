"""Anular: a receipt, or another document that never was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.finding import MONEY_KINDS, find_document
from cartera_xl.actions.linking import linked
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "anular"


@dataclass(frozen=True, slots=True)
class Voiding:
    """What was typed: the document, and why it goes."""

    document: str
    reason: str


def run(
    store: Store,
    asked: Voiding,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post the void of a document; its number stays taken.

    Raises:
        NamedError: the document is not there.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: plan(ledger, asked), batch, context)


def plan(ledger: Transaction, asked: Voiding) -> Asked:
    """Return what a void asks of the ledger.

    Raises:
        NamedError: the document is not there.
    """
    item = find_document(ledger, asked.document, MONEY_KINDS)
    verb = Void(0, item.id, asked.reason)
    return Asked((verb,), Needs(documents=linked(ledger, [item.id])))
