from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cartera_xl.tabs.versions import corrections_version
from cartera_xl.workbook.bodies.corrections import as_written
from cartera_xl.workbook.parts.cells import RawCell

PLACEMENT: Any = SimpleNamespace(prefilled={4: None, 5: None})
VERSION = corrections_version(["Norte", "a@x.co"])


def cell(column: int, text: str, formula: str = "") -> RawCell:
    return RawCell(9, column, b' t="str"', f"{formula}<v>{text}</v>".encode())


@pytest.mark.parametrize(
    ("group", "email", "untouched"),
    [
        (cell(4, "Norte"), cell(5, "a@x.co"), True),
        (cell(4, "Norte"), cell(5, "b@x.co"), False),
        (cell(4, "Norte"), None, False),
        (cell(4, "Norte"), cell(5, "a@x.co", "<f>A1</f>"), False),
    ],
)
def test_a_row_is_as_written_while_its_cells_come_to_its_version(
    group: RawCell, email: RawCell | None, untouched: bool
) -> None:
    cells = {4: group, 5: email} if email else {4: group}
    assert as_written(PLACEMENT, cells, VERSION, str) is untouched


def test_a_tab_without_such_cells_is_never_taken_for_untouched() -> None:
    assert not as_written(SimpleNamespace(prefilled={}), {}, VERSION, str)  # type: ignore[arg-type]
