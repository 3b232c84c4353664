"""Columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range
    from cartera_xl.hosts.calc.table import Table


@guarded()
class TableColumns(base_classes.TableColumns):
    """A table's columns by place, from 1, or by heading."""

    office: Office
    document: Any

    def __init__(self, table: Table) -> None:
        self.parent = table
        self.office = table.office
        self.document = table.document

    @property
    def api(self) -> Any:
        """Return UNO's database range."""
        return self.parent.api

    def __iter__(self) -> Iterator[TableColumn]:
        return iter(self._all())

    def __len__(self) -> int:
        return self.parent.range.shape[1]

    def __contains__(self, key: str) -> bool:
        return key.lower() in (column.name.lower() for column in self._all())

    def __call__(self, key: int | str) -> TableColumn:
        """Return a column by heading or by place, from 1."""
        for column in self._all():
            if key == column.index or (
                isinstance(key, str) and column.name.lower() == key.lower()
            ):
                return column
        raise KeyError(key)

    def _all(self) -> list[TableColumn]:
        headings = self.parent.header_row_range
        width = self.parent.range.shape[1]
        values = headings.api.getDataArray()[0] if headings else ("",) * width
        return [
            TableColumn(self.parent, place, str(value))
            for place, value in enumerate(values, 1)
        ]


@guarded()
class TableColumn(base_classes.TableColumn):
    """A column of a table as it stood when it was looked up."""

    office: Office
    document: Any

    name: str = ""
    index: int = 0

    def __init__(self, table: Table, index: int, name: str) -> None:
        self.office = table.office
        self.document = table.document
        self.index, self.name = index, name
        self._table = table

    @property
    def range(self) -> Range:
        """Return all cells of the column."""
        return self._of(self._table.range)

    @property
    def data_body_range(self) -> Range | None:
        """Return the cells below the heading, None where there are none."""
        body = self._table.data_body_range
        return self._of(body) if body else None

    def _of(self, cells: Range) -> Range:
        first = cells(1, self.index)
        return first.to(cells(cells.shape[0], self.index))
