"""Where templates and fonts are: the company's own copies come before ours."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER: Final = "documentos"
_SUFFIX: Final = ".typ"
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".svg"})
# A template that asks for one would have it fetched, and run code from, the network.
_PACKAGE: Final = '"@'


class TemplatesMissingError(CarteraError):
    """The installation is incomplete."""

    def __init__(self) -> None:
        super().__init__(
            "No encuentro las plantillas de los documentos: reinstale Cartera XL."
        )


class PackageInTemplateError(CarteraError):
    """A template wants code from elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"La plantilla «{name}» trae un paquete de internet («@…»): copie lo que "
            "necesite dentro de la plantilla."
        )


def shipped() -> Path:
    """Return the folder of our templates: in the package, else in the repository.

    Raises:
        TemplatesMissingError: neither place has them.
    """
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    raise TemplatesMissingError


def templates() -> list[Path]:
    """Return our templates: what a company may copy and change.

    Raises:
        TemplatesMissingError: the installation is incomplete.
    """
    return [file for file in _files(shipped()) if file.suffix == _SUFFIX]


def copy(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copy templates to a folder; return what was written."""
    return [Path(shutil.copyfile(file, folder / file.name)) for file in files]


def gather(target: Path, own: Path | None) -> None:
    """Copy our templates to a folder, and over them the company's own.

    Raises:
        PackageInTemplateError: one of them wants code from the network.
    """
    for file in (*_files(shipped()), *(_files(own) if own else ())):
        shutil.copyfile(file, target / file.name)
    for file in sorted(target.glob(f"*{_SUFFIX}")):
        if _PACKAGE in file.read_text("utf-8", errors="replace"):
            raise PackageInTemplateError(file.name)


def fonts() -> Path:
    """Return the folder of the fonts that documents are set in."""
    return shipped() / "fuentes"


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if file.suffix.casefold() in {_SUFFIX, *_PICTURES} and file.is_file():
            yield file
