"""Outlook classic on Windows: drafts in its own folder, never a silent sending.

The new Outlook has no COM, and asking for it can hang without end. So the work is done
by a process of its own, which is ended when it takes too long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final, Self

from cartera_xl.ledger.outgoing import State
from cartera_xl.outbox.delivery.way import Delivery, DeliveryError, Outcome, Parcel

_PATIENCE: Final = 40.0  # seconds; Outlook may have to be started first
_SAVED, _ABSENT = 0, 4
_HELPER: Final = "cartera_xl.outbox.delivery.outlook_helper"


class OutlookMissingError(DeliveryError):
    """No Outlook with COM on this machine, or it does not answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Outlook clásico no respondió ({reason}). El «nuevo Outlook» no se deja "
            "usar desde otros programas: use --enviar borradores y abra los .eml."
        )


class Outlook(Delivery):
    """Drafts in Outlook classic."""

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            raise OutlookMissingError("solo existe en Windows")
        if _asked({"probe": True}) != _SAVED:
            raise OutlookMissingError("no está instalado o no contestó a tiempo")
        return self

    def hand(self, parcel: Parcel) -> Outcome:
        """Have a draft saved; whether a helper that was ended saved it is uncertain."""
        mail = parcel.mail
        code = _asked(
            {
                "to": mail.recipient,
                "subject": mail.subject,
                "html": mail.html,
                "files": [(f.name, f.content.hex()) for f in mail.attachments],
            }
        )
        if code == _SAVED:
            return Outcome(State.PREPARED, "En Borradores de Outlook.")
        if code == _ABSENT:
            return Outcome(State.PENDING, "Outlook no respondió.")
        return Outcome(State.UNCERTAIN, "Outlook no confirmó el borrador.")


def _asked(request: dict[str, object]) -> int:
    """Return the helper's exit code; −1 where it took too long."""
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; "
        f"from {_HELPER} import main; raise SystemExit(main())"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", code],
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode
