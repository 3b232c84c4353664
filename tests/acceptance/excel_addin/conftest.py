from __future__ import annotations

from tests.workbook.vba.fixtures import book, open_once

__all__ = ["book", "open_once"]
