"""Writing notes and links where they will hang: the parts of a sheet that change."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.hyperlinks import read_links, with_links
from cartera_xl.workbook.parts.note_boxes import (
    NO_BOXES,
    added_boxes,
    drawing_in,
    moved_boxes,
    with_drawing,
)
from cartera_xl.workbook.parts.notes import NO_NOTES, added_notes, moved_notes
from cartera_xl.workbook.parts.relationships import (
    NO_RELATIONS,
    OFFICE,
    relations_part,
    with_relation,
    without_relations,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.hosts.closed_attached import Hanging
    from cartera_xl.hosts.closed_tables import TablePlan
    from cartera_xl.workbook.parts.hyperlinks import Link
    from cartera_xl.workbook.parts.package import Package

_NOTES_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
)
_BOXES_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass
class Parts:
    """Parts that change, and new ones with their content types."""

    changed: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)  # of those that are new
    tails: dict[str, bytes] = field(default_factory=dict)  # by the sheet's part


def attach(package: Package, hanging: Iterable[Hanging[TablePlan]]) -> Parts:
    """Return the parts of the sheets that something hangs on otherwise than before."""
    done = Parts()
    for own in hanging:
        _Sheet(package, own, done).write()
    return done


def with_tail(plan: TablePlan, tails: Parts) -> TablePlan:
    """Return a table's plan with what will follow its rows."""
    data = tails.tails.get(plan.placement.table.sheet.part)
    if data is None:
        return plan
    tail = plan.sheet.tail._replace(data=data)
    return replace(plan, sheet=replace(plan.sheet, tail=tail))


class _Sheet:
    """One sheet, its own parts in the state in which they will be written."""

    def __init__(self, package: Package, own: Hanging[TablePlan], done: Parts) -> None:
        self.package = package
        self.own = own
        self.done = done
        self.part = own.plan.placement.table.sheet.part
        self.relations = relations_part(self.part)
        self.tail = own.plan.sheet.tail.data

    def write(self) -> None:
        self._move_notes()
        if self.own.notes:
            self._add_notes()
        self._write_links()
        if self.tail != self.own.plan.sheet.tail.data:
            self.done.tails[self.part] = self.tail

    def _move_notes(self) -> None:
        moves = {old: new for old, new in self.own.moves.items() if old != new}
        if not moves:
            return
        for relation in self.package.related(self.part):
            if relation.kind == "comments":
                self._put(
                    relation.target, moved_notes(self._at(relation.target), moves)
                )
            elif (
                relation.kind == "vmlDrawing" and relation.target in self.package.parts
            ):
                self._put(
                    relation.target, moved_boxes(self._at(relation.target), moves)
                )

    def _add_notes(self) -> None:
        notes = self.package.one_related(self.part, "comments")
        if notes is None:
            notes = self._new("xl/comments/cartera{}.xml", "comments", _NOTES_TYPE)[0]
        text = self._at(notes, NO_NOTES)
        self._put(notes, added_notes(text, self.own.notes))
        cells = [note.cell for note in self.own.notes]
        boxes = self._boxes()
        self._put(boxes, added_boxes(self._at(boxes, NO_BOXES), cells))

    def _boxes(self) -> str:
        """Return the drawing that the sheet names, a new one where there is none."""
        named = drawing_in(self.tail)
        for relation in self.package.related(self.part):
            if relation.id == named and relation.target in self.package.parts:
                return relation.target
        part, id_ = self._new("xl/drawings/cartera{}.vml", "vmlDrawing", _BOXES_TYPE)
        self.tail = with_drawing(self.tail, id_)
        return part

    def _write_links(self) -> None:
        links = [*self.own.links, *map(self._arrived, self.own.arrived)]
        before = read_links(self.tail)
        if links == before:
            return
        first = {link.area: link for link in reversed(links)}
        links = [link for link in links if first[link.area] is link]
        self.tail = with_links(self.tail, links)
        gone = {link.relation for link in before} - {link.relation for link in links}
        if gone - {""}:
            self._put(
                self.relations,
                without_relations(self._at(self.relations), gone - {""}),
            )

    def _arrived(self, arrived: tuple[Link, str]) -> Link:
        link, address = arrived
        if not link.relation:
            return link
        return link.related(self._relate("hyperlink", address, outside=True))

    def _new(self, name: str, kind: str, type_: str) -> tuple[str, str]:
        """Return the name of a new part, and the id of its relationship."""
        taken = self.package.parts.keys() | self.done.types.keys()
        part = next(p for n in count(1) if (p := name.format(n)) not in taken)
        self.done.types[part] = type_
        target = posixpath.relpath(part, posixpath.dirname(self.part))
        return part, self._relate(kind, target)

    def _relate(self, kind: str, target: str, *, outside: bool = False) -> str:
        relations, id_ = with_relation(
            self._at(self.relations, NO_RELATIONS),
            f"{OFFICE}/{kind}",
            target,
            outside=outside,
        )
        self._put(self.relations, relations)
        return id_

    def _at(self, part: str, missing: bytes = b"") -> bytes:
        """Return a part as it will be so far."""
        if part in self.done.changed:
            return self.done.changed[part]
        return self.package.read(part) if part in self.package.parts else missing

    def _put(self, part: str, data: bytes) -> None:
        self.done.changed[part] = data
