"""Registro: one line per document; lines of Pago with one reference are one receipt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.entering.cells import RATE_SCALE, Cells, Rejected
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import DEBIT_KINDS, Document, Kind, Use
from cartera_xl.ledger.money import minor_digits
from cartera_xl.ledger.nit import split
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.verbs.customers import Register
from cartera_xl.ledger.verbs.enter import ADVANCE_PREFIX, Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.tabs import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cartera_xl.actions.entering.known import Known

MAIN_FIELDS: Final = ("amount", "number", "customer")
DATE_FIELD: Final = "issued"
# The documents that a line enters, and the series of those that need no number.
_DOCUMENTS: Final = {
    entry.ADVANCE: (Kind.ADVANCE, ADVANCE_PREFIX),
    entry.INVOICE: (Kind.INVOICE, ""),
    entry.CREDIT_NOTE: (Kind.CREDIT_NOTE, ""),
    entry.DEBIT_NOTE: (Kind.DEBIT_NOTE, ""),
    entry.QUOTE: (Kind.QUOTE, ""),
}
_WITHHELD: Final = dict(
    zip(
        entry.WITHHOLDING_CONCEPTS,
        (
            Use.INCOME_TAX_WITHHELD,
            Use.VAT_WITHHELD,
            Use.ICA_WITHHELD,
            Use.DEDUCTION,
        ),
        strict=True,
    )
)


class _Part(NamedTuple):
    """A line of Pago that reads well: money, or something withheld, for an invoice."""

    cells: Cells
    customer: Customer
    currency: str
    day: date
    reference: str
    document_id: int | None
    money: Means | None
    withheld: Withheld | None


def names(cells: Cells) -> Iterable[str]:
    """Return what a row names."""
    return (cells.text("invoice"),)


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(
    rows: Sequence[Cells], known: Known
) -> Iterator[Register | Enter | Receive | Rejected]:
    """Return what some lines enter, and the lines that cannot be posted."""
    receipts: defaultdict[tuple[object, ...], list[_Part]] = defaultdict(list)
    for cells in rows:
        kind = cells.choice("kind")
        if cells.faults:
            yield cells.faults[0]
        elif not kind:
            sentence = "Falta el tipo: diga qué es esta línea."
            yield Rejected(cells.row, "sin_tipo", sentence, ("kind",))
        elif kind == entry.CUSTOMER:
            yield _customer(cells)
        elif kind == entry.PAYMENT:
            part = _part(cells, known)
            if isinstance(part, Rejected):
                yield part
            else:
                receipts[_receipt(part, known)].append(part)
        else:
            yield _document(cells, kind, known)
    for own in receipts.values():
        yield _receive(own)


def _customer(cells: Cells) -> Register | Rejected:
    code, name = cells.text("customer"), cells.text("concept")
    nit = split(cells.text("number"))
    if cells.faults:
        return cells.faults[0]
    if not name:
        sentence = "Falta el nombre del cliente: va en Concepto."
        return Rejected(cells.row, "sin_nombre", sentence, ("concept",))
    customer = Customer(0, code, name, nit.number, nit.check_digit, cells.text("note"))
    return Register(cells.row, customer)


def _document(cells: Cells, kind_name: str, known: Known) -> Enter | Rejected:
    customer = known.customer(cells, "customer")
    if isinstance(customer, Rejected):
        return customer
    kind, series = _DOCUMENTS[kind_name]
    currency = cells.text("currency").upper() or known.parameters.currency
    total = cells.amount("amount", currency)
    issued = cells.day("issued", known.today) or known.today
    due = cells.day("due", issued) or issued
    base = cells.amount("base", currency) if cells.has("base") else None
    number = cells.text("number")
    if cells.faults:
        return cells.faults[0]
    if not number and not series:
        sentence = "Falta el número del documento."
        return Rejected(cells.row, "sin_numero", sentence, ("number",))
    document = Document(
        0,
        kind,
        number,
        1,
        customer.id,
        currency,
        issued,
        due,
        total,
        cells.text("concept"),
        cells.text("invoice"),
    )
    money = (Means(total, *_by(cells)),) if kind is Kind.ADVANCE and total else ()
    vat = max(total - base, 0) if base is not None else 0
    return Enter(cells.row, document, money, base, vat, series)


def _by(cells: Cells) -> tuple[str, str, str]:
    return cells.choice("means"), cells.text("cash_account"), cells.text("reference")


def _part(cells: Cells, known: Known) -> _Part | Rejected:
    customer = known.customer(cells, "customer")
    if isinstance(customer, Rejected):
        return customer
    target, currency = None, cells.text("currency").upper()
    if text := cells.text("invoice"):
        invoice = known.document(cells, text, DEBIT_KINDS, "invoice")
        if isinstance(invoice, Rejected):
            return invoice
        target = invoice.id
        currency = currency or invoice.currency
    currency = currency or known.parameters.currency
    withheld = _withheld(cells, currency)
    day = cells.day("issued", known.today) or known.today
    amount = cells.amount("amount", currency)
    means = Means(amount, *_by(cells))
    if cells.faults:
        return cells.faults[0]
    if withheld and target is None:
        sentence = "Falta la factura a la que se le hizo la retención."
        return Rejected(cells.row, "sin_factura", sentence, ("invoice",))
    if not (withheld.amount if withheld else amount):
        return cells.reject(refusals.AMOUNT_NOT_POSITIVE, "amount")
    return _Part(
        cells,
        customer,
        currency,
        day,
        means.reference,
        target,
        None if withheld else means,
        withheld,
    )


def _withheld(cells: Cells, currency: str) -> Withheld | None:
    """Return what a line says was withheld; its value may follow from base and rate."""
    use = _WITHHELD.get(_spelled(cells.text("concept")))
    if use is None:
        return None
    base = cells.amount("base", currency) if cells.has("base") else None
    rate = cells.rate("rate")
    amount = cells.amount("amount", currency)
    if not amount and base is not None and rate is not None:
        unit = 10 ** minor_digits(currency)
        amount = (base * rate + RATE_SCALE * unit // 2) // (RATE_SCALE * unit) * unit
    return Withheld(
        use, amount, base, rate, cells.text("town"), cells.text("certificate")
    )


def _spelled(concept: str) -> str:
    """Return a concept as the list spells it."""
    for listed in entry.WITHHOLDING_CONCEPTS:
        if listed.casefold() == concept.casefold():
            return listed
    return concept


def _receipt(part: _Part, known: Known) -> tuple[object, ...]:
    """Return what lines of one receipt have in common."""
    family = known.family(part.customer.id)
    if not part.reference:
        return ("row", part.cells.row)
    return family, part.currency, part.day, part.reference


def _receive(parts: Sequence[_Part]) -> Receive:
    """Return the receipt of some lines: an invoice on several lines is paid once."""
    first = parts[0]
    by_invoice: defaultdict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        if part.document_id is not None:
            by_invoice[part.document_id].append(part)
    lines = tuple(
        Line(
            own[0].cells.row,
            document_id,
            sum(part.money.amount for part in own if part.money),
            tuple(part.withheld for part in own if part.withheld),
        )
        for document_id, own in by_invoice.items()
    )
    return Receive(
        first.cells.row,
        first.customer.id,
        first.currency,
        first.day,
        tuple(part.money for part in parts if part.money),
        lines,
        also=tuple(part.cells.row for part in parts),
    )
