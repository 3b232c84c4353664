"""Deshacer lote from a workbook: the last batch back, the sheets written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions import selected, undo
from cartera_xl.actions.batch_account import account_of
from cartera_xl.actions.posting import Batch
from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import Order

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.register import Registered
    from cartera_xl.hosts.host import Host
    from cartera_xl.store import Store


def run(
    store: Store,
    host: Host,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post the reversal of the last batch that can be undone.

    It is named in the question, and that one is undone, whoever posts in between.

    Raises:
        NothingToUndoError: there is none.
        CarteraError: nothing moved.
    """
    with store.reading() as ledger:
        written = undo.last(ledger)
        account = account_of(ledger, written)
    asked = undo.Undoing(str(written.revision))
    order = Order(
        Batch(undo.ACTION, repr(asked)),
        lambda ledger: undo.plan(ledger, asked),
        lambda _: undo.question(account),
    )
    return selected.run(store, host, order, context, confirm, progress)
