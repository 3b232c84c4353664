"""Commands declared once, by the signature of the function that runs them.

A parameter's annotation says its type and how it is typed; click reads the line and
lays out the help. Typer does the same and loads pydantic for it: 0.11 s of CPU before
any command has begun, as much as adding up a ledger of 100,000 documents takes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    NamedTuple,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import click

from cartera_xl.cli.spanish import SpanishCommand

Run = TypeVar("Run", bound=Callable[..., Any])
Parser: TypeAlias = Callable[[str], Any]
_REQUIRED: Final = inspect.Parameter.empty


class BlankValue(click.BadParameter):
    """A blank where a name belongs: a script's variable that was never set."""


class Option(NamedTuple):
    """`--name VALUE`; a bool is a flag, a list may be given several times.

    One that is `named` is refused where it is typed blank: read as left out, it would
    mean all of them, the last one, or a new one.
    """

    name: str
    help: str
    metavar: str | None = None
    parser: Parser | None = None  # where the type itself does not read it
    named: bool = False

    def parameter(self, name: str, kind: type, many: bool, default: Any) -> Any:
        """Return what click reads it by."""
        return click.Option(
            [self.name, name],
            help=self.help,
            metavar=self.metavar,
            is_flag=kind is bool,
            multiple=many,
            callback=_not_blank if self.named else None,
            **_value(self.parser or kind, default),
        )


class Argument(NamedTuple):
    """A value by its place; a list takes all that are left; `named` as of options."""

    metavar: str
    help: str
    parser: Parser | None = None
    named: bool = False

    def parameter(self, name: str, kind: type, many: bool, default: Any) -> Any:
        """Return what click reads it by."""
        shown = self.metavar if default is _REQUIRED else f"[{self.metavar}]"
        return click.Argument(
            [name],
            help=self.help,
            metavar=f"{shown}..." if many else shown,
            nargs=-1 if many else 1,
            callback=_not_blank if self.named else None,
            **_value(self.parser or kind, default),
        )


def _not_blank(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Pass a value on, unless it was typed and is blank.

    Raises:
        BlankValue: it is.
    """
    source = context.get_parameter_source(parameter.name or "")
    is_typed = source is click.core.ParameterSource.COMMANDLINE
    if is_typed and isinstance(value, str) and not value.strip():
        raise BlankValue("", context, parameter)
    return value


def command(group: click.Group, name: str | None = None) -> Callable[[Run], Run]:
    """Let a group offer a function as a command, by its own name or another."""

    def declare(run: Run) -> Run:
        callback, params = _taken(run)
        own = name or run.__name__
        group.add_command(
            SpanishCommand(own, callback=callback, params=params, help=run.__doc__)
        )
        return run

    return declare


def before(group: click.Group) -> Callable[[Run], Run]:
    """Let a function run before whatever command of a group was asked for."""

    def declare(run: Run) -> Run:
        group.callback, group.params = _taken(run)
        return run

    return declare


def _taken(run: Callable[..., Any]) -> tuple[Callable[..., Any], list[click.Parameter]]:
    """Return what click calls, and with what; `context` is click's own."""
    defaults = {n: p.default for n, p in inspect.signature(run).parameters.items()}
    hints = get_type_hints(run, include_extras=True)
    params = [
        _parameter(name, hints[name], default)
        for name, default in defaults.items()
        if name != "context"
    ]
    return click.pass_context(run) if "context" in defaults else run, params


def _parameter(name: str, hint: Any, default: Any) -> Any:
    """Read `Annotated[kind, declared]`; a kind may be optional, or a list of one."""
    kind, declared = get_args(hint)
    if get_origin(kind) is UnionType:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    many = get_origin(kind) is list
    if many:
        (kind,) = get_args(kind)
    return declared.parameter(name, kind, many, default)


def _value(kind: Parser | type, default: Any) -> dict[str, Any]:
    if default is _REQUIRED:
        return {"type": kind, "required": True}
    return {"type": kind, "required": False, "default": default}
