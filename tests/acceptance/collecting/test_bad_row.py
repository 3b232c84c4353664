"""One bad row, and nothing of its batch stands: twelve rows here, 200 in the soak."""

from __future__ import annotations

from tests.acceptance.collecting.bad_row import sweep


def test_a_bad_row_at_every_place_of_a_batch_leaves_nothing_of_it() -> None:
    assert sweep(12) == 12
