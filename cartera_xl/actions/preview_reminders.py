"""Vista previa: the sheet Recordatorios, and nothing that leaves the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.progress import silent
from cartera_xl.actions.reminding.run import Asked, Preview, preview
from cartera_xl.actions.standing import OtherLedgerError
from cartera_xl.hosts.content import Content
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.outgoing import Way
from cartera_xl.tabs import names
from cartera_xl.tabs.reminders import REMINDERS
from cartera_xl.views.reminders import reminders
from cartera_xl.views.rows import unsigned

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import Host, OpenHost
    from cartera_xl.store import Store


def run(
    store: Store, host: OpenHost, context: Context, progress: Progress = silent
) -> Preview:
    """Fill the sheet and bring it into view.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
    """
    asked = Asked(Way.DRAFTS, context.moment.replace(tzinfo=BOGOTA))
    seen = fill(store, host, asked, progress)
    host.show(REMINDERS)
    return seen


def fill(
    store: Store, host: Host, asked: Asked, progress: Progress = silent
) -> Preview:
    """Fill the sheet of an open or a closed workbook.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
    """
    if host.value(names.LEDGER_ID) != store.head().ledger_id:
        raise OtherLedgerError(host.path)
    progress("Decidiendo a quién se escribe", 0, 2)
    seen = preview(store, asked)
    progress("Escribiendo la hoja", 1, 2)
    rows = reminders(seen.plan, seen.base)
    owed = {part.currency for one in seen.plan.reminders for part in one.sections}
    content = Content({REMINDERS.table: rows}, {}, {}, unsigned(owed, seen.base))
    host.refresh([REMINDERS], content)
    return seen
