"""A new, empty workbook in a folder that goes away: to look at, or to fill."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl.install.places import WORKBOOK
from cartera_xl.install.writing import NotWrittenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.install.modules import Builder, Mode


@contextmanager
def staged(build: Builder, mode: Mode) -> Iterator[Path]:
    """Give the path of a new workbook of a mode.

    Raises:
        NotWrittenError: the folder for temporary files has no room.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / WORKBOOK
        try:
            path.write_bytes(build(mode))
        except OSError as error:
            raise NotWrittenError(path, error) from error
        yield path
