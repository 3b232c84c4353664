"""Papers into PDFs.

Data reaches a template as a JSON file and is shown as it stands; it is never put into
a template's own text. Not as an input of the typesetter's either: what many papers
share would then be laid out anew for each. Templates see the folder that was gathered
for them and nothing else of the machine. The day of the paper is the only time that
gets into its bytes, and the fonts are ours: the same paper is the same file on every
machine, unless a name has letters that only the machine's own fonts have.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Self

from cartera_xl.outbox.documents import templates
from cartera_xl.outbox.documents.press import Press, TemplateFaultError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from cartera_xl.outbox.documents.paper import Paper

_DATA: Final = "datos.json"
_PAGE: Final = b"/Type/Page/"
_LARGEST: Final = 4_000_000  # bytes of a logo
_CODES: Final = (
    "Algunos signos no están en las letras de este equipo y van por su código, como "
    "[U+1F642]: instale una fuente que los tenga y vuelva a imprimir."
)


class Typesetter:
    """Sets papers, one after the other, for one company.

    Args:
        own: the company's folder of templates.
        logo: the picture of its letterhead; one that cannot be used is left out, and
            `notes` says so.

    Attributes:
        folder: what its templates see.
    """

    def __init__(self, own: Path | None = None, logo: Path | None = None) -> None:
        self._place = TemporaryDirectory(prefix="cartera-", ignore_cleanup_errors=True)
        self.folder = Path(self._place.name)
        self.notes: tuple[str, ...] = ()
        try:
            templates.gather(self.folder, own)
            self._press = Press(self.folder)
            self._logo = self._usable(logo) if logo else None
        except BaseException:
            self.close()
            raise

    @cached_property
    def _wider_press(self) -> Press:
        return Press(self.folder, system_fonts=True)

    def pdf(self, paper: Paper) -> bytes:
        """Return a paper as a PDF.

        Raises:
            TemplateFaultError: its template cannot be set.
        """
        letterhead = {**paper.data["empresa"], "logo": self._logo}
        data = {**paper.data, "empresa": letterhead}
        moment = int(datetime.combine(paper.day, time(), UTC).timestamp())
        made = self._set(paper.template, {**data, "una-hoja": True}, moment)
        if made.count(_PAGE) == 1:
            return made
        return self._set(paper.template, {**data, "una-hoja": False}, moment)

    def _set(self, template: str, data: Mapping[str, Any], moment: int) -> bytes:
        text, press = json.dumps(data, ensure_ascii=False), self._press
        if press.lacking(text):
            press = self._wider_press
            if lacking := press.lacking(text):
                text = by_code(text, lacking)
                self.notes = tuple(dict.fromkeys((*self.notes, _CODES)))
        (self.folder / _DATA).write_text(text, "utf-8")
        return press.pdf(f"{template}.typ", moment)

    def _usable(self, logo: Path) -> str | None:
        """Return the logo as templates know it; nothing where it is no picture."""
        name = f"logo{logo.suffix.casefold()}"
        try:
            if logo.stat().st_size > _LARGEST:
                raise OSError
            shutil.copyfile(logo, self.folder / name)
            (self.folder / "_logo.typ").write_text(f'#image("{name}")', "utf-8")
            self._press.pdf("_logo.typ")
        except (OSError, TemplateFaultError):
            self.notes = (
                f"El logo «{logo}» no se pudo usar: los documentos van sin él. Debe "
                "ser un PNG, JPG o SVG de menos de 4 MB («cartera parametros "
                "empresa.logo»).",
            )
            return None
        return name

    def close(self) -> None:
        """Remove what was gathered."""
        self._place.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def by_code(text: str, letters: Iterable[str]) -> str:
    """Return a text with the codes of these letters in their place.

    >>> by_code("Tienda 🙂", "🙂")
    'Tienda [U+1F642]'
    """
    return text.translate({ord(x): f"[U+{ord(x):04X}]" for x in letters})
