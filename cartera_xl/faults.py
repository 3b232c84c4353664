"""What a fault is to a person: one sentence, and a place in the log for the rest."""

from __future__ import annotations

import time
import traceback
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.causes import cause
from cartera_xl.errors import INTERNAL, UNUSABLE, CarteraError

if TYPE_CHECKING:
    from pathlib import Path


LOG: Final = "cartera.log"


class Told(NamedTuple):
    """What is said of a fault: a sentence in Spanish, and the program's exit code."""

    sentence: str
    exit_code: int


def explain(fault: BaseException) -> Told:
    """Return the one sentence of a fault: the only such place, for every entry point.

    A fault that nobody foresaw is kept in the log, and the sentence says where.
    """
    if isinstance(fault, CarteraError):
        return Told(str(fault), fault.exit_code)
    if isinstance(fault, OSError) and fault.filename:
        sentence = f"No se pudo usar «{fault.filename}»: {cause(fault)}."
        return Told(sentence, UNUSABLE)
    log = _keep(fault)
    where = f" El detalle quedó en {log}." if log else ""
    return Told(f"Falla interna: no se completó la orden.{where}", INTERNAL)


def log_folder() -> Path:
    """Return where the log is kept; it may not be there yet."""
    from platformdirs import user_log_path

    return user_log_path("cartera", appauthor=False)


def _keep(fault: BaseException) -> Path | None:
    """Append a fault to the log; return its place, or nothing where none is to be had.

    Only frames and the fault's type are kept: values could be a customer's data.
    """
    frames = "".join(traceback.format_tb(fault.__traceback__))
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        path = log_folder() / LOG
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{stamp} {type(fault).__name__}\n{frames}\n")
    except OSError:
        return None
    return path
