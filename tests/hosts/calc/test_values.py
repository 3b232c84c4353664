"""What is written into cells comes back as it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.calc_office import Calc

pytestmark = pytest.mark.calc


def test_a_block_of_every_kind_comes_back(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    moment = datetime(2026, 11, 24, 13, 30)  # noqa: DTZ001
    sheet["A1"].value = [[1, "á", None], [True, date(2026, 1, 2), moment]]
    midnight = datetime(2026, 1, 2)  # noqa: DTZ001
    assert sheet["A1:C2"].value == [[1.0, "á", None], [True, midnight, moment]]
