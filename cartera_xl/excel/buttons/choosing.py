"""Ayuda: what the company chose, saved from the sheet Parámetros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions import save_parameters as action
from cartera_xl.excel.speaking import information, listed, warning
from cartera_xl.excel.telling import refreshed
from cartera_xl.texts import count

if TYPE_CHECKING:
    from cartera_xl.excel.press import Press


def save_parameters(press: Press) -> str:
    """Guardar parámetros: all that was typed over, or nothing."""
    with press.ledger() as store:
        done = action.run(
            store, press.host, press.context, press.host.ask, press.progress
        )
    if done.refused:
        told = [f"{change.key}: {change.refusal}" for change in done.refused]
        return warning(listed(["No se guardó nada:", *told]))
    if not done.changes:
        return information(["Los parámetros son los que tiene la cartera."])
    if done.refreshed is None:
        return information(["No se guardó nada."])
    number = count(len(done.changes), "parámetro guardado", "parámetros guardados")
    return information([f"{number}.", *refreshed(done.refreshed)])
