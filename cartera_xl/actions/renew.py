"""Renovar: a new workbook takes an old one's place, with what was typed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartera_xl.actions.refresh import content, posted_rows
from cartera_xl.actions.standing import check_ledger, date_in, own_corte
from cartera_xl.actions.take_snapshot import take
from cartera_xl.errors import NameMissingError
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs import names
from cartera_xl.tabs.book import TABS

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.hosts.content import Cell
    from cartera_xl.store import Store


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new workbook: its cut-off date, and what came over from the old one."""

    at: date
    carried: int
    notes: tuple[str, ...]


def run(
    store: Store, empty: Path, target: Path, old: Path | None, context: Context
) -> Renewed:
    """Write an empty workbook, filled, to a place where an older one may stand.

    What is typed in the old workbook, its cut-off date and what its cells say to show
    come over.

    Raises:
        OtherLedgerError: the old workbook belongs to another ledger.
        CarteraError: nothing was written.
    """
    host = ClosedWorkbook(empty)
    donor = ClosedWorkbook(old) if old else None
    kept = _settings(donor) if donor else {}
    at = (own_corte(donor) if donor else None) or context.today
    snapshot = take(store, at, date_in(donor, names.SINCE) if donor else None)
    if donor:
        check_ledger(donor, snapshot.ledger_id, new_too=True)
    shown = content(snapshot, store, context)
    done = host.refresh(
        TABS,
        replace(shown, names={**shown.names, **kept}),
        posted=posted_rows(store, donor) if donor else (),
        target=target,
        now=context.recorded,
        typed_in=donor,
    )
    return Renewed(at, done.carried, done.notes)


def _settings(donor: ClosedWorkbook) -> dict[str, Cell]:
    """Return what the cells above the tables say; an older workbook has not all."""
    found: dict[str, Cell] = {}
    for name in (setting.name for tab in TABS for setting in tab.settings):
        try:
            value = donor.value(name)
        except NameMissingError:
            continue
        if value not in (None, ""):
            found[name] = value
    return found
