"""A table's filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.bridge import struct
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.tables import Table


@guarded()
class TableFilter(base_classes.AutoFilter):
    """What of a table is shown; fields are columns, from 1."""

    office: Office

    def __init__(self, table: Table) -> None:
        self.office = table.office
        self._table = table

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """Return what each filtered column must hold."""
        found = []
        for condition in self._descriptor().FilterFields3:
            values = [value.StringValue for value in condition.Values]
            shown = base_classes.empty_autofilter_criteria(
                condition.Field + 1, "values"
            )
            found.append({**shown, "values": values})
        return found

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose cell in a column is one of some texts."""
        condition = struct("sheet.TableFilterField3")
        condition.Field = field - 1
        condition.Operator = 0  # com.sun.star.sheet.FilterOperator2.EQUAL
        condition.Values = tuple(_text_value(value) for value in values)
        self._filter([*self._others(field), condition])

    def clear(self, field: int | None = None) -> None:
        """Show the rows that a column's condition hid, or all conditions."""
        self._filter([] if field is None else self._others(field))

    def _others(self, field: int) -> list[Any]:
        conditions = self._descriptor().FilterFields3
        return [other for other in conditions if other.Field != field - 1]

    def _descriptor(self) -> Any:
        return self._table.api.getFilterDescriptor()

    def _filter(self, conditions: Sequence[Any]) -> None:
        table = self._table.api
        descriptor = table.getFilterDescriptor()
        descriptor.FilterFields3 = tuple(conditions)
        table.refresh()


def _text_value(value: str) -> Any:
    made = struct("sheet.FilterFieldValue")
    made.IsNumeric = False
    made.StringValue = value
    return made
