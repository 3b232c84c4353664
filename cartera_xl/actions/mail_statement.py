"""Estado de cuenta by mail: what a customer asked for, as a draft with the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.letterhead import typesetter
from cartera_xl.actions.print_statements import paper_of
from cartera_xl.actions.remarks import remarks
from cartera_xl.actions.reminding import planning
from cartera_xl.actions.write_letter import CHANNEL, Letter, addressee, draft
from cartera_xl.ledger.dunning.accounts import accounts
from cartera_xl.ledger.dunning.reminder import Reminder
from cartera_xl.ledger.dunning.sections import sections
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.outbox.letters import reminder_data
from cartera_xl.outbox.mail.attachment import Attachment, file_name

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.actions.statement import CustomerStatement
    from cartera_xl.actions.write_letter import Addressee
    from cartera_xl.ledger.dunning import Section
    from cartera_xl.store import Store

_TEMPLATE: Final = "estado-cuenta"
_TITLE: Final = "Estado de cuenta"


def run(
    store: Store,
    done: CustomerStatement,
    at: datetime,
    folder: Path,
    templates: Path | None = None,
) -> Path:
    """Write the draft; return its file. What it lists is what is open at the moment.

    Raises:
        NoContactError: the customer has no e-mail.
        CarteraError: a template or the folder cannot be used; nothing was written.
    """
    moment = at.replace(tzinfo=BOGOTA)
    with store.reading() as ledger:
        to = addressee(ledger, done.customer)
        known = remarks(ledger, done.until).get(done.customer.id)
        facts = planning.only(planning.read(ledger, moment), [done.customer.id])
    [account] = accounts(facts)
    parts = sections(account.debits, account.credits, moment.date(), to.own.levels)
    with typesetter(store, to.own, templates) as setter:
        pdf = setter.pdf(paper_of(to.own, done, known))
    file = Attachment(file_name(f"{_TITLE} {done.customer.code}.pdf"), pdf)
    reminder = _as_reminder(to, parts)
    data = reminder_data(reminder, to.company, moment.date(), [file.name])
    title = f"{_TITLE} {to.customer.code} {to.customer.name}"
    letter = Letter(_TEMPLATE, data, title, attachments=(file,))
    return draft(to, letter, at, folder, templates)


def _as_reminder(to: Addressee, parts: tuple[Section, ...]) -> Reminder:
    """Return what is open as a reminder has it: templates know that form."""
    who = to.customer
    return Reminder(
        *(who.id, who.code, who.name, who.nit, to.contact.id, to.contact.value),
        *(CHANNEL, to.own.levels[0], 1),
        parts,
    )
