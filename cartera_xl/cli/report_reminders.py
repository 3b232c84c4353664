"""Reminders in words and in JSON: to whom, to whom not and why, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from cartera_xl import texts
from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.money import plain, to_decimal
from cartera_xl.ledger.outgoing import NAMES, State, Way
from cartera_xl.outbox.delivery.whatsapp import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.actions.reminding.delivering import Done
    from cartera_xl.actions.reminding.run import Asked, Preview, Report
    from cartera_xl.ledger.dunning import Reminder, Skipped

# What somebody has to look at.
_LOUD: Final = (State.FAILED, State.UNCERTAIN)
_LINES: Final = 30  # of those that are not written to; JSON and the sheet have all
_UNNAMED: Final = (Reason.PAID, Reason.NOT_DUE)  # nobody has to do anything about them


def preview_lines(seen: Preview) -> Iterator[str]:
    """Yield who is written to, then who is not and why."""
    reminders, skipped = seen.plan.reminders, seen.plan.skipped
    whom = texts.count(len(reminders), "cliente", "clientes")
    yield f"Se escribiría a {whom}:" if reminders else "No se escribiría a nadie."
    yield from (f"  {_reminder(reminder)}" for reminder in reminders)
    yield from _skipped(skipped)
    yield from _unresolved(seen)


def question(seen: Preview) -> str:
    """Return what is asked before anything is sent."""
    reminders = seen.plan.reminders
    levels = Counter(reminder.level.name for reminder in reminders)
    parts = ", ".join(f"{name}: {count}" for name, count in levels.items())
    said = texts.count(len(reminders), "recordatorio", "recordatorios")
    return f"{said} ({parts}). ¿Enviar?" if parts else "¿Enviar lo que está pendiente?"


def report_lines(done: Report, asked: Asked) -> Iterator[str]:
    """Yield what became of each message, who was not written to, and the sums."""
    for one in done.done:
        yield f"  {_done(one)}"
    for message in done.cancelled:
        yield f"  {message.id}: ya no salió. {message.detail}"
    yield from _skipped(done.preview.plan.skipped)
    yield from _unresolved(done.preview)
    if not done.done:
        yield "No salió ningún recordatorio."
    for state, count in Counter(one.state for one in done.done).items():
        yield f"{count} {_counted(state, count)}."
    if asked.way is Way.DRAFTS and done.done:
        yield f"Los borradores están en {asked.folder}: ábralos, revise y envíe."


def needs_a_person(done: Report) -> bool:
    """Tell whether a message failed, or nobody knows whether it went out."""
    return any(one.state in _LOUD for one in done.done)


def preview_json(seen: Preview) -> dict[str, Any]:
    """Return a preview for a program."""
    return {
        "recordatorios": [_reminder_json(one) for one in seen.plan.reminders],
        "omitidos": [_skipped_json(one) for one in seen.plan.skipped],
        "inciertos": [message.id for message in seen.unresolved],
    }


def report_json(done: Report) -> dict[str, Any]:
    """Return a run for a program."""
    return {
        "mensajes": [
            {
                "numero": one.message.id,
                "cliente": one.message.customer_id,
                "nivel": one.message.level,
                "estado": NAMES[one.state],
                "detalle": one.detail,
                **({"enlace": found} if (found := _link(one)) else {}),
            }
            for one in done.done
        ],
        "cancelados": [
            {"numero": message.id, "detalle": message.detail}
            for message in done.cancelled
        ],
        **preview_json(done.preview),
    }


def _reminder(reminder: Reminder) -> str:
    sums = ", ".join(
        texts.money(to_decimal(section.net, section.currency), section.currency)
        for section in reminder.sections
    )
    count = len(reminder.document_ids)
    return (
        f"{reminder.code}  {reminder.name}  {reminder.level.name}  "
        f"{texts.count(count, 'documento', 'documentos')}  {sums}  {reminder.recipient}"
    )


def _skipped(skipped: Iterable[Skipped]) -> Iterator[str]:
    by_reason: dict[Reason, list[Skipped]] = {}
    for one in skipped:
        by_reason.setdefault(one.reason, []).append(one)
    for reason, found in by_reason.items():
        whom = texts.count(len(found), "cliente", "clientes")
        yield f"No se escribe a {whom}: {reason.sentence}"
        if reason in _UNNAMED:
            continue
        for one in found[:_LINES]:
            yield f"  {one.code}  {one.name}  {one.detail}".rstrip()
        if len(found) > _LINES:
            yield f"  y {len(found) - _LINES} más (--json los da todos)."


def _unresolved(seen: Preview) -> Iterator[str]:
    for message in seen.unresolved:
        yield (
            f"Incierto: el mensaje {message.id}, {message.level}. {message.detail} "
            f"Averígüelo y diga «cartera recordar --resolver {message.id} --salio» o "
            "«--no-salio»."
        )


def _done(one: Done) -> str:
    said = f"{one.message.id}: {NAMES[one.state]}. {one.detail}".rstrip()
    return f"{said}\n    {found}" if (found := _link(one)) else said


def _link(one: Done) -> str:
    """Return the link of a message that nobody has sent yet; "" of any other."""
    waits = one.message.way is Way.WHATSAPP and one.state is State.PREPARED
    if not waits or one.parcel is None:
        return ""
    return link(one.parcel.mail.recipient, one.parcel.mail.text)


def _counted(state: State, count: int) -> str:
    name = NAMES[state]
    return name if count == 1 else f"{name}es" if name.endswith("r") else f"{name}s"


def _reminder_json(reminder: Reminder) -> dict[str, Any]:
    return {
        "codigo": reminder.code,
        "cliente": reminder.name,
        "destinatario": reminder.recipient,
        "nivel": reminder.level.key,
        "vez": reminder.round,
        "documentos": [
            {
                "numero": line.number,
                "moneda": section.currency,
                "saldo": plain(line.balance, section.currency),
                "dias": line.days,
            }
            for section in reminder.sections
            for line in section.lines
        ],
        "total": {
            section.currency: plain(section.net, section.currency)
            for section in reminder.sections
        },
    }


def _skipped_json(one: Skipped) -> dict[str, Any]:
    return {
        "codigo": one.code,
        "cliente": one.name,
        "motivo": one.reason.value,
        "explicacion": one.sentence,
        "hasta": one.until.isoformat() if one.until else None,
    }
