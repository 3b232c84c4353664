"""Customers: who they are, and what changes of them."""

from __future__ import annotations

from typing import Annotated

import click

from cartera_xl import settings
from cartera_xl.cli import report_customers as report
from cartera_xl.cli import screen, typed
from cartera_xl.cli.declaring import Argument, Option, before, command
from cartera_xl.cli.options import (
    Base,
    Channel,
    Customer,
    Day,
    Evidence,
    Json,
    Key,
    Kind,
    Reason,
    Simulate,
    Tax,
    Town,
)
from cartera_xl.cli.ordering import Order
from cartera_xl.cli.session import opened
from cartera_xl.cli.spanish import commands
from cartera_xl.errors import DONE
from cartera_xl.ledger.documents import Use

app = commands()
customers = commands("Ver los clientes, o cambiar uno.", alone=True)
app.add_command(customers, "clientes")

_CONSENT = "no se deshace: vale lo último que se registre"
_KEPT = "«cartera clientes editar» lo cambia"


def _text(option: str, help_: str) -> Option:
    return Option(option, metavar="TEXTO", help=help_)


Name = Annotated[str, _text("--nombre", "Su nombre.")]
NewName = Annotated[str | None, _text("--nombre", "Su nombre.")]
Nit = Annotated[str | None, _text("--nit", "Su NIT.")]
Group = Annotated[str | None, _text("--grupo", "Su grupo.")]
Email = Annotated[str | None, _text("--correo", "Su correo; vacío lo borra.")]
Phone = Annotated[str | None, _text("--telefono", "Su teléfono; vacío lo borra.")]


@before(customers)
def clientes(context: click.Context, base: Base = None) -> int:
    """Ver los clientes, o cambiar uno."""
    context.obj = base or context.obj
    return DONE if context.invoked_subcommand else listar(context)


@command(customers)
def listar(context: click.Context, json: Json = False, base: Base = None) -> int:
    """Mostrar todos los clientes."""
    from cartera_xl.actions import list_customers

    with opened(context, base) as store:
        records = list_customers.run(store)
    if json:
        screen.give([report.record_json(record) for record in records])
        return DONE
    for record in records:
        screen.say(report.record_line(record))
    return DONE


@command(customers)
def ver(
    context: click.Context, customer: Customer, json: Json = False, base: Base = None
) -> int:
    """Mostrar todo lo que se sabe de un cliente."""
    from cartera_xl.actions import list_customers

    with opened(context, base) as store:
        file = list_customers.show(store, customer, settings.today())
    if json:
        screen.give(report.file_json(file))
        return DONE
    for line in report.file_lines(file):
        screen.say(line)
    return DONE


@command(customers)
def crear(
    context: click.Context,
    code: Annotated[
        str, Argument(metavar="CODIGO", help="Su código: único y obligatorio.")
    ],
    name: Name,
    nit: Nit = None,
    group: Group = None,
    email: Email = None,
    phone: Phone = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Crear un cliente."""
    from cartera_xl.actions import change_customers as action

    asked = action.NewCustomer(
        code, name, nit or "", group or "", email or "", phone or ""
    )
    order = Order(context, base, key, simulate, json, _KEPT)
    return order.post(action.run, asked)


@command(customers)
def editar(
    context: click.Context,
    customer: Customer,
    code: Annotated[str | None, _text("--codigo", "Su nuevo código.")] = None,
    name: NewName = None,
    nit: Nit = None,
    group: Group = None,
    excluded: Annotated[
        bool | None,
        Option("--excluir/--incluir", help="Que no se le recuerde, o que sí."),
    ] = None,
    business: Annotated[
        bool | None,
        Option(
            "--empresa/--consumidor",
            help="Que es una empresa, a la que no cubre la Ley 2300, o que no.",
        ),
    ] = None,
    email: Email = None,
    phone: Phone = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Corregir los datos de un cliente; queda quién lo hizo."""
    from cartera_xl.actions import change_customers as action

    asked = action.Correction(
        customer, code, name, nit, group, excluded, email, phone, business
    )
    order = Order(context, base, key, simulate, json, _KEPT)
    return order.post(action.run, asked)


@command(customers)
def unir(
    context: click.Context,
    customer: Annotated[str, Argument(metavar="FICHA", help="La ficha que sobra.")],
    into: Annotated[
        str, Argument(metavar="PRINCIPAL", help="La ficha que queda a la vista.")
    ],
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Unir dos fichas del mismo cliente: se ven como una."""
    from cartera_xl.actions import change_customers as action

    back = "«cartera clientes separar» las separa"
    order = Order(context, base, key, simulate, json, back)
    return order.post(action.run, action.Joining(customer, into, reason))


@command(customers)
def separar(
    context: click.Context,
    customer: Annotated[
        str, Argument(metavar="FICHA", help="La ficha que se había unido.")
    ],
    reason: Reason = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Separar una ficha que se había unido a otra."""
    from cartera_xl.actions import change_customers as action

    back = "«cartera clientes unir» las une otra vez"
    order = Order(context, base, key, simulate, json, back)
    return order.post(action.run, action.Joining(customer, "", reason))


@command(customers)
def retiene(
    context: click.Context,
    customer: Customer,
    tax: Tax,
    name: Annotated[
        str,
        Argument(
            metavar="TARIFA", help="El nombre de su tarifa; vacío, ya no retiene."
        ),
    ] = "",
    town: Town = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Decir qué retención hace un cliente al pagar."""
    from cartera_xl.actions import change_customers as action

    order = Order(context, base, key, simulate, json, "la última que se diga vale")
    return order.post(action.run, action.Profile(customer, Use(tax), name, town))


@command(customers)
def autorizar(
    context: click.Context,
    customer: Annotated[
        str,
        Argument(
            metavar="CLIENTE",
            help="Código, NIT o nombre; con --todos, ninguno.",
        ),
    ] = "",
    everyone: Annotated[
        bool,
        Option("--todos", help="Todo contacto del canal que falte por marcar."),
    ] = False,
    channel: Channel = "email",
    evidence: Evidence = "",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Dejar constancia de que se autorizó un canal (Ley 2300 de 2023)."""
    from cartera_xl.actions import consent as action

    if bool(customer) is everyone:
        raise typed.Misuse("Diga un cliente, o --todos.")
    asked = action.Authorization(customer, channel, day or settings.today(), evidence)
    order = Order(context, base, key, simulate, json, _CONSENT)
    return order.post(action.run, asked)


@command(customers, "no-contactar")
def no_contactar(
    context: click.Context,
    customer: Customer,
    channel: Channel = "email",
    day: Day = None,
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar que la persona no quiere que la contacten por un canal."""
    from cartera_xl.actions import consent as action

    asked = action.OptOut(customer, channel, day or settings.today())
    order = Order(context, base, key, simulate, json, _CONSENT)
    return order.post(action.run, asked)


@command(customers)
def horas(
    context: click.Context,
    customer: Customer,
    hours: Annotated[
        str,
        Argument(
            metavar="HORAS",
            help="«lun-vie 14:00-18:00, sab 9-12»; vacío, las de la ley.",
        ),
    ] = "",
    channel: Channel = "email",
    evidence: Evidence = "",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Registrar las horas en que la persona pidió que la contactaran."""
    from cartera_xl.actions import consent as action

    asked = action.OwnHours(customer, channel, hours, evidence)
    order = Order(context, base, key, simulate, json, _CONSENT)
    return order.post(action.run, asked)


@command(customers)
def contacto(
    context: click.Context,
    customer: Customer,
    value: Annotated[str, Argument(metavar="DATO", help="El correo o el teléfono.")],
    channel: Channel = "email",
    kind: Kind = "deudor",
    key: Key = "",
    simulate: Simulate = False,
    json: Json = False,
    base: Base = None,
) -> int:
    """Agregar otro contacto de un cliente, o de su codeudor."""
    from cartera_xl.actions import consent as action

    asked = action.Another(customer, channel, value, kind)
    order = Order(context, base, key, simulate, json, _CONSENT)
    return order.post(action.run, asked)
