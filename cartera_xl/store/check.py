"""What a check of the ledger finds."""

from __future__ import annotations

from typing import NamedTuple


class Check(NamedTuple):
    """One thing that is always true, how many rows were asked, and who breaks it."""

    name: str  # I1 … I15, or «archivo», «referencias», «protecciones»
    title: str  # a Spanish sentence
    rows: int
    offenders: tuple[str, ...] = ()  # the first of them

    @property
    def passed(self) -> bool:
        """Tell whether nothing was found."""
        return not self.offenders
