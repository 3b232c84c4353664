"""Registrar pago: propose the payment of chosen invoices, in their rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import propose_withholdings
from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import chosen_in
from cartera_xl.actions.standing import batch_key
from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.money import to_decimal
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.propose_withholdings import Proposed
    from cartera_xl.hosts.content import Cell
    from cartera_xl.hosts.host import ChosenRow, OpenHost
    from cartera_xl.store import Store

TABS: Final = (OVERDUE, NOT_DUE)
_WITHHELD: Final[Mapping[Use, str]] = {
    Use.INCOME_TAX_WITHHELD: "income_tax_withheld",
    Use.VAT_WITHHELD: "vat_withheld",
    Use.ICA_WITHHELD: "ica_withheld",
}
# A row in which one of these is typed is somebody's work already.
_TYPED: Final = (
    "payment",
    *_WITHHELD.values(),
    "other_deductions",
    "apply_credit",
    "adjustment",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Which invoices got a proposal, which had something typed, and what to know."""

    filled: tuple[str, ...]
    kept: tuple[str, ...]
    notes: tuple[str, ...]


def run(
    store: Store, host: OpenHost, context: Context, progress: Progress = silent
) -> Filled:
    """Fill the rows that a person chose in Vencidas or Por Vencer.

    A date that is typed stays, and the rates are those of that day.

    Raises:
        NothingChosenError: no row of them is chosen.
        CarteraError: the workbook shows another ledger or day; nothing was filled.
    """
    chosen = chosen_in(host, TABS, "Vencidas o Por Vencer")
    batch_key(host, store, context)
    blank = [row for row in chosen.rows if not _is_typed(row)]
    cells: dict[int, dict[str, Cell]] = {}
    notes: dict[str, None] = {}
    for done, row in enumerate(blank):
        progress("Proponiendo pagos", done, len(blank))
        day = _typed_day(row) or context.today
        proposed = propose_withholdings.run(store, row.key[0], day)
        if proposed.invoice.balance:
            cells[row.number] = _cells(proposed)
            if not _has(row, "payment_date"):
                cells[row.number] |= {"payment_date": context.today}
            notes |= dict.fromkeys(proposed.expected.notes)
    host.fill(chosen.tab, cells)
    kept = tuple(row.key[0] for row in chosen.rows if _is_typed(row))
    filled = tuple(row.key[0] for row in blank if row.number in cells)
    return Filled(filled, kept, tuple(notes))


def _is_typed(row: ChosenRow) -> bool:
    return any(_has(row, field) for field in _TYPED)


def _has(row: ChosenRow, field: str) -> bool:
    return row.shown.get(field) not in (None, "")


def _typed_day(row: ChosenRow) -> date | None:
    """Return the date that is typed; what is no date, Registrar refuses."""
    typed = row.shown.get("payment_date")
    if isinstance(typed, datetime):
        return typed.date()
    return typed if isinstance(typed, date) else None


def _cells(proposed: Proposed) -> dict[str, Cell]:
    currency = proposed.invoice.currency
    cells: dict[str, Cell] = {
        "payment": float(to_decimal(proposed.expected.net, currency))
    }
    amounts: dict[str, int] = {}
    for proposal in proposed.expected.proposals:
        if field := _WITHHELD.get(proposal.use):
            amounts[field] = amounts.get(field, 0) + proposal.amount
    return cells | {f: float(to_decimal(v, currency)) for f, v in amounts.items()}
