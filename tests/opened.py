"""Workbooks as openpyxl reads them, each content once, and as a person changes them.

Reading one costs more than refreshing it, and a test asks the same workbook several
things. What is only looked at is never changed: the next who asks gets it too.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def opened(path: Path, *, data_only: bool = True) -> Any:
    """Return a workbook to look at, whichever program saved it."""
    return _read(path.read_bytes(), data_only=data_only)


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """Give a workbook to change with its macros kept, and save it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book: Any = load_workbook(path, keep_vba=True)
    try:
        yield book
        book.save(path)
    finally:
        # Left to the garbage collector, it would write after its buffer is closed.
        book.vba_archive.close()


@lru_cache(maxsize=4)
def _read(content: bytes, *, data_only: bool) -> Any:
    with warnings.catch_warnings():
        # Other programs write extensions of their own, which openpyxl does not know.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(content), data_only=data_only)
