"""The VBA project of a workbook: the modules that it holds, to tell whose they are."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PART: Final = "xl/vbaProject.bin"
KIND: Final = "vbaProject"


def read_modules(data: bytes) -> Mapping[str, str]:
    """Return the source of each module by its name; nothing where it is not readable.

    Without the lines that each program writes its own way: attributes, blank ends.
    """
    from pyopenvba.cfb import CFB
    from pyopenvba.exceptions import PyOpenVBAError
    from pyopenvba.vba import parse_vba_project

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of code pages, in English, on the screen
        try:
            modules = parse_vba_project(CFB.from_bytes(data)).modules
            return {module.name: _plain(module.body) for module in modules}
        except PyOpenVBAError:
            return {}


def _plain(source: str) -> str:
    lines = (line.rstrip() for line in source.splitlines())
    return "\n".join(lines).strip()


def sources(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the modules that hold anything; a sheet's own is blank mostly."""
    return {name: source for name, source in modules.items() if source}
