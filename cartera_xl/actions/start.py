"""Iniciar: a folder with an empty ledger, the workbook, and the settings between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.settings import FILE_NAME, settings_text

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.actions.context import Context

LEDGER: Final = "cartera.db"
WORKBOOK: Final = "Cartera.xlsm"


class AlreadyThereError(CarteraError):
    """The folder holds a ledger or a workbook, which is never overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Ya existe {path}: no se sobrescribe. Elija otro lugar.")


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of a working folder is."""

    ledger: Path
    workbook: Path
    settings: Path

    @classmethod
    def of(cls, folder: Path) -> Places:
        """Return the places of a folder."""
        folder = folder.resolve()
        return cls(folder / LEDGER, folder / WORKBOOK, folder / FILE_NAME)


def run(folder: Path, name: str, nit: str, context: Context) -> Places:
    """Make a working folder.

    Raises:
        AlreadyThereError: one of the files is there; nothing is written.
    """
    from cartera_xl.hosts.template import copy_template
    from cartera_xl.store import Company, Store

    places = Places.of(folder)
    for path in (places.ledger, places.workbook, places.settings):
        if path.exists():
            raise AlreadyThereError(path)
    folder.mkdir(parents=True, exist_ok=True)
    Store.create(places.ledger, Company(name, nit), context.recorded).close()
    copy_template(places.workbook)
    places.settings.write_text(settings_text(LEDGER), "utf-8")
    return places
