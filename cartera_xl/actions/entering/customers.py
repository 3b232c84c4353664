"""Clientes: what was typed over in the columns that a person may correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.posting import Contact
from cartera_xl.ledger.verbs.customers import Change
from cartera_xl.tabs.columns import YES
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.versions import corrections_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    ours = _shown_of(customer, known)
    if cells.entry.version != corrections_version(ours.values()):
        return _moved_on(cells, customer, ours)
    return Change(cells.row, customer.id, fields, contacts)


def _shown_of(customer: Customer, known: Known) -> dict[str, str | None]:
    """Return what a refresh would show now in the cells that may be corrected."""
    values: dict[str, str | None] = {
        "group": customer.group or None,
        "excluded": YES if customer.excluded else None,
    }
    for channel in _CHANNELS:
        before = _known_contact(customer, channel, known)
        values[channel] = before.value if before else None
    return {column.field: values[column.field] for column in CUSTOMERS.inputs}


def _moved_on(
    cells: Cells, customer: Customer, ours: Mapping[str, str | None]
) -> Rejected | None:
    """Return that somebody else corrected a customer; None if here nobody did.

    Whoever typed nothing keeps what the other one corrected.
    """
    typed = {
        column.field: cells.entry.typed.get(column.field) for column in cells.tab.inputs
    }
    if cells.entry.version == corrections_version(typed.values()):  # type: ignore[arg-type]
        return None
    differ = [f for f in ours if cells.text(f) != (ours[f] or "")]
    told = texts.listed(
        [
            f"{cells.tab.column(f).title} es {_quoted(ours[f])} en la cartera y "
            f"{_quoted(cells.text(f))} en la fila"
            for f in differ
        ]
    )
    sentence = (
        f"{customer.name} cambió después de actualizar el libro: {told}. Actualice y "
        "digite de nuevo."
    )
    return Rejected(cells.row, "cliente_cambio", sentence, tuple(differ))


def _quoted(value: str | None) -> str:
    return f"«{value}»" if value else "vacío"


def _known_contact(customer: Customer, channel: str, known: Known) -> Contact | None:
    own = (
        c
        for c in known.contacts
        if (c.customer_id, c.channel, c.kind) == (customer.id, channel, DEBTOR)
    )
    return next(own, None)


def _contact(
    cells: Cells, customer: Customer, channel: str, known: Known
) -> Iterator[Contact]:
    """Return a contact that was added, changed or cleared."""
    typed = cells.text(channel)
    before = _known_contact(customer, channel, known)
    if typed == (before.value if before else ""):
        return
    # Another address is another authorisation: the old one was for the old address.
    new = Contact(0, customer.id, channel, typed)
    yield before.moved(typed) if before else new
