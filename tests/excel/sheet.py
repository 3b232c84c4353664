"""A workbook's sheet whose cells hold our functions, called as its wrappers call."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cartera_xl.excel.functions  # noqa: F401 - registers them
from cartera_xl.excel.registry import REGISTRY
from tests.desk import TODAY

if TYPE_CHECKING:
    from pathlib import Path

ERRORS: Final = {"2042": "#N/A", "2015": "#VALUE!"}


@dataclass(frozen=True)
class Sheet:
    """What stands in the cells of a workbook."""

    workbook: Path

    def __call__(self, name: str, *cells: object, corte: object = TODAY) -> Any:
        """Return what a cell shows; an error value as Excel writes it."""
        answer = REGISTRY[name](str(self.workbook), corte, *cells)
        if isinstance(answer, str):
            assert answer[0] == "\x01", answer
            return ERRORS[answer[1:5]]
        return answer

    def reason(self, name: str, *cells: object, corte: object = TODAY) -> str:
        """Return what the status bar says of an error."""
        answer = REGISTRY[name](str(self.workbook), corte, *cells)
        assert isinstance(answer, str), answer
        return answer[5:]


def alone(environment: Any) -> None:
    """Take away what would change which ledger is meant."""
    for name in [name for name in os.environ if name.startswith("CARTERA_")]:
        environment.delenv(name)
