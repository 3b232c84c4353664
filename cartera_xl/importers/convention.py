"""How a file writes amounts and dates, where a person says it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import UnknownConventionError
from cartera_xl.importers.dates import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

# An example of each convention, and its decimal mark, by which the code knows it.
NUMBERS: Final[Mapping[str, str]] = MappingProxyType({"1.234,56": ",", "1,234.56": "."})
EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {mark: example for example, mark in NUMBERS.items()}
)
DATES: Final[Mapping[str, Order]] = MappingProxyType({o.value: o for o in Order})
THOUSANDS: Final[Mapping[str, str]] = MappingProxyType({",": ".", ".": ","})
MARK_NAMES: Final[Mapping[str, str]] = MappingProxyType({",": "coma", ".": "punto"})


class Stated(NamedTuple):
    """What a person says of a file; empty where the file is to speak for itself."""

    mark: str = ""
    order: Order | None = None


SILENT: Final = Stated()


def stated(numbers: str = "", dates: str = "") -> Stated:
    """Return what a person says, from «1.234,56» or «1,234.56», «d/m» or «m/d».

    Raises:
        UnknownConventionError: it is none of these.
    """
    if numbers and numbers not in NUMBERS:
        raise UnknownConventionError(numbers, list(NUMBERS))
    if dates and dates not in DATES:
        raise UnknownConventionError(dates, list(DATES))
    return Stated(NUMBERS.get(numbers, ""), DATES.get(dates))
