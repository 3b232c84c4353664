"""Notes and links of a closed workbook: which cells they will hang on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from cartera_xl.errors import UnknownXmlError
from cartera_xl.workbook.bodies.attached import (
    Attached,
    covers_column,
    keys_at,
    on_cell,
    on_new_rows,
    rows_with_something,
    with_totals,
)
from cartera_xl.workbook.bodies.carrying import name_of, positions_of
from cartera_xl.workbook.parts.addresses import Area
from cartera_xl.workbook.parts.hyperlinks import read_links
from cartera_xl.workbook.parts.notes import read_notes
from cartera_xl.workbook.parts.relationships import addresses, relations_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cartera_xl.hosts.content import Row
    from cartera_xl.workbook.bodies.carrying import Carriage
    from cartera_xl.workbook.bodies.old_sheet import OldSheet
    from cartera_xl.workbook.bodies.placement import Placement
    from cartera_xl.workbook.parts.hyperlinks import Link
    from cartera_xl.workbook.parts.notes import Cell, Note
    from cartera_xl.workbook.parts.package import Package
    from cartera_xl.workbook.parts.tables import Table


class Plan(Protocol):
    """A tab as it will be, whatever program holds it."""

    @property
    def placement(self) -> Placement:
        """Return where its columns stand."""

    @property
    def attached(self) -> Attached:
        """Return what hangs on its cells now."""

    @property
    def carriage(self) -> Carriage:
        """Return what its rows get of what was typed."""

    @property
    def rows(self) -> Sequence[Row]:
        """Return the documents that it will show."""

    @property
    def last(self) -> int:
        """Return the number of its last body row."""


P = TypeVar("P", bound=Plan)


class Target(NamedTuple):
    """The row that something goes to, and the table that it is in."""

    plan: Plan
    row: int


Targets: TypeAlias = "Mapping[int, Target | None]"


@dataclass
class Hanging(Generic[P]):
    """What will hang on the cells of one table's sheet."""

    plan: P
    moves: dict[Cell, Cell | None] = field(default_factory=dict)  # of its own notes
    notes: list[Note] = field(default_factory=list)  # from another tab
    links: list[Link] = field(default_factory=list)  # all that stay on the sheet
    arrived: list[tuple[Link, str]] = field(default_factory=list)  # with the address
    said: list[str] = field(default_factory=list)
    taken: set[Cell] = field(default_factory=set)  # a cell has one note

    def take(self, cell: Cell) -> bool:
        """Tell whether a cell is free for a note, which then has it."""
        free = cell not in self.taken
        self.taken.add(cell)
        return free


def read_attached(
    package: Package,
    placement: Placement,
    sheet: OldSheet,
    shared: Callable[[int], str],
) -> Attached:
    """Read what hangs on the cells of a tab's sheet.

    The sheet is gone over once more only where something hangs in its table.

    Raises:
        UnknownXmlError: its notes have a form that is not rewritten safely.
    """
    table = placement.table
    part = package.one_related(table.sheet.part, "comments")
    notes = read_notes(package.read(part)) if part else []
    if notes is None:
        raise UnknownXmlError(package.workbook, part or "", "notas de otra forma")
    links = read_links(sheet.tail.data)
    rows = rows_with_something(table, notes, links)
    pieces = package.pieces(table.sheet.part) if rows else ()
    blank = dict.fromkeys(sorted(rows), ())  # programs leave blank rows out
    keys = {**blank, **keys_at(placement, pieces, rows, shared)}
    return Attached(tuple(notes), tuple(links), keys)


def plan_attached(
    plans: Mapping[str, P], addresses_of: Callable[[P], Mapping[str, str]]
) -> dict[str, Hanging[P]]:
    """Decide where everything goes, by table; what loses its document is said.

    Args:
        plans: the tabs, by table.
        addresses_of: the addresses outside that a tab's links lead to, by their ids.
    """
    hanging = {name: Hanging(plan) for name, plan in plans.items()}
    targets = {name: _targets(plan, plans.values()) for name, plan in plans.items()}
    for name, own in hanging.items():
        _keep_notes(own, targets[name])
        _keep_links(own, targets[name])
    for name, own in hanging.items():
        _hand_over_notes(own, targets[name], hanging)
        _hand_over_links(addresses_of, own, targets[name], hanging)
    return hanging


def _targets(plan: Plan, plans: Iterable[Plan]) -> Targets:
    """Return where each row goes that something hangs on."""
    table, keys = plan.placement.table, plan.attached.keys
    found = _found(plan, set(keys.values()), plans)
    targets: dict[int, Target | None] = {}
    for row, key in keys.items():
        if row > table.last:
            targets[row] = Target(plan, plan.last + row - table.last)
        elif row in plan.carriage.entry_rows:
            targets[row] = Target(plan, plan.carriage.entry_rows[row])
        else:
            targets[row] = found.get(key) if key else None
    return targets


def _found(
    plan: Plan, keys: set[tuple[str, ...]], plans: Iterable[Plan]
) -> dict[tuple[str, ...], Target]:
    """Return where documents stand: in the same table, else in a sibling of it."""
    columns = plan.placement.tab.columns
    others = (other for other in plans if other is not plan)
    siblings = (other for other in others if other.placement.tab.columns == columns)
    found: dict[tuple[str, ...], Target] = {}
    for other in (plan, *siblings):
        missing = keys - found.keys() - {()}
        places = positions_of(other.placement, other.rows, missing)
        for key, position in places.items():
            found[key] = Target(other, other.placement.table.first + position)
    return found


def _keep_notes(own: Hanging[P], targets: Targets) -> None:
    body = with_totals(own.plan.placement.table)
    inside = [note for note in own.plan.attached.notes if on_cell(note).meets(body)]
    own.taken = {note.cell for note in own.plan.attached.notes}
    own.taken -= {note.cell for note in inside}
    for note in inside:
        row, column = note.cell
        target = targets[row]
        own.moves[note.cell] = None
        if target is None:
            own.said.append(f"{_note_of(own, note)} {_why(own, row)}: «{note.text}».")
        elif target.plan is own.plan:
            _keep_note(own, note, (target.row, column))


def _keep_note(own: Hanging[P], note: Note, cell: Cell) -> None:
    if own.take(cell):
        own.moves[note.cell] = cell
    else:
        own.said.append(
            f"{_note_of(own, note)} se quitó porque allí ya hay otra: «{note.text}»."
        )


def _hand_over_notes(
    own: Hanging[P], targets: Targets, hanging: Mapping[str, Hanging[P]]
) -> None:
    for note in own.plan.attached.notes:
        target = targets.get(note.cell[0])
        if note.cell not in own.moves or target is None or target.plan is own.plan:
            continue
        other = hanging[target.plan.placement.table.name]
        column = _column(own, other, note.cell[1])
        if column and other.take((target.row, column)):
            other.notes.append(note._replace(cell=(target.row, column)))
        else:
            own.said.append(
                f"{_note_of(own, note)} se quitó: en «{_sheet(other)}», donde está "
                f"ahora, no hay lugar para ella: «{note.text}»."
            )


def _keep_links(own: Hanging[P], targets: Targets) -> None:
    table = own.plan.placement.table
    rows = {
        row: target.row if target and target.plan is own.plan else None
        for row, target in targets.items()
    }
    end = own.plan.last + table.total_rows
    for link in own.plan.attached.links:
        own.links += on_new_rows(link, table, rows, end)


def _hand_over_links(
    addresses_of: Callable[[P], Mapping[str, str]],
    own: Hanging[P],
    targets: Targets,
    hanging: Mapping[str, Hanging[P]],
) -> None:
    parting = list(_parting(own, targets))
    outside = addresses_of(own.plan) if parting else {}
    for link, row in parting:
        target, address = targets[row], outside.get(link.relation, "")
        other = hanging[target.plan.placement.table.name] if target else None
        column = _column(own, other, link.area.left) if other else None
        if target and other and column:
            cell = Area(column, target.row, column, target.row)
            other.arrived.append((link.on(cell), address))
        else:
            title = own.plan.placement.title(link.area.left)
            own.said.append(
                f"{_sheet(own)}: el vínculo de {title} de {_name(own, row)} "
                f"{_why(own, row)}: {address or link.place}."
            )


def _parting(own: Hanging[P], targets: Targets) -> Iterator[tuple[Link, int]]:
    """Yield the links, cell by cell, whose documents the table shows no more."""
    table = own.plan.placement.table
    for link in own.plan.attached.links:
        if covers_column(link.area, table):
            continue
        for row in link.area.rows:
            target = targets.get(row)
            if row not in targets or (target and target.plan is own.plan):
                continue
            for column in link.area.columns:
                if column in table.area.columns:
                    yield link.on(Area(column, row, column, row)), row


def addresses_in(package: Package, table: Table) -> Mapping[str, str]:
    """Return the addresses outside that a sheet's links lead to, by their ids."""
    part = relations_part(table.sheet.part)
    return addresses(package.read(part)) if part in package.parts else {}


def _column(own: Hanging[P], other: Hanging[P], column: int) -> int | None:
    """Return the column of the other table that has the same heading."""
    title = own.plan.placement.title(column)
    table = other.plan.placement.table
    return table.column(title) if title in table.columns else None


def _note_of(own: Hanging[P], note: Note) -> str:
    row, column = note.cell
    title = own.plan.placement.title(column)
    return f"{_sheet(own)}: la nota de {title} de {_name(own, row)}"


def _why(own: Hanging[P], row: int) -> str:
    if own.plan.attached.keys.get(row):
        return "se quitó porque ya no está"
    if own.plan.placement.has_entries:
        return "se quitó con lo que se registró"
    return "se quitó porque esa fila no tiene documento"


def _name(own: Hanging[P], row: int) -> str:
    key = own.plan.attached.keys.get(row)
    return name_of(key) if key else f"la fila {row}"


def _sheet(hanging: Hanging[P]) -> str:
    return hanging.plan.placement.table.sheet.name
