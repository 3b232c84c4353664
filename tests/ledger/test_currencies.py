from __future__ import annotations

import pytest

from cartera_xl.ledger.currencies import MINOR_DIGITS, is_currency


def test_the_list_has_the_active_currencies_and_funds() -> None:
    assert len(MINOR_DIGITS) == 164
    assert all(len(c) == 3 and c.isascii() and c.isupper() for c in MINOR_DIGITS)


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        *(("COP", 2), ("COU", 2), ("USD", 2), ("EUR", 2), ("VES", 2), ("SLE", 2)),
        *(("CLP", 0), ("JPY", 0), ("PYG", 0), ("UGX", 0), ("XOF", 0)),
        *(("KWD", 3), ("TND", 3), ("IQD", 3), ("CLF", 4), ("UYW", 4)),
    ],
)
def test_decimals_are_those_of_the_standard(code: str, digits: int) -> None:
    assert MINOR_DIGITS[code] == digits


@pytest.mark.parametrize(
    "code",
    ["XXX", "XTS", "XAU", "PES", "COL", "HRK", "BGN", "ZWL", "VEF", "cop", "CO", ""],
)
def test_other_codes_are_no_currency(code: str) -> None:
    assert not is_currency(code)
