"""Telling that a tab shows already what a refresh would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartera_xl.hosts.live.plan import TabPlan


def shows_it_already(plan: TabPlan) -> bool:
    """Tell whether a tab has the rows that it should have, all of them in view."""
    found, table = plan.found, plan.found.placement.table
    if table.last != plan.last or table.filtered:
        return False
    shown = all(
        next(changed(values, found.columns[number]), None) is None
        for number, values in plan.columns.items()
        if found.placement.title(number) not in table.calculated
    )
    return shown and found.hidden == []


def changed(new: Sequence[object], shown: Sequence[object]) -> Iterator[int]:
    """Yield the positions of a column's cells that do not show what they should."""
    both = min(len(new), len(shown))
    if list(new[:both]) != list(shown[:both]):
        for position, (value, there) in enumerate(zip(new, shown)):  # noqa: B905
            if value != there and not _is_marked(value, there):
                yield position
    yield from range(both, len(new))


def _is_marked(value: object, there: object) -> bool:
    """Tell that a value is a shown text with an apostrophe that says so."""
    return isinstance(value, str) and value.removeprefix("'") == there
