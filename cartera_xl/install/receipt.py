"""What was installed on a machine, so that it can be taken off and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from cartera_xl.errors import CarteraError
from cartera_xl.install.modules import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class ReceiptUnreadableError(CarteraError):
    """The list is not as we write it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"No entiendo «{path}», la lista de lo instalado: bórrela y repita "
            "«cartera instalar»."
        )


@dataclass(frozen=True, slots=True)
class Installed:
    """One folder's installation: its files by path, with a digest of what we wrote."""

    folder: str
    ledger: str
    mode: Mode
    version: str
    files: Mapping[str, str] = field(default_factory=dict)


def digest(data: bytes) -> str:
    """Return what tells whether a file is still the one that was written."""
    return hashlib.sha256(data).hexdigest()


def parse(text: str, path: Path) -> dict[str, Installed]:
    """Return the installations of a list by folder.

    Raises:
        ReceiptUnreadableError: it is damaged.
    """
    try:
        rows: list[dict[str, Any]] = json.loads(text)["instalaciones"]
        found = [Installed(**{**row, "mode": Mode(row["mode"])}) for row in rows]
    except (ValueError, TypeError, KeyError):
        raise ReceiptUnreadableError(path) from None
    return {row.folder: row for row in found}


def text_of(installed: Mapping[str, Installed]) -> str:
    """Return the list as it is kept."""
    rows = [asdict(one) for one in installed.values()]
    content = {"instalaciones": rows}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(path: Path) -> dict[str, Installed]:
    """Return what was installed on a machine; nothing where there is no list."""
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except UnicodeDecodeError:
        raise ReceiptUnreadableError(path) from None
    return parse(text, path)


def is_as_written(path: Path, expected: str) -> bool:
    """Tell whether a file still holds what we wrote."""
    try:
        return digest(path.read_bytes()) == expected
    except OSError:
        return False
