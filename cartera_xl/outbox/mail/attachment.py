"""Files that go with a mail, and the names that they may have there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from cartera_xl.errors import CarteraError

TYPES: Final = {
    ".pdf": ("application", "pdf"),
    ".xml": ("application", "xml"),
    ".zip": ("application", "zip"),
    ".xlsx": (
        "application",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
_LONGEST: Final = 100  # characters of a name
_OTHER: Final = re.compile(r"[^A-Za-z0-9._ -]+")
# Windows gives these names to devices, whatever stands after the dot.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class AttachmentError(CarteraError):
    """A file of a kind that reminders do not carry."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«{name[:60]}» no se puede adjuntar: solo {', '.join(TYPES)}."
        )


class Attachment(NamedTuple):
    """A file's name, as `file_name` gives it, and its content."""

    name: str
    content: bytes


def file_name(text: str) -> str:
    """Return a name that is only a name, in letters that every system knows.

    Folders before it are dropped, accents too, and what is neither letter, digit, dot,
    dash, underscore nor space becomes a dash.

    Raises:
        AttachmentError: its ending is none of those that are sent.

    >>> file_name("../../Estado de cuenta Ñame.pdf")
    'Estado de cuenta Name.pdf'
    """
    base = re.split(r"[/\\:]", text)[-1]
    decomposed = unicodedata.normalize("NFKD", base)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    stem, dot, ending = plain.rpartition(".")
    ending = f"{dot}{ending.strip().lower()}"
    if ending not in TYPES:
        raise AttachmentError(" ".join(base.split()))
    kept = " ".join(_OTHER.sub("-", stem).split()).strip(". -")[:_LONGEST].rstrip(". ")
    if not kept or _DEVICES.fullmatch(kept):
        kept = f"documento {kept}".strip()
    return f"{kept}{ending}"
