"""What a LibreOffice of ours leaves when it is killed: locks, and its profile.

LibreOffice opens no workbook that a lock says is open elsewhere: after a killed process
its workbooks could not be opened again.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

if TYPE_CHECKING:
    from collections.abc import Sequence

_PID_FILE: Final = "soffice.pid"
_PREFIX: Final = "cartera-calc-"


def remember_process(profile: Path, pid: int) -> None:
    """Note in a profile which process uses it."""
    (profile / _PID_FILE).write_text(str(pid), encoding="ascii")


def new_profile() -> Path:
    """Return a folder for a profile; those that nobody uses any more go."""
    place = Path(tempfile.gettempdir())
    sweep_profiles(place)
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))


def sweep_profiles(place: Path) -> None:
    """Remove the profiles of processes that have ended, whose Python was killed too."""
    for profile in place.glob(f"{_PREFIX}*"):
        if _is_left(profile):
            shutil.rmtree(profile, ignore_errors=True)


def drop_stale_lock(workbook: Path, profile: Path) -> None:
    """Remove a workbook's lock if no process can be behind it.

    `profile` is that of the process that is about to open the workbook, and has not.
    """
    lock = workbook.with_name(f".~lock.{workbook.name}#")
    try:
        fields = lock.read_text(encoding="utf-8", errors="replace").split(",")
    except OSError:
        return
    owner = _profile(fields)
    if owner is not None and (owner == profile.resolve() or _is_left(owner)):
        lock.unlink(missing_ok=True)


def _profile(fields: Sequence[str]) -> Path | None:
    """Return the profile that a lock of this machine names: name, user, host, time."""
    if len(fields) < 5 or fields[2].lower() != socket.gethostname().lower():
        return None
    return Path(url2pathname(urlsplit(fields[4].rstrip(";\n")).path))


def _is_left(profile: Path) -> bool:
    if not profile.exists():
        return True
    try:
        pid = int((profile / _PID_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False  # not one of ours
    return not _exists(pid)


def _exists(pid: int) -> bool:
    if os.name != "posix":
        return True  # there, signal 0 ends the process
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
