"""What each button of the ribbon does, by the name of its action.

A button's work is imported when it is first pressed: nobody pays for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.excel.press import Press

# By action: the module of this package whose function of that name does it.
BOUND: Final = {
    "refresh": "data",
    "refresh_today": "data",
    "set_corte": "data",
    "import_preview": "importing",
    "import_confirm": "importing",
    "register": "collecting",
    "simulate": "collecting",
    "apply_credits": "collecting",
    "fill_payments": "collecting",
    "refund_credits": "collecting",
    "unapply": "taking_back",
    "void_receipt": "taking_back",
    "undo": "taking_back",
    "preview_reminders": "reminding",
    "send_reminders": "reminding",
    "begin_step": "reminding",
    "statement": "reports",
    "print_documents": "reports",
    "bring_sheets": "bringing",
    "export_rows": "reports",
    "save_parameters": "choosing",
    "verify": "reports",
    "diagnose": "reports",
    "manual": "reports",
}


class UnknownActionError(CarteraError):
    """The workbook has a button that this version does not know."""

    def __init__(self, action: str) -> None:
        super().__init__(
            f"Este botón ({action}) es de otra versión de Cartera XL: instale de nuevo "
            "con «cartera instalar»."
        )


def work_of(action: str) -> Callable[[Press], str]:
    """Return what does an action.

    Raises:
        UnknownActionError: nothing does.
    """
    if action not in BOUND:
        raise UnknownActionError(action)
    module = import_module(f"{__name__}.{BOUND[action]}")
    found: Callable[[Press], str] = getattr(module, action)
    return found
