"""Iniciar: a folder with an empty ledger, the workbook, and the settings between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.parameters import check
from cartera_xl.settings import FILE_NAME, settings_text

if TYPE_CHECKING:
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

    ledger: Path | str
    workbook: Path
    settings: Path

    @classmethod
    def of(cls, folder: Path) -> Places:
        """Return the places of a folder."""
        folder = folder.resolve()
        return cls(folder / LEDGER, folder / WORKBOOK, folder / FILE_NAME)


def run(
    folder: Path, name: str, nit: str, context: Context, server: str = ""
) -> Places:
    """Make a working folder, its ledger inside it or at a server's address.

    Raises:
        AlreadyThereError: one of the files is there; nothing is written.
        StoreError: the ledger cannot be made there; nothing is written.
        NitError: the NIT is none.
        WrongDigitError: its check digit is another number's.
    """
    from cartera_xl.hosts.template import copy_template
    from cartera_xl.store import Store
    from cartera_xl.store.command import Company

    check("empresa.nit", nit)
    places = Places.of(folder)
    for path in (places.ledger, places.workbook, places.settings):
        if isinstance(path, Path) and path.exists():
            raise AlreadyThereError(path)
    folder.mkdir(parents=True, exist_ok=True)
    made = Store.create(server or places.ledger, Company(name, nit), context.recorded)
    made.close()
    copy_template(places.workbook)
    text = settings_text(server, nit) if server else settings_text(LEDGER)
    places.settings.write_text(text, "utf-8")
    return replace(places, ledger=str(made.location))
