"""Make the pictures of the mails again.

    python -m tests.acceptance.reminders.mail_pictures

Every template with the sample's data, drawn by a headless Chromium as a mail client
shows it at 600 px; two of them on a phone, one in dark mode.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.outbox.templating.sample import sample
from cartera_xl.outbox.templating.sources import NAMES, sources
from cartera_xl.outbox.templating.writer import Writer
from tests.requirements import ROOT

if TYPE_CHECKING:
    from cartera_xl.outbox.templating.writer import Letter

FOLDER: Final = ROOT / "docs" / "pictures"
_PHONE: Final = 390


class Picture(NamedTuple):
    """A template as it is drawn: how wide and high, and whether in dark mode."""

    name: str
    template: str
    width: int
    height: int
    dark: bool = False


PICTURES: Final = (
    *(Picture(f"correo-{name}", name, 640, 1000) for name in NAMES),
    Picture("correo-nivel-2-telefono", "nivel-2", _PHONE, 1080),
    Picture("correo-previo-telefono", "previo", _PHONE, 980),
    Picture("correo-nivel-2-oscuro", "nivel-2", 640, 1000, dark=True),
)


def main() -> None:
    """Write every picture."""
    with Writer(sources()) as writer, tempfile.TemporaryDirectory() as name:
        for picture in PICTURES:
            [letter] = writer.letters([(picture.template, sample(picture.template))])
            draw(picture, letter, Path(name))


def draw(picture: Picture, letter: Letter, folder: Path) -> None:
    """Draw a letter into docs/pictures."""
    page = folder / f"{picture.name}.html"
    page.write_text(framed(letter.html, picture), "utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "falta Chromium"
    subprocess.run(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(["--force-dark-mode"] if picture.dark else []),
            f"--window-size={picture.width},{picture.height}",
            f"--user-data-dir={folder / 'perfil'}",
            f"--screenshot={FOLDER / picture.name}.png",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )


def framed(letter: str, picture: Picture) -> str:
    """Return a page that shows a letter as narrow as a phone, as no window is."""
    size = f"width:{picture.width}px;height:{picture.height}px;border:0"
    frame = f'<iframe srcdoc="{html.escape(letter)}" style="{size}"></iframe>'
    return f'<!doctype html><body style="margin:0">{frame}</body>'


if __name__ == "__main__":
    main()
