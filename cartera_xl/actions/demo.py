"""Demo: a sample company in a folder of its own, refreshed and ready to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions import refresh, start, summarize
from cartera_xl.actions.progress import silent
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.importers import sample
from cartera_xl.store import Store

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.start import Places
    from cartera_xl.actions.summarize import Summary


class SampleDateError(CarteraError):
    """The sample company trades in our days."""

    def __init__(self) -> None:
        super().__init__("La fecha del ejemplo debe estar entre 2000 y 2100.")


@dataclass(frozen=True, slots=True)
class Demo:
    """The sample company's figures, and where it is."""

    summary: Summary
    places: Places


def run(folder: Path, at: date, context: Context, progress: Progress = silent) -> Demo:
    """Make the sample company as of a date.

    Raises:
        AlreadyThereError: the folder is in use; nothing is written.
    """
    if not 2000 <= at.year <= 2100:
        raise SampleDateError
    progress("Preparando la carpeta", 0, 4)
    places = start.run(folder, sample.COMPANY, sample.COMPANY_NIT, context)
    with Store.open(places.ledger) as store:
        progress("Registrando dieciocho meses de ventas", 1, 4)
        store.execute(context.command("demo", sample.company(at)))
        progress("Actualizando el libro", 2, 4)
        refresh.run(store, ClosedWorkbook(places.workbook), at, context)
        progress("Sumando", 3, 4)
        return Demo(summarize.run(store, at), places)
