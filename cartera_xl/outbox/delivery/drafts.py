"""Drafts: one .eml file for each message, for a person to look at and send."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from cartera_xl.causes import cause
from cartera_xl.ledger.outgoing import State
from cartera_xl.outbox.delivery.way import Delivery, DeliveryError, Outcome, Parcel
from cartera_xl.outbox.mail.message import as_bytes

if TYPE_CHECKING:
    from pathlib import Path


class Drafts(Delivery):
    """A folder of .eml files; Outlook and Thunderbird open one as a mail to be sent.

    A message has the same file every time, so that writing it again makes no second.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeliveryError(
                f"No se pudo usar la carpeta «{self.folder}»: {cause(error)}."
            ) from None
        return self

    def hand(self, parcel: Parcel) -> Outcome:
        """Write the file beside, and move it to its name."""
        path = self.path(parcel)
        beside = path.with_name(f"{path.name}.tmp")
        try:
            beside.write_bytes(as_bytes(parcel.mail, draft=True))
            beside.replace(path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            raise DeliveryError(
                f"No se pudo escribir «{path}»: {cause(error)}."
            ) from None
        return Outcome(State.PREPARED, path.name)

    def path(self, parcel: Parcel) -> Path:
        """Return where a message's file is."""
        return self.folder / f"{parcel.name}.eml"
