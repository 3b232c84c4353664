"""Gestión: the next step with the customer of the chosen row, ready to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import chosen_in
from cartera_xl.actions.standing import check_template
from cartera_xl.errors import CarteraError
from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.reminders import REMINDERS

if TYPE_CHECKING:
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.host import ChosenRow, OpenHost

_INVOICES: Final = (OVERDUE, NOT_DUE)  # a step may be about the row's invoice
TABS: Final = (*_INVOICES, CUSTOMERS, CREDITS, REMINDERS)
_WHERE: Final = "Vencidas, Clientes u otra hoja con clientes"


class NoBlankRowError(CarteraError):
    """Every row to type in is taken."""

    def __init__(self) -> None:
        super().__init__(
            f"{COLLECTION_LOG.title} no tiene una fila vacía a la vista: quite el "
            "filtro, o registre lo digitado para tener más."
        )


def run(host: OpenHost, progress: Progress = silent) -> str:
    """Fill in of whom and about which invoice, and post nothing; return of whom.

    Raises:
        NothingChosenError: no row of a customer is chosen.
        NoBlankRowError: there is no row to type in.
    """
    check_template(host)
    chosen = chosen_in(host, TABS, _WHERE)
    row = chosen.rows[0]
    cells: dict[str, Cell] = {"new_customer": named(row)}
    if chosen.tab in _INVOICES:
        cells["new_number"] = row.shown["number"]
    progress("Preparando la gestión", 0, 0)
    if not host.type_next(COLLECTION_LOG, cells):
        raise NoBlankRowError
    return str(cells["new_customer"])


def named(row: ChosenRow) -> str:
    """Return what names a row's customer best: its code, its NIT, its name."""
    found = (row.shown.get(field) for field in ("code", "nit", "customer"))
    return next((str(value) for value in found if value), "")
