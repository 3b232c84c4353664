"""Where mail templates are: ours, and over them the company's own copies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cartera_xl.causes import cause
from cartera_xl.errors import CarteraError

FOLDER: Final = "correos"
NAMES: Final = (
    *("previo", "nivel-1", "nivel-2", "nivel-3", "nivel-4"),
    *("estado-cuenta", "cotizacion"),
)
_BASE: Final = "correo"
FILES: Final = tuple(f"{n}.{end}" for n in (_BASE, *NAMES) for end in ("html", "txt"))
_BIGGEST: Final = 1_000_000  # bytes; the checks refuse what is far smaller


class TemplatesUnreadableError(CarteraError):
    """A template that is not there or is no text."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"No se pudo leer la plantilla «{path}»: {reason}.")


class CopyExistsError(CarteraError):
    """Copying our templates would write over a company's own."""

    def __init__(self, folder: object, names: list[str]) -> None:
        super().__init__(
            f"En «{folder}» ya hay plantillas ({', '.join(names)}): no se copió nada; "
            "muévalas o diga otra carpeta."
        )


def sources(own: Path | None = None) -> dict[str, str]:
    """Return every template's text by its file name.

    Args:
        own: the company's folder; what it lacks is ours.

    Raises:
        TemplatesUnreadableError: a file is no UTF-8 text, or none of ours is there.
    """
    return {name: _read(place(name, own)) for name in FILES}


def place(name: str, own: Path | None) -> Path:
    """Return which file counts for a template."""
    mine = own / name if own else None
    return mine if mine and mine.is_file() else ours() / name


def ours() -> Path:
    """Return the folder of our templates: in the package, else in the repository.

    An editable install does not hold the files that a wheel packs beside the code.
    """
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    raise TemplatesUnreadableError(FOLDER, "no está en el programa instalado")


def copy(folder: Path) -> list[Path]:
    """Copy our templates to a folder, to be changed there; return what was written.

    Raises:
        CopyExistsError: one of them is there already; nothing is written.
    """
    if there := [name for name in FILES if (folder / name).exists()]:
        raise CopyExistsError(folder, there)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).write_bytes((ours() / name).read_bytes())
    return [folder / name for name in FILES]


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = file.read(_BIGGEST)
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise TemplatesUnreadableError(path, "guárdela como UTF-8") from None
    except OSError as error:
        raise TemplatesUnreadableError(path, cause(error)) from None
