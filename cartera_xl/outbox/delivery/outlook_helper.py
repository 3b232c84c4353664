"""The process that speaks COM with Outlook: one request on its standard input.

Exit codes: 0 done, 4 no Outlook, anything else unknown.
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
        draft = outlook.CreateItem(_MAIL_ITEM)
    except Exception:
        return _ABSENT
    _fill(draft, request)
    return _SAVED


def _fill(draft: Any, request: dict[str, Any]) -> None:
    draft.To = request["to"]
    draft.Subject = request["subject"]
    draft.HTMLBody = request["html"]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in request["files"]:
            path = Path(folder) / name
            path.write_bytes(bytes.fromhex(content))
            draft.Attachments.Add(str(path))
        draft.Save()
