"""Datos: the workbook written again."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import refresh as action
from cartera_xl.errors import CarteraError
from cartera_xl.excel.speaking import NOTHING, information
from cartera_xl.excel.telling import refreshed

if TYPE_CHECKING:
    from cartera_xl.excel.press import Press

_SLASHES: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class NotADateError(CarteraError):
    """What was typed is no date."""

    def __init__(self, text: str) -> None:
        super().__init__(f"«{text}» no es una fecha: escríbala como 31/01/2026.")


def refresh(press: Press) -> str:
    """Actualizar, at the cut-off date that the workbook has."""
    return _refresh(press, None)


def refresh_today(press: Press) -> str:
    """Actualizar, with the cut-off date moved to today."""
    return _refresh(press, press.context.today)


def set_corte(press: Press) -> str:
    """Fecha de corte: show the workbook at another day."""
    return _refresh(press, typed_day(press.argument))


def typed_day(text: str) -> date:
    """Read a date as a person types it here: 31/01/2026, or 2026-01-31.

    Raises:
        NotADateError: it is none.
    """
    text = text.strip()
    try:
        if found := _SLASHES.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise NotADateError(text) from None


def _refresh(press: Press, corte: date | None) -> str:
    with press.ledger() as store:
        done = action.run(store, press.host, corte, press.context, press.progress)
    # What the sheets show needs no box; what became of a person's own work does.
    told = list(refreshed(done))
    return information(told) if told else NOTHING
