"""What is wrong with a template, and where."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing to mend: the file, its line (from 1), and a Spanish sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, línea {self.line}: {self.sentence}"
