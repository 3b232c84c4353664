"""The command line as a person or a script runs it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.requirements import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def cartera(*arguments: object, cwd: Path | None = None, **environment: str) -> Answer:
    """Run a command; variables that would change its meaning are not inherited."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CARTERA_")}
    done = subprocess.run(
        [sys.executable, "-m", "cartera_xl", *map(str, arguments)],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)
