"""Make the pictures in docs/pictures again.

    python -m tests.acceptance.main_job.pictures

The sample company of a fixed date, some steps of collecting logged and its reminders
previewed, drawn by LibreOffice: the first page of each visible sheet, and of Vencidas
the columns in which people type.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.tabs import summary
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.workbook.checking.package import WORKBOOK
from tests.commands import Answer, cartera
from tests.office import convert
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER: Final = ROOT / "docs" / "pictures"
DAY: Final = "2026-11-24"
CLOCK: Final = f"{DAY}T10:00"
_STEPS: Final = (
    ("promesa", "829908434", "--valor", "2396541", "--para", "2026-12-04"),
    ("disputa", "873092540", "--factura", "FV-20293", "--detalle", "Faltó mercancía"),
    ("nota", "871668955", "--detalle", "Pide copia de la factura"),
)
DOTS: Final = ("-r", "88")
# Every column of Vencidas fits one page, in small print: a part of it, enlarged.
TYPED: Final = ("-r", "300", "-x", "1150", "-y", "130", "-W", "1600", "-H", "900")
REFUSED: Final = ("-r", "300", "-x", "1470", "-y", "130", "-W", "1690", "-H", "930")
_PLAIN: Final = str.maketrans("áé", "ae")
_PRINT_AREA: Final = re.compile(
    rb'<definedName name="_xlnm.Print_Area"[^>]*>[^<]*</definedName>'
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, book = folder / "demo", folder / "demo" / "Cartera.xlsm"
        done(cartera("demo", home, "--fecha", DAY))
        for step in _STEPS:
            done(cartera("gestion", *step, cwd=home, CARTERA_HOY=CLOCK))
        done(cartera("actualizar", book, cwd=home, CARTERA_HOY=CLOCK))
        done(
            cartera(
                "recordar", "--simular", "--libro", book, cwd=home, CARTERA_HOY=CLOCK
            )
        )
        paper = drawn(book, folder / "paper")
        for title, page in first_pages(paper).items():
            file = title.lower().replace(" ", "-").translate(_PLAIN)
            picture(paper, page, FOLDER / file, DOTS)
        screen = drawn(unbounded(book, folder), folder / "screen")
        page = first_pages(screen)[OVERDUE.title]
        picture(screen, page, FOLDER / "vencidas-digitar", TYPED)


def done(answer: Answer) -> None:
    """Go on only where a command did what it should."""
    assert answer.code == 0, answer.err


def drawn(book: Path, folder: Path) -> Path:
    """Return a workbook on paper."""
    folder.mkdir()
    return convert(book, "pdf", folder)


def first_pages(paper: Path) -> dict[str, int]:
    """Return the first page of each visible sheet, by its title."""
    titles = {tab.heading: tab.title for tab in TABS if tab.visible}
    titles[summary.HEADING] = summary.TITLE
    headings = list(first_lines(paper))
    return {title: headings.index(heading) + 1 for heading, title in titles.items()}


def first_lines(paper: Path) -> Iterator[str]:
    """Yield the first line of every page."""
    text = subprocess.run(
        ["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True
    ).stdout
    for page in text.split("\f"):
        yield page.strip().partition("\n")[0]


def picture(paper: Path, page: int, target: Path, size: Sequence[str]) -> None:
    """Write one page, or a part of it, as a picture."""
    pages = ("-f", str(page), "-l", str(page))
    command = ["pdftoppm", "-png", "-singlefile", *size, *pages, paper, target]
    subprocess.run(list(map(str, command)), check=True)


def unbounded(book: Path, folder: Path) -> Path:
    """Return a copy that prints every column, not only those that go on paper."""
    copy = folder / "Pantalla.xlsm"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == WORKBOOK:
                content = _PRINT_AREA.sub(b"", content)
            new.writestr(part, content)
    return copy


if __name__ == "__main__":
    main()
