"""What is wrong with rows: a value, to be shown beside them."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: about what, a code for programs, a Spanish sentence.

    What does not block is a notice: a person should know, and may go on.
    """

    subject: str
    code: str
    sentence: str
    blocks: bool = True
