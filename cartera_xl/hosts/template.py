"""The workbook that the product ships, and where it is found."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "Cartera.xlsm"


class TemplateMissingError(CarteraError):
    """The installation is incomplete."""

    def __init__(self) -> None:
        super().__init__(f"No encuentro la plantilla {NAME}: reinstale Cartera XL.")


def template_path() -> Path:
    """Return the shipped workbook: in the installed package, else in the repository.

    An editable install does not hold the files that a wheel packs beside the code.

    Raises:
        TemplateMissingError: neither place has it.
    """
    for path in _places():
        if path.is_file():
            return path
    raise TemplateMissingError


def _places() -> Iterator[Path]:
    package = Path(__file__).resolve().parents[1]
    yield package / "workbook" / NAME
    yield package.parent / "workbook" / NAME


def copy_template(target: Path) -> None:
    """Put a new workbook at a place that nothing stands at."""
    beside = target.with_name(f".{target.name}.tmp")
    shutil.copyfile(template_path(), beside)
    beside.replace(target)
