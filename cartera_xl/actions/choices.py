"""What the company has chosen; its name and currency are the ledger's until changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.parameters import Parameters
from cartera_xl.store.head import head
from cartera_xl.store.parameters import parameters

if TYPE_CHECKING:
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


def stored_choices(ledger: Transaction) -> dict[str, str]:
    """Return the parameters that are set, by key."""
    own = head(ledger)
    given = {
        "empresa.nombre": own.name,
        "empresa.nit": own.nit,
        "moneda": own.base_currency,
    }
    return given | parameters(ledger)


def choices(ledger: Transaction) -> Parameters:
    """Return all choices in force."""
    return Parameters.of(stored_choices(ledger))


def company_currency(store: Store) -> str:
    """Return the currency of what does not name one."""
    with store.reading() as ledger:
        return choices(ledger).currency
