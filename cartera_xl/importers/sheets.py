"""The sheets of a workbook, as grids. Macros are not run; links are not followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cartera_xl.errors import DamagedSourceError
from cartera_xl.importers.archive import check_workbook
from cartera_xl.importers.cells import Grid

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from cartera_xl.importers.cells import Cell

MAX_SHEETS: Final = 100


def read_sheets(path: Path) -> list[Grid]:
    """Return the worksheets that people see, or the hidden ones where all are hidden.

    Raises:
        NotATableError, DamagedSourceError, SourceTooLargeError
    """
    uses_1904 = check_workbook(path)
    try:
        return _grids(path, uses_1904)
    except Exception as fault:
        # The parser has errors of its own, of the zip and of the XML below it.
        raise DamagedSourceError(path.name, "no se puede leer como libro") from fault
    except BaseException as fault:
        # A panic of the parser is no Exception; an interruption is none of ours.
        if type(fault).__name__ != "PanicException":
            raise
        raise DamagedSourceError(path.name, "no se puede leer como libro") from fault


def _grids(path: Path, uses_1904: bool) -> list[Grid]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        return [
            Grid(
                title,
                cast(
                    "list[list[Cell]]",
                    book.get_sheet_by_name(title).to_python(skip_empty_area=False),
                ),
                uses_1904=uses_1904,
            )
            for title in _titles(book)[:MAX_SHEETS]
        ]


def _titles(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    seen = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
    return seen or [sheet.name for sheet in sheets]
