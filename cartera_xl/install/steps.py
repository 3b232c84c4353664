"""What an installation will do, as data: to be shown, or to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.install.modules import Mode


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """A folder, and those above it."""

    path: Path

    @property
    def sentence(self) -> str:
        """Say what is done."""
        return f"Crear la carpeta {self.path}"


@dataclass(frozen=True, slots=True)
class MakeLedger:
    """A company's empty ledger."""

    path: Path
    name: str
    nit: str

    @property
    def sentence(self) -> str:
        """Say what is done."""
        of = f" de {self.name}" if self.name else ""
        return f"Crear la cartera{of} en {self.path}"


@dataclass(frozen=True, slots=True)
class WriteFile:
    """A small file of ours, whole; `what` says what it is for."""

    path: Path
    data: bytes
    what: str

    @property
    def sentence(self) -> str:
        """Say what is done."""
        return f"Escribir {self.path}: {self.what}"


@dataclass(frozen=True, slots=True)
class CopyAside:
    """A dated copy of what is about to change."""

    path: Path
    copy: Path

    @property
    def sentence(self) -> str:
        """Say what is done."""
        return f"Guardar una copia de {self.path.name} en {self.copy}"


@dataclass(frozen=True, slots=True)
class MakeWorkbook:
    """A new workbook with the ledger's figures and what is typed in the old one."""

    path: Path
    mode: Mode
    old: Path | None = None

    @property
    def sentence(self) -> str:
        """Say what is done."""
        said = f"Hacer el libro {self.path} ({self.mode})"
        return f"{said} con lo digitado en {self.old.name}" if self.old else said


@dataclass(frozen=True, slots=True)
class RunProgram:
    """A program of xlwings'; it is done when `leaves` is there."""

    command: tuple[str, ...]
    what: str
    leaves: Path

    @property
    def sentence(self) -> str:
        """Say what is done."""
        shown = " ".join(f'"{w}"' if " " in w else w for w in self.command)
        return f"Ejecutar {shown}: {self.what}"


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """A file that is as we wrote it."""

    path: Path

    @property
    def sentence(self) -> str:
        """Say what is done."""
        return f"Borrar {self.path}"


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """A folder, if nothing is left in it."""

    path: Path

    @property
    def sentence(self) -> str:
        """Say what is done."""
        return f"Borrar la carpeta {self.path}, si queda vacía"


Step: TypeAlias = (
    MakeFolder
    | MakeLedger
    | WriteFile
    | CopyAside
    | MakeWorkbook
    | RunProgram
    | RemoveFile
    | RemoveFolder
)
