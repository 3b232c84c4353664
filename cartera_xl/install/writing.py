"""Writing a small file whole: beside its place, then moved over."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from pathlib import Path


class NotWrittenError(CarteraError):
    """The operating system did not let us write a file; what was there stays."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"No se pudo escribir «{path}» ({error.strerror or error}): revise el "
            "espacio en disco y los permisos de la carpeta; repita y se completa lo "
            "que falte."
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; a reader sees the old one or the new one, never a half.

    Raises:
        NotWrittenError: what was there stays.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.cartera-tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise NotWrittenError(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it.

    Raises:
        NotWrittenError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(path, error) from error
