"""Informes and Ayuda: what only shows."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import check_workbook, show_statement
from cartera_xl.errors import CarteraError
from cartera_xl.excel.speaking import NOTHING, information, listed, warning
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.excel.press import Press

_MANUAL: Final = "manual.md"


class ManualMissingError(CarteraError):
    """The installation is incomplete."""

    def __init__(self) -> None:
        super().__init__("No encuentro el manual: reinstale Cartera XL.")


def statement(press: Press) -> str:
    """Estado de cuenta, for the customer of the chosen row."""
    with press.ledger() as store:
        done = show_statement.run(store, press.host, press.context, press.progress)
    if done.parts:
        return NOTHING  # the sheet is in view
    return information([f"{done.customer.name} no tiene movimientos."])


def print_documents(press: Press) -> str:
    """Imprimir documento: a PDF of what is chosen, and open it."""
    from cartera_xl import settings
    from cartera_xl.actions import print_chosen

    templates = settings.templates_folder(press.host.path)
    with press.ledger() as store:
        done = print_chosen.run(
            store, press.host, press.context, templates, press.progress
        )
    first = done[0]
    webbrowser.open((first.path if len(done) == 1 else first.path.parent).as_uri())
    names = [f"{one.name}: {one.path.name}" for one in done]
    return information([f"En {first.path.parent}:", *names, *first.notes])


def export_rows(press: Press) -> str:
    """Exportar: the rows in sight, in a workbook of their own."""
    from cartera_xl.actions import export_rows as action

    done = action.run(press.host, press.context, press.progress)
    rows = count(done.rows, "fila", "filas")
    return information([f"{rows} de {done.title} en {done.path}"])


def verify(press: Press) -> str:
    """Verificar: the ledger's checks, and that the workbook adds up to it."""
    with press.ledger() as store:
        done = check_workbook.run(store, press.host, press.context, press.progress)
    if done.passed:
        checks = count(len(done.checks), "comprobación pasa", "comprobaciones pasan")
        return information([f"✓ La cartera está íntegra: {checks}.", *done.notes])
    failed = [check for check in done.checks if not check.passed]
    lines = [
        line
        for check in failed
        for line in (f"✗ {check.title}", *(f"   {o}" for o in check.offenders[:3]))
    ]
    return warning(listed([*lines, *done.notes]))


def diagnose(press: Press) -> str:
    """Diagnóstico: what fails and what to do about it; the whole report in a file."""
    from cartera_xl.excel.telling_diagnosis import diagnosed
    from cartera_xl.faults import log_folder
    from cartera_xl.install import diagnosis
    from cartera_xl.install.machine import this_machine

    found = diagnosis.run(this_machine(), press.context, press.host.path)
    return diagnosed(found, log_folder())


def manual(press: Press) -> str:
    """Manual: open it."""
    webbrowser.open(manual_path().as_uri())
    return NOTHING


def manual_path() -> Path:
    """Return the manual: in the installed package, else in the repository.

    Raises:
        ManualMissingError: neither place has it.
    """
    for path in _places():
        if path.is_file():
            return path
    raise ManualMissingError


def _places() -> Iterator[Path]:
    package = Path(__file__).resolve().parents[2]
    yield package / "docs" / _MANUAL
    yield package.parent / "docs" / _MANUAL
