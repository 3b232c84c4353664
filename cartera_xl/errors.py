"""Every fault that can stop an action, each with the sentence that a person reads.

A rule that rejects a row is not a fault: it is a value with a status, written beside
the row. Only the entry points turn these into words on a screen; `exit_code` is what a
script sees.
"""

from __future__ import annotations

from typing import ClassVar

DONE, REFUSED, UNUSABLE, INTERNAL = 0, 1, 2, 3


class CarteraError(Exception):
    """Base of all faults; its text is shown to the user as it stands."""

    exit_code: ClassVar[int] = UNUSABLE


class AmountError(CarteraError):
    """A value that is no amount of money."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"El valor «{text}» {reason}.")
        self.reason = reason
