"""Actualizar: put the ledger at a cut-off date into a workbook."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl import __version__
from cartera_xl.actions.progress import silent
from cartera_xl.actions.standing import check_own, date_in, own_corte
from cartera_xl.actions.take_snapshot import take
from cartera_xl.hosts.content import Content
from cartera_xl.hosts.entries import Posted
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.views import book
from cartera_xl.views.summary import Stamp, formula_values

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import Host
    from cartera_xl.store import Store
    from cartera_xl.views.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class RefreshedWorkbook:
    """What a refresh did."""

    workbook: Path
    at: date
    revision: int
    overdue: int
    not_due: int
    credits: int
    carried: int
    notes: tuple[str, ...]


def run(
    store: Store,
    host: Host,
    corte: date | None,
    context: Context,
    progress: Progress = silent,
) -> RefreshedWorkbook:
    """Refresh a workbook; without a cut-off date it keeps its own.

    Raises:
        OlderWorkbookError: another version of ours made the workbook.
        OtherLedgerError: it belongs to another ledger.
        CarteraError: the workbook cannot be refreshed; it stays as it was.
    """
    progress("Abriendo el libro", 0, 3)
    check_own(host, store, new_too=True)
    at = corte or own_corte(host) or context.today
    progress("Leyendo la cartera", 1, 3)
    snapshot = take(store, at, date_in(host, names.SINCE))
    progress("Escribiendo el libro", 2, 3)
    shown = content(snapshot, store, context)
    posted = posted_rows(store, host)
    refreshed = host.refresh(TABS, shown, posted=posted, now=context.recorded)
    progress("Listo", 3, 3)
    return RefreshedWorkbook(
        host.path,
        at,
        snapshot.revision,
        sum(item.due < at for item in snapshot.debits),
        sum(item.due >= at for item in snapshot.debits),
        len(snapshot.credits),
        refreshed.carried,
        refreshed.notes,
    )


def content(snapshot: Snapshot, store: Store, context: Context) -> Content:
    """Return everything that a workbook shows of a snapshot.

    A new batch key each time: what is typed from now on is another batch.
    """
    stamp = Stamp(context.moment, _ledger_name(store), __version__)
    named = {**book.values(snapshot, stamp), names.BATCH_KEY: str(uuid.uuid4())}
    tables = book.tables(snapshot)
    return Content(
        tables,
        named,
        formula_values(snapshot, tables),
        book.decimals(tables, snapshot.parameters),
    )


def _ledger_name(store: Store) -> str:
    """Return the ledger's file name, or that it is on a server: never an address."""
    return store.location.path.name if store.location.path else "PostgreSQL"


def posted_rows(store: Store, host: Host) -> list[Posted]:
    """Return the rows that were posted with the workbook's key: they are cleared.

    Also where the workbook could not be written after the posting: nothing that is in
    the ledger waits to be posted again.
    """
    from cartera_xl.store import batches

    key = host.value(names.BATCH_KEY)
    if not key:
        return []
    with store.reading() as ledger:
        return [Posted(*row) for row in batches.posted_rows(ledger, str(key))]
