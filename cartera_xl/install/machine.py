"""What an installation has to know of a machine, asked once and then only passed on."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

APP: Final = "cartera"
_STORE_PYTHON: Final = "windowsapps"


class System(StrEnum):
    """The systems that differ in where things are."""

    WINDOWS = "Windows"
    MACOS = "macOS"
    LINUX = "Linux"


@dataclass(frozen=True, slots=True)
class Machine:
    """A person's profile on a machine, and the Python that runs."""

    system: System
    home: Path
    documents: Path  # where the system says that it is; OneDrive may have moved it
    data: Path  # local application data of ours: no synchronisation reaches it
    interpreter: Path
    prefixes: tuple[Path, ...]  # of the environment, and of the Python beneath it
    code_page: str  # in which Excel's VBA reads text files, as Python names it
    environment: Mapping[str, str]

    @property
    def from_store(self) -> bool:
        """Tell the Python of the Microsoft Store.

        Windows gives it a private copy of the application data and lets nobody load a
        DLL from its folder.
        """
        parts = (part for prefix in self.prefixes for part in prefix.parts)
        return any(part.casefold() == _STORE_PYTHON for part in parts)

    @property
    def user_config(self) -> Path:
        """Return xlwings' file of settings for everything that this person opens."""
        if self.system is System.MACOS:
            container = self.home / "Library/Containers/com.microsoft.Excel"
            return container / "Data/xlwings.conf"
        return self.home / ".xlwings" / "xlwings.conf"

    def script(self, version: str) -> Path:
        """Return where macOS looks for the script by which Excel calls Python."""
        scripts = self.home / "Library/Application Scripts/com.microsoft.Excel"
        return scripts / f"xlwings-{version}.applescript"

    @property
    def addin(self) -> Path:
        """Return where Excel looks for xlwings' add-in when it starts."""
        if self.system is System.MACOS:
            group = self.home / "Library/Group Containers/UBF8T346G9.Office"
            return group / "User Content.localized/Startup.localized/Excel/xlwings.xlam"
        roaming = Path(self.environment.get("APPDATA", self.home / "AppData/Roaming"))
        return roaming / "Microsoft/Excel/XLSTART/xlwings.xlam"


def this_machine() -> Machine:
    """Return the machine that the program runs on."""
    from platformdirs import user_data_path, user_documents_path

    system = _system()
    return Machine(
        system=system,
        home=Path.home(),
        documents=user_documents_path(),
        data=user_data_path(APP, appauthor=False),
        interpreter=Path(sys.executable),
        prefixes=(Path(sys.prefix), Path(sys.base_prefix)),
        code_page=_code_page(system),
        environment=dict(os.environ),
    )


def _system() -> System:
    if sys.platform == "win32":
        return System.WINDOWS
    return System.MACOS if sys.platform == "darwin" else System.LINUX


def _code_page(system: System) -> str:
    """Return the code page of VBA's Open: Windows' ANSI page, whatever mode we run in.

    What Excel for the Mac reads beyond ASCII is the old Macintosh page.
    """
    import locale

    return "mac_roman" if system is System.MACOS else locale.getencoding()
