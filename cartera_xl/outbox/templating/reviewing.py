"""What `cartera plantillas revisar` tells: every fault of every template, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.outbox.templating.fault import Fault
from cartera_xl.outbox.templating.sample import sample
from cartera_xl.outbox.templating.sources import NAMES
from cartera_xl.outbox.templating.writer import (
    EndlessTemplateError,
    TemplateError,
    Writer,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def review(sources: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with templates: as they stand, then filled with a sample."""
    try:
        with Writer(sources) as writer:
            return [fault for name in NAMES for fault in _filled(writer, name)]
    except TemplateError as error:
        return [*error.faults]
    except EndlessTemplateError as error:
        return [Fault("correo.html", 1, str(error))]


def _filled(writer: Writer, name: str) -> list[Fault]:
    try:
        [letter] = writer.letters([(name, sample(name))])
    except TemplateError as error:
        return [*error.faults]
    if not letter.subject:
        return [Fault(f"{name}.txt", 1, "el asunto queda vacío.")]
    return []
