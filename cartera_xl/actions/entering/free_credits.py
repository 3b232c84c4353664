"""Créditos a Favor: applying credits, and giving them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.actions.entering.known import moved_on
from cartera_xl.actions.entering.shown import misplaced, shown_amount
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import CREDIT_KINDS, DEBIT_KINDS
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.refund import Refund

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.documents import OpenItem

MAIN_FIELDS: Final = ("apply_amount", "refund_amount", "apply_to")
DATE_FIELD: Final = "effective"


def names(cells: Cells) -> Iterable[str]:
    """Return what a row names."""
    return (*cells.entry.key, cells.text("apply_to"))


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[Apply | Refund | Rejected]:
    """Return what some rows ask for, and the rows that cannot be posted."""
    seen: dict[int, Cells] = {}
    for cells in rows:
        credit = _credit(cells, known)
        if isinstance(credit, Rejected):
            yield credit
        elif credit.id in seen:
            other = seen[credit.id].entry
            sentence = (
                f"{refusals.label(credit)} está en dos filas ({other.sheet} fila "
                f"{other.row}): deje una."
            )
            yield Rejected(cells.row, "filas_contradictorias", sentence)
        else:
            seen[credit.id] = cells
            yield from _uses(cells, credit, known)


def _credit(cells: Cells, known: Known) -> OpenItem | Rejected:
    if not cells.entry.key:
        sentence = "La fila no tiene crédito: el libro se actualizó o se borró."
        return Rejected(cells.row, "fila_sin_documento", sentence)
    credit = known.document(cells, cells.entry.key[0], CREDIT_KINDS)
    if isinstance(credit, Rejected):
        return credit
    return (
        misplaced(cells, credit, known, MAIN_FIELDS, "balance")
        or moved_on(cells, credit, shown_amount(cells, "balance", credit.currency))
        or credit
    )


def _uses(
    cells: Cells, credit: OpenItem, known: Known
) -> Iterator[Apply | Refund | Rejected]:
    apply_amount = cells.amount("apply_amount", credit.currency)
    refund_amount = cells.amount("refund_amount", credit.currency)
    day = cells.day(DATE_FIELD, known.today) or known.today
    target = cells.text("apply_to")
    means, cash = cells.choice("means"), cells.text("cash_account")
    if cells.faults:
        yield cells.faults[0]
        return
    if not (apply_amount or refund_amount or target):
        if any(map(cells.has, MAIN_FIELDS)):
            yield cells.reject(refusals.AMOUNT_NOT_POSITIVE, *MAIN_FIELDS[:2])
        else:
            yield cells.without_value(MAIN_FIELDS)
        return
    if apply_amount or target:
        debit_id = None
        if target:
            debit = known.document(cells, target, DEBIT_KINDS, "apply_to")
            if isinstance(debit, Rejected):
                yield debit
                return
            debit_id = debit.id
        yield Apply(cells.row, day, credit.id, debit_id, apply_amount or None)
    if refund_amount:
        yield Refund(cells.row, credit.id, refund_amount, day, means, cash)
