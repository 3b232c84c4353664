"""Cobros: what was posted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions import take_back_selected, undo_last
from cartera_xl.excel.telling_postings import NO_WAY_BACK, registered

if TYPE_CHECKING:
    from cartera_xl.excel.press import Press


def unapply(press: Press) -> str:
    """Desaplicar: the applications that were chosen in Transacciones."""
    with press.ledger() as store:
        done = take_back_selected.unapply_chosen(
            store, press.host, press.context, press.host.ask, press.progress
        )
    return registered(done)


def void_receipt(press: Press) -> str:
    """Anular recibo: the receipts that were chosen in Transacciones."""
    with press.ledger() as store:
        done = take_back_selected.void_chosen(
            store,
            press.host,
            press.argument.strip(),
            press.context,
            press.host.ask,
            press.progress,
        )
    return registered(done)


def undo(press: Press) -> str:
    """Deshacer lote: that of the rows chosen in Transacciones, or else the last."""
    with press.ledger() as store:
        done = undo_last.run(
            store, press.host, press.context, press.host.ask, press.progress
        )
    return registered(done, NO_WAY_BACK)
