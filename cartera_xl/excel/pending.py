"""The file that a workbook previews, until it is confirmed.

It is kept beside the user's settings and not in memory alone: on macOS every button has
a process of its own, and on Windows Python may be started again in between.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from cartera_xl.actions.import_documents import Imported, Outcome
from cartera_xl.actions.preview_import import Previewed


def keep(workbook: Path, previewed: Previewed) -> None:
    """Remember what a workbook previews."""
    place = _place(workbook)
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"file": str(previewed.path), "digest": previewed.digest})
    beside = place.with_suffix(".tmp")
    beside.write_text(text, "utf-8")
    beside.replace(place)


def of(workbook: Path) -> Previewed | None:
    """Return what a workbook previews, if anything."""
    with suppress(OSError, ValueError, KeyError):
        told = json.loads(_place(workbook).read_text("utf-8"))
        path = Path(told["file"])
        account = Imported(path.name, Outcome.SIMULATED, 0, 0, 0, {}, ())
        return Previewed(path, told["digest"], account)
    return None


def forget(workbook: Path) -> None:
    """Forget what a workbook previews."""
    _place(workbook).unlink(missing_ok=True)


def _place(workbook: Path) -> Path:
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(workbook).encode()).hexdigest()[:16]
    return user_cache_path("cartera", appauthor=False) / f"importacion-{name}.json"
