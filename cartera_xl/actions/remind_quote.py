"""Cotización: a mail that asks whether the customer has looked at its quote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import follow_quotes, log_letter, posting
from cartera_xl.actions.finding import QUOTES, find_document
from cartera_xl.actions.write_letter import Letter, addressee, draft, letter_id
from cartera_xl.outbox.letters import Quoted, quote_data
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.actions.write_letter import Addressee
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_ACTION: Final = "correo-cotizacion"
_TEMPLATE: Final = "cotizacion"
_NOTE: Final = "Se preparó un correo de seguimiento."


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
    """Write the draft, and log it: on the quote, and as a contact.

    A quote that was answered is refused, and so is a moment at which the customer may
    not be contacted (Ley 2300 de 2023, which speaks of commercial messages too).

    Raises:
        NamedError: no quote is called so, or its customer has no e-mail.
        CarteraError: a template or the folder cannot be used; nothing was written.
    """
    with store.reading() as ledger:
        quote, to = _found(ledger, asked)
    followed = follow_quotes.Step(quote.number, context.today, note=_NOTE)

    def planner(ledger: Transaction) -> posting.Asked:
        quote, to = _found(ledger, asked)
        own = letter_id(to, _TEMPLATE, context.moment, quote.id)
        step = log_letter.Step(f"Correo por la cotización {quote.number}.", own)
        mine = log_letter.logged(ledger, to, step, context.moment)
        other = follow_quotes.plan(ledger, followed)
        needs = replace(other.needs, customers=mine.needs.customers)
        return replace(mine, verbs=(*other.verbs, *mine.verbs), needs=needs)

    def written() -> Path:
        letter = _letter(quote, to, context.today)
        return draft(to, letter, context.moment, asked.folder, asked.templates)

    batch = posting.Batch(_ACTION, repr(asked), key, simulate)
    done = log_letter.write(store, planner, batch, context, written)
    if done.result is not posting.Result.SIMULATED:
        return done
    told = f"Se haría un borrador para {to.contact.value}."
    return replace(done, notes=(*done.notes, told))


def _found(ledger: Transaction, asked: Asked) -> tuple[OpenItem, Addressee]:
    quote = find_document(ledger, asked.number, QUOTES)
    return quote, addressee(ledger, _main_record(ledger, quote))


def _main_record(ledger: Transaction, quote: OpenItem) -> Customer:
    main = families(ledger).get(quote.customer_id, quote.customer_id)
    return next(c for c in queries.customers(ledger) if c.id == main)


def _letter(quote: OpenItem, to: Addressee, day: date) -> Letter:
    quoted = Quoted(
        *(quote.number, quote.issued, quote.due, quote.total, quote.currency),
        quote.concept,
    )
    who = to.customer
    data = quote_data(quoted, who.name, who.code, who.tax_id, to.company, day)
    title = f"Cotización {quote.number} {who.name}"
    return Letter(_TEMPLATE, data, title, quote.id)
