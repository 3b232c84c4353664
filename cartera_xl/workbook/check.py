"""Checking a workbook across its parts, for what would make Excel repair it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.checking import formulas, project, ribbon, sheets, tables
from cartera_xl.workbook.checking.inspected import Inspected
from cartera_xl.workbook.checking.package import Fault, package_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

RULES: Final[tuple[Callable[[Inspected], Iterable[Fault]], ...]] = (
    sheets.code_names,
    sheets.opening,
    sheets.calculation,
    sheets.defined_names,
    tables.tables,
    formulas.formulas,
    formulas.links,
    project.project,
    project.modules,
    ribbon.ribbon,
    ribbon.callbacks,
)


def check(parts: Mapping[str, bytes]) -> list[Fault]:
    """Return every fault of a workbook; broken relationships hide the others."""
    if faults := list(package_faults(parts)):
        return faults
    book = Inspected(parts)
    return [fault for rule in RULES for fault in rule(book)]


def read_parts(path: Path) -> dict[str, bytes]:
    """Return a workbook's parts, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
