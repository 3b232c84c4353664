"""Building a new, empty Cartera.xlsm from what `tabs` declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.template.book import draw
from cartera_xl.workbook.template.finishing import archive, finish

if TYPE_CHECKING:
    from pathlib import Path


def new_workbook() -> bytes:
    """Return an empty workbook, always the same bytes."""
    return archive(finish(draw()))


def build(path: Path) -> None:
    """Write an empty workbook to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new_workbook())
