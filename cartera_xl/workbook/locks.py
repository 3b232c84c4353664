"""Who has a workbook open: Excel and LibreOffice leave a file beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.errors import WorkbookOpenError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_if_open(path: Path) -> None:
    """Refuse a workbook that Excel or LibreOffice has open.

    Replacing a file under LibreOffice succeeds on Linux, and then its user cannot save
    any more.

    Raises:
        WorkbookOpenError: with the owner's name, as the lock file states it.
    """
    locks = (
        (path.with_name(f"~${path.name}"), _excel_owner),
        (path.with_name(f".~lock.{path.name}#"), _office_owner),
    )
    for lock, owner_of in locks:
        try:
            content = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:  # Excel on Windows lets nobody read its lock
            content = b""
        raise WorkbookOpenError(path.name, owner_of(content), lock.name)


def _excel_owner(content: bytes) -> str:
    """Read the name that Excel writes first: its length, then the letters."""
    name = content[1 : 1 + content[0]] if content else b""
    return name.decode("cp1252", "replace").strip()


def _office_owner(content: bytes) -> str:
    """Read LibreOffice's line: full name, user, host, time, profile."""
    fields = content.decode("utf-8", "replace").split(",")
    return next((name.strip() for name in fields[:3] if name.strip()), "")
