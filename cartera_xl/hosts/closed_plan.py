"""Everything that a refresh of a closed workbook will do, decided before it writes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import UnknownXmlError
from cartera_xl.hosts.closed_attached import addresses_in, plan_attached
from cartera_xl.hosts.closed_attaching import Parts, attach, with_tail
from cartera_xl.hosts.closed_charts import ChartValues
from cartera_xl.hosts.closed_names import edits_of
from cartera_xl.hosts.closed_notes import listed, notes_of
from cartera_xl.hosts.closed_ranges import show_ranges
from cartera_xl.hosts.closed_samples import read_samples
from cartera_xl.hosts.closed_siblings import follow
from cartera_xl.hosts.closed_tables import plan_table
from cartera_xl.hosts.closed_unreached import unreached
from cartera_xl.hosts.closed_values import ClosedValues
from cartera_xl.tabs import names
from cartera_xl.workbook.bodies.new_sheet import NewSheet
from cartera_xl.workbook.formulas.revaluing import Revaluer
from cartera_xl.workbook.parts.cell_reader import CellReader
from cartera_xl.workbook.parts.cells import serial
from cartera_xl.workbook.parts.edited_sheet import Edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.closed_posted import Cleared
    from cartera_xl.hosts.closed_repair import Repair
    from cartera_xl.hosts.closed_tables import TablePlan
    from cartera_xl.hosts.content import Content
    from cartera_xl.tabs.tab import Format
    from cartera_xl.workbook.parts.package import Package
    from cartera_xl.workbook.parts.shared_strings import SharedStrings
    from cartera_xl.workbook.parts.tables import Table
    from cartera_xl.workbook.parts.workbook_part import Sheet, WorkbookPart

_XLWINGS: Final = "xlwings.conf"


@dataclass
class RefreshPlan:
    """What will be written: sheets with tables, cells of other sheets, small parts."""

    book: WorkbookPart
    sheets: dict[str, NewSheet]  # by the sheet's part
    edits: dict[str, Edits]  # by the sheet's part
    tables: dict[str, tuple[Table, int]]  # by the table's part: the last body row
    attached: Parts  # what notes and links change
    repair: Repair
    revaluer: Revaluer
    charts: ChartValues
    shared: SharedStrings
    carried: int
    cleared: int
    notes: list[str]
    fixed_addresses: list[str] = field(default_factory=list)  # found while writing

    @property
    def whole(self) -> dict[str, bytes]:
        """Return the parts that are written as they stand here, new ones among them."""
        return {**self.attached.changed, **self.repair.parts}

    @property
    def secret_sheets(self) -> list[Sheet]:
        """Return the sheets that nobody should see, but for one that is in view."""
        data = self.book.place(names.LEDGER_ID)
        secret = [data[0] if data else None, self.book.sheet(_XLWINGS)]
        in_view = self.book.sheets[self.book.active : self.book.active + 1]
        return [sheet for sheet in secret if sheet and sheet not in in_view]

    def all_notes(self) -> tuple[str, ...]:
        """Return what to tell the person, writing included."""
        notes = list(self.notes)
        if found := self.fixed_addresses:
            notes.append(
                "Estas fórmulas miran una celda fija de una tabla, que ahora puede ser "
                f"de otro documento: {listed(found, len(found))}."
            )
        return tuple(notes)


def plan_refresh(
    package: Package,
    book: WorkbookPart,
    found: Sequence[Cleared],
    shared: SharedStrings,
    shows: Mapping[int, Format],
    content: Content,
    repair: Repair,
) -> RefreshPlan:
    """Decide what to write; posted input is gone from what was `found`.

    Raises:
        WorkbookError: the content cannot go into the workbook as it is.
    """
    for old, *_ in found:
        old.sheet.check(old.placement.table.sheet.name)
    cells = CellReader(package)
    edits = edits_of(book, content.names)
    plans = {
        old.placement.table.name: plan_table(
            old,
            content.tables[old.placement.table.name],
            read_samples(book, cells, old.placement.table.name),
            shared,
            shows,
            content.decimals,
        )
        for old in follow([old for old, *_ in found], content.tables)
    }
    hanging = plan_attached(
        plans, lambda plan: addresses_in(package, plan.placement.table)
    )
    attached = attach(package, hanging.values())
    plans = {name: with_tail(plan, attached) for name, plan in plans.items()}
    placements = [plan.placement for plan in plans.values()]
    show_ranges(book, content.names, placements, edits)
    repair.name_sheets(edits)
    values = ClosedValues(book, cells, shared, content.names, plans)
    fixed = _FixedAddresses(plans)
    revaluer = Revaluer(content.formulas, values, plans, fixed.look_at)
    values.verdict = revaluer.verdict
    revaluer.dropped = any(plan.unvalued for plan in plans.values())
    sheets = _new_sheets(package, plans, edits)
    return RefreshPlan(
        book=book,
        sheets=sheets,
        edits=edits,
        tables={
            plan.placement.table.part: (plan.placement.table, plan.body.last)
            for plan in plans.values()
        },
        attached=attached,
        repair=repair,
        revaluer=revaluer,
        charts=ChartValues(book, cells, values, edits, plans),
        shared=shared,
        carried=sum(plan.carriage.count for plan in plans.values()),
        cleared=sum(tab.rows for tab in found),
        notes=[
            *(note for tab in found for note in tab.notes),
            *(said for own in hanging.values() for said in own.said),
            *_notes(package, plans, shared, same_corte=_same_corte(values, content)),
            *filter(None, [repair.note]),
            *unreached(package, book, [p.table for p in placements], {*sheets, *edits}),
        ],
        fixed_addresses=fixed.found,
    )


def _new_sheets(
    package: Package, plans: Mapping[str, TablePlan], edits: Mapping[str, Edits]
) -> dict[str, NewSheet]:
    sheets: dict[str, NewSheet] = {}
    for plan in plans.values():
        table = plan.placement.table
        if table.sheet.part in sheets:
            raise UnknownXmlError(
                package.workbook, table.sheet.name, "dos tablas en una hoja"
            )
        on_sheet = edits.get(table.sheet.part, Edits())
        sheet = NewSheet(table, plan.sheet, plan.body, on_sheet, plan.attached.notes)
        sheet.check()
        sheets[table.sheet.part] = sheet
    return sheets


def _same_corte(cells: ClosedValues, content: Content) -> bool:
    """Tell whether the workbook showed the same cut-off date before."""
    new = content.names.get(names.LAST_CORTE)
    return isinstance(new, date) and cells.before(names.LAST_CORTE) == serial(new)


def _notes(
    package: Package,
    plans: Mapping[str, TablePlan],
    shared: SharedStrings,
    *,
    same_corte: bool,
) -> list[str]:
    notes = []
    for plan in plans.values():
        sheet = package.pieces(plan.placement.table.sheet.part)
        notes += notes_of(plan, sheet, shared, same_corte=same_corte)
    return notes


class _FixedAddresses:
    """Collects formulas that point at a cell of a table's body by its address."""

    def __init__(self, plans: Mapping[str, TablePlan]) -> None:
        self.found: list[str] = []
        self._bodies = [
            (_address_on(plan.placement.table.sheet.name), plan.placement.table)
            for plan in plans.values()
        ]

    def look_at(self, formula: str) -> None:
        """Note a formula that does."""
        for pattern, table in self._bodies:
            rows = map(int, pattern.findall(formula))
            if any(row >= table.first for row in rows):
                text = f"={formula}"
                if text not in self.found:
                    self.found.append(text)


def _address_on(sheet: str) -> re.Pattern[str]:
    quoted = re.escape("'" + sheet.replace("'", "''") + "'")
    return re.compile(
        rf"(?:{quoted}|(?<![\w'.]){re.escape(sheet)})!\$?[A-Z]{{1,3}}\$?(\d+)"
    )
