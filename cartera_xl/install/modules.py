"""The VBA modules of a workbook, and the two builds that differ in them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.hosts.template import template_path
from cartera_xl.workbook.modules import read_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Builder = Callable[["Mode"], bytes]

XLWINGS: Final = "xlwings"  # the module that a standalone workbook holds beside ours
XLWINGS_MODULES: Final = frozenset({XLWINGS, "Dictionary"})
_ADDIN_VERSION: Final = re.compile(r'XLWINGS_VERSION As String = "([\w.]+)"')
_VERSION: Final = re.compile(r"^'Version:\s*([\w.]+)", re.MULTILINE)


class Mode(StrEnum):
    """How a workbook reaches Python."""

    STANDALONE = "autónomo"  # it holds the installed xlwings' own module
    ADDIN = "complemento"  # it calls xlwings' add-in


def build(mode: Mode) -> bytes:
    """Return a new workbook of a mode.

    Raises:
        CarteraError: the installation lacks what it is made of.
    """
    if mode is Mode.ADDIN:
        return template_path().read_bytes()
    from cartera_xl.workbook.build import Host, new_workbook
    from cartera_xl.workbook.xlwings_module import xlwings_source

    return new_workbook(Host.STANDALONE, xlwings_source())


def mode_of(modules: Mapping[str, str]) -> Mode | None:
    """Return how a workbook with these modules reaches Python; None: it has none."""
    if not modules:
        return None
    return Mode.STANDALONE if XLWINGS in modules else Mode.ADDIN


def xlwings_version(modules: Mapping[str, str]) -> str:
    """Return the version of xlwings' own module in a workbook; empty without one."""
    found = _VERSION.search(modules.get(XLWINGS, ""))
    return found[1] if found else ""


def addin_version(addin: Path) -> str:
    """Return the version of an installed add-in; empty where it does not tell."""
    try:
        modules = read_modules(addin)
    except CarteraError:
        return ""
    found = (_ADDIN_VERSION.search(text) for text in modules.values())
    return next((match[1] for match in found if match), "")
