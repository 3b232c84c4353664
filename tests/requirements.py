"""What a test needs from the machine: where it is absent the test is skipped.

Under CARTERA_REQUIRE_ALL=1 it fails instead: a full run cannot pass by skipping.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent


def require(present: object, what: str) -> None:
    """Go on only where something is present."""
    if present:
        return
    if os.environ.get("CARTERA_REQUIRE_ALL") == "1":
        pytest.fail(f"falta {what}")
    pytest.skip(f"falta {what}")
