"""Rows given to somebody without Cartera: cells are what they were."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.export import export

if TYPE_CHECKING:
    from cartera_xl.tabs.tab import Tab

DUE = datetime(2026, 2, 10)  # noqa: DTZ001 - a cell's
ROW = {"customer": "=1+1 S.A.S.", "nit": "00123", "number": "F-1", "due": DUE}


def read(tab: Tab, *rows: Any) -> Any:
    return load_workbook(BytesIO(export(tab, rows)))[tab.title]


def cell(sheet: Any, heading: str) -> Any:
    titles = [one.value for one in sheet[1]]
    return sheet.cell(2, titles.index(heading) + 1)


@pytest.mark.parametrize(
    ("heading", "field", "value", "kind", "look"),
    [
        ("Cliente", "customer", "=1+1 S.A.S.", "s", "@"),
        ("NIT", "nit", "00123", "s", "@"),
        ("Vence", "due", DUE, "d", "dd/mm/yyyy"),
        ("Saldo", "balance", 1234.5, "n", "#,##0.00"),
        ("Mora", "days", 49, "n", "0"),
    ],
)
def test_a_cell_is_what_it_was(
    heading: str, field: str, value: Any, kind: str, look: str
) -> None:
    found = cell(read(OVERDUE, {field: value}), heading)
    assert (found.value, found.data_type, found.number_format) == (value, kind, look)


def test_what_begins_with_a_sign_of_a_formula_is_text_in_excel_too() -> None:
    assert cell(read(OVERDUE, ROW), "Cliente").quotePrefix


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.table)
def test_every_tab_gives_its_visible_columns_and_a_filter(tab: Tab) -> None:
    sheet = read(tab, {}, {})
    assert [one.value for one in sheet[1]] == [c.title for c in tab.shown]
    assert sheet.auto_filter.ref.endswith("3")
    assert sheet.freeze_panes == "A2"
