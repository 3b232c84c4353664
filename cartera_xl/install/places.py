"""Where an installation puts things: a folder to work in, and the ledger elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.settings import FILE_NAME
from cartera_xl.store.location import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.install.machine import Machine

FOLDER: Final = "Cartera"
WORKBOOK: Final = "Cartera.xlsm"
LEDGER: Final = "cartera.db"
CONFIG: Final = "xlwings.conf"
RECEIPT: Final = "instalacion.json"
_APART: Final = "Libro"  # within our own data, where nothing else is left


class FolderRefusedError(CarteraError):
    """A folder in which Excel would not find what belongs to the workbook."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"El libro no puede ir en «{folder}»: {reason}, y desde allí Excel no "
            "encuentra su configuración. Elija con --carpeta una carpeta de este "
            "equipo."
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one installation is; `moved` says why not in Documents."""

    folder: Path
    data: Path
    moved: str = ""

    @property
    def workbook(self) -> Path:
        """Return the workbook."""
        return self.folder / WORKBOOK

    @property
    def settings(self) -> Path:
        """Return the file that names the ledger."""
        return self.folder / FILE_NAME

    @property
    def config(self) -> Path:
        """Return the file that tells Excel which Python to call."""
        return self.folder / CONFIG

    @property
    def ledger(self) -> Path:
        """Return the ledger, where nothing names another."""
        return self.data / LEDGER

    @property
    def receipt(self) -> Path:
        """Return the list of what was installed."""
        return receipt_of(self.data)


def receipt_of(data: Path) -> Path:
    """Return the list of what was installed on a machine."""
    return data / RECEIPT


def places_for(machine: Machine, asked: Path | None = None) -> Places:
    """Return where to install: the folder that was asked for, else the usual one.

    Raises:
        FolderRefusedError: that folder is synchronised or on a network.
    """
    if asked is not None:
        folder = asked.expanduser()
        if reason := _refusal(machine, folder):
            raise FolderRefusedError(folder, reason)
        return Places(folder.resolve(), machine.data)
    first = ""
    for folder in _usual(machine):
        reason = _refusal(machine, folder)
        if not reason:
            return Places(folder, machine.data, first)
        first = first or f"«{folder}»: {reason}"
    raise FolderRefusedError(machine.data / _APART, first)


def _usual(machine: Machine) -> Iterator[Path]:
    yield machine.documents / FOLDER
    yield machine.home / FOLDER
    yield machine.data / _APART


def _refusal(machine: Machine, folder: Path) -> str:
    written = why_not(str(folder), machine.environment)
    return written or why_not(str(folder.resolve()), machine.environment)
