"""Exportar: the rows of the tab in view that a filter leaves, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.progress import silent
from cartera_xl.actions.selected import NothingChosenError
from cartera_xl.actions.standing import own_corte
from cartera_xl.outbox.documents.files import save
from cartera_xl.tabs.book import TABS

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import OpenHost

FOLDER: Final = "Documentos"  # beside the workbook


class Exported(NamedTuple):
    """What was written."""

    title: str  # the tab's
    rows: int
    path: Path


def run(host: OpenHost, context: Context, progress: Progress = silent) -> Exported:
    """Write the rows in sight to a new workbook; what is there already stays.

    Raises:
        NothingChosenError: no tab of ours with rows is in view.
        DocumentNotSavedError: the operating system says no.
    """
    from cartera_xl.workbook.export import export

    progress("Leyendo la hoja", 0, 2)
    seen = host.seen(TABS)
    if seen is None or not seen.rows:
        raise NothingChosenError("una hoja de Cartera que tenga filas")
    progress("Escribiendo el archivo", 1, 2)
    day = own_corte(host) or context.today
    path = _free(host.path.parent / FOLDER, f"{seen.tab.title} {day:%Y-%m-%d}")
    save(path, export(seen.tab, [row.shown for row in seen.rows]))
    return Exported(seen.tab.title, len(seen.rows), path)


def _free(folder: Path, name: str) -> Path:
    """Return a place where nothing stands: «Vencidas 2026-03-31 (2).xlsx»."""
    path, n = folder / f"{name}.xlsx", 1
    while path.exists():
        n += 1
        path = folder / f"{name} ({n}).xlsx"
    return path
