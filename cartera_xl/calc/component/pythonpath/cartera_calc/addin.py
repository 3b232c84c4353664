"""The worksheet functions, each a method that asks the process beside."""

from __future__ import annotations

import struct
from typing import Any, Callable

import uno
import unohelper
from com.sun.star.lang import (
    Locale,
    XLocalizable,
    XServiceInfo,
    XServiceName,
)
from com.sun.star.sheet import LocalizedName, XAddIn, XCompatibilityNames
from org.cartera import XCartera

from cartera_calc.known import FUNCTIONS, command, environment
from cartera_calc.link import Link

LINK = Link(command("worker"), environment())

_NAMED = {function["name"]: method for method, function in FUNCTIONS.items()}
_CUTOFF = "Corte"


def _error(number: int) -> float:
    """Return an error as Calc knows it: in the low half of a number that is none."""
    bits = struct.pack("<Q", 0x7FF8_0000_0000_0000 | number)
    return float(struct.unpack("<d", bits)[0])


_NOT_AVAILABLE = _error(32767)
_ERRORS = {"2015": _error(519)}  # «#VALUE!»; any other is «#N/A»


class AddIn(
    unohelper.Base,
    XCartera,
    XAddIn,
    XCompatibilityNames,
    XLocalizable,
    XServiceName,
    XServiceInfo,
):
    """The functions, and what Calc asks about them."""

    NAME = "org.cartera.CarteraAddIn"
    SERVICES = (NAME, "com.sun.star.sheet.AddIn")

    def __init__(self, context: Any) -> None:
        self._locale = Locale("en", "US", "")

    # XAddIn; LibreOffice spells the first so

    def getProgrammaticFuntionName(self, name: str) -> str:
        return _NAMED.get(name, "")

    def getDisplayFunctionName(self, method: str) -> str:
        return str(FUNCTIONS[method]["name"]) if method in FUNCTIONS else ""

    def getFunctionDescription(self, method: str) -> str:
        return str(FUNCTIONS[method]["help"]) if method in FUNCTIONS else ""

    def getDisplayArgumentName(self, method: str, place: int) -> str:
        return _argument(method, "titles", place)

    def getArgumentDescription(self, method: str, place: int) -> str:
        return _argument(method, "helps", place)

    def getProgrammaticCategoryName(self, method: str) -> str:
        return "Add-In"

    def getDisplayCategoryName(self, method: str) -> str:
        return "Add-In"

    def getCompatibilityNames(self, method: str) -> Any:
        if method not in FUNCTIONS:
            return ()
        return (LocalizedName(self._locale, FUNCTIONS[method]["name"]),)

    def getLocale(self) -> Any:
        return self._locale

    def setLocale(self, locale: Any) -> None:
        self._locale = locale

    def getServiceName(self) -> str:
        return self.NAME

    def getImplementationName(self) -> str:
        return self.NAME

    def supportsService(self, name: str) -> bool:
        return name in self.SERVICES

    def getSupportedServiceNames(self) -> Any:
        return self.SERVICES


def _argument(method: str, what: str, place: int) -> str:
    """Return what an argument is called; the first is the workbook, which is hidden."""
    texts = FUNCTIONS[method][what] if method in FUNCTIONS else []
    return str(texts[place - 1]) if 0 < place <= len(texts) else ""


def _method(function: dict[str, Any]) -> Callable[..., Any]:
    def answer(self: AddIn, workbook: Any, *cells: Any) -> Any:
        cutoff = _plain(cells[function["cutoff"]])
        question = {
            "function": function["name"],
            "workbook": _path(workbook),
            "cutoff": _corte(workbook) if cutoff is None else cutoff,
            "cells": [_plain(cells[place]) for place in function["passed"]],
        }
        rows = _rows(LINK.ask(question))
        return rows if function["array"] else rows[0][0]

    return answer


def _rows(reply: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return what a function gives as rows, an error or a single value as one cell."""
    if "error" in reply:
        return ((_ERRORS.get(reply["error"], _NOT_AVAILABLE),),)
    value = reply["value"]
    if isinstance(value, list):
        return tuple(tuple(map(_cell, row)) for row in value)
    return ((_cell(value),),)


def _cell(value: Any) -> Any:
    """Return a value as a cell takes it: whole numbers may be too large for UNO's."""
    return float(value) if isinstance(value, (int, float)) else value


def _plain(value: Any) -> Any:
    """Return what a cell passes as JSON has it."""
    if value is None or isinstance(value, (str, float, int, bool)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value)


def _path(workbook: Any) -> str:
    url = workbook.URL
    return str(uno.fileUrlToSystemPath(url)) if url.startswith("file:") else ""


def _corte(workbook: Any) -> Any:
    """Return the cut-off date that the workbook shows, as Excel counts its days."""
    names = workbook.NamedRanges
    if not names.hasByName(_CUTOFF):
        return None
    cells = names.getByName(_CUTOFF).getReferredCells()
    if cells is None:
        return None
    value = cells.getCellByPosition(0, 0)
    return value.Value or value.String or None


for _name, _function in FUNCTIONS.items():
    setattr(AddIn, _name, _method(_function))
