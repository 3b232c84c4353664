"""Registro: one line per document; lines of Pago with one reference are one receipt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.entering.cells import RATE_SCALE, Cells, Rejected
from cartera_xl.ledger import refusals
from cartera_xl.ledger.documents import DEBIT_KINDS, Document, Kind, Use
from cartera_xl.ledger.money import minor_digits
from cartera_xl.ledger.nit import WrongDigitError, checked
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.verbs.customers import Register
from cartera_xl.ledger.verbs.enter import ADVANCE_PREFIX, Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.tabs import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.documents import OpenItem

MAIN_FIELDS: Final = ("amount", "number", "customer")
DATE_FIELD: Final = "issued"
# The documents that a line enters, those that others name before the others, and the
# series of those that need no number.
_DOCUMENTS: Final = {
    entry.INVOICE: (Kind.INVOICE, ""),
    entry.DEBIT_NOTE: (Kind.DEBIT_NOTE, ""),
    entry.CREDIT_NOTE: (Kind.CREDIT_NOTE, ""),
    entry.ADVANCE: (Kind.ADVANCE, ADVANCE_PREFIX),
    entry.QUOTE: (Kind.QUOTE, ""),
}
_UNKNOWN: Final = ("cliente_desconocido", "not_found")
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
    """Return what some lines enter, and the lines that cannot be posted.

    Customers come first, then documents, then payments, whatever the order of the
    lines: each may name what a line before it in this order enters.
    """
    by_kind: defaultdict[str, list[Cells]] = defaultdict(list)
    for cells in rows:
        kind = cells.choice("kind")
        if cells.faults:
            yield cells.faults[0]
        elif not kind:
            sentence = "Falta el tipo: diga qué es esta línea."
            yield Rejected(cells.row, "sin_tipo", sentence, ("kind",))
        else:
            by_kind[kind].append(cells)
    lost: set[str] = set()  # what lines that were rejected would have entered
    customers = list(_customers(by_kind[entry.CUSTOMER], lost))
    yield from customers
    known = known.including(customers)
    documents = list(_documents(by_kind, known, lost))
    yield from documents
    known = known.including(documents)
    yield from _payments(by_kind[entry.PAYMENT], known, lost)


def _customers(rows: Sequence[Cells], lost: set[str]) -> Iterator[Register | Rejected]:
    entered = 0
    for cells in rows:
        found = _customer(cells, -entered - 1)
        if isinstance(found, Rejected):
            lost |= {cells.text("customer"), cells.text("concept")}
        else:
            entered += 1
        yield found


def _documents(
    by_kind: Mapping[str, Sequence[Cells]], known: Known, lost: set[str]
) -> Iterator[Enter | Rejected]:
    entered = 0
    for kind in _DOCUMENTS:
        entering: list[Enter] = []
        for cells in by_kind.get(kind, ()):
            found = _document(cells, kind, known, -entered - 1)
            if isinstance(found, Rejected):
                found = _waiting(found, cells, lost)
                lost.add(cells.text("number"))
            else:
                entered += 1
                entering.append(found)
            yield found
        known = known.including(entering)


def _payments(
    rows: Sequence[Cells], known: Known, lost: set[str]
) -> Iterator[Receive | Rejected]:
    receipts: defaultdict[tuple[object, ...], list[_Part]] = defaultdict(list)
    for cells in rows:
        part = _part(cells, known)
        if isinstance(part, Rejected):
            yield _waiting(part, cells, lost)
        else:
            receipts[_receipt(part, known)].append(part)
    for own in receipts.values():
        yield _receive(own)


def _waiting(found: Rejected, cells: Cells, lost: set[str]) -> Rejected:
    """Return that a line waits, where what it names is on a line that was rejected."""
    named = {cells.text("customer"), cells.text("invoice")} & lost - {""}
    if found.code in _UNKNOWN and named:
        return cells.reject(refusals.BATCH_REFUSED)
    return found


def _customer(cells: Cells, entered_id: int) -> Register | Rejected:
    code, name = cells.text("customer"), cells.text("concept")
    try:
        nit = checked(cells.text("number"))
    except WrongDigitError as error:
        return Rejected(cells.row, "digito_errado", str(error), ("number",))
    if cells.faults:
        return cells.faults[0]
    if not name:
        sentence = "Falta el nombre del cliente: va en Concepto."
        return Rejected(cells.row, "sin_nombre", sentence, ("concept",))
    customer = Customer(
        entered_id, code, name, nit.number, nit.check_digit, cells.text("note")
    )
    return Register(cells.row, customer)


def _document(
    cells: Cells, kind_name: str, known: Known, entered_id: int
) -> Enter | Rejected:
    customer = known.customer(cells, "customer")
    if isinstance(customer, Rejected):
        return customer
    kind, series = _DOCUMENTS[kind_name]
    currency = cells.currency("currency", known.parameters.currency)
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
    if wrong := _wrong_base(cells, total, base, currency):
        return wrong
    named = cells.text("invoice")
    if named and kind is Kind.CREDIT_NOTE:
        invoice = _corrected(cells, named, customer, currency, known)
        if isinstance(invoice, Rejected):
            return invoice
        named = invoice.number
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
        named,
    )
    money = (Means(total, *_by(cells)),) if kind is Kind.ADVANCE and total else ()
    vat = max(total - base, 0) if base is not None else 0
    return Enter(cells.row, document, money, base, vat, series, entered_id)


def _corrected(
    cells: Cells, text: str, customer: Customer, currency: str, known: Known
) -> OpenItem | Rejected:
    """Return the invoice that a credit note names: one that it may settle."""
    found = known.document(cells, text, DEBIT_KINDS, "invoice")
    if isinstance(found, Rejected):
        return found
    if known.family(found.customer_id) != known.family(customer.id):
        return cells.reject(refusals.other_customer(found), "invoice")
    if found.currency != currency:
        refusal = refusals.other_currency(found, currency, "la nota")
        return cells.reject(refusal, "invoice")
    return found


def _wrong_base(
    cells: Cells, amount: int, base: int | None, currency: str
) -> Rejected | None:
    """Return that a base cannot be that of a line's value: it is part of it."""
    if base is None or not 0 < amount < base:
        return None
    sentence = f"La Base es mayor que el Valor, {refusals.money(amount, currency)}."
    return Rejected(cells.row, "base_mayor", sentence, ("base",))


def _by(cells: Cells) -> tuple[str, str, str]:
    return cells.choice("means"), cells.text("cash_account"), cells.text("reference")


def _part(cells: Cells, known: Known) -> _Part | Rejected:
    customer = known.customer(cells, "customer")
    if isinstance(customer, Rejected):
        return customer
    target, usual = None, known.parameters.currency
    if text := cells.text("invoice"):
        invoice = known.document(cells, text, DEBIT_KINDS, "invoice")
        if isinstance(invoice, Rejected):
            return invoice
        target, usual = invoice.id, invoice.currency
    currency = cells.currency("currency", usual)
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
    if withheld and (wrong := _wrong_withheld(cells, withheld, currency, known)):
        return wrong
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
        amount = _share_of(base, rate, currency)
    return Withheld(
        use, amount, base, rate, cells.text("town"), cells.text("certificate")
    )


def _share_of(base: int, rate: int, currency: str) -> int:
    """Return a rate's part of a base, in whole units of the currency."""
    unit: int = 10 ** minor_digits(currency)
    return (base * rate + RATE_SCALE * unit // 2) // (RATE_SCALE * unit) * unit


def _wrong_withheld(
    cells: Cells, withheld: Withheld, currency: str, known: Known
) -> Rejected | None:
    """Return that value, base and rate of a line contradict each other.

    They may differ by rounding: one unit, or what the company takes for rounding.
    """
    base, rate = withheld.base, withheld.rate
    if base is None:
        return None
    if base < withheld.amount:
        sentence = f"El Valor es mayor que la Base, {refusals.money(base, currency)}."
        return Rejected(cells.row, "base_menor", sentence, ("amount", "base"))
    if rate is None:
        return None
    stated = _share_of(base, rate, currency)
    tolerance = known.parameters.adjustment_limits.get(currency, 0)
    if abs(withheld.amount - stated) > max(tolerance, 10 ** minor_digits(currency)):
        sentence = (
            f"El Valor no es el de Base por Tarifa: {refusals.money(stated, currency)}."
        )
        return Rejected(cells.row, "base_no_cuadra", sentence, ("amount", "rate"))
    return None


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
