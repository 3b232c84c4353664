"""P8: reminders filled and written as .eml files.

Ours are filled in a process that is held in check, and are built of the library's older
classes; both sides fill the same templates with the same data.
"""

from __future__ import annotations

import copy
import email
import email.policy
import shutil
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.comparing import Comparison, at_least, thousands
from benchmarks.measuring import Sample, cpu, interleaved
from benchmarks.peers import plain_mails
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.outbox.delivery.drafts import Drafts
from cartera_xl.outbox.delivery.way import Parcel
from cartera_xl.outbox.mail.message import Mail
from cartera_xl.outbox.templating.sample import sample
from cartera_xl.outbox.templating.sources import ours, sources
from cartera_xl.outbox.templating.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY: Final = Path("/dev/shm")
_TEMPLATE: Final = "nivel-2"
_SENDER: Final = ("Distribuciones Andinas S.A.S.", "cartera@andinas.example")
_NOON: Final = datetime(2026, 11, 27, 12, 0, tzinfo=BOGOTA)


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the comparison; before, both sides' mails are read and compared."""
    count, rounds = (1_000, 5) if quick else (10_000, 5)
    letters = [_data(number) for number in range(1, count + 1)]
    with _in_memory(folder) as place:
        taken = _taken(letters, place, rounds)
    yield Comparison(
        "P8",
        f"escribir {thousands(count)} recordatorios .eml",
        taken["Cartera XL"],
        "jinja2 y EmailMessage",
        taken["jinja2 + EmailMessage"],
        at_least(3),
    )


@contextmanager
def _in_memory(folder: Path) -> Iterator[Path]:
    """Yield a folder in memory where the system has one.

    What a disk does to find room for a file takes 0.03 to 0.6 ms from one folder to the
    next, as much as all the rest: it is neither side's.
    """
    if not _MEMORY.is_dir():
        yield folder
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY) as name:
        yield Path(name)


def _taken(
    letters: list[dict[str, Any]], folder: Path, rounds: int
) -> dict[str, Sample]:
    mine, theirs = folder / "nuestros", folder / "par"
    runs = {
        "Cartera XL": cpu(lambda: _write(letters, mine), lambda: _empty(mine)),
        "jinja2 + EmailMessage": cpu(
            lambda: plain_mails.write(
                letters, ours(), theirs, _TEMPLATE, _SENDER, _NOON
            ),
            lambda: _empty(theirs),
        ),
    }
    for run in runs.values():
        run()
    for number in range(1, len(letters) + 1):
        if _said(mine / f"{number}.eml") != _said(theirs / f"{number}.eml"):
            raise AssertionError(number)
    return interleaved(runs, rounds)


def _data(number: int) -> dict[str, Any]:
    data = copy.deepcopy(sample(_TEMPLATE))
    data["cliente"]["nombre"] = f"Cliente Ñandú {number} & Cía. Ltda."
    data["total"] = f"$ {number}.000"
    data["secciones"][0]["documentos"] *= 3
    return data


def _write(letters: list[dict[str, Any]], folder: Path) -> None:
    with Writer(sources()) as writer, Drafts(folder) as drafts:
        filled = writer.letters([(_TEMPLATE, data) for data in letters])
        for number, letter in enumerate(filled, 1):
            mail = Mail(
                f"<{number}@libro.cartera>",
                *_SENDER,
                plain_mails.recipient(number),
                *letter,
                _NOON,
            )
            drafts.hand(Parcel(mail, str(number)))


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _said(path: Path) -> tuple[str, ...]:
    """Return what a reader of mail sees: headers, plain text, HTML."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    names = ("From", "To", "Subject", "Date", "Message-ID", "X-Unsent")
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    texts = [body.get_content() for body in bodies if body is not None]
    return (*(str(mail[name]) for name in names), *texts)
