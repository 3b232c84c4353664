"""PDFs on disk: what they are called, and how they get there.

A file is written beside its place and moved over it, and nothing takes the place of a
file that we did not make.
"""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cartera_xl.causes import cause
from cartera_xl.errors import CarteraError
from cartera_xl.outbox.documents.paper import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')  # by Windows, the strictest
# What Windows takes for a device, whatever the extension.
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST: Final = 90  # letters; Windows' 260 leave room for the folders
_BYTES: Final = 200  # Linux takes 255, the extension and «(2)» among them
_LOOKED_AT: Final = 20_000_000  # bytes of a file whose maker is asked for


class FileThereError(CarteraError):
    """A file that is not ours stands where a document was asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"«{path}» ya existe y no lo hizo Cartera XL: no se escribió nada. Mueva "
            "ese archivo; en la terminal, --reemplazar escribe sobre él."
        )


class DocumentNotSavedError(CarteraError):
    """The operating system did not let us write a document."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"No se pudo guardar «{path}»: {reason}.")


def file_name(*words: str) -> str:
    """Return a name that every system takes: «Recibo de caja RC-18.pdf».

    >>> file_name("Factura", "FV/1:2", "<x>")
    'Factura FV-1-2 -x-.pdf'
    """
    said = unicodedata.normalize("NFC", " ".join(word for word in words if word))
    letters = (" " if _is_control(letter) else letter for letter in said)
    safe = _FORBIDDEN.sub("-", "".join(letters))
    short = _within(" ".join(safe.split())[:_LONGEST]).strip(" .")
    return f"_{short}.pdf" if _DEVICES.match(short) else f"{short or 'documento'}.pdf"


def file_names(wanted: Iterable[tuple[str, ...]]) -> list[str]:
    """Return a name for each, no two of which are one where capitals do not count."""
    taken: set[str] = set()
    names = []
    for words in wanted:
        name, n = file_name(*words), 1
        while name.casefold() in taken:
            n += 1
            name = file_name(*words)[: -len(".pdf")] + f" ({n}).pdf"
        taken.add(name.casefold())
        names.append(name)
    return names


def refuse_others(paths: Iterable[Path], known: bytes | None = None) -> None:
    """Refuse places at which something stands that we did not make.

    Args:
        paths: the places.
        known: a file that we pass on as it is; where it stands already, it may.

    Raises:
        FileThereError: at one of them.
    """
    for path in paths:
        if path.is_symlink() or (path.exists() and not _is_ours(path, known)):
            raise FileThereError(path)


def save(path: Path, pdf: bytes) -> None:
    """Put a PDF in its place, whole.

    Raises:
        DocumentNotSavedError: the operating system says no; what stood there stays.
    """
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.cartera-tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise DocumentNotSavedError(path, cause(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _is_ours(path: Path, known: bytes | None) -> bool:
    """Tell whether a file is a PDF with our mark among its keywords, or a known one."""
    if not path.is_file() or path.stat().st_size > _LOOKED_AT:
        return False
    content = path.read_bytes()
    if content == known:
        return True
    return content.startswith(b"%PDF-") and f"/Keywords({MARK})".encode() in content


def _within(text: str) -> str:
    return text.encode()[:_BYTES].decode(errors="ignore")


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C")
