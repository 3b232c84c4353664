"""Clientes: what was typed over in the columns that a person may correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.posting import Contact
from cartera_xl.ledger.verbs.customers import Change
from cartera_xl.tabs.columns import YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.posting import Customer

MAIN_FIELDS: Final = ("group", "email", "phone", "excluded")
DATE_FIELD: Final = "group"
_CHANNELS: Final = ("email", "phone")


def names(_cells: Cells) -> Iterable[str]:
    """Return what a row names: no document."""
    return ()


def asks(_cells: Cells) -> bool:
    """Tell that any row may have been changed: only the ledger knows."""
    return True


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[Change | Rejected]:
    """Return the changes of some rows, and the rows that cannot be posted.

    A customer with several currencies has several rows: the one that was typed over
    counts, and two that say different things are refused.
    """
    by_code = {customer.code: customer for customer in known.customers.values()}
    changed: dict[int, tuple[Cells, Change]] = {}
    for cells in rows:
        code = cells.entry.key[0] if cells.entry.key else ""
        if code not in by_code:
            if any(cells.has(field) for field in cells.entry.typed):
                sentence = f"No hay un cliente con el código «{code}»."
                yield Rejected(cells.row, "cliente_desconocido", sentence)
            continue
        change = _change(cells, by_code[code], known)
        if isinstance(change, Rejected):
            yield change
        elif change is not None:
            before = changed.get(change.customer_id)
            if before is None:
                changed[change.customer_id] = (cells, change)
            elif _says(before[1]) != _says(change):
                sentence = f"Dos filas del cliente {code} dicen cosas distintas."
                yield Rejected(cells.row, "filas_contradictorias", sentence)
    yield from (change for _, change in changed.values())


def _says(change: Change) -> tuple[object, ...]:
    return dict(change.fields), change.contacts


def _change(cells: Cells, customer: Customer, known: Known) -> Change | Rejected | None:
    fields: dict[str, object] = {}
    if (group := cells.text("group")) != customer.group:
        fields["group"] = group
    if (excluded := cells.choice("excluded") == YES) != customer.excluded:
        fields["excluded"] = excluded
    contacts = tuple(
        contact
        for channel in _CHANNELS
        for contact in _contact(cells, customer, channel, known)
    )
    if cells.faults:
        return cells.faults[0]
    if not fields and not contacts:
        return None
    return Change(cells.row, customer.id, fields, contacts)


def _contact(
    cells: Cells, customer: Customer, channel: str, known: Known
) -> Iterator[Contact]:
    """Return a contact that was added, changed or cleared."""
    typed = cells.text(channel)
    own = (
        c
        for c in known.contacts
        if (c.customer_id, c.channel, c.kind) == (customer.id, channel, DEBTOR)
    )
    before = next(own, None)
    if typed == (before.value if before else ""):
        return
    # Another address is another authorisation: the old one was for the old address.
    yield Contact(before.id if before else 0, customer.id, channel, typed)
