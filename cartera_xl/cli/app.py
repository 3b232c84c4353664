"""The commands. Each reads its options, calls one action and says what came of it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartera_xl import settings
from cartera_xl.cli import report, screen
from cartera_xl.cli.options import (
    Base,
    Corte,
    Day,
    Folder,
    Json,
    Known,
    Simulate,
    Workbook,
)
from cartera_xl.cli.spanish import SpanishCommand, SpanishGroup
from cartera_xl.errors import DONE, REFUSED, CarteraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.context import Context
    from cartera_xl.store import Store

app = typer.Typer(
    name="cartera",
    cls=SpanishGroup,
    help="Cartera XL: cuentas por cobrar detrás de un libro de Excel.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def before(context: typer.Context, base: Base = None) -> None:
    """Keep what was given before the command."""
    context.obj = base


@app.command(cls=SpanishCommand)
def demo(
    folder: Folder = Path("Cartera"),
    day: Day = None,
) -> int:
    """Crear una empresa de ejemplo con su cartera y su libro."""
    from cartera_xl.actions import demo as action

    with screen.progress() as progress:
        made = action.run(folder, day or settings.today(), _context(), progress)
    for line in report.summary_lines(made.summary):
        screen.say(line)
    screen.say("")
    for line in report.place_lines(made.places):
        screen.say(line)
    return DONE


@app.command(cls=SpanishCommand)
def iniciar(
    folder: Folder = Path(),
    name: Annotated[
        str, typer.Option("--empresa", metavar="NOMBRE", help="Nombre de la empresa.")
    ] = "",
    nit: Annotated[
        str, typer.Option("--nit", metavar="NIT", help="NIT de la empresa.")
    ] = "",
) -> int:
    """Preparar una carpeta: cartera vacía, libro y ajustes."""
    from cartera_xl.actions import start

    places = start.run(folder, name, nit, _context())
    for line in report.place_lines(places):
        screen.say(line)
    return DONE


@app.command(cls=SpanishCommand)
def importar(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="ARCHIVO", help="Los archivos.")
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--mapa", metavar="CAMPO=ENCABEZADO", help="Qué columna es cada campo."
        ),
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option("--moneda", metavar="COP", help="Moneda de lo que no la dice."),
    ] = None,
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Importar facturas, saldos y pagos de una hoja de cálculo."""
    from cartera_xl.actions import import_documents as action

    options = action.Options(_mapping(mapping or []), currency, simulate)
    accounts, code = [], DONE
    with _store(context, base) as store, screen.progress() as progress:
        for path in files:
            try:
                account = action.run(store, path, options, _context(), progress)
            except CarteraError as fault:
                account = action.unusable(path, fault)
                code = max(code, fault.exit_code)
                screen.warn(str(fault))
            if account.outcome is action.Outcome.REFUSED:
                code = max(code, REFUSED)
            accounts.append(account)
    if json:
        screen.give([report.import_json(account) for account in accounts])
        return code
    for account in accounts:
        for line in report.import_lines(account):
            screen.say(line)
    return code


@app.command(cls=SpanishCommand)
def actualizar(
    context: typer.Context,
    workbook: Workbook,
    corte: Corte = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Actualizar un libro cerrado con lo que hay en la cartera."""
    from cartera_xl.actions import refresh

    with _store(context, base, workbook) as store, screen.progress() as progress:
        done = refresh.run(store, workbook, corte, _context(), progress)
    if json:
        screen.give(report.refresh_json(done))
        return DONE
    for line in report.refresh_lines(done):
        screen.say(line)
    return DONE


@app.command(cls=SpanishCommand)
def resumen(
    context: typer.Context,
    corte: Corte = None,
    known: Known = None,
    customer: Annotated[
        str | None,
        typer.Option("--cliente", metavar="CLIENTE", help="Código, NIT o nombre."),
    ] = None,
    json: Json = False,
    base: Base = None,
) -> int:
    """Mostrar los cuatro indicadores y las edades a una fecha."""
    from cartera_xl.actions import summarize

    with _store(context, base) as store:
        summary = summarize.run(store, corte or settings.today(), known, customer)
    if json:
        screen.give(report.summary_json(summary))
        return DONE
    for line in report.summary_lines(summary):
        screen.say(line)
    return DONE


@app.command(cls=SpanishCommand)
def parametros(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="CLAVE", help="El parámetro.")
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALOR", help="Su nuevo valor.")
    ] = None,
    base: Base = None,
) -> int:
    """Ver los parámetros de la empresa, o cambiar uno."""
    from cartera_xl.actions import parameters as action

    with _store(context, base) as store:
        if key is not None and value is not None:
            action.change(store, key, value, _context())
        for line in report.parameter_lines(action.listed(store, key)):
            screen.say(line)
    return DONE


@app.command(cls=SpanishCommand)
def verificar(context: typer.Context, json: Json = False, base: Base = None) -> int:
    """Comprobar que la cartera está íntegra y cuadra."""
    from cartera_xl.actions import verify

    with _store(context, base) as store:
        checks = verify.run(store, settings.today())
    if json:
        screen.give(report.check_json(checks))
    else:
        for line in report.check_lines(checks):
            screen.say(line)
    return DONE if all(check.passed for check in checks) else REFUSED


@app.command(cls=SpanishCommand)
def respaldar(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="La copia.")],
    base: Base = None,
) -> int:
    """Guardar una copia verificada de la cartera."""
    from cartera_xl.actions import backup

    with _store(context, base) as store:
        backup.run(store, target)
    screen.say(f"Respaldo verificado en {target}.")
    return DONE


def _context() -> Context:
    from cartera_xl.actions.context import Context

    moment = settings.now()
    return Context(
        moment.date(),
        moment.replace(tzinfo=None),
        settings.recorded_now(),
        settings.actor(),
        settings.host(),
    )


@contextmanager
def _store(
    context: typer.Context, base: str | None, workbook: Path | None = None
) -> Iterator[Store]:
    from cartera_xl.store import Store

    location = settings.ledger_location(base or context.obj, workbook)
    with Store.open(location) as store:
        yield store


def _mapping(pairs: list[str]) -> dict[str, str]:
    """Read `campo=encabezado` as often as it is given."""
    split = [pair.partition("=") for pair in pairs]
    for pair, (field, equals, heading) in zip(pairs, split, strict=True):
        if not (field.strip() and equals and heading.strip()):
            raise typer.BadParameter(f"«{pair}» no es CAMPO=ENCABEZADO.")
    return {field.strip(): heading.strip() for field, _, heading in split}
