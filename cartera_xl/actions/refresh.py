"""Actualizar: put the ledger at a cut-off date into a closed workbook."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from cartera_xl import __version__
from cartera_xl.actions.progress import silent
from cartera_xl.actions.take_snapshot import take
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.content import Content
from cartera_xl.hosts.entries import Posted
from cartera_xl.store import batches
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS
from cartera_xl.views import book
from cartera_xl.views.summary import Stamp, formula_values

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.store import Store
    from cartera_xl.views.snapshot import Snapshot


class OtherLedgerError(CarteraError):
    """The workbook shows another ledger."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(
            f"{workbook.name} muestra otra cartera: no se mezclan. Use el libro de "
            "esta cartera, o haga uno nuevo con «cartera iniciar»."
        )


class NoDateError(CarteraError):
    """A cell that must hold a date holds something else."""

    def __init__(self, name: str, shown: str) -> None:
        super().__init__(f"La celda {name} dice «{shown}»: escriba en ella una fecha.")


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
    workbook: Path,
    corte: date | None,
    context: Context,
    progress: Progress = silent,
) -> RefreshedWorkbook:
    """Refresh a closed workbook; without a cut-off date it keeps its own.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
        CarteraError: the workbook cannot be refreshed; it stays as it was.
    """
    progress("Abriendo el libro", 0, 3)
    host = ClosedWorkbook(workbook)
    at = corte or own_corte(host) or context.today
    progress("Leyendo la cartera", 1, 3)
    snapshot = take(store, at, date_in(host, names.SINCE))
    check_ledger(host, snapshot)
    progress("Escribiendo el libro", 2, 3)
    shown = content(snapshot, store, context)
    posted = posted_rows(store, host)
    refreshed = host.refresh(TABS, shown, posted=posted, now=context.recorded)
    progress("Listo", 3, 3)
    return RefreshedWorkbook(
        workbook,
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


def posted_rows(store: Store, host: ClosedWorkbook) -> list[Posted]:
    """Return the rows that were posted with the workbook's key: they are cleared.

    Also where the workbook could not be written after the posting: nothing that is in
    the ledger waits to be posted again.
    """
    key = host.value(names.BATCH_KEY)
    if not key:
        return []
    with store.reading() as ledger:
        return [Posted(*row) for row in batches.posted_rows(ledger, str(key))]


def own_corte(host: ClosedWorkbook) -> date | None:
    """Return the workbook's cut-off date; one that never showed a ledger has none."""
    return date_in(host, names.CORTE) if host.value(names.LEDGER_ID) else None


def date_in(host: ClosedWorkbook, name: str) -> date | None:
    """Return the date that a named cell holds; None where it is blank.

    Raises:
        NoDateError: it holds something else.
    """
    value = host.value(name)
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise NoDateError(name, str(value))


def check_ledger(host: ClosedWorkbook, snapshot: Snapshot) -> None:
    """Refuse a workbook that shows another ledger.

    Raises:
        OtherLedgerError: it does.
    """
    if host.value(names.LEDGER_ID) not in (None, "", snapshot.ledger_id):
        raise OtherLedgerError(host.path)
