"""Gestiones: steps that are closed, and the next ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.facts import CALL, DISPUTE, NOTE, PROMISE, TASK
from cartera_xl.ledger.verbs.collection import PHONE, End, Log, Reached
from cartera_xl.tabs import collection_log as tab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Customer

MAIN_FIELDS: Final = ("new_amount", "new_kind", "close")
DATE_FIELD: Final = "new_day"
_KINDS: Final = {
    tab.CALL: CALL,
    tab.NOTE: NOTE,
    tab.PROMISE: PROMISE,
    tab.DISPUTE: DISPUTE,
    tab.TASK: TASK,
}


def names(cells: Cells) -> Iterable[str]:
    """Return what a row names."""
    return (cells.text("new_number"),)


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[Log | End | Rejected]:
    """Return what some rows close and log, and the rows that cannot be posted."""
    for cells in rows:
        found = list(_of(cells, known))
        faults = [verb for verb in found if isinstance(verb, Rejected)]
        yield from faults[:1] or found


def _of(cells: Cells, known: Known) -> Iterator[Log | End | Rejected]:
    closes = bool(cells.choice("close"))
    if closes or (cells.entry.key and not cells.has("new_customer")):
        shown = _shown(cells, known)
        if isinstance(shown, Rejected):
            yield shown
            return
    if closes:
        detail = "" if cells.has("new_kind") else cells.text("new_detail")
        yield End(cells.row, int(cells.entry.key[0]), known.today, detail)
    if cells.has("new_kind") or not closes:
        yield _log(cells, known)
    elif cells.faults:
        yield cells.faults[0]


def _shown(cells: Cells, known: Known) -> Customer | Rejected:
    """Return the customer of the step that a row shows; the two belong together."""
    key = cells.entry.key[0] if cells.entry.key else ""
    event = known.events.get(int(key)) if key.isdecimal() else None
    if event is None:
        sentence = "La fila no tiene gestión que cerrar: el libro se actualizó."
        return Rejected(cells.row, "fila_sin_gestion", sentence, ("close",))
    customer = known.customers[known.family(event.customer_id)]
    if cells.entry.shown.get("customer") != customer.name:
        sentence = (
            f"La gestión de la fila es de {customer.name} y la fila muestra otro "
            "cliente: actualice el libro y digite de nuevo."
        )
        return Rejected(cells.row, "fila_cambiada", sentence, ("close",))
    return customer


def _log(cells: Cells, known: Known) -> Log | Rejected:
    kind = _KINDS.get(cells.choice("new_kind"))
    if cells.faults:
        return cells.faults[0]
    if kind is None:
        sentence = "Falta decir qué se anota: elija en Anotar."
        return Rejected(cells.row, "sin_tipo", sentence, ("new_kind",))
    customer = _customer(cells, known)
    if isinstance(customer, Rejected):
        return customer
    document: OpenItem | None = None
    if number := cells.text("new_number"):
        found = known.document(cells, number, DEBIT_KINDS, "new_number")
        if isinstance(found, Rejected):
            return found
        document = found
    return _verb(cells, kind, customer, document, known)


def _customer(cells: Cells, known: Known) -> Customer | Rejected:
    if cells.entry.key and not cells.has("new_customer"):
        return _shown(cells, known)
    return known.customer(cells, "new_customer")


def _verb(
    cells: Cells, kind: str, customer: Customer, document: OpenItem | None, known: Known
) -> Log | Rejected:
    currency = cells.text("new_currency").upper()
    currency = currency or (document.currency if document else "")
    currency = currency or known.parameters.currency
    amount = cells.amount("new_amount", currency)
    day = cells.day("new_day", known.today) or known.today
    due = cells.day("new_due")
    detail = cells.text("new_detail")
    if cells.faults:
        return cells.faults[0]
    return Log(
        cells.row,
        customer.id,
        kind,
        day,
        detail,
        document.id if document else None,
        due,
        amount or None,
        currency,
        _reached(cells, customer, known) if kind == CALL else None,
    )


def _reached(cells: Cells, customer: Customer, known: Known) -> Reached:
    """Return the contact that a call is; its hour is the one typed with its day."""
    own = (
        contact.id
        for contact in known.contacts
        if known.family(contact.customer_id) == known.family(customer.id)
        and (contact.channel, contact.kind) == (PHONE, DEBTOR)
    )
    return Reached(cells.hour("new_day"), PHONE, next(own, None))
