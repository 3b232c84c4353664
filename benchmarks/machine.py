"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import Final

from benchmarks.measuring import output

_LIBRARIES: Final = (
    *("pandas", "openpyxl", "python-calamine", "XlsxWriter"),
    *("SQLAlchemy", "beancount"),
)
_PROGRAMS: Final = ("ledger", "hledger")


def describe() -> list[str]:
    """Return the machine and the versions of all that took part."""
    return [
        f"{_processor()}, {os.cpu_count()} núcleos, {platform.system()}",
        f"Python {platform.python_version()}, " + ", ".join(_versions()),
    ]


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        found = re.search(r"model name\s*: (.+)", information.read_text())
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def _versions() -> list[str]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} no instalado")
    for name in _PROGRAMS:
        if shutil.which(name):
            number = re.search(r"\d+(?:\.\d+)+", output([name, "--version"]))
            found.append(f"{name} {number[0] if number else '?'}")
        else:
            found.append(f"{name} no instalado")
    return found
