"""Verificar from a workbook: the ledger's checks, and the sheets against the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions import verify
from cartera_xl.actions.progress import silent
from cartera_xl.actions.standing import check_own, own_corte
from cartera_xl.actions.take_snapshot import take
from cartera_xl.tabs import names
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.views.summary import control_total

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import OpenHost
    from cartera_xl.store import Store
    from cartera_xl.store.check import Check

_CENT: Final = Decimal("0.005")  # cells are floats, amounts are not


@dataclass(frozen=True, slots=True)
class Checked:
    """The ledger's checks, and what there is to say of the workbook."""

    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    ties_out: bool

    @property
    def passed(self) -> bool:
        """Tell whether all is well."""
        return self.ties_out and all(check.passed for check in self.checks)


def run(
    store: Store, host: OpenHost, context: Context, progress: Progress = silent
) -> Checked:
    """Run every check of the ledger, then add the workbook's sheets up.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
        CarteraError: the workbook cannot be read.
    """
    check_own(host, store, new_too=True)
    corte = own_corte(host)
    progress("Comprobando la cartera", 0, 2)
    checks = tuple(verify.run(store, context.today))
    if corte is None:
        return Checked(checks, ("El libro no se ha actualizado todavía.",), True)
    progress("Sumando el libro", 1, 2)
    if host.value(names.REVISION) != store.head().revision:
        old = "El libro es anterior a lo último registrado: actualícelo y compare."
        return Checked(checks, (old,), True)
    shown = sum((host.total(tab, "balance") for tab in (NOT_DUE, OVERDUE)), Decimal(0))
    shown -= host.total(CREDITS, "balance")
    ours = Decimal(str(control_total(take(store, corte))))
    if abs(shown - ours) < _CENT:
        return Checked(checks, ("✓ El libro suma lo mismo que la cartera.",), True)
    sums = (
        f"{texts.amount(round(shown, 2))} y la cartera {texts.amount(round(ours, 2))}"
    )
    return Checked(checks, (f"✗ El libro suma {sums}: oprima Actualizar.",), False)
