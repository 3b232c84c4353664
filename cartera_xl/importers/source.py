"""The file that a person names: what it is called, and whether it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl import causes
from cartera_xl.errors import NotATableError, SourceUnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def name_of(path: Path) -> str:
    """Return the name by which a file is told of: that of the folder, for «.»."""
    return path.name or path.resolve().name or str(path)


def head_of(path: Path, size: int) -> bytes:
    """Return how a file begins.

    Raises:
        SourceUnreadableError: it is not there, is no file, or may not be read.
        NotATableError: there is nothing in it.
    """
    name = name_of(path)
    if what := causes.no_file(path):
        raise SourceUnreadableError(name, what)
    try:
        with path.open("rb") as stream:
            head = stream.read(size)
    except ValueError:
        raise SourceUnreadableError(name, "el nombre no es válido") from None
    except OSError as fault:
        raise SourceUnreadableError(name, causes.cause(fault)) from None
    if not head.strip():
        raise NotATableError(name, "está vacío")
    return head
