"""Reminders: who is written to, the messages, and what a person found out of them."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import click

from cartera_xl import settings
from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Option, command
from cartera_xl.cli.options import Base, CustomerOption, Json
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE, REFUSED
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.outgoing import Way

if TYPE_CHECKING:
    from cartera_xl.actions.reminding.marked import Marked
    from cartera_xl.actions.reminding.run import Asked
    from cartera_xl.hosts.closed import ClosedWorkbook
    from cartera_xl.store import Store

app = commands()


@command(app)
def recordar(
    context: click.Context,
    simulate: Annotated[
        bool, Option("--simular", help="Mostrar a quién y a quién no, y por qué.")
    ] = False,
    way: Annotated[
        Way,
        Option(
            "--enviar",
            parser=typed.delivery,
            metavar="borradores|smtp|outlook|whatsapp",
            help="Cómo salen; si no se dice, borradores .eml que usted envía.",
        ),
    ] = Way.DRAFTS,
    folder: Annotated[
        Path | None,
        Option(
            "--salida",
            metavar="CARPETA",
            help="Dónde quedan los borradores.",
        ),
    ] = None,
    moment: Annotated[
        datetime | None,
        Option(
            "--fecha",
            parser=typed.moment,
            metavar="AAAA-MM-DDTHH:MM",
            help="Como si fuera ese momento; no sirve con smtp.",
        ),
    ] = None,
    customer: CustomerOption = "",
    resolve: Annotated[
        int | None,
        Option(
            "--resolver",
            metavar="NUMERO",
            help="Decir qué fue de un mensaje incierto o de un borrador.",
        ),
    ] = None,
    went_out: Annotated[
        bool | None,
        Option(
            "--salio/--no-salio",
            help="Con --resolver: si el mensaje salió o no.",
        ),
    ] = None,
    workbook: Annotated[
        Path | None,
        Option(
            "--libro",
            metavar="LIBRO",
            help="Solo a los marcados en Recordar de este libro cerrado, si hay; llena "
            "su hoja Recordatorios.",
        ),
    ] = None,
    yes: Annotated[bool, Option("--si", help="Enviar sin preguntar.")] = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Recordar los pagos por correo: cada mensaje una vez, con el saldo de hoy."""
    if resolve is not None:
        return _resolve(context, base, resolve, went_out, json=json)
    asked = _asked(way, folder, moment, customer, workbook)
    if simulate:
        return _preview(context, base, asked, workbook, json=json)
    return _send(context, base, asked, workbook, yes=yes, json=json)


def _asked(
    way: Way,
    folder: Path | None,
    moment: datetime | None,
    customer: str,
    workbook: Path | None,
) -> Asked:
    from cartera_xl.actions.reminding.run import Asked, drafts_folder
    from cartera_xl.outbox.delivery.smtp import MailServer

    if moment and way in (Way.SMTP, Way.WHATSAPP):
        raise typed.Misuse("Lo que sale ahora sale con la hora de ahora: sin --fecha.")
    at = (moment or settings.now()).replace(tzinfo=BOGOTA)
    found = settings.mail(workbook)
    server = (
        MailServer(found.host, found.port, found.sender, found.user, found.per_minute)
        if found
        else None
    )
    beside = workbook.parent if workbook else Path()
    place = folder or beside / drafts_folder(at)
    own = settings.templates_folder(workbook)
    is_mail = way is not Way.WHATSAPP
    return Asked(way, at, customer, place, server, own, statements=is_mail)


def _preview(
    context: click.Context,
    base: str | None,
    asked: Asked,
    workbook: Path | None,
    *,
    json: bool,
) -> int:
    from cartera_xl.actions import preview_reminders
    from cartera_xl.actions.reminding import run as action
    from cartera_xl.cli import report_reminders as told

    with opened(context, base, workbook) as store:
        if book := _book(store, workbook):
            asked = replace(asked, marked=book.marks.customers)
            seen = preview_reminders.fill(store, book.host, asked)
        else:
            seen = action.preview(store, asked)
    if json:
        screen.give(told.preview_json(seen))
    for line in () if json else told.preview_lines(seen):
        screen.say(line)
    return DONE


class _Book(NamedTuple):
    """A closed workbook, and whom a person marked in it."""

    host: ClosedWorkbook
    marks: Marked


def _book(store: Store, workbook: Path | None) -> _Book | None:
    """Return the workbook that was named, if one was.

    Raises:
        CarteraError: it cannot be used, or shows another ledger.
    """
    if workbook is None:
        return None
    from cartera_xl.actions.reminding import marked
    from cartera_xl.actions.standing import check_own
    from cartera_xl.hosts.closed import ClosedWorkbook

    host = ClosedWorkbook(workbook)
    check_own(host, store)
    return _Book(host, marked.read(host, store))


def _send(
    context: click.Context,
    base: str | None,
    asked: Asked,
    workbook: Path | None,
    *,
    yes: bool,
    json: bool,
) -> int:
    from cartera_xl.actions import write_reminders
    from cartera_xl.actions.progress import silent
    from cartera_xl.actions.reminding import run as action
    from cartera_xl.cli import report_reminders as told

    asks = asked.way is Way.SMTP and not yes
    by_hand = asked.way is Way.WHATSAPP and not (yes or json)
    screen.require_person(asks)
    bar = nullcontext(silent) if asks or by_hand else screen.progress()
    with opened(context, base, workbook) as store, bar as progress:
        if book := _book(store, workbook):
            asked = replace(asked, marked=book.marks.customers)
        if asks and not screen.agreed(told.question(action.preview(store, asked))):
            return DONE
        if by_hand and screen.somebody_is_there():
            asked = replace(asked, ask=_sent)
        done = action.run(
            store, asked, settings.clock(asked.at), caller().actor, progress
        )
    if json:
        screen.give(told.report_json(done))
    for line in () if json else told.report_lines(done, asked):
        screen.say(line)
    if book:  # last: the messages went, whatever becomes of the workbook
        write_reminders.tell(book.host, done, book.marks)
    return REFUSED if told.needs_a_person(done) else DONE


def _sent(name: str, link: str) -> bool:
    """Show a link, and ask whether the person sent what it holds."""
    screen.say(f"{name}\n    {link}")
    screen.open_link(link)
    return screen.agreed("¿Lo envió?")


def _resolve(
    context: click.Context,
    base: str | None,
    number: int,
    went_out: bool | None,
    *,
    json: bool,
) -> int:
    from cartera_xl.actions.reminding import resolving

    if went_out is None:
        raise typed.Misuse("Diga también --salio o --no-salio.")
    with opened(context, base) as store:
        answer = resolving.run(store, number, caller(), went_out=went_out)
    if json:
        told = {"numero": number, "anotado": answer.done, "detalle": answer.sentence}
        screen.give(told)
    else:
        (screen.say if answer.done else screen.warn)(answer.sentence)
    return DONE if answer.done else REFUSED
