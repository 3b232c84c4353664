"""Disks that fail at every place where a posting touches them, in every way."""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Final

from tests.requirements import require
from tests.soak.reached import Reached
from tests.store.failing_disk import build, sweep

_WAYS: Final = [
    (error, sticky) for error in (errno.ENOSPC, errno.EIO) for sticky in (False, True)
]


def disks(until: float) -> list[Reached]:
    """Sweep in every way in turn, once each at least, until the time is up."""
    compiler = shutil.which("cc")
    require(compiler and sys.platform == "linux", "un compilador de C en Linux")
    said = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        library = build(str(compiler), Path(name))
        for turn, (error, sticky) in enumerate(cycle(_WAYS)):
            if turn >= len(_WAYS) and time.monotonic() >= until:
                break
            with tempfile.TemporaryDirectory() as folder:
                said += sweep(library, Path(folder), error, sticky=sticky)
    said_so = (
        f"discos que fallan ({said['not posted']} sin registrar, "
        f"{said['posted']} registrados, {said['uncertain']} sin saberse)"
    )
    return [Reached(said_so, said.total())]
