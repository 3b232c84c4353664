"""Deshacer lote from a workbook: a batch back, the sheets written again.

On Transacciones it is the batch of the chosen rows, elsewhere the last one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions import selected, undo
from cartera_xl.actions.batch_account import account_of
from cartera_xl.actions.posting import Batch
from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import Order
from cartera_xl.actions.take_back_selected import batch_of
from cartera_xl.errors import REFUSED, CarteraError
from cartera_xl.store import batches
from cartera_xl.tabs.transactions import TRANSACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.register import Registered
    from cartera_xl.hosts.host import OpenHost
    from cartera_xl.store import Store


class SeveralBatchesError(CarteraError):
    """Rows of more than one batch are chosen: they are undone one by one."""

    exit_code = REFUSED

    def __init__(self, several: Sequence[str]) -> None:
        named = ", ".join(several[:_NAMED]) + ("…" if len(several) > _NAMED else "")
        super().__init__(
            f"Las filas elegidas son de {len(several)} lotes ({named}): elija filas de "
            "uno solo. Cada lote se deshace aparte."
        )


_NAMED: Final = 5
_NOT_LAST: Final = "Es el lote de la fila elegida, y no el último. "


def run(
    store: Store,
    host: OpenHost,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Registered:
    """Post the reversal of the batch of the chosen rows, or of the last one.

    It is named in the question, and that one is undone, whoever posts in between.

    Raises:
        NothingToUndoError: there is none.
        SeveralBatchesError: the chosen rows are of several.
        CarteraError: nothing moved.
    """
    chosen = _chosen(host)
    with store.reading() as ledger:
        written = undo.named(ledger, chosen) if chosen else undo.last(ledger)
        is_older = written.revision != batches.last_revision(ledger)
        account = account_of(ledger, written)
    asked = undo.Undoing(str(written.revision))
    order = Order(
        Batch(undo.ACTION, repr(asked)),
        lambda ledger: undo.plan(ledger, asked),
        lambda _: f"{_NOT_LAST if is_older else ''}{undo.question(account)}",
    )
    return selected.run(store, host, order, context, confirm, progress)


def _chosen(host: OpenHost) -> str:
    """Return the batch of the rows that are chosen in Transacciones; "" for none.

    Raises:
        SeveralBatchesError: they are of several.
    """
    chosen = host.chosen([TRANSACTIONS])
    rows = chosen.rows if chosen else ()
    named = list(dict.fromkeys(filter(None, map(batch_of, rows))))
    if len(named) > 1:
        raise SeveralBatchesError(named)
    return named[0] if named else ""
