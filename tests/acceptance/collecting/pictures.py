"""Make the pictures of a day's work again.

    python -m tests.acceptance.collecting.pictures

What a person types on Vencidas, how three wrong rows are refused, and the sheets once
the day is posted; drawn by LibreOffice.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.withholdings import WITHHOLDINGS
from tests.acceptance.collecting.day import (
    CLOCK,
    TODAY,
    a_day,
    shown,
    type_day,
    type_three_mistakes,
    typing,
)
from tests.acceptance.main_job.pictures import (
    DOTS,
    FOLDER,
    TYPED,
    drawn,
    first_pages,
    picture,
    unbounded,
)
from tests.commands import Answer, cartera


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, book = folder / "demo", folder / "demo" / "Cartera.xlsm"
        done(cartera("demo", home, "--fecha", TODAY, CARTERA_HOY=CLOCK))
        done(cartera("parametros", "devoluciones.permitidas", "sí", cwd=home))
        day = a_day(shown(book))
        with typing(book) as typed:
            type_day(typed, day)
        draw(book, folder / "digitado", OVERDUE.title, "dia-digitado", typed=True)
        with typing(book) as typed:
            mistakes = type_three_mistakes(typed, day)
        refused = cartera("registrar", book, "--si", cwd=home, CARTERA_HOY=CLOCK)
        assert refused.code == 1, refused.err
        draw(book, folder / "rechazado", OVERDUE.title, "dia-rechazado", typed=True)
        with typing(book) as typed:
            for number, cells in mistakes.items():
                typed["Vencidas"].type(number, dict.fromkeys(cells))
        done(cartera("registrar", book, "--si", cwd=home, CARTERA_HOY=CLOCK))
        for title, file in (
            (OVERDUE.title, "dia-vencidas"),
            (CREDITS.title, "dia-creditos"),
            (WITHHOLDINGS.title, "dia-retenciones"),
        ):
            draw(book, folder / file, title, file)


def done(answer: Answer) -> None:
    """Go on only where a command did what it should."""
    assert answer.code == 0, answer.err


def draw(
    book: Path, folder: Path, title: str, name: str, *, typed: bool = False
) -> None:
    """Write one sheet's first page, or its columns for typing, as a picture."""
    folder.mkdir()
    paper = drawn(unbounded(book, folder) if typed else book, folder / "papel")
    page = first_pages(paper)[title]
    picture(paper, page, FOLDER / name, TYPED if typed else DOTS)


if __name__ == "__main__":
    main()
