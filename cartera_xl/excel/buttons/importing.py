"""Datos: a file shown before it goes in, and then put in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl.actions import preview_import as action
from cartera_xl.actions.import_documents import Outcome
from cartera_xl.cli.report import import_lines
from cartera_xl.errors import CarteraError
from cartera_xl.excel import pending
from cartera_xl.excel.speaking import information, listed, warning
from cartera_xl.excel.telling import refreshed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.import_documents import Imported
    from cartera_xl.excel.press import Press


class NothingPreviewedError(CarteraError):
    """There is no preview to confirm."""

    def __init__(self) -> None:
        super().__init__(
            "No hay una vista previa por confirmar: oprima antes Importar."
        )


def import_preview(press: Press) -> str:
    """Importar: show on the sheet Importación what a file would become."""
    path = Path(press.argument)
    with press.ledger() as store:
        done = action.preview(store, press.host, path, press.progress)
    lines = list(_told(done.account))
    if done.account.outcome is Outcome.REFUSED:
        pending.forget(press.host.path)
        return warning(listed([*lines, "No se importará: corrija el archivo."]))
    pending.keep(press.host.path, done)
    if done.account.outcome is Outcome.NOTHING_NEW:
        return information([*lines, "La cartera ya tiene todo lo que trae."])
    return information([*lines, "Revise la hoja y oprima Confirmar importación."])


def import_confirm(press: Press) -> str:
    """Confirmar importación: post what the sheet Importación shows."""
    previewed = pending.of(press.host.path)
    if previewed is None:
        raise NothingPreviewedError
    with press.ledger() as store:
        account, written = action.confirm(
            store, press.host, previewed, press.context, press.progress
        )
    lines = list(_told(account))
    if account.outcome is Outcome.REFUSED:
        return warning(listed(["No se registró nada:", *lines]))
    pending.forget(press.host.path)
    return information([*lines, *(refreshed(written) if written else ())])


def _told(account: Imported) -> Iterator[str]:
    """Yield what a file holds, its own total among it, and what was found."""
    yield from import_lines(account, "en la hoja")
