"""Recordatorios: the preview, one question, and the drafts beside the workbook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.actions import preview_reminders
from cartera_xl.actions.progress import silent
from cartera_xl.actions.reminding import marked
from cartera_xl.actions.reminding import run as reminding
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.outgoing import WRITTEN, Way
from cartera_xl.tabs.reminders import REMINDERS
from cartera_xl.views.reminders import Ending

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.reminding.marked import Marked
    from cartera_xl.actions.reminding.run import Preview, Report
    from cartera_xl.hosts.host import Host, OpenHost
    from cartera_xl.store import Store

_REMINDERS: Final = ("recordatorio", "recordatorios")


class Written(NamedTuple):
    """What became of it; `report` is None where nothing was written."""

    preview: Preview
    folder: Path
    report: Report | None


def run(
    store: Store,
    host: OpenHost,
    context: Context,
    clock: Callable[[datetime], Callable[[], datetime]],
    templates: Path | None,
    progress: Progress = silent,
) -> Written:
    """Fill the sheet, ask once, write the drafts, and say there what became of each.

    Only the customers that are marked in the column Recordar, if any; marks then go.

    Args:
        store: the workbook's ledger.
        host: the workbook.
        context: who asks, and when.
        clock: gives the clock that stands at a moment now.
        templates: the company's own.
        progress: what the person sees meanwhile.

    Raises:
        CarteraError: nothing was written.
    """
    at = context.moment.replace(tzinfo=BOGOTA)
    marks = marked.read(host, store)
    folder = host.path.parent / reminding.drafts_folder(at)
    asked = reminding.Asked(
        Way.DRAFTS,
        at,
        folder=folder,
        templates=templates,
        statements=True,
        marked=marks.customers,
    )
    seen = preview_reminders.fill(store, host, asked, progress)
    host.show(REMINDERS)
    if not seen.plan.reminders or not host.ask(question(seen, folder)):
        return Written(seen, folder, None)
    report = reminding.run(store, asked, clock(at), context.actor, progress)
    host.look_again()  # the question may have waited for long
    tell(host, report, marks)
    return Written(seen, folder, report)


def tell(host: Host, report: Report, marks: Marked) -> None:
    """Say on the sheet what became of each message; the marks of the written go.

    Raises:
        WorkbookError: the workbook cannot be written; the messages are.
    """
    endings = {d.message.customer_id: Ending(d.state, d.detail) for d in report.done}
    preview_reminders.write(host, report.preview, endings)
    written = {d.message.customer_id for d in report.done if d.state in WRITTEN}
    marked.clear(host, marks, written)


def question(seen: Preview, folder: Path) -> str:
    """Return «12 recordatorios a 12 clientes por $ …; 5 no se envían. ¿Escribir…?»."""
    reminders, skipped = seen.plan.reminders, seen.plan.skipped
    written = texts.count(len(reminders), *_REMINDERS)
    customers = len({one.customer_id for one in reminders})
    to_whom = texts.count(customers, "cliente", "clientes")
    left = f"; {len(skipped)} no se envía{'n' * (len(skipped) > 1)}" if skipped else ""
    return (
        f"{written} a {to_whom} por {_sums(seen)}{left}. ¿Escribirlos como borradores "
        f"en «{folder.name}», junto al libro?"
    )


def _sums(seen: Preview) -> str:
    owed: Counter[str] = Counter()
    for one in seen.plan.reminders:
        for part in one.sections:
            owed[part.currency] += part.net
    first = sorted(owed.items(), key=lambda pair: (pair[0] != seen.base, pair[0]))
    return " y ".join(texts.money(to_decimal(v, c), c) for c, v in first)
