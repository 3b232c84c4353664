"""Make the pictures of the sheets Recordatorios, Gestiones and Parámetros again.

python -m tests.acceptance.reminders.sheet_pictures
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from cartera_xl.tabs.collection_log import COLLECTION_LOG
from cartera_xl.tabs.parameters import PARAMETERS
from cartera_xl.tabs.reminders import REMINDERS
from tests.acceptance.main_job.pictures import (
    DOTS,
    FOLDER,
    TYPED,
    drawn,
    first_pages,
    picture,
    unbounded,
)
from tests.commands import cartera

NOW: Final = "2026-11-27T10:00"  # a Friday
STEPS: Final = (
    ("nota", "C0002", "--detalle", "La tesorera nueva es Marta Ríos"),
    ("llamada", "C0003", "--contesto", "--hora", "09:10", "--detalle", "Revisan hoy"),
    ("promesa", "C0001", "--valor", "500.000", "--para", "2026-12-04"),
    ("disputa", "C0006", "--detalle", "Faltó una caja del pedido de octubre"),
    ("tarea", "C0005", "--para", "2026-11-27", "--detalle", "Mandar la nota crédito"),
)


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, book = folder / "demo", folder / "demo" / "Cartera.xlsm"
        run("demo", home, "--fecha", NOW[:10], cwd=folder)
        for step in STEPS:
            run("gestion", *step, cwd=home)
        run("actualizar", book, cwd=home)
        run("recordar", "--simular", "--libro", book, cwd=home)
        paper = drawn(book, folder / "paper")
        pages = first_pages(paper)
        for title in (REMINDERS.title, PARAMETERS.title):
            draw(paper, pages[title], title)
        draw(paper, pages[COLLECTION_LOG.title], COLLECTION_LOG.title)
        screen = drawn(unbounded(book, folder), folder / "screen")
        page = first_pages(screen)[COLLECTION_LOG.title]
        picture(screen, page, FOLDER / "gestiones-digitar", TYPED)


def run(*arguments: object, cwd: Path) -> None:
    """Go on only where a command did what it should."""
    answer = cartera(*arguments, cwd=cwd, CARTERA_HOY=NOW)
    assert answer.code == 0, answer.err


def draw(paper: Path, page: int, title: str) -> None:
    """Write a sheet's first page as a picture."""
    picture(paper, page, FOLDER / title.lower().replace("á", "a"), DOTS)


if __name__ == "__main__":
    main()
