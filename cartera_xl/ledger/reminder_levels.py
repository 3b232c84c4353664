"""The levels of a reminder: from which day of arrears, in what tone, how often."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cartera_xl.errors import CarteraError

COUNT: Final = 5  # before due, then four of arrears
_KEYS: Final = ("previo", "nivel-1", "nivel-2", "nivel-3", "nivel-4")
_LATEST: Final = 3650
_MOST_TIMES: Final = 99


class LevelsError(CarteraError):
    """Days, tones, waits or maxima that make no levels."""

    def __init__(self, text: str, wanted: str, example: str) -> None:
        super().__init__(
            f"«{text}» no sirve para los niveles de los recordatorios: escriba "
            f"{wanted}, separados por comas, por ejemplo {example}."
        )


class Tone(StrEnum):
    """How a level speaks: it chooses the template."""

    PREVENTIVE = "preventivo"
    FRIENDLY = "cordial"
    FIRM = "firme"
    FORMAL = "formal"
    FINAL = "final"

    @property
    def template(self) -> str:
        """Return the template that speaks so, which is called after its first level."""
        return _TEMPLATES[self]


# «preventivo» speaks of what has not fallen due, the others of what has.
_TEMPLATES: Final = dict(zip(Tone, _KEYS, strict=True))


@dataclass(frozen=True, slots=True)
class Level:
    """One level: a closed range of whole days of arrears, negative before due.

    `gap_days` is the least number of days since any message to the customer; `maximum`
    how often a document may be reminded at this level, 0 for never.
    """

    key: str  # stable: «previo», «nivel-1» … «nivel-4»
    name: str  # as the screen shows it: «31–60 días»
    from_day: int
    to_day: int | None  # None: without end
    tone: Tone
    gap_days: int
    maximum: int

    def holds(self, days: int) -> bool:
        """Tell whether so many days of arrears are in this level."""
        return self.from_day <= days and (self.to_day is None or days <= self.to_day)


Levels = tuple[Level, ...]  # in rising order


def levels(
    days: tuple[int, ...],
    tones: tuple[Tone, ...],
    gaps: tuple[int, ...],
    maxima: tuple[int, ...],
) -> Levels:
    """Return the five levels that the parameters describe.

    Args:
        days: how many days before due the first begins, then where the second, third
            and fourth end; the last has no end.
        tones: of each level.
        gaps: days to wait since the customer's last message, of each level.
        maxima: how often a document may be reminded at each level.
    """
    before, *limits = days
    starts = (-before, 1, *(limit + 1 for limit in limits))
    ends = (0, *limits, None)
    return tuple(
        Level(key, _name(start, end), start, end, tone, gap, most)
        for key, start, end, tone, gap, most in zip(
            _KEYS, starts, ends, tones, gaps, maxima, strict=True
        )
    )


def _name(start: int, end: int | None) -> str:
    if start <= 0:
        return "Antes de vencer"
    return f"Más de {start - 1} días" if end is None else f"{start}–{end} días"


def level_of(days: int, among: Levels) -> Level | None:
    """Return the level that so many days of arrears are in; None: none yet."""
    return next((level for level in among if level.holds(days)), None)


def parse_days(text: str) -> tuple[int, ...]:
    """Read where levels begin and end: «3,30,60,90».

    Raises:
        LevelsError: not the days before due, then three rising limits above zero.
    """
    wanted = "los días antes del vencimiento y tres límites de mora en orden ascendente"
    days = _numbers(text, COUNT - 1, _LATEST, wanted, DAYS)
    rising = all(a < b for a, b in itertools.pairwise(days[1:]))
    if days[1] < 1 or not rising:
        raise LevelsError(text, wanted, DAYS)
    return days


def parse_tones(text: str) -> tuple[Tone, ...]:
    """Read the tone of each level.

    Raises:
        LevelsError: not «preventivo», of what has not fallen due, and four others.
    """
    first, *others = tuple(Tone)
    wanted = f"«{first}» y cuatro tonos más ({', '.join(others)})"
    words = _parts(text)
    if len(words) != COUNT or words[0] != first or not set(words[1:]) <= {*others}:
        raise LevelsError(text, wanted, TONES)
    return tuple(map(Tone, words))


def parse_gaps(text: str) -> tuple[int, ...]:
    """Read how long each level waits after the customer's last message.

    Raises:
        LevelsError: not five counts of days, one or more each.
    """
    wanted = "cinco esperas en días, de 1 en adelante"
    gaps = _numbers(text, COUNT, _LATEST, wanted, GAPS)
    if min(gaps) < 1:
        raise LevelsError(text, wanted, GAPS)
    return gaps


def parse_maxima(text: str) -> tuple[int, ...]:
    """Read how often a document is reminded at each level; 0 turns a level off.

    Raises:
        LevelsError: not five whole numbers up to 99.
    """
    wanted = f"cinco cantidades de 0 a {_MOST_TIMES}"
    return _numbers(text, COUNT, _MOST_TIMES, wanted, MAXIMA)


def _numbers(
    text: str, count: int, most: int, wanted: str, example: str
) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in _parts(text))
    except ValueError:
        raise LevelsError(text, wanted, example) from None
    if len(numbers) != count or not all(0 <= n <= most for n in numbers):
        raise LevelsError(text, wanted, example)
    return numbers


def _parts(text: str) -> list[str]:
    return [part.strip().casefold() for part in text.replace(";", ",").split(",")]


DAYS: Final = "3,30,60,90"
TONES: Final = "preventivo,cordial,firme,formal,final"
GAPS: Final = "7,7,7,10,15"
MAXIMA: Final = "1,3,3,3,3"
DEFAULT_LEVELS: Final = levels(
    parse_days(DAYS), parse_tones(TONES), parse_gaps(GAPS), parse_maxima(MAXIMA)
)
