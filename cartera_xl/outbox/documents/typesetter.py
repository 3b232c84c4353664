"""Papers into PDFs: the one module that knows typst.

Data reaches a template as a JSON file and is shown as it stands; it is never put into
a template's own text. Not as an input of the system: what many papers share would then
be laid out anew for each. Templates see the folder that was gathered for them and nothing
else of the machine. The day of the paper is the only time that gets into its bytes, and
the fonts are ours: the same paper is the same file on every machine.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Self

from cartera_xl.errors import CarteraError
from cartera_xl.outbox.documents import templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from cartera_xl.outbox.documents.paper import Paper

_DATA: Final = "datos.json"
_LARGEST: Final = 4_000_000  # bytes of a logo


class TemplateFaultError(CarteraError):
    """A template cannot be set; the library's own words say where."""

    def __init__(self, template: str, detail: str) -> None:
        super().__init__(
            f"La plantilla «{template}» no se pudo componer: {detail}. Corríjala, o "
            "quite la copia de su carpeta de plantillas para usar la original."
        )


class Typesetter:
    """Sets papers, one after the other, for one company.

    Args:
        own: the company's folder of templates.
        logo: the picture of its letterhead; one that cannot be used is left out, and
            `notes` says so.
    """

    def __init__(self, own: Path | None = None, logo: Path | None = None) -> None:
        self._folder = TemporaryDirectory(prefix="cartera-", ignore_cleanup_errors=True)
        self._root = Path(self._folder.name)
        self.notes: tuple[str, ...] = ()
        try:
            templates.gather(self._root, own)
            self._compiler = _compiler(self._root)
            self._logo = self._usable(logo) if logo else None
        except BaseException:
            self.close()
            raise

    def pdf(self, paper: Paper) -> bytes:
        """Return a paper as a PDF.

        Raises:
            TemplateFaultError: its template cannot be set.
        """
        letterhead = {**paper.data["empresa"], "logo": self._logo}
        data = json.dumps({**paper.data, "empresa": letterhead})
        moment = datetime.combine(paper.day, time(), UTC)
        (self._root / _DATA).write_text(data, "utf-8")
        return self._set(f"{paper.template}.typ", int(moment.timestamp()))

    def _set(self, name: str, moment: int = 0) -> bytes:
        import typst

        try:
            made: Any = self._compiler.compile(
                input=str(self._root / name),
                format="pdf",
                timestamp=max(moment, 0),
                pdf_tags=True,  # for those who have it read to them
            )
        except typst.TypstError as fault:
            raise TemplateFaultError(name, _detail(fault)) from None
        return bytes(made)

    def _usable(self, logo: Path) -> str | None:
        """Return the logo as templates know it; nothing where it is no picture."""
        name = f"logo{logo.suffix.casefold()}"
        try:
            if logo.stat().st_size > _LARGEST:
                raise OSError
            shutil.copyfile(logo, self._root / name)
            (self._root / "_logo.typ").write_text(f'#image("{name}")', "utf-8")
            self._set("_logo.typ")
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
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _compiler(root: Path) -> Any:
    import typst

    nowhere = root / "paquetes"
    return typst.Compiler(
        root=str(root),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        package_path=str(nowhere),
        package_cache_path=str(nowhere),
    )


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(templates.fonts())],
    )


def _detail(fault: Any) -> str:
    """Return what is wrong and where, in one line."""
    return " ".join(_said(fault)).rstrip(".")


def _said(fault: Any) -> Iterator[str]:
    lines = str(fault.diagnostic or fault.message).splitlines()
    where = next((line.strip(" ┌─│-") for line in lines if ".typ:" in line), "")
    yield str(fault.message)
    if where:
        yield f"({where})"
