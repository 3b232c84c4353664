"""Desaplicar and Anular recibo, for rows that a person chose in Transacciones.

A row of that sheet shows no number of an application. Its document, its kind, its day
and its batch tell which it is; where two are alike in all of that, nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions import selected, unapply, void_receipt
from cartera_xl.actions.finding import MONEY_KINDS, find_document, label
from cartera_xl.actions.posting import Batch
from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import Order, chosen_in, together
from cartera_xl.actions.undo import named
from cartera_xl.errors import REFUSED, CarteraError
from cartera_xl.ledger.documents import Kind
from cartera_xl.store import queries
from cartera_xl.tabs.transactions import TRANSACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Asked
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.register import Registered
    from cartera_xl.hosts.host import ChosenRow, OpenHost
    from cartera_xl.ledger.documents import Application
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_VOIDABLE: Final = frozenset(
    texts.KIND_NAMES[kind] for kind in (Kind.RECEIPT, Kind.ADVANCE)
)


class NotAnApplicationError(CarteraError):
    """A chosen row is no application that can be taken back."""

    exit_code = REFUSED

    def __init__(self, row: ChosenRow, why: str) -> None:
        kind, number = row.shown.get("kind"), row.shown.get("number")
        super().__init__(f"Fila {row.number} ({kind} {number}): {why}")


def unapply_chosen(
    store: Store,
    host: OpenHost,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post the reversal of the applications that a person chose.

    Raises:
        NothingChosenError: no row of Transacciones is chosen.
        CarteraError: a row is no application, or is not told from another.
    """
    rows = _chosen(host)

    def plan(ledger: Transaction) -> Asked:
        return together(
            unapply.plan(
                ledger,
                unapply.Unapplication(
                    _document(row), context.today, application=_meant(ledger, row).id
                ),
            )
            for row in rows
        )

    asked = texts.count(len(rows), "aplicación", "aplicaciones")
    question = f"Desaplicar {asked}: {_named(rows)}. ¿Desaplicar?"
    order = Order(_batch(unapply.ACTION, rows), plan, lambda _: question)
    return selected.run(store, host, order, context, confirm, progress)


def void_chosen(
    store: Store,
    host: OpenHost,
    reason: str,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post the void of the receipts that a person chose.

    Raises:
        NothingChosenError: no row of Transacciones is chosen.
        CarteraError: a row is no receipt.
    """
    rows = _chosen(host)
    for row in rows:
        if row.shown.get("kind") not in _VOIDABLE:
            raise NotAnApplicationError(row, "no es un recibo ni un anticipo.")

    def plan(ledger: Transaction) -> Asked:
        return together(
            void_receipt.plan(ledger, void_receipt.Voiding(_document(row), reason))
            for row in rows
        )

    asked = texts.count(len(rows), "recibo", "recibos")
    question = (
        f"Anular {asked}: {_named(rows)}. Sus facturas recuperan el saldo; el número "
        "queda usado. ¿Anular?"
    )
    batch = _batch(void_receipt.ACTION, rows, reason)
    return selected.run(
        store, host, Order(batch, plan, lambda _: question), context, confirm, progress
    )


def _chosen(host: OpenHost) -> Sequence[ChosenRow]:
    return chosen_in(host, [TRANSACTIONS]).rows


def _batch(action: str, rows: Sequence[ChosenRow], more: str = "") -> Batch:
    return Batch(action, repr(([row.key for row in rows], more)))


def batch_of(row: ChosenRow) -> str:
    """Return the number of a row's batch; its key in a workbook of before 1.0."""
    return str(row.shown.get("batch") or "")


def _document(row: ChosenRow) -> str:
    return str(row.shown.get("number") or "")


def _named(rows: Sequence[ChosenRow]) -> str:
    names = [f"{row.shown.get('kind')} {_document(row)}" for row in rows]
    more = f" y {len(names) - 3} más" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _meant(ledger: Transaction, row: ChosenRow) -> Application:
    """Return the application that a row of Transacciones shows.

    Raises:
        NotAnApplicationError: it shows none, or nothing tells which.
    """
    item = find_document(ledger, _document(row), MONEY_KINDS)
    own = set(named(ledger, batch_of(row)).applications)
    found = [
        application
        for application in queries.position(ledger, [item.id]).applications
        if application.id in own
        and texts.USE_NAMES[application.use] == row.shown.get("kind")
        and application.effective == row.shown.get("effective")
        and application.reverses is None
    ]
    if not found:
        raise NotAnApplicationError(row, "no es una aplicación que se pueda deshacer.")
    if len(found) > 1:
        raise NotAnApplicationError(
            row,
            f"{label(item)} tiene {len(found)} aplicaciones iguales en ese lote: use "
            "«cartera desaplicar», que las muestra, o Deshacer lote.",
        )
    return found[0]
