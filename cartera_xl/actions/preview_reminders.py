"""Vista previa: the sheet Recordatorios, and nothing that leaves the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.progress import silent
from cartera_xl.actions.reminding import marked
from cartera_xl.actions.reminding.run import Asked, Preview, preview
from cartera_xl.actions.standing import check_own
from cartera_xl.hosts.content import Content
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.outgoing import Way
from cartera_xl.tabs.reminders import REMINDERS
from cartera_xl.views.reminders import NONE, Ending, reminders
from cartera_xl.views.rows import unsigned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import Host, OpenHost
    from cartera_xl.store import Store


def run(
    store: Store, host: OpenHost, context: Context, progress: Progress = silent
) -> Preview:
    """Fill the sheet and bring it into view, for whom a person marked or for all.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
    """
    at = context.moment.replace(tzinfo=BOGOTA)
    chosen = marked.read(host, store).customers
    seen = fill(store, host, Asked(Way.DRAFTS, at, marked=chosen), progress)
    host.show(REMINDERS)
    return seen


def fill(
    store: Store, host: Host, asked: Asked, progress: Progress = silent
) -> Preview:
    """Fill the sheet of an open or a closed workbook.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
    """
    check_own(host, store)
    progress("Decidiendo a quién se escribe", 0, 2)
    seen = preview(store, asked)
    progress("Escribiendo la hoja", 1, 2)
    write(host, seen)
    return seen


def write(host: Host, seen: Preview, endings: Mapping[int, Ending] = NONE) -> None:
    """Write who is written to and who is not; `endings` tells what came of it."""
    rows = reminders(seen.plan, seen.base, endings)
    owed = {part.currency for one in seen.plan.reminders for part in one.sections}
    content = Content({REMINDERS.table: rows}, {}, {}, unsigned(owed, seen.base))
    host.refresh([REMINDERS], content)
