"""The columns that rows are written by are those that the tables have."""

from __future__ import annotations

from cartera_xl.store import schema
from cartera_xl.store.columns import COLUMNS


def test_rows_are_written_in_the_order_of_the_schema() -> None:
    declared = {
        name: tuple(table.columns.keys())
        for name, table in schema.metadata.tables.items()
    }
    assert declared == COLUMNS
