"""Input that was posted: a refresh clears it, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.hosts.closed_entries import EntryReader
    from cartera_xl.hosts.entries import Posted
    from cartera_xl.hosts.old_table import OldTable
    from cartera_xl.workbook.bodies.old_sheet import TypedCells


class Cleared(NamedTuple):
    """A tab without the posted input; how many rows that were, and what to say."""

    old: OldTable
    rows: int
    notes: list[str]


def without_posted(
    old: OldTable, reader: EntryReader, posted: Iterable[Posted]
) -> Cleared:
    """Take the input away that still reads as it was posted.

    What was typed anew on a posted row was never posted: it stays, and is named.
    Lines without a document are known by their content: two that read the same are
    cleared only if two were posted.
    """
    table, sheet = old.placement.table.name, old.placement.table.sheet.name
    waiting = Counter(row for row in posted if row.table == table)
    if not waiting:
        return Cleared(old, 0, [])
    keys = {row.key for row in waiting if row.key}
    kept: list[TypedCells] = []
    rows, notes = 0, []
    for typed in old.sheet.typed:
        entry = reader.entry(typed)
        if waiting[entry.posted]:
            waiting[entry.posted] -= 1
            rows += 1
            kept += _without_input(old, typed)
            continue
        kept.append(typed)
        if entry.typed and typed.key in keys:
            notes.append(_changed(sheet, typed))
    return Cleared(replace(old, sheet=replace(old.sheet, typed=kept)), rows, notes)


def _without_input(old: OldTable, typed: TypedCells) -> list[TypedCells]:
    """Return a row with a person's own cells only; nothing where it has none."""
    own = {n: c for n, c in typed.cells.items() if n not in old.placement.inputs}
    return [typed._replace(cells=own)] if own else []


def _changed(sheet: str, typed: TypedCells) -> str:
    name = " · ".join(filter(None, typed.key))
    return (
        f"{sheet}: lo digitado en {name} cambió después de registrarlo; quedó como "
        "está: revíselo antes de registrar de nuevo."
    )
