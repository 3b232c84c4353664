"""The extension in a person's LibreOffice: put there, renewed, taken off."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.calc import package
from cartera_xl.calc.faults import (
    ExtensionFailedError,
    OfficeInUseError,
    ProfileClosedError,
    RootRefusedError,
)
from cartera_xl.calc.identity import EXTENSION, FILE_NAME
from cartera_xl.calc.place import extension_manager, installed_digest
from cartera_xl.hosts.calc.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS: Final = 120
_SHOWN: Final = 200  # letters of what LibreOffice says


class Change(StrEnum):
    """What happens to the extension of a profile."""

    INSTALLED = "instalada"
    RENEWED = "renovada"
    REMOVED = "quitada"
    NONE = "igual"


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done, or would be."""

    change: Change
    profile: Path
    simulated: bool


def install(profile: Path, *, simulate: bool = False) -> Changed:
    """Put the extension into a profile; one that is there already stays.

    Raises:
        OfficeMissingError, RootRefusedError, OfficeInUseError, ProfileClosedError: it
            cannot be.
        ExtensionFailedError: LibreOffice says no; the profile is as it was.
    """
    manager = _manager()
    built = package.build(sys.executable)
    present = installed_digest(profile)
    if present == package.digest_of(built):
        return Changed(Change.NONE, profile, simulate)
    if not simulate:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / FILE_NAME
            file.write_bytes(built)
            _run(manager, profile, "add", "--force", "--suppress-license", str(file))
    change = Change.INSTALLED if present is None else Change.RENEWED
    return Changed(change, profile, simulate)


def remove(profile: Path, *, simulate: bool = False) -> Changed:
    """Take the extension off a profile; without one there is nothing to do.

    Raises: as `install`.
    """
    manager = _manager()
    if installed_digest(profile) is None:
        return Changed(Change.NONE, profile, simulate)
    if not simulate:
        _run(manager, profile, "remove", EXTENSION)
    return Changed(Change.REMOVED, profile, simulate)


def _manager() -> Path:
    manager = extension_manager()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        raise RootRefusedError
    return manager


def _run(manager: Path, profile: Path, *words: str) -> None:
    _require_free(profile)
    where = f"-env:UserInstallation={profile.absolute().as_uri()}"
    _check([str(manager), *words, where])


def _require_free(profile: Path) -> None:
    """Refuse a profile that a LibreOffice uses, or that nobody may write."""
    if (lock := profile / ".lock").exists():
        raise OfficeInUseError(lock)
    try:
        profile.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=profile):
            pass
    except OSError:
        raise ProfileClosedError(profile) from None


def _check(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            env=surroundings(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ExtensionFailedError(f"no respondió en {_SECONDS} s") from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace")
        raise ExtensionFailedError(" ".join(said.split())[:_SHOWN])
