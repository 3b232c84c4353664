"""Estado de cuenta by mail: a draft with the PDF, and the contact that it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import log_letter, posting, statement
from cartera_xl.actions.letterhead import typesetter
from cartera_xl.actions.print_statements import paper_of
from cartera_xl.actions.remarks import remarks
from cartera_xl.actions.reminding import planning
from cartera_xl.actions.write_letter import (
    CHANNEL,
    Letter,
    addressee,
    draft,
    letter_id,
)
from cartera_xl.ledger.dunning.accounts import accounts
from cartera_xl.ledger.dunning.reminder import Reminder
from cartera_xl.ledger.dunning.sections import sections
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.outbox.letters import reminder_data
from cartera_xl.outbox.mail.attachment import Attachment, file_name

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.actions.statement import CustomerStatement
    from cartera_xl.actions.write_letter import Addressee
    from cartera_xl.ledger.dunning import Section
    from cartera_xl.ledger.statement import View
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction

_ACTION: Final = "correo-estado-cuenta"
_TEMPLATE: Final = "estado-cuenta"
_TITLE: Final = "Estado de cuenta"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose statement, from what day on, where its draft goes.

    `requested` is what the person had asked for: such an answer may go at any time.
    """

    customer: str
    since: date
    view: View
    folder: Path
    templates: Path | None = None
    requested: str = ""


def run(
    store: Store,
    asked: Asked,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Done:
    """Write the draft, and log it as a contact. What it lists is open at the moment.

    Raises:
        NamedError: no customer is called so, or it has no e-mail.
        CarteraError: a template or the folder cannot be used; nothing was written.
    """
    until = context.today
    done = statement.run(store, asked.customer, asked.since, until, asked.view)

    def planner(ledger: Transaction) -> posting.Asked:
        to = addressee(ledger, done.customer)
        own = letter_id(to, _TEMPLATE, context.moment)
        step = log_letter.Step(f"{_TITLE} por correo.", own, asked.requested)
        return log_letter.logged(ledger, to, step, context.moment)

    batch = posting.Batch(_ACTION, repr(asked), key, simulate)
    return log_letter.write(
        *(store, planner, batch, context),
        lambda: _draft(store, done, context.moment, asked),
    )


def _draft(store: Store, done: CustomerStatement, at: datetime, asked: Asked) -> Path:
    moment = at.replace(tzinfo=BOGOTA)
    with store.reading() as ledger:
        to = addressee(ledger, done.customer)
        known = remarks(ledger, done.until).get(done.customer.id)
        facts = planning.only(planning.read(ledger, moment), [done.customer.id])
    [account] = accounts(facts)
    parts = sections(account.debits, account.credits, moment.date(), to.own.levels)
    with typesetter(store, to.own, asked.templates) as setter:
        pdf = setter.pdf(paper_of(to.own, done, known))
    file = Attachment(file_name(f"{_TITLE} {done.customer.code}.pdf"), pdf)
    reminder = _as_reminder(to, parts)
    data = reminder_data(reminder, to.company, moment.date(), [file.name])
    title = f"{_TITLE} {to.customer.code} {to.customer.name}"
    letter = Letter(_TEMPLATE, data, title, attachments=(file,))
    return draft(to, letter, at, asked.folder, asked.templates)


def _as_reminder(to: Addressee, parts: tuple[Section, ...]) -> Reminder:
    """Return what is open as a reminder has it: templates know that form."""
    who = to.customer
    return Reminder(
        *(who.id, who.code, who.name, who.tax_id, to.contact.id, to.contact.value),
        *(CHANNEL, to.own.levels[0], 1),
        parts,
    )
