"""Pagar: a payment received from one customer, typed as one order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_customer, find_document, label
from cartera_xl.actions.net_lines import Wanted, net_lines, oldest
from cartera_xl.actions.posting import Advice, Asked, Batch, Kept, post
from cartera_xl.actions.withholding_origins import with_origins
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import DEBIT_KINDS, Use
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.net_lines import NetLine
    from cartera_xl.actions.posting import Done
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

ACTION = "pagar"


@dataclass(frozen=True, slots=True)
class Payment:
    """What was typed: amounts in minor units, invoices as the screen names them.

    Where withholdings are proposed, one means without a value stands for as much money
    as the invoices take.
    """

    customer: str
    day: date
    currency: str
    money: tuple[Means, ...]
    invoices: Mapping[str, int | None]  # None: whatever money there is for it
    withheld: Mapping[str, tuple[Withheld, ...]]
    concept: str = ""
    propose: bool = False  # the withholdings that are not typed


def run(
    store: Store,
    payment: Payment,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Post a payment: the oldest due first, unless invoices are named.

    What the money exceeds the named invoices by becomes a credit of the customer.
    Withholdings that are typed win over those that are proposed; zero takes one out.

    Raises:
        CarteraError: the customer or an invoice is not there.
    """
    batch = Batch(ACTION, repr(payment), key, simulate)
    return post(store, lambda ledger: _plan(ledger, payment), batch, context)


def _plan(ledger: Transaction, payment: Payment) -> Asked:
    customer = find_customer(queries.customers(ledger), payment.customer)
    numbers = dict.fromkeys((*payment.invoices, *payment.withheld))
    found = {
        number: find_document(ledger, number, DEBIT_KINDS, customer.id)
        for number in numbers
    }
    named = list(found.values())
    needs = Needs(documents=[item.id for item in named], customers=(customer.id,))
    verb = Receive(
        0,
        customer.id,
        payment.currency,
        payment.day,
        payment.money,
        _typed_lines(payment, found),
        payment.concept,
    )
    parameters = choices(ledger)
    if not payment.propose:
        verbs = with_origins(ledger, parameters, [verb], named)
        return Asked(tuple(verbs), needs)
    proposed = list(_net_lines(ledger, parameters, verb, payment, found))
    owed = [one.item for one in proposed]
    [verb] = with_origins(ledger, parameters, [_net(verb, proposed)], owed)
    return Asked((verb,), needs, advice=_advice(verb, proposed))


def _typed_lines(payment: Payment, found: Mapping[str, OpenItem]) -> tuple[Line, ...]:
    return tuple(
        Line(
            0,
            item.id,
            payment.invoices.get(number) or 0,
            payment.withheld.get(number, ()),
        )
        for number, item in found.items()
    )


def _net_lines(
    ledger: Transaction,
    parameters: Parameters,
    verb: Receive,
    payment: Payment,
    found: Mapping[str, OpenItem],
) -> Iterable[NetLine]:
    wanted = [
        Wanted(item, payment.invoices.get(number), payment.withheld.get(number, ()))
        for number, item in found.items()
    ] or oldest(ledger, parameters, verb.customer_id, verb.currency, verb.day)
    total = verb.total if verb.total or not payment.money else None
    return net_lines(ledger, parameters, wanted, total, verb.day)


def _net(verb: Receive, proposed: Sequence[NetLine]) -> Receive:
    """Return a payment of net lines; money without a value is as much as they take."""
    money = verb.money
    if money and not verb.total:
        taken = sum(one.line.payment for one in proposed)
        money = (money[0]._replace(amount=taken),) if taken else ()
    lines = tuple(one.line for one in proposed)
    return replace(verb, money=money, lines=lines)


def _advice(verb: Receive, proposed: Sequence[NetLine]) -> Advice:
    notes = [note for one in proposed for note in one.notes]
    over = verb.total - sum(line.payment for line in verb.lines)
    if over > 0:
        left = refusals.money(over, verb.currency)
        notes.append(f"Del dinero sobran {left}, que quedan a favor del cliente.")
    kept = (
        Kept(label(one.item), verb.currency, name, withheld)
        for one, line in zip(proposed, verb.lines, strict=True)
        for name, withheld in zip(one.names, line.withheld, strict=True)
    )
    return Advice(tuple(kept), tuple(notes))


WITHHOLDINGS = {
    "retefuente": Use.INCOME_TAX_WITHHELD,
    "reteiva": Use.VAT_WITHHELD,
    "reteica": Use.ICA_WITHHELD,
    "otras": Use.DEDUCTION,
}
