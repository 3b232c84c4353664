"""What was done in LibreOffice, as a person reads it and as a program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.calc.installing import Changed
    from cartera_xl.calc.opening import Opened

_DONE: Final = {
    "instalada": "Los botones y las funciones de Cartera quedaron en LibreOffice.",
    "renovada": "Los botones y las funciones de Cartera quedaron al día.",
    "quitada": "LibreOffice ya no tiene los botones ni las funciones de Cartera.",
    "igual": "LibreOffice ya está así: no hay nada que hacer.",
}
_WOULD: Final = _DONE | {
    "instalada": "Simulación: se instalarían los botones y las funciones.",
    "renovada": "Simulación: se renovarían los botones y las funciones.",
    "quitada": "Simulación: se quitarían los botones y las funciones.",
}


_NEXT: Final = "Siga con «cartera calc abrir», en la carpeta del libro."


def changed_lines(done: Changed) -> Iterator[str]:
    """Yield what became of the extension, and where."""
    yield (_WOULD if done.simulated else _DONE)[done.change]
    yield f"Perfil    {done.profile}"
    if done.change == "instalada" and not done.simulated:
        yield _NEXT


def changed_json(done: Changed) -> dict[str, Any]:
    """Return what became of the extension, or would."""
    return {
        "simulado": done.simulated,
        "extension": done.change.value,
        "perfil": str(done.profile),
    }


def opened_lines(done: Opened) -> Iterator[str]:
    """Yield which workbook is open."""
    how = "una copia nueva" if done.is_new else "la copia de antes, como se guardó"
    yield f"LibreOffice muestra {how}:"
    yield f"Libro     {done.copy}"


def opened_json(done: Opened) -> dict[str, Any]:
    """Return which workbook is open."""
    return {"libro": str(done.copy), "copia_nueva": done.is_new}
