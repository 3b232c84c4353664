"""Cobros: what is typed, and what is chosen, into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions import apply_selected
from cartera_xl.actions import fill_payments as proposing
from cartera_xl.actions import register as posting
from cartera_xl.actions.selected import chosen_in
from cartera_xl.excel.speaking import information
from cartera_xl.excel.telling_postings import registered
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.texts import count

if TYPE_CHECKING:
    from cartera_xl.excel.press import Press


def register(press: Press) -> str:
    """Registrar lo digitado: all of it, or nothing."""
    with press.ledger() as store:
        done = posting.run(
            store, press.host, press.context, press.host.ask, progress=press.progress
        )
    return registered(done)


def simulate(press: Press) -> str:
    """Simular: say beside each row what it would do."""
    with press.ledger() as store:
        done = posting.run(
            store,
            press.host,
            press.context,
            press.host.ask,
            simulate=True,
            progress=press.progress,
        )
    return registered(done)


def apply_credits(press: Press) -> str:
    """Aplicar créditos, for the rows that were chosen."""
    with press.ledger() as store:
        done = apply_selected.run(
            store, press.host, press.context, press.host.ask, press.progress
        )
    return registered(done)


def fill_payments(press: Press) -> str:
    """Registrar pago: propose it in the rows that were chosen; posts nothing."""
    with press.ledger() as store:
        done = proposing.run(store, press.host, press.context, press.progress)
    rows = count(len(done.filled), "fila quedó llena", "filas quedaron llenas")
    lines = [
        f"{rows} con su pago y las retenciones que se esperan. Nada se ha registrado: "
        "corrija lo que haga falta y oprima Registrar lo digitado."
    ]
    if done.kept:
        kept = count(len(done.kept), "fila ya tenía", "filas ya tenían")
        lines.append(f"{kept} algo digitado y no se tocó.")
    return information([*lines, *done.notes])


def refund_credits(press: Press) -> str:
    """Devolver: what is typed on the chosen rows of Créditos a Favor, and no more."""
    chosen = chosen_in(press.host, [CREDITS])
    blank = [r.key[0] for r in chosen.rows if not r.shown.get("refund_amount")]
    if blank:
        return information(
            [
                f"Escriba en la fila de {', '.join(blank[:5])} el valor a devolver, la "
                "fecha y el medio, y oprima Devolver otra vez."
            ]
        )
    with press.ledger() as store:
        done = posting.run(
            store,
            press.host,
            press.context,
            press.host.ask,
            only=chosen,
            progress=press.progress,
        )
    return registered(done)
