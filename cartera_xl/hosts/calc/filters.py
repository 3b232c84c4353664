"""A table's filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.bridge import struct
from cartera_xl.hosts.calc.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.table import Table

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
                **base_classes.empty_autofilter_criteria(field, "values"),
                "values": list(texts),
            }
            for field, texts in self._conditions().items()
        ]

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose cell in a column shows one of some texts."""
        self._apply({**self._conditions(), field: tuple(values)})

    def clear(self, field: int | None = None) -> None:
        """Show the rows that a column's condition hid, or all conditions."""
        others = self._conditions() if field is not None else {}
        others.pop(field or 0, None)
        if others:
            self._apply(others)
        else:
            self._show_all()

    def _conditions(self) -> dict[int, tuple[str, ...]]:
        """Return the texts that each filtered column is held to."""
        fields = self._table.api.getFilterDescriptor().getFilterFields3()
        return {f.Field + 1: tuple(v.StringValue for v in f.Values) for f in fields}

    def _apply(self, conditions: Mapping[int, Sequence[str]]) -> None:
        table = self._table.api
        descriptor = table.getFilterDescriptor()
        descriptor.ContainsHeader = True
        made = tuple(_condition(*condition) for condition in conditions.items())
        descriptor.setFilterFields3(made)
        table.refresh()

    def _show_all(self) -> None:
        cells = self._table.range.api  # a table's own refresh only ever hides
        nothing = cells.createFilterDescriptor(True)
        nothing.ContainsHeader = True  # the table takes it over
        cells.filter(nothing)


def _condition(field: int, texts: Sequence[str]) -> Any:
    made = struct("sheet.TableFilterField3")
    made.Field = field - 1
    made.Operator = _EQUAL
    made.Values = tuple(map(_value, texts))
    return made


def _value(text: str) -> Any:
    made = struct("sheet.FilterFieldValue")
    made.IsNumeric = False
    made.StringValue = text
    made.FilterType = _TEXT  # read back, it is another: conditions are made anew
    return made
