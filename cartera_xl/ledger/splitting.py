"""Sharing an amount out to the last minor unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount in proportion, by largest remainder: the parts add up to it.

    Every part is the exact share rounded down or up; of equal remainders the earlier
    one is rounded up.

    Args:
        amount: minor units, zero or above.
        weights: zero or above, one at least above zero.
    """
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    remainders = [amount * weight % whole for weight in weights]
    left_over = amount - sum(parts)
    largest = sorted(range(len(parts)), key=lambda i: -remainders[i])[:left_over]
    for position in largest:
        parts[position] += 1
    return parts
