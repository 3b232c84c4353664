"""Which workbook of a folder is in use, and whether a new one takes its place.

A workbook with sheets, names or modules of a person's own is never overwritten: the new
one goes beside it, and from then on is the one in use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from cartera_xl.actions.standing import NewerWorkbookError
from cartera_xl.errors import CarteraError
from cartera_xl.install.own_cells import own_cells
from cartera_xl.install.places import WORKBOOK
from cartera_xl.install.shape import is_current, own_things, shape_of
from cartera_xl.tabs.data import is_newer

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.install.shape import Shape

MACROS: Final = ".xlsm"
_MOST: Final = 99  # workbooks of a folder
_NEW: Final = "nuevo"
_RENEWED: Final = re.compile(rf"(.+?)( {_NEW}(?: (\d\d?))?)?")


class OtherWorkbookError(CarteraError):
    """A workbook of that name that our build did not make."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"«{path}» no es un libro de Cartera XL: no se toca. Páselo a otra "
            "carpeta o elija otra con --carpeta."
        )


class RenewedAlreadyError(CarteraError):
    """What is typed in the workbook went over to another, and may be posted there."""

    def __init__(self, old: Path, new: Path) -> None:
        super().__init__(
            f"{old.name} ya se renovó: use «{new.name}», que tiene lo digitado. Si ese "
            "libro es otra cosa, cámbiele el nombre y repita."
        )


@dataclass(frozen=True, slots=True)
class Book:
    """What becomes of the workbook in use.

    `target` is where a new one goes; None where there is nothing to do. `own` is what
    stays behind in the old one.
    """

    in_use: Path | None
    target: Path | None
    own: tuple[str, ...] = ()

    @property
    def replaces(self) -> bool:
        """Tell whether the new one takes the old one's place."""
        return self.in_use is not None and self.in_use == self.target


def in_use(folder: Path) -> Path | None:
    """Return the newest of a folder's workbooks; None where it has none.

    A person may have deleted the older ones, those before it or between.
    """
    return _newest(folder / WORKBOOK)


def before(path: Path) -> Path | None:
    """Return the workbook that one took the place of, where both are in a folder.

    A person who renamed it keeps it for something else.
    """
    first, number = _series(path)
    older = (_numbered(first, before) for before in range(number - 1, 0, -1))
    return next((other for other in older if other.exists()), None)


def judge(folder: Path, ours: Shape) -> Book:
    """Decide what becomes of a folder's workbook; `ours` is a new one's shape.

    Raises:
        OtherWorkbookError: it is none of ours.
        NewerWorkbookError: a later version of ours made it.
        WorkbookError: it cannot be read.
    """
    old = in_use(folder)
    return judge_one(old, ours) if old else Book(None, folder / WORKBOOK)


def judge_one(old: Path, ours: Shape) -> Book:
    """Decide what becomes of a workbook, whatever its name.

    Raises:
        OtherWorkbookError: it is none of ours.
        NewerWorkbookError: a later version of ours made it.
        RenewedAlreadyError: another took its place before.
        WorkbookError: it cannot be read.
    """
    shape = shape_of(old)
    if not shape.is_ours:
        raise OtherWorkbookError(old)
    if is_newer(shape.template):
        raise NewerWorkbookError(old)
    if is_current(shape, ours):
        return Book(old, None)
    first, number = _series(old.with_suffix(MACROS))
    if new := _newest(first, after=number):
        raise RenewedAlreadyError(old, new)
    own = (*own_things(shape, ours), *own_cells(old))
    if own or old.suffix.lower() != MACROS:  # a new one of ours has its macros
        return Book(old, _numbered(first, number + 1), own)
    return Book(old, old)


def copy_name(path: Path, moment: datetime, taken: Container[str]) -> Path:
    """Return where a dated copy of a file goes: a name that is not taken."""
    stem = f"{path.stem} (copia {moment:%Y-%m-%d %H%M%S})"
    numbers = chain([""], (f" {number}" for number in count(2)))
    names = (f"{stem}{number}{path.suffix}" for number in numbers)
    return path.with_name(next(name for name in names if name not in taken))


def _series(path: Path) -> tuple[Path, int]:
    """Return the workbook that others followed, and which of them this one is."""
    found = _RENEWED.fullmatch(path.stem)
    if found is None or not found[2]:
        return path, 1
    return path.with_stem(found[1]), int(found[3] or 1) + 1


def _numbered(first: Path, number: int) -> Path:
    added = {1: "", 2: f" {_NEW}"}.get(number, f" {_NEW} {number - 1}")
    return first.with_stem(first.stem + added)


def _newest(first: Path, after: int = 0) -> Path | None:
    paths = (_numbered(first, number) for number in range(_MOST, after, -1))
    return next((path for path in paths if path.exists()), None)
