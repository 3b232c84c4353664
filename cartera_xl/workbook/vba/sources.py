"""The hand-written VBA, and all modules of a workbook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.workbook.vba.callbacks import callbacks
from cartera_xl.workbook.vba.module import Module
from cartera_xl.workbook.vba.terms import terms
from cartera_xl.workbook.vba.wrappers import wrappers
from cartera_xl.workbook.xlwings_module import dictionary_source

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST_MODULE: Final = "CarteraHost"
_THIS_WORKBOOK: Final = "ThisWorkbook.cls"


class Host(StrEnum):
    """Where the workbook takes xlwings' VBA from; its folder among the sources."""

    ADDIN = "addin"  # the installed add-in
    STANDALONE = "standalone"  # a module of its own


class SourcesMissingError(CarteraError):
    """The installation is incomplete."""

    def __init__(self) -> None:
        super().__init__(
            "No encuentro las macros del libro (workbook/vba): reinstale Cartera XL."
        )


def modules(host: Host, xlwings_source: str | None = None) -> list[Module]:
    """Return the standard modules of a workbook, in the order of their names.

    Args:
        host: where xlwings' VBA is.
        xlwings_source: its text, for a workbook that stands alone; the class that it
            uses on macOS is taken from the installed package.

    Raises:
        SourcesMissingError: the installation is incomplete.
    """
    folder = _folder()
    written = [*folder.glob("*.bas"), folder / host / f"{HOST_MODULE}.bas"]
    found = [Module(path.stem, path.read_text("utf-8")) for path in written]
    found += [terms(), wrappers(), callbacks()]
    if xlwings_source is not None:
        found.append(Module("xlwings", xlwings_source))
        found.append(Module("Dictionary", dictionary_source(), is_class=True))
    return sorted(found)


def this_workbook() -> str:
    """Return the code of the workbook's own module.

    Raises:
        SourcesMissingError: the installation is incomplete.
    """
    return (_folder() / _THIS_WORKBOOK).read_text("utf-8")


def _folder() -> Path:
    """Return where the sources are: in the installed package, else in the repository.

    An editable install does not hold the files that a wheel packs beside the code.
    """
    for folder in _places():
        if (folder / _THIS_WORKBOOK).is_file():
            return folder
    raise SourcesMissingError


def _places() -> Iterator[Path]:
    workbook = Path(__file__).resolve().parents[1]
    yield workbook / "vba_sources"
    yield workbook.parents[1] / "workbook" / "vba"
