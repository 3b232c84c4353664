"""Why a request is refused: a status for programs, a Spanish sentence for people.

Where a limit is what stopped the request, the sentence names the limit with its
currency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.ledger.documents import LINKING_USES, Side, Use
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.requests import Status

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import Application, Document, OpenItem
    from cartera_xl.ledger.lengths import TooLong
    from cartera_xl.ledger.mobile import PhoneError
    from cartera_xl.ledger.problems import Problem


class Refusal(NamedTuple):
    """A rule that was broken, and how to say so."""

    status: Status
    sentence: str


AMOUNT_NOT_POSITIVE: Final = Refusal(
    Status.AMOUNT_NOT_POSITIVE, "El valor debe ser mayor que cero."
)
BATCH_REFUSED: Final = Refusal(
    Status.BATCH_REFUSED, "No se registró: otra fila del lote fue rechazada."
)
REFUNDS_NOT_ALLOWED: Final = Refusal(
    Status.REFUNDS_NOT_ALLOWED,
    "La empresa no permite devolver dinero: lo dice el parámetro "
    "«devoluciones.permitidas».",
)
REASON_MISSING: Final = Refusal(Status.REASON_MISSING, "Falta el motivo.")
APPROVER_MISSING: Final = Refusal(Status.APPROVER_MISSING, "Falta quién lo aprueba.")
NOTHING_CHANGES: Final = Refusal(
    Status.NOTHING_CHANGES, "Lo digitado es lo que ya está registrado."
)
CODE_MISSING: Final = Refusal(
    Status.CODE_MISSING, "Falta el código del cliente: es obligatorio."
)
DETAIL_MISSING: Final = Refusal(
    Status.DETAIL_MISSING, "Falta el detalle: qué se hizo o qué se dijo."
)
DUE_MISSING: Final = Refusal(
    Status.DUE_MISSING, "Falta la fecha: para cuándo es la promesa o la tarea."
)
NOT_A_REFERENCE: Final = Refusal(
    Status.REFERENCE_REFUSED,
    "Solo se contacta al deudor o al codeudor: la Ley 2300 de 2023 prohíbe contactar "
    "referencias, y por eso no se guardan.",
)
EVIDENCE_MISSING: Final = Refusal(
    Status.EVIDENCE_MISSING,
    "Falta la constancia: dónde consta lo que la persona autorizó o pidió.",
)
NOT_JOINED: Final = Refusal(
    Status.NOT_JOINED, "Esta ficha no está unida a la de otro cliente."
)
JOINED_ALREADY: Final = Refusal(
    Status.JOINED_ALREADY, "Las dos fichas ya son del mismo cliente."
)
JOIN_CHAIN: Final = Refusal(
    Status.JOIN_CHAIN,
    "Una de las fichas ya está unida a otra: sepárela primero, o use la principal.",
)


def money(minor: int, currency: str) -> str:
    """Write an amount with its currency: «COP 8.337.350»."""
    return texts.coded(to_decimal(minor, currency), currency)


def label(item: OpenItem) -> str:
    """Return a document's name on the screen."""
    return texts.document_label(item.kind, item.number, item.instalment)


def text_too_long(wrong: TooLong) -> Refusal:
    """Refuse a text that no cell of the workbook can show."""
    return Refusal(Status.TEXT_TOO_LONG, wrong.sentence)


def document_not_found(document_id: int) -> Refusal:
    """Refuse a document that the ledger does not hold."""
    return Refusal(
        Status.NOT_FOUND, f"El documento {document_id} no está en la cartera."
    )


def not_entered(document_id: int) -> Refusal:
    """Refuse a document that is not there.

    One below zero is that of an earlier row of the batch: as that one was refused, this
    one only waits.
    """
    return BATCH_REFUSED if document_id < 0 else document_not_found(document_id)


def application_not_found(application_id: int) -> Refusal:
    """Refuse to take back what was never applied."""
    return Refusal(
        Status.NOT_FOUND, f"La aplicación {application_id} no está en la cartera."
    )


def wrong_document(use: Use) -> Refusal:
    """Refuse ends that a use does not have."""
    if use in LINKING_USES:
        ends = "va de un crédito a favor a una factura"
    elif use is Use.VOID:
        ends = "es de un solo documento"
    elif use is Use.REFUND:
        ends = "sale de un crédito a favor y no va a ninguna factura"
    else:
        ends = "va a una factura y no sale de ningún crédito"
    return Refusal(Status.WRONG_DOCUMENT, f"{texts.USE_NAMES[use]}: {ends}.")


def voided(item: OpenItem) -> Refusal:
    """Refuse to move what was voided."""
    return Refusal(Status.VOIDED, f"{label(item)} está anulado.")


def built_upon(item: OpenItem, what: str) -> Refusal:
    """Refuse to take out what something later stands on."""
    return Refusal(
        Status.BUILT_UPON,
        f"{label(item)} ya se usó después ({what}): deshaga primero eso.",
    )


def exceeds_payment(lines: int, received: int, currency: str) -> Refusal:
    """Refuse to share out more money than came."""
    return Refusal(
        Status.EXCEEDS_PAYMENT,
        f"Las facturas suman {money(lines, currency)} y lo recibido es "
        f"{money(received, currency)}.",
    )


def exceeds_credits(free: int, currency: str) -> Refusal:
    """Refuse to draw more than all of a customer's credits hold."""
    return Refusal(
        Status.EXCEEDS_CREDIT,
        f"Valor mayor que los créditos libres del cliente: {money(free, currency)}.",
    )


def exceeds_debits(open_: int, currency: str) -> Refusal:
    """Refuse to apply more than all of a customer's invoices owe."""
    return Refusal(
        Status.EXCEEDS_DEBIT,
        f"Valor mayor que el saldo de las facturas del cliente: "
        f"{money(open_, currency)}.",
    )


def nothing_to_apply(why: str) -> Refusal:
    """Say that there is nothing to do."""
    return Refusal(Status.NOTHING_TO_APPLY, f"No hay nada que aplicar: {why}.")


def not_a_credit(item: OpenItem, side: Side) -> Refusal:
    """Refuse a document that stands on the other side."""
    what = "un crédito a favor" if side is Side.CREDIT else "una factura"
    return Refusal(Status.WRONG_DOCUMENT, f"{label(item)} no es {what}.")


def not_a_quote(item: OpenItem) -> Refusal:
    """Refuse to follow up what is no quote."""
    return Refusal(Status.WRONG_DOCUMENT, f"{label(item)} no es una cotización.")


def quote_not_corrected(item: OpenItem) -> Refusal:
    """Refuse to correct a quote: a new one takes its place."""
    return Refusal(
        Status.WRONG_DOCUMENT,
        f"{label(item)} es una cotización: rechácela y haga otra.",
    )


def not_voidable(quote: OpenItem) -> Refusal:
    """Refuse to void a quote: it moves no balance."""
    return Refusal(
        Status.WRONG_DOCUMENT, f"{label(quote)} es una cotización: rechácela."
    )


def half_of_transfer(item: OpenItem) -> Refusal:
    """Refuse to touch one half of a transfer: it exists only with the other."""
    return Refusal(
        Status.WRONG_DOCUMENT,
        f"{label(item)} es la mitad de un traslado entre fichas: desaplique el pago "
        "que pasa por él.",
    )


def not_unapplied(application_id: int) -> Refusal:
    """Refuse to un-apply a void: the document would stand again without its rows."""
    return Refusal(
        Status.WRONG_DOCUMENT,
        f"La aplicación {application_id} anuló un documento: deshaga el lote que lo "
        "anuló.",
    )


def not_a_withholding(application_id: int) -> Refusal:
    """Refuse a certificate of what is no withholding."""
    return Refusal(
        Status.WRONG_DOCUMENT, f"La aplicación {application_id} no es una retención."
    )


def still_counts(item: OpenItem, day: date) -> Refusal:
    """Refuse to date a corrected document while the wrong one still counts."""
    return Refusal(
        Status.BEFORE_ORIGINAL,
        f"{label(item)} cuenta hasta el {texts.day(day)}, porque su mes está cerrado o "
        "porque hasta entonces tuvo una aplicación: el corregido lleva esa fecha o una "
        "posterior; si no, anúlelo y digítelo de nuevo.",
    )


def several_means(item: OpenItem, count: int) -> Refusal:
    """Refuse to guess which of several means was mistyped."""
    return Refusal(
        Status.INVALID_DOCUMENT,
        f"{label(item)} entró por {count} medios de pago: anúlelo y regístrelo de "
        "nuevo con el valor de cada uno.",
    )


def quote_closed(item: OpenItem, state: str) -> Refusal:
    """Refuse a second answer to a quote."""
    answer = texts.QUOTE_ANSWERS[state].lower()
    return Refusal(Status.QUOTE_CLOSED, f"{label(item)} ya está {answer}.")


def broken_document(problem: Problem) -> Refusal:
    """Refuse a document that breaks a rule by itself."""
    return Refusal(Status.INVALID_DOCUMENT, problem.sentence)


def due_before_issue(document: Document | OpenItem) -> Refusal:
    """Refuse a due date, or the end of a quote, before the document's own date."""
    name = texts.document_label(document.kind, document.number, document.instalment)
    return Refusal(
        Status.DUE_BEFORE_ISSUE,
        f"{name} vence el {texts.day(document.due)}, antes de su fecha: "
        f"{texts.day(document.issued)}.",
    )


def next_in_past(today: date) -> Refusal:
    """Refuse to plan a follow-up for a day that is over."""
    return Refusal(
        Status.NEXT_IN_PAST,
        f"El próximo seguimiento es anterior a hoy, {texts.day(today)}.",
    )


def quote_invoiced(quote: OpenItem, invoice: str) -> Refusal:
    """Refuse to make a second invoice of a quote."""
    return Refusal(
        Status.QUOTE_CLOSED, f"{label(quote)} ya se facturó: es la factura {invoice}."
    )


def invalid_email(text: str) -> Refusal:
    """Refuse an address that no mail can reach."""
    return Refusal(
        Status.INVALID_EMAIL,
        f"«{text}» no es un correo: escriba uno solo, como cartera@empresa.com.",
    )


def invalid_mobile(fault: PhoneError) -> Refusal:
    """Refuse a number that WhatsApp cannot know."""
    return Refusal(Status.INVALID_MOBILE, str(fault))


def already_closed(month: date) -> Refusal:
    """Refuse to close a month twice."""
    return Refusal(Status.ALREADY_CLOSED, f"{month:%Y-%m} ya está cerrado.")


def not_closed(month: date) -> Refusal:
    """Refuse to reopen what is open."""
    return Refusal(Status.NOT_CLOSED, f"{month:%Y-%m} está abierto.")


def month_not_over(month: date) -> Refusal:
    """Refuse to close a month that still runs."""
    return Refusal(
        Status.MONTH_NOT_OVER, f"{month:%Y-%m} no ha terminado: ciérrelo después."
    )


def already_undone(revision: int) -> Refusal:
    """Refuse to undo a batch twice."""
    return Refusal(Status.ALREADY_UNDONE, f"El lote {revision} ya fue deshecho.")


def not_undoable(revision: int, what: str) -> Refusal:
    """Refuse to undo what has a way back of its own: `what` it did, and which."""
    return Refusal(Status.NOT_UNDOABLE, f"El lote {revision} no se deshace: {what}.")


def contacts_not_undone(revision: int) -> Refusal:
    """Refuse to undo what only wrote contacts: the ledger holds the last ones only."""
    return Refusal(
        Status.NOT_UNDOABLE,
        f"El lote {revision} solo cambió datos de contacto. El correo y el teléfono de "
        "antes no se guardan (Ley 1581): digite los que valen en Clientes.",
    )


def changed_since(field: str) -> Refusal:
    """Refuse to change back what somebody changed again."""
    return Refusal(
        Status.CHANGED_SINCE,
        f"El cliente cambió después ({field}): corríjalo en Clientes.",
    )


def built_upon_use(item: OpenItem, application: Application) -> Refusal:
    """Refuse to take out what a later application stands on, naming it."""
    amount = money(application.amount, application.currency)
    what = f"{texts.USE_NAMES[application.use]} por {amount}"
    return built_upon(item, f"{what} el {texts.day(application.effective)}")


def duplicate(name: str) -> Refusal:
    """Refuse a number or a code that is taken."""
    return Refusal(Status.DUPLICATE, f"{name} ya está en la cartera.")


def customers_differ(credit: OpenItem, debit: OpenItem) -> Refusal:
    """Refuse to pay one customer's invoice with another's credit."""
    return Refusal(
        Status.CUSTOMERS_DIFFER,
        f"{label(credit)} y {label(debit)} son de clientes distintos.",
    )


def other_customer(item: OpenItem) -> Refusal:
    """Refuse to pay an invoice of somebody else."""
    return Refusal(Status.CUSTOMERS_DIFFER, f"{label(item)} es de otro cliente.")


def other_currency(item: OpenItem, currency: str, settling: str = "el pago") -> Refusal:
    """Refuse to pay in another currency, or to correct by a note in another."""
    return Refusal(
        Status.CURRENCIES_DIFFER,
        f"{label(item)} está en {item.currency} y {settling} en {currency}.",
    )


def currencies_differ(credit: OpenItem, debit: OpenItem) -> Refusal:
    """Refuse to settle a balance in another currency."""
    return Refusal(
        Status.CURRENCIES_DIFFER,
        f"{label(credit)} está en {credit.currency} y {label(debit)} en "
        f"{debit.currency}.",
    )


def is_reversal(application_id: int) -> Refusal:
    """Refuse to take a reversal back: a reversal ends the story of its application."""
    return Refusal(
        Status.IS_REVERSAL,
        f"La aplicación {application_id} es una anulación: para deshacerla, aplique "
        "de nuevo.",
    )


def already_reversed(application_id: int) -> Refusal:
    """Refuse to take the same application back twice."""
    return Refusal(
        Status.ALREADY_REVERSED, f"La aplicación {application_id} ya fue anulada."
    )


def before_issue(item: OpenItem) -> Refusal:
    """Refuse to move a balance before its document existed."""
    return Refusal(
        Status.BEFORE_ISSUE,
        f"La fecha es anterior a la de {label(item)}: {texts.day(item.issued)}.",
    )


def before_original(original: date) -> Refusal:
    """Refuse to take an application back before it was made."""
    return Refusal(
        Status.BEFORE_ORIGINAL,
        f"La fecha es anterior a la de la aplicación: {texts.day(original)}.",
    )


def in_future(today: date) -> Refusal:
    """Refuse a date that has not come."""
    return Refusal(
        Status.IN_FUTURE, f"La fecha es posterior a hoy, {texts.day(today)}."
    )


def month_closed(open_from: date) -> Refusal:
    """Refuse a date inside a closed month."""
    return Refusal(
        Status.MONTH_CLOSED,
        f"El mes está cerrado: use una fecha desde el {texts.day(open_from)}.",
    )


def exceeds_adjustment(left: int, currency: str) -> Refusal:
    """Refuse an adjustment beyond the company's tolerance."""
    return Refusal(
        Status.EXCEEDS_ADJUSTMENT,
        f"Ajuste mayor que la tolerancia que queda: {money(left, currency)}.",
    )


def exceeds_credit(credit: OpenItem, free: int, since: date) -> Refusal:
    """Refuse to use more of a credit than is free."""
    return Refusal(
        Status.EXCEEDS_CREDIT,
        f"Valor mayor que lo disponible de {_limit(credit, free, since)}.",
    )


def exceeds_debit(debit: OpenItem, balance: int, since: date) -> Refusal:
    """Refuse to settle more than a document's balance."""
    return Refusal(
        Status.EXCEEDS_DEBIT,
        f"Valor mayor que el saldo de {_limit(debit, balance, since)}.",
    )


def taken_by_batch(refusal: Refusal, before: OpenItem) -> Refusal:
    """Add that other rows of the batch take the whole balance."""
    whole = money(before.balance, before.currency)
    return Refusal(
        refusal.status,
        f"{refusal.sentence.removesuffix('.')}; lo demás del lote ya toma {whole}.",
    )


def _limit(item: OpenItem, limit: int, since: date) -> str:
    """Name a limit; the day too, where it is a past balance that limits."""
    day = f" con fecha {texts.day(since)}" if limit < item.balance else ""
    return f"{label(item)}{day}: {money(limit, item.currency)}"


def event_not_found(event_id: int) -> Refusal:
    """Refuse to end what was never logged."""
    return Refusal(Status.NOT_FOUND, f"No hay una gestión {event_id}.")


def event_has_no_end(event_id: int) -> Refusal:
    """Refuse to end a note or a call: they are over when they are logged."""
    return Refusal(
        Status.WRONG_DOCUMENT,
        f"La gestión {event_id} no queda pendiente: solo se cierran promesas, "
        "disputas y tareas.",
    )


def event_ended(event_id: int, outcome: str) -> Refusal:
    """Refuse to end a step of collecting twice."""
    word = texts.EVENT_OUTCOMES[outcome].lower()
    return Refusal(Status.EVENT_ENDED, f"La gestión {event_id} ya está {word}.")


def before_event(day: date) -> Refusal:
    """Refuse to end what had not begun."""
    return Refusal(
        Status.BEFORE_ORIGINAL,
        f"La fecha es anterior a la de la gestión: {texts.day(day)}.",
    )


def due_before_event(day: date) -> Refusal:
    """Refuse a promise or a task for a day before it was made."""
    return Refusal(
        Status.DUE_BEFORE_ISSUE,
        f"«Para cuándo» es anterior a la gestión, del {texts.day(day)}.",
    )


def promise_in_other_currency(item: OpenItem, currency: str) -> Refusal:
    """Refuse a promise in another currency than its invoice's."""
    return Refusal(
        Status.CURRENCIES_DIFFER,
        f"{label(item)} está en {item.currency} y la promesa en {currency}.",
    )


def exceeds_owed(owed: int, currency: str) -> Refusal:
    """Refuse a promise of more than is owed."""
    return Refusal(
        Status.EXCEEDS_DEBIT, f"Promesa mayor que lo que debe: {money(owed, currency)}."
    )
