"""An Outlook that is not there: pywin32's door to it, for a process without Windows.

What is asked of it is written into the folder that OUTLOOK_SEEN names, and OUTLOOK_MOOD
says how it behaves: «cuelga» never answers, «falta» is not installed, «sin-adjuntos»
refuses files, «guarda-y-cuelga» hangs once a draft is there.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

SEEN = Path(os.environ["OUTLOOK_SEEN"])
MOOD = os.environ.get("OUTLOOK_MOOD", "")


class Attachments:
    def __init__(self) -> None:
        self.files: dict[str, int] = {}

    def Add(self, path: str) -> None:  # noqa: N802
        if MOOD == "sin-adjuntos":
            raise RuntimeError("Outlook bloqueó el archivo")
        self.files[Path(path).name] = len(Path(path).read_bytes())


class Draft:
    def __init__(self) -> None:
        self.To = self.Subject = self.HTMLBody = ""
        self.Attachments = Attachments()

    def Save(self) -> None:  # noqa: N802
        told = {"to": self.To, "subject": self.Subject, "html": self.HTMLBody}
        told |= {"files": self.Attachments.files}  # type: ignore[dict-item]
        number = len(list(SEEN.glob("borrador-*")))
        (SEEN / f"borrador-{number}.json").write_text(json.dumps(told), "utf-8")
        if MOOD == "guarda-y-cuelga":
            time.sleep(60)

    def Send(self) -> None:  # noqa: N802
        (SEEN / "ENVIADO").touch()


class Application:
    Version = "16.0"

    def CreateItem(self, kind: int) -> Draft:  # noqa: N802
        assert kind == 0
        return Draft()


def Dispatch(name: str) -> Any:  # noqa: N802
    assert name == "Outlook.Application"
    (SEEN / f"proceso-{os.getpid()}").touch()
    if MOOD == "cuelga":
        time.sleep(60)
    if MOOD == "falta":
        raise RuntimeError("Invalid class string")
    return Application()
