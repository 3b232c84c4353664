"""A folder of templates and a set of fonts: the one module that knows typst."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.errors import CarteraError
from cartera_xl.outbox.documents import templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# What every company here writes with: our fonts have all of it.
_USUAL: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
_PROBE: Final = """#set document(title: "x")
#set text(lang: "es", font: ("Carlito", "DejaVu Sans"))
#read("_letra.txt")
"""


class TemplateFaultError(CarteraError):
    """A template cannot be set; the library's own words say where."""

    def __init__(self, template: str, detail: str) -> None:
        super().__init__(
            f"La plantilla «{template}» no se pudo componer: {detail}. Corríjala, o "
            "quite la copia de su carpeta de plantillas para usar la original."
        )


class Press:
    """Sets files of a folder and sees nothing else of the machine.

    Args:
        root: the folder.
        system_fonts: whether the machine's fonts may be used where ours lack a letter.
    """

    def __init__(self, root: Path, *, system_fonts: bool = False) -> None:
        import typst

        nowhere = str(root / "paquetes")
        self._root = root
        self._shown: dict[str, bool] = {}
        self._compiler = typst.Compiler(
            root=str(root),
            font_paths=_fonts(system_fonts),
            ignore_system_fonts=True,
            package_path=nowhere,
            package_cache_path=nowhere,
        )

    def pdf(self, name: str, moment: int = 0, *, strict: bool = False) -> bytes:
        """Return a file of the folder as a tagged PDF.

        Args:
            name: the file.
            moment: when it was made, in seconds since 1970.
            strict: refuse what PDF/UA-1 refuses, an empty box among it.

        Raises:
            TemplateFaultError: it cannot be set.
        """
        import typst

        try:
            made: Any = self._compiler.compile(
                input=str(self._root / name),
                format="pdf",
                timestamp=max(moment, 0),
                pdf_standards=["ua-1"] if strict else [],
                pdf_tags=True,
            )
        except typst.TypstError as fault:
            raise TemplateFaultError(name, _detail(fault)) from None
        return bytes(made)

    def lacking(self, letters: Iterable[str]) -> frozenset[str]:
        """Return which of these letters no font has: they would be empty boxes."""
        unusual = frozenset(letters) - _USUAL
        return frozenset(letter for letter in unusual if not self._shows(letter))

    def _shows(self, letter: str) -> bool:
        if letter not in self._shown:
            (self._root / "_letra.typ").write_text(_PROBE, "utf-8")
            (self._root / "_letra.txt").write_text(letter, "utf-8")
            try:
                self.pdf("_letra.typ", strict=True)
                self._shown[letter] = True
            except TemplateFaultError:
                self._shown[letter] = False
        return self._shown[letter]


@cache
def _fonts(with_systems: bool) -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=with_systems,
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
