"""The process that speaks COM with Outlook: one request on its standard input.

Exit codes: 0 done, 4 no Outlook or nothing saved, anything else unknown.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

_SAVED, _ABSENT = 0, 4
_MAIL_ITEM: Final = 0  # Outlook's OlItemType.olMailItem


def main() -> int:
    """Save one draft, or only see whether Outlook is there."""
    request = json.load(sys.stdin)
    try:
        import win32com.client

        outlook = win32com.client.Dispatch("Outlook.Application")
        if request.get("probe"):
            return _SAVED if outlook.Version else _ABSENT
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            draft = outlook.CreateItem(_MAIL_ITEM)
            _fill(draft, request, Path(folder))
    except Exception:
        return _ABSENT
    draft.Save()
    return _SAVED


def _fill(draft: Any, request: dict[str, Any], folder: Path) -> None:
    """Fill a draft in: Outlook copies the files, and keeps none until it is saved."""
    draft.To = request["to"]
    draft.Subject = request["subject"]
    draft.HTMLBody = request["html"]
    for name, content in request["files"]:
        path = folder / name
        path.write_bytes(bytes.fromhex(content))
        draft.Attachments.Add(str(path))
