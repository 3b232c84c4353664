from __future__ import annotations

import pytest

from cartera_xl.views.book import decimals, tables
from tests.views.snapshots import item, snapshot


@pytest.mark.parametrize(
    ("base", "plain"),
    [("COP", {"USD": 2, "JPY": 0}), ("USD", {"COP": 2, "USD": 2, "JPY": 0})],
)
def test_only_pesos_as_the_base_are_shown_with_their_sign(
    base: str, plain: dict[str, int]
) -> None:
    items = [item(c, 5, currency=c) for c in ("COP", "USD", "JPY")]
    shown = snapshot(*items, stored={"moneda": base})
    assert decimals(tables(shown), shown.parameters) == plain


def test_a_company_without_other_currencies_has_none() -> None:
    shown = snapshot(item("A", 5))
    assert decimals(tables(shown), shown.parameters) == {}
