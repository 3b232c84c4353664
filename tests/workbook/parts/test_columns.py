from __future__ import annotations

import pytest

from cartera_xl.workbook.parts.columns import Shown, with_columns

HEAD = b'<worksheet><sheetFormatPr defaultRowHeight="17"/>'
HIDE, SHOW = Shown(shown=False, width=14), Shown(shown=True, width=14)


def columns(*spans: str) -> bytes:
    return HEAD + b"<cols>" + "".join(f"<col {span}/>" for span in spans).encode()


def within(*spans: str) -> bytes:
    return columns(*spans) + b"</cols>"


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        (
            within('min="3" max="3" width="14"'),
            {3: HIDE},
            within('min="3" max="3" width="14" hidden="1"'),
        ),
        (
            within('width="14" hidden="true" min="3" max="3"'),
            {3: SHOW},
            within('width="14" min="3" max="3"'),
        ),
        (  # as Excel saves a hidden column
            within('min="3" max="3" width="0" hidden="1" customWidth="1"'),
            {3: SHOW},
            within('min="3" max="3" width="14" customWidth="1"'),
        ),
        (  # a width of a person's own
            within('min="3" max="3" width="40" hidden="1"'),
            {3: SHOW},
            within('min="3" max="3" width="40"'),
        ),
        (
            within('min="2" max="5" width="9" style="4"'),
            {3: HIDE, 4: HIDE},
            within(
                'min="2" max="2" width="9" style="4"',
                'min="3" max="3" width="9" style="4" hidden="1"',
                'min="4" max="4" width="9" style="4" hidden="1"',
                'min="5" max="5" width="9" style="4"',
            ),
        ),
        (
            within('min="9" max="9" width="9"'),
            {3: HIDE},
            within(
                'min="3" max="3" width="14" customWidth="1" hidden="1"',
                'min="9" max="9" width="9"',
            ),
        ),
        (
            HEAD,
            {3: HIDE},
            within('min="3" max="3" width="14" customWidth="1" hidden="1"'),
        ),
    ],
)
def test_columns_are_hidden_and_shown(
    before: bytes, wanted: dict[int, Shown], after: bytes
) -> None:
    assert with_columns(before, wanted) == after
    assert with_columns(after, wanted) == after


@pytest.mark.parametrize(
    "head", [HEAD, within('max="5"  min="2" width="9" hidden="0"')]
)
def test_columns_that_are_as_wanted_stay_byte_for_byte(head: bytes) -> None:
    assert with_columns(head, {3: SHOW}) == head
    assert with_columns(head, {}) == head
