"""What a LibreOffice of ours leaves when it is killed: locks, sockets, a profile.

LibreOffice opens no workbook that a lock says is open elsewhere: after a killed process
its workbooks could not be opened again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cartera_xl.workbook.running import is_running

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROCESS_FILE: Final = "soffice.process"
_SOCKET_PLACES: Final = (Path("/tmp"), Path("/var/tmp"))
_PREFIX: Final = "cartera-calc-"


def new_profile() -> Path:
    """Return a folder for a profile; those that nobody uses any more go."""
    place = Path(tempfile.gettempdir())
    sweep_profiles(place)
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))


def remember_process(profile: Path, pid: int, pipe: str) -> None:
    """Note in a profile which process uses it, and how that is reached."""
    (profile / _PROCESS_FILE).write_text(f"{pid} {pipe}", encoding="ascii")


def sweep_profiles(place: Path) -> None:
    """Remove the profiles of processes that have ended, whose Python was killed too."""
    for profile in place.glob(f"{_PREFIX}*"):
        if _is_left(profile):
            remove_sockets(profile)
            shutil.rmtree(profile, ignore_errors=True)


def remove_sockets(profile: Path) -> None:
    """Remove the sockets of a profile's process, which has ended.

    One is for whoever drives it, one is where another start with the profile asks.
    """
    if os.name != "posix":
        return
    _, pipe = _remembered(profile)
    # LibreOffice's own way of naming it: bytes in hexadecimal without leading zeros.
    address = profile.resolve().as_uri().encode("utf-16-le")
    digest = hashlib.md5(address, usedforsecurity=False).digest()
    single = f"SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for place in _SOCKET_PLACES:
        for name in filter(None, (pipe, single)):
            with suppress(OSError):
                (place / f"OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)


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
    pid, _ = _remembered(profile)
    return pid is not None and is_running(pid) is False


def _remembered(profile: Path) -> tuple[int | None, str]:
    """Return the process that uses a profile of ours, and its pipe."""
    try:
        pid, pipe = (profile / _PROCESS_FILE).read_text(encoding="ascii").split()
        return int(pid), pipe
    except (OSError, ValueError):
        return None, ""
