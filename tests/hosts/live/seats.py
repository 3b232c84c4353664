"""One workbook before a person, closed or open: typed in and looked at the same way."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from openpyxl.styles import PatternFill
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.hosts.entries import PercentCell
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.tabs.overdue import OVERDUE
from tests.hosts import attached, books
from tests.hosts.books import FIRST, edited

if TYPE_CHECKING:
    from pathlib import Path

    from xlwings import Book

    from cartera_xl.hosts.host import Host
    from cartera_xl.tabs.tab import Tab
    from tests.calc_office import Calc

Rgb = tuple[int, int, int] | None
Place = tuple[int, str]  # row of the table, from 1, and heading


class Seat(Protocol):
    """A person's place at a workbook."""

    @property
    def host(self) -> Host: ...

    def put(self, cells: dict[tuple[int, str], object], tab: Tab = OVERDUE) -> None:
        """Type into cells by row of the table, from 1, and heading."""

    def values(self, title: str, tab: Tab = OVERDUE) -> list[Any]:
        """Return a column of a table, top to bottom."""

    def formula(self, row: int, title: str) -> str: ...

    def fill(self, row: int, title: str) -> Rgb: ...

    def number_format(self, row: int, title: str) -> str: ...

    def add_column(self, title: str, cells: list[object]) -> None:
        """Add a column of a person's own to the table of Vencidas."""

    def hide(self, *rows: int) -> None: ...

    def put_note(self, cell: Place, text: str, tab: Tab = OVERDUE) -> None: ...

    def notes(self, tab: Tab = OVERDUE) -> dict[str, str]: ...

    def put_link(self, cell: Place, address: str) -> None: ...

    def links(self, tab: Tab = OVERDUE) -> dict[str, str]:
        """Return where the links of a tab's body lead, by address."""

    def paint(self, *cells: Place) -> None: ...

    def make_high(self, row: int) -> None: ...


class Closed:
    """At a file, with openpyxl."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def host(self) -> Host:
        return ClosedWorkbook(self.path)

    def put(self, cells: dict[tuple[int, str], object], tab: Tab = OVERDUE) -> None:
        with edited(self.path) as book:
            for (row, title), value in cells.items():
                cell = book[tab.title].cell(FIRST + row - 1, books.column(title, tab))
                cell.value = value.share if isinstance(value, PercentCell) else value
                if isinstance(value, PercentCell):
                    cell.number_format = "0%"
                if isinstance(value, str) and value[:1] == "'":
                    cell.value = value[1:]
                    cell.data_type = "s"

    def values(self, title: str, tab: Tab = OVERDUE) -> list[Any]:
        shown = map(plain, books.values(self.path, title, tab))
        # openpyxl leaves the sign that says «no code follows» in inline texts.
        return [v.replace("_x005F_", "_") if isinstance(v, str) else v for v in shown]

    def formula(self, row: int, title: str) -> str:
        sheet = books.sheet(self.path, formulas=True)
        return str(sheet.cell(FIRST + row - 1, books.column(title)).value)

    def fill(self, row: int, title: str) -> Rgb:
        cell = books.sheet(self.path).cell(FIRST + row - 1, books.column(title))
        if cell.fill.fill_type is None:
            return None
        rgb = cell.fill.fgColor.rgb[-6:]
        return int(rgb[:2], 16), int(rgb[2:4], 16), int(rgb[4:], 16)

    def number_format(self, row: int, title: str) -> str:
        sheet = books.sheet(self.path)
        cell = sheet.cell(FIRST + row - 1, books.column(title))
        return str(cell.number_format)

    def add_column(self, title: str, cells: list[object]) -> None:
        from tests.hosts.test_closed_users import add_columns

        with edited(self.path) as book:
            ws = book[OVERDUE.title]
            add_columns(ws, title)
            number = len(OVERDUE.columns) + 1
            for row, value in enumerate(cells, FIRST):
                ws.cell(row, number).value = value

    def hide(self, *rows: int) -> None:
        with edited(self.path) as book:
            for row in rows:
                book[OVERDUE.title].row_dimensions[FIRST + row - 1].hidden = True

    def put_note(self, cell: Place, text: str, tab: Tab = OVERDUE) -> None:
        attached.note(self.path, place_of(cell, tab), text, tab.title)

    def notes(self, tab: Tab = OVERDUE) -> dict[str, str]:
        return attached.notes(self.path, tab.title)

    def put_link(self, cell: Place, address: str) -> None:
        with edited(self.path) as book:
            found = book[OVERDUE.title][place_of(cell)]
            if address[0] == "#":
                place = Hyperlink(ref=found.coordinate, location=address[1:])
                found.hyperlink = place
            else:
                found.hyperlink = address

    def links(self, tab: Tab = OVERDUE) -> dict[str, str]:
        found = attached.links(self.path, tab.title)
        return {a: t if "://" in t else f"#{t}" for a, t in found.items()}

    def paint(self, *cells: Place) -> None:
        with edited(self.path) as book:
            for cell in cells:
                red = PatternFill("solid", fgColor="FFFF0000")
                book[OVERDUE.title][place_of(cell)].fill = red

    def make_high(self, row: int) -> None:
        with edited(self.path) as book:
            book[OVERDUE.title].row_dimensions[FIRST + row - 1].height = 40


class Live:
    """At LibreOffice."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def host(self) -> Host:
        return LiveWorkbook(self.book)

    def put(self, cells: dict[tuple[int, str], object], tab: Tab = OVERDUE) -> None:
        for (row, title), value in cells.items():
            cell = self._cell(row, title, tab)
            cell.value = value.share if isinstance(value, PercentCell) else value
            if isinstance(value, PercentCell):
                cell.number_format = "0%"
            if isinstance(value, datetime):  # as a program does where one is typed
                cell.number_format = "dd/mm/yyyy"

    def values(self, title: str, tab: Tab = OVERDUE) -> list[Any]:
        table: Any = self.book.sheets[tab.title].tables[tab.table]
        titles = table.header_row_range.value
        column = table.data_body_range[:, titles.index(title)]
        return [plain(value) for value in column.options(ndim=1).value]

    def formula(self, row: int, title: str) -> str:
        return str(self._cell(row, title).formula)

    def fill(self, row: int, title: str) -> Rgb:
        found: Rgb = self._cell(row, title).color
        return found

    def number_format(self, row: int, title: str) -> str:
        return str(self._cell(row, title).number_format)

    def add_column(self, title: str, cells: list[object]) -> None:
        sheet = self.book.sheets[OVERDUE.title]
        table = sheet.tables[OVERDUE.table]
        number = len(OVERDUE.columns) + 1
        bottom = table.range.row + table.range.shape[0] - 1
        table.resize(sheet.range(f"A8:{get_column_letter(number)}{bottom}"))
        sheet.range((FIRST - 1, number)).value = title
        for row, value in enumerate(cells, FIRST):
            sheet.range((row, number)).value = value

    def hide(self, *rows: int) -> None:
        for row in rows:
            self._cell(row, OVERDUE.titles[0]).rows.hidden = True

    def put_note(self, cell: Place, text: str, tab: Tab = OVERDUE) -> None:
        self._cell(*cell, tab).add_note(text)

    def notes(self, tab: Tab = OVERDUE) -> dict[str, str]:
        notes = self.book.sheets[tab.title].notes
        return {n.location.address.replace("$", ""): n.text for n in notes}

    def put_link(self, cell: Place, address: str) -> None:
        found = self._cell(*cell)
        shown = found.value
        found.add_hyperlink(address, text_to_display=str(shown))
        if not isinstance(shown, str):
            found.value = shown

    def links(self, tab: Tab = OVERDUE) -> dict[str, str]:
        sheet = self.book.sheets[tab.title]
        cells: Any = sheet.range((FIRST, 1), (FIRST + 40, 30))
        found = [sheet.range(place) for place in cells.impl.linked_cells()]
        return {c.address.replace("$", ""): c.hyperlink for c in found}

    def paint(self, *cells: Place) -> None:
        for cell in cells:
            self._cell(*cell).color = (255, 0, 0)

    def make_high(self, row: int) -> None:
        self._cell(row, OVERDUE.titles[0]).row_height = 40

    def _cell(self, row: int, title: str, tab: Tab = OVERDUE) -> Any:
        sheet = self.book.sheets[tab.title]
        return sheet.range((FIRST + row - 1, books.column(title, tab)))


def place_of(cell: Place, tab: Tab = OVERDUE) -> str:
    """Return the address of a cell of a table."""
    row, title = cell
    return f"{get_column_letter(books.column(title, tab))}{FIRST + row - 1}"


def seat(kind: str, path: Path, calc: Calc | None) -> Seat:
    """Sit down at a workbook."""
    if calc is None:
        return Closed(path)
    return Live(calc.app.books.open(path))


def plain(value: object) -> object:
    """Return a value as both programs give it: whole numbers whole, days as dates."""
    if isinstance(value, datetime):
        return (
            value.date()
            if value == datetime.combine(value, datetime.min.time())
            else value
        )
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value or None if isinstance(value, str) else value
