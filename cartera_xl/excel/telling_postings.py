"""What became of a posting, in the words of a message box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.posting import Result
from cartera_xl.actions.register import Ending
from cartera_xl.cli.report_posting import outcome_lines
from cartera_xl.excel.speaking import information, listed, warning
from cartera_xl.excel.telling import refreshed
from cartera_xl.tabs.transactions import TRANSACTIONS
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.posting import Done
    from cartera_xl.actions.register import Registered

BACK: Final = "Ctrl-Z no lo deshace; Deshacer lote sí"
NO_WAY_BACK: Final = "un lote que deshace otro no se deshace"
_UNMOVED: Final = "No se registró nada"


def registered(done: Registered, back: str = BACK) -> str:
    """Return what became of what was to be posted."""
    match done.ending:
        case Ending.NOTHING:
            return information(["No hay nada digitado por registrar."])
        case Ending.CANCELLED:
            return information([f"{_UNMOVED}."])
        case Ending.REFUSED:
            return refused(done)
        case Ending.SIMULATED:
            rows = count(done.typed, "fila se registraría", "filas se registrarían")
            return information(
                [f"Simulación: {rows}. La columna Estado dice cada saldo."]
            )
        case _:
            return information(_posted(done, back))


def refused(done: Registered) -> str:
    """Return why nothing was posted, row by row."""
    sentences = [f"{sheet}, fila {row}: {why}" for sheet, row, _, why in done.rows]
    if not sentences and done.done:
        sentences = list(dict.fromkeys(done.done.sentences))
    return warning(listed([f"{_UNMOVED}:", *sentences]))


def _posted(done: Registered, back: str) -> Iterator[str]:
    assert done.done is not None
    yield from posted(done.done, back)
    if done.refreshed:
        yield from refreshed(done.refreshed)


def posted(done: Done, back: str) -> Iterator[str]:
    """Yield what was posted."""
    if done.result is Result.REPEATED:
        yield "Ya estaba registrado; no se registró otra vez."
    yield from outcome_lines(done, back, f"en {TRANSACTIONS.title}")
