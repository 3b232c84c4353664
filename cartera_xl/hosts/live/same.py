"""Telling that a tab shows already what a refresh would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.live.plan import TabPlan


def shows_it_already(plan: TabPlan) -> bool:
    """Tell whether a tab has the rows that it should have, all of them in view."""
    found, table = plan.found, plan.found.placement.table
    if table.last != plan.last or table.filtered:
        return False
    shown = all(
        is_shown(values, found.columns[number])
        for number, values in plan.columns.items()
        if found.placement.title(number) not in table.calculated
    )
    return shown and found.hidden == []


def is_shown(new: Sequence[object], shown: Sequence[object]) -> bool:
    """Tell whether cells of a column show what they should."""
    return list(new) == list(shown) or all(
        value == there or (isinstance(value, str) and value.removeprefix("'") == there)
        for value, there in zip(new, shown, strict=True)
    )
