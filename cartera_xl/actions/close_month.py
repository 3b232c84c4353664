"""Cerrar: no date inside a month any more; the ledger is copied first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.posting import Asked, Batch, Done, Result, post
from cartera_xl.ledger.verbs.closing import Close

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.store import Store

ACTION: Final = "cerrar"


@dataclass(frozen=True, slots=True)
class Closing:
    """What was typed: the month by its first day."""

    month: date
    reopen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The account of a closing; without a copy the ledger is a server's, or it stood.

    Reopening takes nothing away, so no copy is made for it.
    """

    done: Done
    copy: Path | None = None


def run(
    store: Store,
    asked: Closing,
    context: Context,
    key: str = "",
    *,
    simulate: bool = False,
) -> Closed:
    """Close a month, or reopen it.

    Raises:
        BackupError: no copy could be made; the month stays open.
    """
    verb = Close(0, asked.month, asked.reason, asked.reopen)
    batch = Batch(ACTION, repr(asked), key, simulate)
    if simulate or asked.reopen:
        return Closed(post(store, lambda _: Asked((verb,)), batch, context))
    copy = _copy(store, verb, batch, context)
    return Closed(post(store, lambda _: Asked((verb,)), batch, context), copy)


def _copy(store: Store, verb: Close, batch: Batch, context: Context) -> Path | None:
    """Copy a file ledger beside itself, unless the month will not be closed."""
    if store.location.path is None:
        return None
    if batch.key and store.answered(batch.key, batch.action, batch.typed):
        return None
    trial = replace(batch, simulate=True)
    if post(store, lambda _: Asked((verb,)), trial, context).result is Result.REFUSED:
        return None
    return store.backup(_free_name(store.location.path, verb.month))


def _free_name(ledger: Path, month: date) -> Path:
    """Return a name that nothing has yet: a copy never takes another's place."""
    stem = f"{ledger.stem}.antes-de-cerrar-{month:%Y-%m}"
    names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
    paths = (ledger.with_name(f"{name}{ledger.suffix}") for name in names)
    return next(path for path in paths if not path.exists())
