"""A person's LibreOffice: where its profile is, and what it has of ours."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.calc.identity import EXTENSION
from cartera_xl.calc.package import MARK
from cartera_xl.hosts.calc.program import office_program

if TYPE_CHECKING:
    from collections.abc import Mapping

_CACHE: Final = "user/uno_packages/cache"
# In LibreOffice's list: an extension's name, the folder that it was unpacked into, and
# its file. What was removed stays unpacked for a while, but not on the list.
_LISTED: Final = rb"\xff%s\n([^\xff\n]+)\xff([^\xff\n]+)\xff"
_PROFILE: Final = Path("libreoffice/4")


def user_profile(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the profile of whoever runs this, which may not be there yet."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(environment.get("APPDATA", home / "AppData/Roaming"))
        return folder / "LibreOffice" / "4"
    if sys.platform == "darwin":
        return home / "Library/Application Support/LibreOffice/4"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / _PROFILE


def installed_digest(profile: Path) -> str | None:
    """Return what tells which extension of ours a profile has; None for none."""
    cache = profile / _CACHE
    try:
        listed = (cache / "uno_packages.pmap").read_bytes()
    except OSError:
        return None
    found = re.search(_LISTED % re.escape(EXTENSION.encode()), listed)
    if found is None:
        return None
    folder, file = (os.fsdecode(name) for name in found.groups())
    try:
        mark = cache / "uno_packages" / f"{folder}_" / file / MARK
        digest: str = json.loads(mark.read_text("utf-8"))["digest"]
    except (OSError, ValueError, KeyError):
        return ""  # one that nobody can read is not the one to be installed
    return digest


def starter() -> Path:
    """Return the program that a person starts, which starts itself again as needed.

    Raises:
        OfficeMissingError: there is none.
    """
    return _beside("soffice")


def extension_manager() -> Path:
    """Return the program that puts extensions into a profile.

    Raises:
        OfficeMissingError: there is none.
    """
    return _beside("unopkg")


def _beside(name: str) -> Path:
    program = office_program()
    for suffix in (".com", ".exe", ""):
        if (found := program.with_name(f"{name}{suffix}")).is_file():
            return found
    return program
