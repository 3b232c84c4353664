"""Doing the steps, one by one; each leaves the machine as it was, or is done."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions import renew
from cartera_xl.errors import CarteraError
from cartera_xl.install.modules import build as build_workbook
from cartera_xl.install.staging import staged
from cartera_xl.install.steps import (
    CopyAside,
    MakeFolder,
    MakeLedger,
    MakeWorkbook,
    RemoveFile,
    RemoveFolder,
    RunProgram,
    WriteFile,
)
from cartera_xl.install.writing import NotWrittenError, make_folder, write_whole
from cartera_xl.store import Store
from cartera_xl.store.command import Company

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.install.modules import Builder
    from cartera_xl.install.planning import Ledger
    from cartera_xl.install.steps import Step

_PATIENCE = 120  # seconds that a program of xlwings' may take


class ProgramFailedError(CarteraError):
    """A program of xlwings' did not do what it is for."""

    def __init__(self, step: RunProgram) -> None:
        super().__init__(
            f"No se pudo preparar {step.what}: cierre Excel, ejecute "
            f"«{' '.join(step.command)}» y repita «cartera instalar»."
        )


def run_program(command: Sequence[str]) -> None:
    """Run a program and wait for it; what it says is its own affair."""
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
        )


@dataclass(frozen=True, slots=True)
class Tools:
    """What the steps are done with."""

    context: Context
    ledger: Ledger
    run: Callable[[Sequence[str]], None] = run_program
    build: Builder = build_workbook


def perform(step: Step, tools: Tools) -> tuple[str, ...]:
    """Do a step; return what the person should know of it.

    Raises:
        CarteraError: it was not done.
    """
    match step:
        case MakeFolder(path):
            make_folder(path)
        case MakeLedger(path, name, nit):
            company = Company(name, nit)
            Store.create(path, company, tools.context.recorded).close()
        case WriteFile(path, data):
            write_whole(path, data)
        case CopyAside(path, copy):
            _copy(path, copy)
        case MakeWorkbook():
            return _make_workbook(step, tools)
        case RunProgram(command, _, leaves):
            tools.run(command)
            if not leaves.exists():
                raise ProgramFailedError(step)
        case RemoveFile(path):
            _remove(path)
        case RemoveFolder(path):
            with suppress(OSError):  # something is left in it
                path.rmdir()
    return ()


def _make_workbook(step: MakeWorkbook, tools: Tools) -> tuple[str, ...]:
    ledger = tools.ledger
    company = ledger.nit if ledger.on_server else None
    with (
        staged(tools.build, step.mode) as empty,
        Store.open(ledger.place, company) as store,
    ):
        return renew.run(store, empty, step.path, step.old, tools.context).notes


def _copy(path: Path, copy: Path) -> None:
    try:
        write_whole(copy, path.read_bytes())
        shutil.copystat(path, copy)
    except OSError as error:
        raise NotWrittenError(copy, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(path, error) from error
