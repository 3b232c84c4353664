"""Customers as a person reads them, and as a program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.money import plain
from cartera_xl.ledger.refusals import money
from cartera_xl.texts import USE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.list_customers import File, Record

_CHANNELS: Final = {"email": "correo", "phone": "telefono"}
_BALANCES: Final = ("por_vencer", "vencidas", "creditos", "saldo_neto")


def record_line(record: Record) -> str:
    """Return a customer as one line."""
    customer = record.customer
    notes = [f"unida a {record.shown_as.code}"] if record.shown_as else []
    notes += ["excluido"] if customer.excluded else []
    line = f"{customer.code:<12}{_nit(record):<16}{customer.name}"
    return " · ".join((line, *notes))


def record_json(record: Record) -> dict[str, Any]:
    """Return a customer."""
    customer = record.customer
    return {
        "codigo": customer.code,
        "nombre": customer.name,
        "nit": customer.nit,
        "dv": customer.check_digit,
        "grupo": customer.group,
        "excluido": customer.excluded,
        "unida_a": record.shown_as.code if record.shown_as else None,
    }


def file_lines(file: File) -> Iterator[str]:
    """Yield all that is known of a customer."""
    yield record_line(file.record)
    if file.record.customer.group:
        yield f"  Grupo: {file.record.customer.group}"
    for contact in file.contacts:
        yield f"  {contact.value}"
    for other in file.others:
        yield f"  Ficha unida: {other.code} {other.name}"
    for own in file.profile:
        town = f" en {own.town}" if own.town else ""
        yield f"  Retiene {USE_NAMES[own.use]}: {own.name}{town}"
    for currency, balances in file.balances.items():
        yield (
            f"  Por vencer {money(balances.not_due.amount, currency)} · "
            f"vencido {money(balances.overdue.amount, currency)} · "
            f"a favor {money(balances.credit.amount, currency)} · "
            f"neto {money(balances.net, currency)}"
        )


def file_json(file: File) -> dict[str, Any]:
    """Return all that is known of a customer."""
    return {
        **record_json(file.record),
        "fichas": [other.code for other in file.others],
        "contactos": [
            {"canal": _CHANNELS[c.channel], "valor": c.value} for c in file.contacts
        ],
        "retiene": [
            {"retencion": p.use, "tarifa": p.name, "municipio": p.town}
            for p in file.profile
        ],
        "saldos": {
            currency: dict(
                zip(
                    _BALANCES,
                    (
                        *(plain(figure.amount, currency) for figure in balances),
                        plain(balances.net, currency),
                    ),
                    strict=True,
                )
            )
            for currency, balances in file.balances.items()
        },
    }


def _nit(record: Record) -> str:
    return record.customer.tax_id or "–"
