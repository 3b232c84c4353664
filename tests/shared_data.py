"""Real inputs that the project does not ship: beside it, where a developer has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.requirements import ROOT, require

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT.parent / "shared" / "data"


def shared_data(name: str) -> Path:
    """Return a file or folder of shared data; without it the test is skipped."""
    path = FOLDER / name
    require(path.exists(), f"shared data: {name}")
    return path
