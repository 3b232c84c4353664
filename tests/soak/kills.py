"""Refreshing a workbook and dying at any moment: the figure to reach is 1,000."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Final

from tests.commands import cartera_process
from tests.requirements import ROOT
from tests.soak.reached import Reached

_WANTED: Final = 1_000
_DATES: Final = ("2026-10-31", "2026-11-24")


def kills(until: float) -> list[Reached]:
    """Kill refreshes at random moments; the workbook is always whole."""
    chance = random.Random(7)
    done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        assert cartera_process("demo", folder, "--fecha", _DATES[1]).code == 0
        book = folder / "Cartera.xlsm"
        slowest = _refresh(book, _DATES[0], None)
        while time.monotonic() < until:
            _refresh(book, chance.choice(_DATES), chance.uniform(0, slowest))
            with zipfile.ZipFile(book) as package:
                assert package.testzip() is None
            done += 1
        answer = cartera_process("actualizar", book, "--corte", _DATES[1])
        assert answer.code == 0, answer.err
        assert {path.suffix for path in folder.iterdir()} <= {".db", ".xlsm", ".toml"}
    return [Reached("muertes al actualizar, ningún libro roto", done, _WANTED)]


def _refresh(book: Path, at: str, patience: float | None) -> float:
    """Refresh in a process that is killed after some seconds; return what it took."""
    command = [sys.executable, "-m", "cartera_xl", "actualizar", str(book)]
    started = time.monotonic()
    child = subprocess.Popen(
        [*command, "--corte", at],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
    return time.monotonic() - started
