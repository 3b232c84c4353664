"""What became of what was typed in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.actions.register import Ending
from cartera_xl.cli import report
from cartera_xl.cli.ordering import UNDO
from cartera_xl.cli.report_posting import posting_json, posting_lines
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.register import Registered


def refusals(done: Registered) -> Iterator[str]:
    """Yield why nothing was posted, a sentence for each row."""
    for sheet, row, _, sentence in done.rows:
        yield f"{sheet}, fila {row}: {sentence}"
    if done.done and done.done.refused:
        yield from done.done.sentences


def register_lines(done: Registered) -> Iterator[str]:
    """Yield what was posted, or that nothing was."""
    typed = count(done.typed, "fila digitada", "filas digitadas")
    yield f"{done.ending.value.capitalize()}: {typed}."
    if done.done and done.ending in (Ending.POSTED, Ending.REPEATED, Ending.SIMULATED):
        yield from posting_lines(done.done, UNDO)
    if done.refreshed:
        yield from report.refresh_lines(done.refreshed)


def register_json(done: Registered) -> dict[str, Any]:
    """Return what was posted, or why nothing was."""
    told = posting_json(done.done) if done.done else {}
    if done.rows:
        told["motivos"] = [
            {"hoja": sheet, "fila": row, "codigo": code, "detalle": sentence}
            for sheet, row, code, sentence in done.rows
        ]
    return {**told, "estado": done.ending.value, "digitadas": done.typed}
