"""What the ribbon calls in VBA: a line for each button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import __version__
from cartera_xl.tabs.ribbon import BUTTONS, VERSION_ID, Needs
from cartera_xl.workbook.vba.module import module, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.tabs.ribbon import Button
    from cartera_xl.workbook.vba.module import Module

NAME: Final = "CarteraRibbon"
LOAD: Final = f"{NAME}.CxlLoad"
ENABLED: Final = f"{NAME}.CxlEnabled"
LABEL: Final = f"{NAME}.CxlVersion"

_RUNNERS: Final = {
    Needs.NOTHING: "RunAction",
    Needs.FILE: "RunWithFile",
    Needs.DATE: "RunWithDate",
    Needs.REASON: "RunWithReason",
}
_GET: Final = "control As IRibbonControl, ByRef returnedVal"


def callback(button: Button) -> str:
    """Return what a button's onAction names."""
    return f"{NAME}.{_procedure(button.id)}"


def callbacks() -> Module:
    """Return the module that the ribbon calls."""
    label = f"returnedVal = {quoted(f'Cartera XL {__version__}')}"
    return module(
        NAME,
        *_sub(_local(LOAD), "ribbon As IRibbonUI", "KeepRibbon ribbon"),
        *_sub(_local(ENABLED), _GET, "returnedVal = IsEnabled(control.Tag)"),
        *_sub(_procedure(VERSION_ID), _GET, label),
        *(line for button in BUTTONS for line in _starting(button)),
    )


def _starting(button: Button) -> Iterator[str]:
    nothing = ', ""' if button.needs is Needs.NOTHING else ""
    line = f"{_RUNNERS[button.needs]} {quoted(button.action)}{nothing}"
    return _sub(_procedure(button.id), "control As IRibbonControl", line)


def _procedure(id_: str) -> str:
    return id_[0].upper() + id_[1:]


def _local(callback_: str) -> str:
    return callback_.removeprefix(f"{NAME}.")


def _sub(name: str, parameters: str, line: str) -> Iterator[str]:
    yield ""
    yield f"Public Sub {name}({parameters})"
    yield f"    {line}"
    yield "End Sub"
