"""What a workbook must be before anything is posted from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.errors import CarteraError
from cartera_xl.tabs import names

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.hosts.host import Host
    from cartera_xl.store import Store


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


class OldCorteError(CarteraError):
    """The workbook shows another day: what is typed on it would be about the past."""

    def __init__(self, corte: str, today: str) -> None:
        super().__init__(
            f"El libro está al corte {corte} y hoy es {today}: actualícelo a la fecha "
            "de hoy antes de registrar."
        )


class NeverRefreshedError(CarteraError):
    """The workbook has no batch key."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(
            f"{workbook.name} todavía no muestra una cartera: actualícelo primero."
        )


def batch_key(host: Host, store: Store, context: Context) -> str:
    """Return the workbook's batch key; it must be this ledger's, as of today.

    Raises:
        NeverRefreshedError: it shows no ledger yet.
        OtherLedgerError: it shows another ledger.
        OldCorteError: it shows another day.
    """
    key, corte = host.value(names.BATCH_KEY), own_corte(host)
    if not key or corte is None:
        raise NeverRefreshedError(host.path)
    if host.value(names.LEDGER_ID) != store.head().ledger_id:
        raise OtherLedgerError(host.path)
    if corte != context.today:
        raise OldCorteError(texts.day(corte), texts.day(context.today))
    return str(key)


def own_corte(host: Host) -> date | None:
    """Return the workbook's cut-off date; one that never showed a ledger has none."""
    return date_in(host, names.CORTE) if host.value(names.LEDGER_ID) else None


def date_in(host: Host, name: str) -> date | None:
    """Return the date in a named cell, if there is one.

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
