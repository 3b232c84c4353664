"""Which rows an address names, as Excel writes what is selected; no office."""

from __future__ import annotations

import pytest

from cartera_xl.hosts.live.selection import TooManyAreasError, rows_among

BODY = range(9, 60)


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("$B$10", [10]),
        ("$A$10:$C$12", [10, 11, 12]),
        ("$B$14,$A$9:$C$10,$B$20", [9, 10, 14, 20]),
        ("$B$14;$B$20", [14, 20]),
        ("$10:$11,$11:$12", [10, 11, 12]),
        ("$A$1:$C$9,$A$59:$A$90", [9, 59]),
        ("$A$1,$B$70", []),
        ("$A:$C", list(BODY)),
    ],
)
def test_every_area_that_ctrl_adds_is_chosen(address: str, rows: list[int]) -> None:
    assert rows_among(address, BODY) == rows


def test_an_address_that_may_be_cut_off_is_refused() -> None:
    areas = [f"$A${row}" for row in BODY]
    whole = ",".join(areas[:38])
    assert len(whole) < 229
    assert rows_among(whole, BODY) == list(BODY[:38])
    for cut in (40, 42, 51):
        with pytest.raises(TooManyAreasError, match="elija filas seguidas"):
            rows_among(",".join(areas[:cut]), BODY)
