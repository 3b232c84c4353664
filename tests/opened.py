"""Workbooks as openpyxl reads them, each content once.

Reading one costs more than refreshing it, and a test asks the same workbook several
things. What is read here is looked at, never changed: the next who asks gets it too.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path


def opened(path: Path, *, data_only: bool = True) -> Any:
    """Return a workbook to look at, whichever program saved it."""
    return _read(path.read_bytes(), data_only=data_only)


@lru_cache(maxsize=4)
def _read(content: bytes, *, data_only: bool) -> Any:
    with warnings.catch_warnings():
        # Other programs write extensions of their own, which openpyxl does not know.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(content), data_only=data_only)
