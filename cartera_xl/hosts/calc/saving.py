"""A workbook into a file: written beside, then moved over."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import exception, properties
from cartera_xl.hosts.calc.faults import BookNotSavedError, FormatUnknownError
from cartera_xl.hosts.calc.function_names import restore_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FILTERS: Final = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_PDF: Final = "calc_pdf_Export"


def save(document: Any, path: Path, function_names: Mapping[str, str]) -> None:
    """Save a workbook, which from then on is that file.

    Raises:
        FormatUnknownError: the extension is no workbook's.
        BookNotSavedError: an older file is as it was.
    """
    path = path.absolute()
    chosen = _FILTERS.get(path.suffix.lower())
    if chosen is None:
        raise FormatUnknownError(path.name, ", ".join(_FILTERS))
    with _beside(path) as beside:
        document.storeToURL(beside.as_uri(), properties(FilterName=chosen))
        if path.suffix.lower() != ".ods":
            restore_names(beside, function_names)
    if path.as_uri() != document.URL:
        named = properties(FilterName=chosen, URL=path.as_uri())
        document.attachResource(path.as_uri(), named)
    document.setModified(False)


def export(document: Any, path: Path) -> None:
    """Print a workbook into a PDF.

    Raises:
        BookNotSavedError: an older file is as it was.
    """
    with _beside(path.absolute()) as beside:
        document.storeToURL(beside.as_uri(), properties(FilterName=_PDF))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a place beside a file, which is moved over it at the end."""
    beside = path.with_name(f".{path.stem}.tmp{path.suffix}")
    try:
        yield beside
        beside.replace(path)
    except exception("io.IOException") as fault:
        raise BookNotSavedError(path, "LibreOffice no lo escribió") from fault
    except OSError as fault:
        raise BookNotSavedError(path, fault.strerror) from fault
    finally:
        beside.unlink(missing_ok=True)
