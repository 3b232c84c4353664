"""What the extension was built with: functions, buttons, and the Python to call."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
# These are of LibreOffice's own Python and libraries, and would mislead another.
_FOREIGN = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")

KNOWN: dict[str, Any] = json.loads((_ROOT / "cartera.json").read_text("utf-8"))
FUNCTIONS: dict[str, dict[str, Any]] = KNOWN["functions"]
# What a function is called in formulas, as LibreOffice gives and writes them, and
# what Excel calls it.
SAVED_NAMES: dict[str, str] = KNOWN["saved_names"]


def command(module: str, *arguments: str) -> list[str]:
    """Return what starts a module of ours in a process of its own."""
    python = os.environ.get("CARTERA_PYTHON") or KNOWN["python"]
    return [python, "-m", f"cartera_xl.calc.{module}", *arguments]


def environment() -> dict[str, str]:
    """Return the environment for another Python."""
    return {name: v for name, v in os.environ.items() if name not in _FOREIGN}
