"""Aplicar créditos: those of the chosen customers, for the chosen invoices, or chosen.

Which it is, the tab tells: rows of Clientes are customers, of Créditos a Favor credits,
of Vencidas and Por Vencer invoices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions import selected
from cartera_xl.actions.apply_credits import ACTION
from cartera_xl.actions.finding import find_customer, find_document
from cartera_xl.actions.posting import Asked, Batch, Result, post
from cartera_xl.actions.progress import silent
from cartera_xl.actions.question import question
from cartera_xl.actions.selected import Order, chosen_in, moved_since
from cartera_xl.ledger.documents import CREDIT_KINDS, DEBIT_KINDS
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.store import queries
from cartera_xl.store.positions import Needs
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.register import Registered
    from cartera_xl.hosts.host import ChosenRow, OpenHost
    from cartera_xl.ledger.documents import Kind
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

TABS: Final = (CUSTOMERS, OVERDUE, NOT_DUE, CREDITS)
_WHERE: Final = "Clientes, Vencidas, Por Vencer o Créditos a Favor"


def run(
    store: Store,
    host: OpenHost,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post the use of credits for the rows that a person chose, oldest first.

    Rows for which there is nothing to apply are passed over, unless all are.

    Raises:
        NothingChosenError: no row of those tabs is chosen.
        CarteraError: nothing moved.
    """
    chosen = chosen_in(host, TABS, _WHERE)
    if chosen.tab is CUSTOMERS:
        plan = _for_customers([row.key[0] for row in chosen.rows], context.today)
        rows: Sequence[ChosenRow] = ()
    else:
        kind = CREDIT_KINDS if chosen.tab is CREDITS else DEBIT_KINDS
        rows = _useful(store, chosen.rows, kind, context)
        plan = _for_documents(rows, kind, context.today)
    typed = repr((chosen.tab.table, sorted(row.key for row in chosen.rows)))
    order = Order(Batch(ACTION, typed), plan, lambda done: question(done.posting, 0))
    return selected.run(store, host, order, context, confirm, progress)


def _for_customers(codes: Sequence[str], day: date) -> Callable[[Transaction], Asked]:
    def plan(ledger: Transaction) -> Asked:
        known = queries.customers(ledger)
        owners = tuple({find_customer(known, code).id: None for code in codes})
        return Asked((Apply(0, day, customers=owners),), Needs(customers=owners))

    return plan


def _for_documents(
    rows: Sequence[ChosenRow], kinds: frozenset[Kind], day: date
) -> Callable[[Transaction], Asked]:
    def plan(ledger: Transaction) -> Asked:
        items = [find_document(ledger, row.key[0], kinds) for row in rows]
        credit = kinds == CREDIT_KINDS
        verbs = tuple(
            Apply(n, day, credit_id=item.id) if credit else Apply(n, day, None, item.id)
            for n, item in enumerate(items)
        )
        needs = Needs([i.id for i in items], customers={i.customer_id for i in items})
        return Asked(verbs, needs, rejected=tuple(moved_since(rows, items)))

    return plan


def _useful(
    store: Store, rows: Sequence[ChosenRow], kinds: frozenset[Kind], context: Context
) -> Sequence[ChosenRow]:
    """Return the rows without those that have nothing to apply, as long as some do."""
    while True:
        plan = _for_documents(rows, kinds, context.today)
        tried = post(store, plan, Batch(ACTION, "", simulate=True), context)
        stopped = {o.row: o.status for o in tried.outcomes if o.stops}
        idle = {n for n, status in stopped.items() if status == Status.NOTHING_TO_APPLY}
        if tried.result is not Result.REFUSED or not idle or len(idle) == len(rows):
            return rows
        rows = [row for n, row in enumerate(rows) if n not in idle]
