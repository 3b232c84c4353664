"""Real inputs that the project does not ship: beside it, where a developer has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(name: str) -> Path:
    """Return a file or folder of shared data; without it the test is skipped.

    With CARTERA_REQUIRE_ALL=1 the test fails instead: nothing is left out unseen.
    """
    path = FOLDER / name
    if not path.exists():
        reason = f"no shared data: {name}"
        if os.environ.get("CARTERA_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
