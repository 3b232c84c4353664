"""Snapshots for the tests of what each tab shows."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from cartera_xl.importers.sample import company
from cartera_xl.ledger.balances import Journal, open_items
from cartera_xl.ledger.documents import Kind, OpenItem, Use
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.views.snapshot import Movement, Snapshot, Withholding

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Tab

AT = date(2026, 11, 24)
ACME = Customer(1, "C1", "Acme S.A.S.", "900123456", "8", "Ferreterías")
BETA = Customer(2, "C2", "Beta Ltda.", excluded=True)


def item(
    number: str,
    balance: int,
    due: date = AT,
    kind: Kind = Kind.INVOICE,
    customer: int = 1,
    currency: str = "COP",
    total: int = 100_000,
) -> OpenItem:
    issued = date(2026, 1, 15)
    return OpenItem(
        hash(number) % 1000,
        kind,
        number,
        1,
        customer,
        currency,
        issued,
        due,
        total,
        balance,
        3,
    )


def snapshot(
    *items: OpenItem, stored: dict[str, str] | None = None, **changes: Any
) -> Snapshot:
    fields: dict[str, Any] = {
        "at": AT,
        "revision": 7,
        "ledger_id": "libro",
        "parameters": Parameters.of(stored or {}),
        "customers": {1: ACME, 2: BETA},
        "contacts": [
            Contact(1, 1, "email", "pagos@acme.example"),
            Contact(2, 1, "email", "otro@acme.example"),
            Contact(3, 1, "phone", "+57 300 555 0001"),
        ],
        "items": items,
        "quotes": [],
        "last_payments": {1: date(2026, 10, 2)},
        "movements": [],
        "since": date(2025, 11, 24),
        "omitted": 0,
        "answers": {},
        "withheld": [],
    }
    return Snapshot(**fields | changes)


@cache
def sample() -> Snapshot:
    """Return the sample company, read without a store."""
    trade = company(AT)
    journal = Journal(
        [(d, 0) for d in trade.documents], [(a, 0) for a in trade.applications]
    )
    moves = [
        Movement(
            d.issued,
            d.kind,
            d.number,
            d.customer_id,
            d.concept,
            d.total if d.kind is Kind.INVOICE else None,
            None if d.kind is Kind.INVOICE else d.total,
            d.currency,
            0,
            datetime(2026, 11, 24, 9),  # noqa: DTZ001 - as a cell shows it
            "ana",
            7,
        )
        for d in trade.documents[:3000]
    ]
    return snapshot(
        *open_items(journal, AT),
        customers={c.id: c for c in trade.customers},
        contacts=trade.contacts,
        quotes=[
            item(d.number, 0, d.due, Kind.QUOTE, d.customer_id)
            for d in trade.documents
            if d.kind is Kind.QUOTE
        ],
        movements=moves,
        withheld=[
            Withholding(
                1,
                Use.INCOME_TAX_WITHHELD,
                trade.customers[0].id,
                "COP",
                25_000_00,
                AT,
                "FV-1",
                "RC-1",
                1_000_000_00,
                25_000,
                "Cali",
                "C-7",
                AT,
            )
        ],
        last_payments={-1: AT},
    )


def column(tab: Tab, rows: list[tuple[Any, ...]], field: str) -> list[Any]:
    """Return one column of a tab's rows."""
    position = [c.field for c in tab.columns].index(field)
    return [row[position] for row in rows]
