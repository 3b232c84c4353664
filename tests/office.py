"""LibreOffice for tests: every call has a profile of its own and a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING, Any, Final

from tests.opened import opened
from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECONDS: Final = 120
# Recalculate what is opened, always: otherwise LibreOffice trusts the cached values.
# And Colombian separators, whatever the machine's.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>es-CO</value></prop></item>
</oor:items>
"""


def convert(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice, recalculate it and save it as another kind."""
    return convert_all([source], kind, folder)[0]


def convert_all(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Do the same to several files, of different names, in one start of LibreOffice."""
    program = shutil.which("soffice")
    require(program, "LibreOffice (soffice)")
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    target = folder / "out"
    _run(
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(target),
        *map(str, sources),
    )
    return [target / f"{source.stem}.{kind}" for source in sources]


def recalculated(source: Path, folder: Path) -> Any:
    """Return a workbook's values as LibreOffice works them out, through openpyxl."""
    return opened(convert(source, "xlsx", folder))


def _run(*command: str) -> None:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            # The program is a script that starts others: end all that it started.
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 0, output.decode(errors="replace")
