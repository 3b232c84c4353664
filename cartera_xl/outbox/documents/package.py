"""The PDF that came with an electronic invoice, where the company keeps its packages.

A package is found by its name: the document's number, as a PDF or as the ZIP that the
DIAN's rules prescribe (an AttachedDocument and its graphic representation). The folder
is listed and names are compared; a number is never made part of a path.
"""

from __future__ import annotations

import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause
from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGEST: Final = 20_000_000  # bytes of a PDF; the rules allow a package 2 MB
_PDF: Final = b"%PDF-"


class PackageUnreadableError(CarteraError):
    """A package is there and has no PDF that can be given on."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"El paquete «{path}» no se puede usar: {reason}. Corríjalo o quítelo de "
            "la carpeta de «documentos.carpeta» para imprimir el resumen."
        )


def pdf_in(folder: Path, number: str) -> bytes | None:
    """Return the PDF of a document's package; None where there is no package.

    Raises:
        PackageUnreadableError: its file is no PDF, or a ZIP without exactly one.
    """
    for path in _named(folder, number):
        try:
            pdf = _from_zip(path) if path.suffix.casefold() == ".zip" else _whole(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as bad:
            reason = cause(bad) if isinstance(bad, OSError) else "está dañado o cifrado"
            raise PackageUnreadableError(path, reason) from None
        if not pdf.startswith(_PDF):
            raise PackageUnreadableError(path, "no tiene un PDF")
        return pdf
    return None


def files_of(folder: Path, number: str) -> list[tuple[str, bytes]]:
    """Return what may go with a mail of a document's package: ending and content.

    Its PDF and, where there is exactly one, its XML; nothing where the package is not
    there or is damaged, for a mail is right without it.
    """
    try:
        pdf = pdf_in(folder, number)
    except PackageUnreadableError:
        return []
    xml = _xml(folder, number) if pdf else None
    found = [(".pdf", pdf), (".xml", xml)]
    return [(ending, content) for ending, content in found if content]


def _xml(folder: Path, number: str) -> bytes | None:
    for path in _named(folder, number):
        if path.suffix.casefold() == ".zip":
            with suppress(OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
                return _only(path, ".xml")
    return None


def _only(path: Path, ending: str) -> bytes | None:
    """Return the one file of a ZIP that ends so; None for none, several or too big."""
    with zipfile.ZipFile(path) as package:
        found = [
            i for i in package.infolist() if i.filename.casefold().endswith(ending)
        ]
        if len(found) != 1:
            return None
        with package.open(found[0]) as file:
            content = file.read(_LARGEST + 1)
    return content if len(content) <= _LARGEST else None


def _named(folder: Path, number: str) -> Iterator[Path]:
    """Yield the files that are called as a document, a PDF before a ZIP."""
    if not folder.is_dir():
        return
    names = {f"{number}{end}".casefold() for end in (".pdf", ".zip")}
    found = (path for path in folder.iterdir() if path.name.casefold() in names)
    yield from sorted(found, key=lambda path: path.suffix.casefold())


def _whole(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise PackageUnreadableError(path, "es demasiado grande")
    return path.read_bytes()


def _from_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        pdfs = [i for i in package.infolist() if i.filename.casefold().endswith(".pdf")]
        if len(pdfs) != 1:
            raise PackageUnreadableError(path, f"tiene {len(pdfs)} PDF, y debe ser uno")
        with package.open(pdfs[0]) as file:
            pdf = file.read(_LARGEST + 1)
    if len(pdf) > _LARGEST:
        raise PackageUnreadableError(path, "es demasiado grande")
    return pdf
