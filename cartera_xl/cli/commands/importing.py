"""Importing what other programs know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from cartera_xl.cli import report, screen, typed
from cartera_xl.cli.declaring import Argument, Option, command
from cartera_xl.cli.options import Base, Json, Simulate
from cartera_xl.cli.session import caller, opened
from cartera_xl.cli.spanish import commands
from cartera_xl.cli.typed import Misuse
from cartera_xl.errors import DONE, REFUSED, CarteraError

if TYPE_CHECKING:
    from cartera_xl.actions.import_documents import Imported

app = commands()


@command(app)
def importar(
    context: click.Context,
    files: Annotated[list[Path], Argument(metavar="ARCHIVO", help="Los archivos.")],
    mapping: Annotated[
        list[str] | None,
        Option("--mapa", metavar="CAMPO=ENCABEZADO", help="Qué columna es cada campo."),
    ] = None,
    currency: Annotated[
        str | None,
        Option("--moneda", metavar="COP", help="Moneda de lo que no la dice."),
    ] = None,
    numbers: Annotated[
        str,
        Option(
            "--numeros",
            parser=typed.numbers,
            metavar="1.234,56|1,234.56",
            help="Cómo escribe los valores, si el archivo no lo aclara.",
        ),
    ] = "",
    dates: Annotated[
        str,
        Option(
            "--fechas",
            parser=typed.dates,
            metavar="d/m|m/d",
            help="Cómo escribe las fechas, si el archivo no lo aclara.",
        ),
    ] = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Importar facturas, saldos y pagos de una hoja de cálculo."""
    from cartera_xl.actions import import_documents as action

    options = action.Options(
        _mapping(mapping or []), currency, simulate, numbers, dates
    )
    accounts: list[Imported] = []
    read: list[Imported] = []
    code = DONE
    with opened(context, base) as store, screen.progress() as progress:
        for path in files:
            try:
                account = action.run(store, path, options, caller(), progress)
                read.append(account)
            except CarteraError as fault:
                account = action.unusable(path, fault)
                code = max(code, fault.exit_code)
                _warn(account.file, fault)
            if account.outcome is action.Outcome.REFUSED:
                code = max(code, REFUSED)
            accounts.append(account)
    if json:
        screen.give([report.import_json(account) for account in accounts])
        return code
    for account in read:
        for line in report.import_lines(account):
            screen.say(line)
    return code


def _warn(file: str, fault: CarteraError) -> None:
    """Say why a file cannot be used, and which one."""
    sentence = str(fault)
    screen.warn(sentence if file in sentence else f"{file}: {sentence}")


def _mapping(pairs: list[str]) -> dict[str, str]:
    """Read `campo=encabezado` as often as it is given."""
    split = [pair.partition("=") for pair in pairs]
    for pair, (field, equals, heading) in zip(pairs, split, strict=True):
        if not (field.strip() and equals and heading.strip()):
            raise Misuse(f"«{pair}» no es CAMPO=ENCABEZADO.")
    fields = [field.strip().casefold() for field, _, _ in split]
    for field in fields:
        if fields.count(field) > 1:
            raise Misuse(f"--mapa dice dos veces qué columna es «{field}».")
    return {field.strip(): heading.strip() for field, _, heading in split}
