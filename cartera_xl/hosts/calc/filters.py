"""A table's filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.bridge import struct
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.tables import Table

_EQUAL: Final = 2  # com.sun.star.sheet.FilterOperator2
_TEXT: Final = 1  # com.sun.star.sheet.FilterFieldType


@guarded()
class TableFilter(base_classes.AutoFilter):
    """What of a table is shown; fields are columns, from 1."""

    office: Office
    document: Any

    def __init__(self, table: Table) -> None:
        self.office = table.office
        self.document = table.document
        self._table = table

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """Return what each filtered column must hold."""
        return [
            {
                **base_classes.empty_autofilter_criteria(condition.Field + 1, "values"),
                "values": [value.StringValue for value in condition.Values],
            }
            for condition in self._conditions()
        ]

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose cell in a column is one of some texts."""
        condition = struct("sheet.TableFilterField3")
        condition.Field = field - 1
        condition.Operator = _EQUAL
        condition.Values = tuple(_value(value) for value in values)
        self._apply([*self._others(field), condition])

    def clear(self, field: int | None = None) -> None:
        """Show the rows that a column's condition hid, or all conditions."""
        others = [] if field is None else self._others(field)
        if others:
            self._apply(others)
        else:
            self._show_all()

    def _show_all(self) -> None:
        cells = self._table.range.api  # a table's own refresh only ever hides
        nothing = cells.createFilterDescriptor(True)
        nothing.ContainsHeader = True  # the table takes it over
        cells.filter(nothing)

    def _others(self, field: int) -> list[Any]:
        return [other for other in self._conditions() if other.Field != field - 1]

    def _conditions(self) -> Sequence[Any]:
        found: Sequence[Any] = self._table.api.getFilterDescriptor().getFilterFields3()
        return found

    def _apply(self, conditions: Sequence[Any]) -> None:
        table = self._table.api
        descriptor = table.getFilterDescriptor()
        descriptor.ContainsHeader = True
        descriptor.setFilterFields3(tuple(conditions))
        table.refresh()


def _value(text: str) -> Any:
    made = struct("sheet.FilterFieldValue")
    made.IsNumeric = False
    made.StringValue = text
    made.FilterType = _TEXT
    return made
