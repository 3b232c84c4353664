"""A workbook into a file: written beside, then moved over."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import exception, properties
from cartera_xl.hosts.calc.faults import BookNotSavedError, FormatUnknownError
from cartera_xl.hosts.calc.function_names import restore_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_FILTERS: Final = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_PDF: Final = "calc_pdf_Export"


def save(document: Any, path: Path, function_names: Mapping[str, str]) -> None:
    """Save a workbook, which from then on is that file.

    Under a new name LibreOffice writes the file itself: it would otherwise go on to
    save, when its user asks, under the old one.

    Raises:
        FormatUnknownError: the extension is no workbook's.
        BookNotSavedError: an older file is as it was.
    """
    path = path.absolute()
    chosen = _FILTERS.get(path.suffix.lower())
    if chosen is None:
        raise FormatUnknownError(path.name, ", ".join(_FILTERS))
    options = properties(FilterName=chosen)

    def store_copy(place: Path) -> None:
        document.storeToURL(place.as_uri(), options)
        _restore(place, function_names)

    def store(place: Path) -> None:
        document.storeAsURL(place.as_uri(), options)
        _restore(place, function_names)

    if path.as_uri() == document.URL:
        _write_over(path, store_copy)
        document.setModified(False)
    else:
        _write(path, store)


def export(document: Any, path: Path) -> None:
    """Print a workbook into a PDF.

    Raises:
        BookNotSavedError: an older file is as it was.
    """
    options = properties(FilterName=_PDF)
    _write_over(path, lambda place: document.storeToURL(place.as_uri(), options))


def _restore(path: Path, function_names: Mapping[str, str]) -> None:
    if path.suffix.lower() != ".ods":
        restore_names(path, function_names)


def _write_over(path: Path, write: Callable[[Path], None]) -> None:
    beside = path.with_name(f".{path.stem}.tmp{path.suffix}")

    def write_beside(place: Path) -> None:
        write(beside)
        beside.replace(place)

    try:
        _write(path, write_beside)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write(path: Path, write: Callable[[Path], None]) -> None:
    if not path.parent.is_dir():  # LibreOffice would make it
        raise BookNotSavedError(path, "la carpeta no existe")
    try:
        write(path)
    except exception("io.IOException") as fault:
        raise BookNotSavedError(path, "LibreOffice no pudo escribirlo") from fault
    except OSError as fault:
        raise BookNotSavedError(path, fault.strerror) from fault
