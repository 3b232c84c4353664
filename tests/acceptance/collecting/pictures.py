"""Make the pictures of a day's work again.

    python -m tests.acceptance.collecting.pictures

What a person types on Vencidas, how three wrong rows are refused, and the sheets once
the day is posted; drawn by LibreOffice.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

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
    REFUSED,
    TYPED,
    done,
    drawn,
    first_pages,
    picture,
    unbounded,
)
from tests.commands import cartera

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        draw(book, folder / "digitado", OVERDUE.title, "dia-digitado", TYPED)
        with typing(book) as typed:
            mistakes = type_three_mistakes(typed, day)
        refused = cartera("registrar", book, "--si", cwd=home, CARTERA_HOY=CLOCK)
        assert refused.code == 1, refused.err
        draw(book, folder / "rechazado", OVERDUE.title, "dia-rechazado", REFUSED)
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


def draw(
    book: Path, folder: Path, title: str, name: str, part: Sequence[str] = ()
) -> None:
    """Write one sheet's first page, or a part of its screen, as a picture."""
    folder.mkdir()
    paper = drawn(unbounded(book, folder) if part else book, folder / "papel")
    page = first_pages(paper)[title]
    picture(paper, page, FOLDER / name, part or DOTS)


if __name__ == "__main__":
    main()
