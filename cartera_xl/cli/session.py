"""What a command needs before it can ask for anything: who calls, and the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cartera_xl import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click

    from cartera_xl.actions.context import Context
    from cartera_xl.store import Store


def caller() -> Context:
    """Return who asks, from where and when."""
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
def opened(
    context: click.Context, base: str | None, workbook: Path | None = None
) -> Iterator[Store]:
    """Open the ledger that a command, or what came before it, names."""
    from cartera_xl.store import Store

    named = base or context.obj
    location = settings.ledger_location(named, workbook)
    with Store.open(location, settings.company(named, workbook)) as store:
        yield store
