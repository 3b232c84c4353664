"""Whether a process whose number a file names is still at work."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def is_running(pid: int) -> bool | None:
    """Tell whether a process runs; None where nobody can ask.

    On Windows signal 0 would end the process instead of looking at it.
    """
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        return None
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return not _is_corpse(pid)


def _is_corpse(pid: int) -> bool:
    """Tell whether a process has ended and nobody asked how, as in many containers."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # no such place here
    return stat.rpartition(")")[2].split()[0] == "Z"
