"""A person's own sheets and names, brought from one open workbook into another.

A program that copies a sheet lets its formulas go on looking at the workbook that it
came from. They are therefore written again as they stand there: in the new workbook the
same words mean its own tables, sheets and names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cartera_xl.errors import WorkbookError
from cartera_xl.hosts.host import Brought
from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.busy import naming_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from xlwings import Book, Range, Sheet

T = TypeVar("T")


@dataclass(frozen=True)
class Bringing:
    """Brings things from an `old` workbook into the `book` that takes its place."""

    book: Book
    old: Book

    def bring(self, titles: Collection[str], names: Collection[str]) -> Brought:
        """Copy sheets and names that the book has not; what it has stays."""
        there = {sheet.name.casefold() for sheet in self.book.sheets}
        had = {name.name for name in self.book.names}
        wanted = [s for s in self.old.sheets if s.name in titles]
        new = [s for s in wanted if s.name.casefold() not in there]
        copied = {s.name: copy for s in new if (copy := self._copy(s))}
        defined = [name for name in sorted(names) if name not in had]
        defined = [name for name in defined if self._define(name)]
        behind = [
            cell
            for title, copy in copied.items()
            for cell in _rewrite(self.old.sheets[title], copy)
        ]
        return Brought(tuple(copied), tuple(defined), tuple(behind))

    def _copy(self, sheet: Sheet) -> Sheet | None:
        """Copy a sheet to the end; a program refuses some, such as very hidden ones."""
        last = self.book.sheets[-1]
        return _tried(lambda: sheet.copy(after=last, name=sheet.name))

    def _define(self, name: str) -> bool:
        """Define a name as the old workbook does, whatever a copied sheet brought."""
        text = str(self.old.names[name].refers_to)
        return _tried(lambda: self.book.names.add(name, text)) is not None


def _tried(do: Callable[[], T]) -> T | None:
    """Return what an order gives; None where the program refuses it.

    Raises:
        OfficeBusyError, OfficeGoneError: it takes no orders at all.
    """
    try:
        with naming_faults():
            return do()
    except WorkbookError:
        raise
    except Exception:  # a program's own faults have no common class
        return None


def _rewrite(source: Sheet, copy: Sheet) -> Iterator[str]:
    """Write the formulas that read otherwise now; yield cells where that cannot be."""
    used = source.used_range
    here = copy.range(used.address)
    pairs = zip(blocks.formulas(used), blocks.formulas(here), strict=True)
    for row, (theirs, ours) in enumerate(pairs):
        for column, (text, other) in enumerate(zip(theirs, ours, strict=True)):
            if text.lstrip("{")[:1] != "=" or text == other:
                continue
            if not _write(used[row, column], here[row, column]):
                yield f"{copy.name}!{here[row, column].address.replace('$', '')}"


def _write(source: Range, cell: Range) -> bool:
    """Write a formula; what spills from one above it is there by then.

    A part of an array of several cells cannot be written.
    """
    if cell.formula == source.formula:
        return True
    if source.has_array:
        return False
    # The younger property lets an array spill; older programs have the other alone.
    written = _tried(lambda: _assign(cell, "formula2", source.formula2))
    return bool(written or _tried(lambda: _assign(cell, "formula", source.formula)))


def _assign(cell: Range, name: str, text: object) -> bool:
    setattr(cell, name, text)
    return True
