"""What a workbook must be before anything is posted from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.errors import CarteraError
from cartera_xl.tabs import names
from cartera_xl.tabs.data import TEMPLATE_VERSION, is_newer

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


class OlderWorkbookError(CarteraError):
    """An older version of ours made the workbook: it lacks what is written now."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(
            f"{workbook.name} es de una versión anterior de Cartera XL y no se tocó: "
            f"ciérrelo y ejecute {renewing(workbook)}, que hace uno nuevo con lo "
            "digitado y guarda o deja el anterior."
        )


class NewerWorkbookError(CarteraError):
    """A later version of ours made the workbook."""

    def __init__(self, workbook: Path) -> None:
        super().__init__(
            f"{workbook.name} es de una versión más nueva de Cartera XL y no se tocó: "
            "actualice el programa."
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


def renewing(workbook: Path) -> str:
    """Return what to type so that a new workbook takes an older one's place."""
    return f'«cartera renovar "{workbook}"»'


def check_template(host: Host) -> None:
    """Refuse a workbook that another version of ours made.

    Raises:
        OlderWorkbookError: it can be renewed.
        NewerWorkbookError: only that version can use it.
    """
    template = str(host.value(names.TEMPLATE) or "")
    if is_newer(template):
        raise NewerWorkbookError(host.path)
    if template != TEMPLATE_VERSION:
        raise OlderWorkbookError(host.path)


def check_ledger(host: Host, ledger_id: str, *, new_too: bool = False) -> None:
    """Refuse a workbook that shows another ledger; `new_too` admits one without any.

    Raises:
        OtherLedgerError: it does.
    """
    shown = host.value(names.LEDGER_ID)
    if shown != ledger_id and not (new_too and shown in (None, "")):
        raise OtherLedgerError(host.path)


def check_own(host: Host, store: Store, *, new_too: bool = False) -> None:
    """Refuse a workbook of another version or of another ledger.

    Raises:
        OlderWorkbookError: it can be renewed.
        NewerWorkbookError: a later version of ours made it.
        OtherLedgerError: it shows another ledger.
    """
    check_template(host)
    check_ledger(host, store.head().ledger_id, new_too=new_too)


def batch_key(host: Host, store: Store, context: Context) -> str:
    """Return the workbook's batch key; it must be this ledger's, as of today.

    Raises:
        NeverRefreshedError: it shows no ledger yet.
        OtherLedgerError: it shows another ledger.
        OldCorteError: it shows another day.
        OlderWorkbookError: another version of ours made it.
    """
    check_template(host)
    key, corte = host.value(names.BATCH_KEY), own_corte(host)
    if not key or corte is None:
        raise NeverRefreshedError(host.path)
    check_ledger(host, store.head().ledger_id)
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
