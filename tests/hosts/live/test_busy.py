"""What an older Excel answers to words that it does not know."""

from __future__ import annotations

import pytest

from cartera_xl.hosts.live.busy import is_unknown_there
from tests.excel.test_pump import ComError


@pytest.mark.parametrize(
    ("fault", "unknown"),
    [
        (ComError(-2147352570), True),  # Excel 2016: no CommentsThreaded
        (AttributeError("CommentsThreaded"), True),
        (NotImplementedError("macOS"), True),
        (ComError(-2147418111), False),  # busy: it may know the word
        (ValueError("otra cosa"), False),
    ],
)
def test_a_word_that_excel_does_not_know_is_no_fault(
    fault: Exception, unknown: bool
) -> None:
    assert is_unknown_there(fault) is unknown
