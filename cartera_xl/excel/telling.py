"""What a refresh did with a person's own work, in the words of a message box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.refresh import RefreshedWorkbook


def refreshed(done: RefreshedWorkbook) -> Iterator[str]:
    """Yield what a refresh did with what was typed."""
    if done.carried:
        carried = count(done.carried, "celda digitada sigue", "celdas digitadas siguen")
        yield f"{carried} en su fila, sin registrar."
    yield from done.notes
