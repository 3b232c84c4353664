"""The command line as a person or a script runs it: a process of its own, or here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.cli import main
from cartera_xl.errors import INTERNAL
from tests.requirements import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_DAY: Final = "2026-11-24"  # of the sample company that tests share


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
    """Run a command in this process: starting one costs more than most commands."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch:
        for name in _meant():
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        if cwd:
            patch.chdir(cwd)
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(argument) for argument in arguments])
    assert code != INTERNAL, err.getvalue()
    return Answer(code, out.getvalue(), err.getvalue())


def cartera_process(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> Answer:
    """Run a command alone; variables that would change it are not inherited."""
    kept = {k: v for k, v in os.environ.items() if k not in _meant()}
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


def _meant() -> list[str]:
    """Return the variables of ours that happen to be set."""
    return [name for name in os.environ if name.startswith("CARTERA_")]
