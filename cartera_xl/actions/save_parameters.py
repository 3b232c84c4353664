"""Guardar parámetros: what was typed over on the sheet, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.actions import refresh
from cartera_xl.actions.choices import stored_choices
from cartera_xl.actions.entering.cells import Cells
from cartera_xl.actions.progress import silent
from cartera_xl.actions.standing import check_own
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.entries import RowMark
from cartera_xl.ledger.parameters import check, parameter
from cartera_xl.ledger.posting import Posting
from cartera_xl.tabs.columns import REJECTED
from cartera_xl.tabs.parameters import PARAMETERS
from cartera_xl.tabs.versions import corrections_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.refresh import RefreshedWorkbook
    from cartera_xl.hosts.entries import Entry
    from cartera_xl.hosts.host import Host
    from cartera_xl.store import Store

ACTION: Final = "parametros"


class Change(NamedTuple):
    """A parameter that is to have another value, or the sentence why it may not."""

    entry: Entry
    key: str
    value: str
    refusal: str = ""


class Saved(NamedTuple):
    """What was typed over; `refreshed` is None where nothing was saved."""

    changes: tuple[Change, ...]
    refreshed: RefreshedWorkbook | None = None

    @property
    def refused(self) -> tuple[Change, ...]:
        """Return the changes that may not be: they stop the others."""
        return tuple(change for change in self.changes if change.refusal)


def run(
    store: Store,
    host: Host,
    context: Context,
    confirm: Callable[[str], bool],
    progress: Progress = silent,
) -> Saved:
    """Save what the sheet Parámetros says otherwise than the ledger, and refresh.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
    """
    check_own(host, store)
    progress("Leyendo los parámetros", 0, 3)
    with store.reading() as ledger:
        stored = stored_choices(ledger)
    saved = Saved(tuple(_changes(host, stored)))
    host.mark([PARAMETERS], [_mark(change) for change in saved.refused])
    if saved.refused or not saved.changes or not confirm(question(saved)):
        return saved
    progress("Guardando", 1, 3)
    chosen = {change.key: change.value for change in saved.changes}
    store.execute(context.command(ACTION, Posting(parameters=chosen)))
    progress("Escribiendo el libro", 2, 3)
    host.look_again()
    return saved._replace(refreshed=refresh.run(store, host, None, context))


def question(saved: Saved) -> str:
    """Return «2 parámetros: moneda = «USD», … ¿Guardar?»."""
    told = texts.listed([f"{c.key} = «{c.value}»" for c in saved.changes[:5]])
    rest = f" y {len(saved.changes) - 5} más" if len(saved.changes) > 5 else ""
    number = texts.count(len(saved.changes), "parámetro", "parámetros")
    return f"{number}: {told}{rest}. ¿Guardar?"


def _changes(host: Host, stored: Mapping[str, str]) -> Iterator[Change]:
    seen: set[str] = set()
    for row, entry in enumerate(host.entries(PARAMETERS)):
        cells = Cells(row, entry, PARAMETERS)
        key = entry.key[0] if entry.key else ""
        change = _change(cells, key, stored)
        if change and key in seen:
            change = change._replace(refusal="Está en dos filas: deje una.")
        seen.add(key)
        if change:
            yield change


def _change(cells: Cells, key: str, stored: Mapping[str, str]) -> Change | None:
    """Return what a row changes; None where it says what the ledger says."""
    typed = cells.text("value")
    if cells.faults:
        return Change(cells.entry, key, typed, cells.faults[0].sentence)
    try:
        declared = parameter(key)
        before = stored.get(key, declared.default)
        if typed == before:
            return None
        value = typed or declared.default
        check(key, value)
        if declared.read(value) == declared.read(before):
            return None
    except CarteraError as fault:
        return Change(cells.entry, key, typed, str(fault))
    return _unless_moved(Change(cells.entry, key, value), typed, before)


def _unless_moved(change: Change, typed: str, before: str) -> Change | None:
    """Refuse to write over what somebody else saved since the sheet was written."""
    version = change.entry.version
    if version in (None, corrections_version([before or None])):
        return change
    if version == corrections_version([typed or None]):
        return None  # nobody typed here: the ledger's is the newer one
    sentence = f"Cambió en la cartera a «{before}» después de actualizar el libro."
    return change._replace(refusal=sentence)


def _mark(change: Change) -> RowMark:
    entry = change.entry
    return RowMark(entry.table, entry.row, f"{REJECTED} {change.refusal}", ("value",))
