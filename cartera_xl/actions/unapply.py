"""Desaplicar: one application of a document back, the others stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.actions.finding import (
    MONEY_KINDS,
    UNCLEAR,
    NamedError,
    find_document,
    label,
)
from cartera_xl.actions.linking import ends, linked
from cartera_xl.actions.posting import Asked, Batch, post
from cartera_xl.ledger.documents import CREDIT_KINDS, Kind, Use
from cartera_xl.ledger.refusals import money
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs, same_identity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION: Final = "desaplicar"


class Choice(NamedTuple):
    """An application that may be meant; documents as the screen names them."""

    application: Application
    credit: str
    invoice: str

    @property
    def sentence(self) -> str:
        """Return it in words: «45: Pago por COP 100 el 01/02/2026, de RC-1 a F1»."""
        a = self.application
        ways = (
            f"de {self.credit}" if self.credit else "",
            f"a {self.invoice}" if self.invoice else "",
        )
        return (
            f"{a.id}: {texts.USE_NAMES[a.use]} por {money(a.amount, a.currency)} "
            f"el {texts.day(a.effective)}, {' '.join(filter(None, ways))}"
        )


class SeveralApplicationsError(NamedError):
    """A document has several applications, and nothing says which one is meant."""

    code = UNCLEAR

    def __init__(self, document: str, choices: Sequence[Choice]) -> None:
        listed = "; ".join(choice.sentence for choice in choices)
        super().__init__(
            f"{document} tiene {len(choices)} aplicaciones; diga cuál con --aplicacion "
            f"o con --de. {listed}."
        )
        self.choices = tuple(choices)


class NotAppliedError(NamedError):
    """A document has no application, or not the one that was named."""

    code = Status.NOT_FOUND

    def __init__(self, document: str, which: str) -> None:
        super().__init__(f"{document} no tiene una aplicación{which} que desaplicar.")


@dataclass(frozen=True, slots=True)
class Unapplication:
    """What was typed: a document, and which of its applications, if it has several."""

    document: str
    day: date
    credit: str = ""
    application: int | None = None
    reason: str = ""


def run(
    store: Store,
    asked: Unapplication,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post the reversal of one application.

    Raises:
        NamedError: the document or the application is not there, or several are.
    """
    batch = Batch(ACTION, repr(asked), key, simulate)
    return post(store, lambda ledger: plan(ledger, asked), batch, context)


def plan(ledger: Transaction, asked: Unapplication) -> Asked:
    """Return what taking an application back asks of the ledger.

    Raises:
        NamedError: the document or the application is not there, or several are.
    """
    item = find_document(ledger, asked.document, MONEY_KINDS)
    chosen = _chosen(ledger, asked, item)
    verb = Unapply(0, chosen.id, asked.day, asked.reason)
    documents = linked(ledger, ends([chosen]))
    return Asked((verb,), Needs(documents=documents, applications=[chosen.id]))


def _chosen(ledger: Transaction, asked: Unapplication, item: OpenItem) -> Application:
    touching = queries.position(ledger, [item.id]).applications
    if asked.application is not None:  # even one that cannot be: the rules say why
        which = f" {asked.application}"
        own = [a for a in touching if a.id == asked.application]
    else:
        which, own = "", _standing(touching)
    if asked.credit:
        credit = find_document(ledger, asked.credit, CREDIT_KINDS, item.customer_id)
        which += f" de {label(credit)}"
        given_out = _given_out(ledger, credit)
        own = [a for a in own if a.from_id in given_out]
    if not own:
        raise NotAppliedError(label(item), which)
    if len(own) > 1:
        raise SeveralApplicationsError(label(item), _choices(ledger, own))
    return own[0]


def _given_out(ledger: Transaction, credit: OpenItem) -> set[int]:
    """Return a credit with the halves of transfers that give it out elsewhere."""
    paid = ends(queries.position(ledger, [credit.id]).applications)
    halves = [
        (Kind.TRANSFER_IN, item.number, 1)
        for item in queries.items_by_id(ledger, paid)
        if item.kind is Kind.TRANSFER_OUT
    ]
    return {credit.id, *(item.id for item in same_identity(ledger, halves))}


def _standing(touching: Sequence[Application]) -> list[Application]:
    """Return what can be un-applied, oldest first."""
    reversed_ids = {a.reverses for a in touching}
    return [
        a
        for a in touching
        if a.reverses is None and a.id not in reversed_ids and a.use is not Use.VOID
    ]


def _choices(ledger: Transaction, own: Sequence[Application]) -> list[Choice]:
    names: dict[int | None, str] = {None: ""}
    names |= {i.id: label(i) for i in queries.items_by_id(ledger, ends(own))}
    return [Choice(a, names[a.from_id], names[a.to_id]) for a in own]
