"""A posting with a row for every table."""

from __future__ import annotations

from typing import Any, Final

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import (
    Certificate,
    Closing,
    ContactMade,
    Event,
    EventEnd,
    Joining,
    Profile,
    QuoteStep,
    Rate,
    Taxes,
    Tender,
    Undoing,
    Withholding,
    WriteOff,
)
from cartera_xl.ledger.posting import Contact, Customer
from tests.store.books import INVOICE, PARTY, RECEIPT, invoice, on, withhold

EVERYTHING: Final[dict[str, Any]] = {
    "customers": (Customer(-1, "C2", "Luz"),),
    "contacts": (Contact(-1, PARTY, "email", "ana@example.com"),),
    "documents": (invoice(-1, 70)._replace(kind=Kind.QUOTE),),
    "applications": (withhold(-1, INVOICE, 5),),
    "facts": (
        Tender(-1, RECEIPT, None, "Efectivo", "Caja", "", 50),
        Withholding(-2, -1, RECEIPT, 100, 25_000, ""),
        Certificate(-3, -1, "C-1", on(1)),
        WriteOff(-4, -1, "insolvencia", "Gerencia"),
        Taxes(-5, INVOICE, 84, 16),
        QuoteStep(-6, -1, on(1), "", "llamar", on(2)),
        Closing(-7, on(-30), "cierre"),
        Joining(-8, -1, PARTY, "el mismo"),
        Rate(-9, "retefuente", "servicios", "", on(0), 40_000, 0),
        Profile(-10, PARTY, "retefuente", "servicios", ""),
        Undoing(-11, 1),
        Event(-12, PARTY, INVOICE, "promise", on(1), "dijo que sí", on(9), 50, "COP"),
        EventEnd(-13, -12, on(2), "cancelled", "no pudo"),
        ContactMade(
            *(-14, PARTY, None, -12, on(1), "10:05", "phone", "deudor", 1),
            *("cobro", ""),
        ),
    ),
    "parameters": {"moneda": "COP"},
}
