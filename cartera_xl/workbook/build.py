"""Building a new, empty Cartera.xlsm from what `tabs` declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.workbook.template.book import draw
from cartera_xl.workbook.template.finishing import archive, finish
from cartera_xl.workbook.vba.project import with_project
from cartera_xl.workbook.vba.sources import Host, modules, this_workbook

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Host", "build", "new_workbook"]


def new_workbook(host: Host = Host.ADDIN, xlwings_source: str | None = None) -> bytes:
    """Return an empty workbook, always the same bytes.

    Args:
        host: where it takes xlwings' VBA from.
        xlwings_source: the text of that VBA (xlwings_module.py), for a workbook that
            stands alone.
    """
    parts = finish(draw())
    found = modules(host, xlwings_source)
    return archive(with_project(parts, found, this_workbook()))


def build(path: Path) -> None:
    """Write an empty workbook to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new_workbook())
