"""Por Vencer and Vencidas: payments, withholdings, credits and adjustments by row.

Rows with one reference, customer and date are one receipt that pays several invoices.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.actions.entering.known import moved_on
from cartera_xl.actions.entering.shown import misplaced, shown_amount
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import DEBIT_KINDS, Use
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.tabs.columns import IN_FAVOUR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.documents import OpenItem

_WITHHELD: Final = {
    "income_tax_withheld": Use.INCOME_TAX_WITHHELD,
    "vat_withheld": Use.VAT_WITHHELD,
    "ica_withheld": Use.ICA_WITHHELD,
    "other_deductions": Use.DEDUCTION,
}
_AMOUNTS: Final = ("payment", *_WITHHELD, "apply_credit", "adjustment")
MAIN_FIELDS: Final = ("payment", "apply_credit", "adjustment", *_WITHHELD)
DATE_FIELD: Final = "payment_date"


class _Row(NamedTuple):
    """A row that reads well: its invoice, and how its money came."""

    cells: Cells
    item: OpenItem
    day: date
    means: str
    cash_account: str
    reference: str
    line: Line


def names(cells: Cells) -> Iterable[str]:
    """Return what a row names."""
    return cells.entry.key


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted, not only for a reminder."""
    return any(cells.has(field) for field in cells.entry.typed if field != "remind")


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[Receive | Rejected]:
    """Return the receipts of some rows, and the rows that cannot be posted."""
    receipts: defaultdict[tuple[object, ...], list[_Row]] = defaultdict(list)
    seen: dict[int, Cells] = {}
    for cells in rows:
        row = _read(cells, known)
        if isinstance(row, Rejected):
            yield row
        elif row.item.id in seen:
            yield _twice(cells, row.item, seen[row.item.id])
        else:
            seen[row.item.id] = cells
            receipts[_receipt(row, known)].append(row)
    for own in receipts.values():
        yield _contradiction(own) or _receive(own)


def _read(cells: Cells, known: Known) -> _Row | Rejected:
    if not cells.entry.key:
        sentence = "La fila no tiene factura: el libro se actualizó o se borró."
        return Rejected(cells.row, "fila_sin_documento", sentence)
    item = known.document(cells, cells.entry.key[0], DEBIT_KINDS)
    if isinstance(item, Rejected):
        return item
    line = _line(cells, item)
    day = cells.day(DATE_FIELD, known.today)
    means = cells.choice("means")
    row = _Row(
        cells,
        item,
        day or known.today,
        means,
        cells.text("cash_account"),
        cells.text("reference"),
        line,
    )
    if cells.faults:
        return cells.faults[0]
    if not any((line.payment, line.withheld, line.credit, line.adjustment)):
        if filled := _filled(cells):
            return cells.reject(refusals.AMOUNT_NOT_POSITIVE, *filled)
        return cells.without_value(_AMOUNTS)
    return (
        misplaced(cells, item, known, _AMOUNTS, "balance")
        or moved_on(cells, item, shown_amount(cells, "balance", item.currency))
        or row
    )


def _line(cells: Cells, item: OpenItem) -> Line:
    amounts = {field: cells.amount(field, item.currency) for field in _AMOUNTS}
    withheld = tuple(
        Withheld(use, amounts[field])
        for field, use in _WITHHELD.items()
        if amounts[field]
    )
    return Line(
        cells.row,
        item.id,
        amounts["payment"],
        withheld,
        amounts["apply_credit"],
        amounts["adjustment"],
        cells.choice("excess") == IN_FAVOUR,
    )


def _filled(cells: Cells) -> list[str]:
    return [field for field in _AMOUNTS if cells.has(field)]


def _receipt(row: _Row, known: Known) -> tuple[object, ...]:
    """Return what rows of one receipt have in common."""
    family = known.family(row.item.customer_id)
    if not row.reference:
        return ("row", row.cells.row)
    return family, row.item.currency, row.day, row.reference


def _twice(cells: Cells, item: OpenItem, other: Cells) -> Rejected:
    sentence = (
        f"{refusals.label(item)} está en dos filas ({other.entry.sheet} fila "
        f"{other.entry.row}): deje una."
    )
    return Rejected(cells.row, "filas_contradictorias", sentence)


def _contradiction(rows: Sequence[_Row]) -> Rejected | None:
    """Return the row of a receipt that says something else than the first."""
    first = rows[0]
    for row in rows[1:]:
        for field in ("means", "cash_account"):
            one, other = getattr(first, field), getattr(row, field)
            if one and other and one != other:
                title = row.cells.tab.column(field).title
                sentence = (
                    f"Dos filas del recibo «{first.reference}» se contradicen: "
                    f"{title} es «{one}» y «{other}»."
                )
                return Rejected(
                    row.cells.row, "filas_contradictorias", sentence, (field,)
                )
    return None


def _receive(rows: Sequence[_Row]) -> Receive:
    first = rows[0]
    total = sum(row.line.payment for row in rows)
    means = next((row.means for row in rows if row.means), "")
    cash = next((row.cash_account for row in rows if row.cash_account), "")
    money = (Means(total, means, cash, first.reference),) if total else ()
    return Receive(
        first.cells.row,
        first.item.customer_id,
        first.item.currency,
        first.day,
        money,
        tuple(row.line for row in rows),
    )
