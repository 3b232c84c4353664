"""Running a program as somebody who is not root, who may all the same use our files.

LibreOffice's manager of extensions refuses root, and CI is root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from tests.requirements import ROOT, require

if TYPE_CHECKING:
    from pathlib import Path

_NOBODY: Final = "65534"
_SECONDS: Final = 120


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, at a home of its own."""
    return subprocess.run(
        [*_as_somebody(), *command],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )


def _as_somebody() -> list[str]:
    if os.geteuid() != 0:
        return []
    require(shutil.which("setpriv"), "setpriv, para dejar de ser root")
    who = [f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    may = "+dac_override"  # what root made is not closed to it
    return ["setpriv", *who, f"--inh-caps={may}", f"--ambient-caps={may}"]
