"""Desinstalar: what instalar wrote goes; ledger, workbook and copies stay.

A file that somebody changed since is no longer ours and stays too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl.errors import CarteraError
from cartera_xl.install import receipt
from cartera_xl.install.acting import Tools, perform
from cartera_xl.install.books import in_use
from cartera_xl.install.places import receipt_of
from cartera_xl.install.planning import Ledger
from cartera_xl.install.steps import RemoveFile, RemoveFolder, WriteFile
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartera_xl.actions.context import Context
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.receipt import Installed
    from cartera_xl.install.steps import Step


class NotInstalledError(CarteraError):
    """There is no installation to take off."""

    def __init__(self, folder: Path | None) -> None:
        where = f" en «{folder}»" if folder else ""
        super().__init__(f"No hay nada instalado{where}: no se borró nada.")


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed, or would be, and what stays where."""

    steps: tuple[Step, ...]
    kept: tuple[str, ...]
    simulated: bool


def run(
    machine: Machine,
    context: Context,
    folder: Path | None = None,
    *,
    simulate: bool = False,
) -> Removal:
    """Take off every installation on the machine, or that of one folder.

    Raises:
        NotInstalledError: there is none.
        WorkbookOpenError: a workbook is open.
        CarteraError: a file cannot be removed.
    """
    listed = receipt.read(receipt_of(machine.data))
    folder = folder.expanduser().resolve() if folder else None
    chosen = {f: i for f, i in listed.items() if folder in (None, Path(f))}
    if not chosen:
        raise NotInstalledError(folder)
    for path in chosen:
        if book := in_use(Path(path)):
            refuse_if_open(book)
    steps = tuple(_steps(machine, listed, chosen))
    if not simulate:
        for step in steps:
            perform(step, Tools(context, Ledger("", exists=True)))
    kept = tuple(line for i in chosen.values() for line in _kept(i))
    return Removal(steps, kept, simulate)


def _steps(
    machine: Machine, listed: Mapping[str, Installed], chosen: Mapping[str, Installed]
) -> Iterator[Step]:
    for installed in chosen.values():
        for name, digest in installed.files.items():
            if receipt.is_as_written(Path(name), digest):
                yield RemoveFile(Path(name))
    rest = {f: i for f, i in listed.items() if f not in chosen}
    path = receipt_of(machine.data)
    if rest:
        data = receipt.text_of(rest).encode()
        yield WriteFile(path, data, "lo que sigue instalado")
    else:
        yield RemoveFile(path)
    for folder in (*map(Path, chosen), machine.data):
        yield RemoveFolder(folder)


def _kept(installed: Installed) -> Iterator[str]:
    for name, digest in installed.files.items():
        path = Path(name)
        if path.exists() and not receipt.is_as_written(path, digest):
            yield f"{path} (se cambió después de instalar)"
    if book := in_use(Path(installed.folder)):
        yield f"{book} (el libro)"
    yield f"{installed.ledger} (la cartera)"
