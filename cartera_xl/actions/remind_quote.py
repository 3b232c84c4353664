"""Cotización: a mail that asks whether the customer has looked at its quote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import follow_quotes, may_contact
from cartera_xl.actions.finding import QUOTES, find_document
from cartera_xl.actions.posting import Done, Result
from cartera_xl.actions.write_letter import CHANNEL, Letter, addressee, draft
from cartera_xl.ledger.contact_guard import DEBTOR
from cartera_xl.ledger.requests import Outcome
from cartera_xl.outbox.letters import Quoted, quote_data
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.write_letter import Addressee
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_TEMPLATE: Final = "cotizacion"
_NOTE: Final = "Se preparó un correo de seguimiento."
_NOT_NOW: Final = "no_contactable"


@dataclass(frozen=True, slots=True)
class Asked:
    """A quote's number, where its draft goes, and the company's own templates."""

    number: str
    folder: Path
    templates: Path | None = None


def run(
    store: Store,
    asked: Asked,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Write the draft, and log on the quote that it was followed up.

    A quote that was answered is refused, and so is a moment at which the customer may
    not be contacted (Ley 2300 de 2023, which speaks of commercial messages too).

    Raises:
        NamedError: no quote is called so, or its customer has no e-mail.
        CarteraError: a template or the folder cannot be used; nothing was written.
    """
    with store.reading() as ledger:
        quote = find_document(ledger, asked.number, QUOTES)
        to = addressee(ledger, _main_record(ledger, quote))
    step = follow_quotes.Step(quote.number, context.today, note=_NOTE)
    tried = follow_quotes.run(store, step, context, key, simulate=True)
    if tried.result is Result.REFUSED:
        return tried
    answer = may_contact.run(store, to.customer.code, CHANNEL, DEBTOR, context.moment)
    if not answer.allowed:
        return Done(Result.REFUSED, (Outcome(0, _NOT_NOW, answer.sentence),))
    if simulate:
        told = f"Se haría un borrador para {to.contact.value}."
        return replace(tried, notes=(*tried.notes, told))
    letter = _letter(quote, to, context.today)
    path = draft(to, letter, context.moment, asked.folder, asked.templates)
    done = follow_quotes.run(store, step, context, key)
    told = f"Borrador para {to.contact.value}: {path}. Revíselo y envíelo."
    return replace(done, notes=(*done.notes, told))


def _main_record(ledger: Transaction, quote: OpenItem) -> Customer:
    main = families(ledger).get(quote.customer_id, quote.customer_id)
    return next(c for c in queries.customers(ledger) if c.id == main)


def _letter(quote: OpenItem, to: Addressee, day: date) -> Letter:
    quoted = Quoted(
        *(quote.number, quote.issued, quote.due, quote.total, quote.currency),
        quote.concept,
    )
    who = to.customer
    data = quote_data(quoted, who.name, who.code, who.nit, to.company, day)
    title = f"Cotización {quote.number} {who.name}"
    return Letter(_TEMPLATE, data, title, quote.id)
