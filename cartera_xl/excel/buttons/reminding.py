"""Recordatorios: whom to write to, the drafts, and the next step with a customer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cartera_xl import settings
from cartera_xl.actions import begin_step as stepping
from cartera_xl.excel.speaking import NOTHING, information, listed, warning
from cartera_xl.ledger.outgoing import NAMES, State
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.actions.reminding.run import Report
    from cartera_xl.excel.press import Press

_LOUD: Final = (State.FAILED, State.UNCERTAIN)
_NOBODY: Final = (
    "Ahora no se le escribe a nadie: la hoja Recordatorios dice por qué, cliente a "
    "cliente."
)


def preview_reminders(press: Press) -> str:
    """Vista previa: the sheet Recordatorios; nothing leaves."""
    from cartera_xl.actions import preview_reminders as action

    with press.ledger() as store:
        seen = action.run(store, press.host, press.context, press.progress)
    return NOTHING if seen.plan.reminders else information([_NOBODY])


def send_reminders(press: Press) -> str:
    """Recordatorios: one question, then a draft for each customer."""
    from cartera_xl.actions import write_reminders as action

    templates = settings.templates_folder(press.host.path)
    with press.ledger() as store:
        done = action.run(
            *(store, press.host, press.context, settings.clock, templates),
            press.progress,
        )
    if not done.preview.plan.reminders:
        return information([_NOBODY])
    if done.report is None:
        return information(["No se escribió ningún recordatorio."])
    lines = listed(_became(done.report, done.folder))
    return warning(lines) if _is_loud(done.report) else information([lines])


def begin_step(press: Press) -> str:
    """Gestión: a row of Gestiones for the chosen customer; posts nothing."""
    stepping.run(press.host, press.progress)
    return NOTHING  # the row is in view


def _is_loud(report: Report) -> bool:
    return any(one.state in _LOUD for one in report.done)


def _became(report: Report, folder: Path) -> Iterator[str]:
    states = Counter(one.state for one in report.done)
    if drafts := states.pop(State.PREPARED, 0):
        yield f"{count(drafts, 'borrador', 'borradores')} en {folder}."
        yield "Ábralos, revíselos y envíelos desde su correo."
    for state, number in states.items():
        yield f"{number} {NAMES[state]}: la hoja Recordatorios dice por qué."
    if left := len(report.cancelled):
        yield f"{left} ya no hacía falta o no se podía."
