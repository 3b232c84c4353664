"""The looks that a workbook keeps a styled empty cell of, for each column of a tab.

A refresh gives every row its cells' styles again. The first row of a table is a trap as
their source: whoever paints it would paint the column.
"""

from __future__ import annotations

from typing import Final, NamedTuple

DECIMALS: Final = (0, 2, 3)  # all that currencies have (ISO 4217)
# How amounts are written, as a digit that conditional formats compare.
PESOS: Final = 0  # «$», without cents


def plain(decimals: int) -> int:
    """Return the digit of amounts without a sign, with so many decimals."""
    return decimals + 1


class Look(NamedTuple):
    """One row of samples.

    `decimals` is how amounts are shown that are in another currency than the base,
    without a sign: «$» would call them pesos. None: the base currency's format.
    """

    decimals: int | None
    rejected: bool


USUAL: Final = Look(None, rejected=False)
LOOKS: Final = tuple(
    Look(decimals, rejected)
    for decimals in (None, *DECIMALS)
    for rejected in (False, True)
)
