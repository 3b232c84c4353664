"""Values that were read, as xlwings' readers want them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class CellError(str):
    """An error that a formula gave, as Excel writes it: «#N/A»."""

    __slots__ = ()


def clean(
    rows: Sequence[list[Any]],
    moment_as: Callable[..., Any],
    empty_as: Any,
    number_as: Callable[[float], Any] | None,
    errors_as_text: bool,
) -> list[list[Any]]:
    """Return rows that were read, as a reader of xlwings wants each kind."""
    kinds: dict[type, Callable[[Any], Any]] = {}
    if not errors_as_text:  # an error is a text as it is
        kinds[CellError] = lambda _: None
    if empty_as is not None:
        kinds[type(None)] = lambda _: empty_as
    if number_as is not None:
        kinds[float] = number_as
    if moment_as is not datetime:
        kinds[datetime] = lambda value: _built(moment_as, value)
    if not kinds:
        return list(rows)
    of = kinds.get
    return [
        row
        if kinds.keys().isdisjoint(map(type, row))
        else [c if (f := of(type(c))) is None else f(c) for c in row]
        for row in rows
    ]


def _built(moment_as: Callable[..., Any], value: datetime) -> Any:
    return moment_as(
        year=value.year,
        month=value.month,
        day=value.day,
        hour=value.hour,
        minute=value.minute,
        second=value.second,
        microsecond=value.microsecond,
        tzinfo=None,
    )
