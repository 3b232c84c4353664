"""Writing a tab of an open workbook: its size, its looks, then its cells in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.hosts.live import blocks
from cartera_xl.hosts.live.dressed import undressed
from cartera_xl.hosts.live.looks import foreign
from cartera_xl.hosts.live.same import is_shown
from cartera_xl.tabs.samples import Look
from cartera_xl.tabs.tab import Format
from cartera_xl.workbook.parts.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cartera_xl.hosts.live.plan import TabPlan
    from cartera_xl.hosts.live.tables import Found

_STRETCH: Final = 1000  # rows that are written or left together
_FORMATS: Final = {Format.DATE: "dd/mm/yyyy", Format.PERCENT: "0.0##%"}


def write_tab(plan: TabPlan, decimals: Mapping[str, int]) -> list[str]:
    """Write a tab anew; what stands outside its table stays.

    Returns what was taken back of the looks that a person gave it.
    """
    found = undressed(plan)
    _show_all(plan.found)
    _resize(plan)
    _dress(plan, found.columns, decimals)
    _fill(plan)
    return found.notes


def _show_all(found: Found) -> None:
    """Take filters off and show hidden rows: documents are about to change places."""
    table = found.placement.table
    if table.filtered:
        found.table.autofilter.clear()
    if found.hidden != []:
        found.cells(table.body).rows.hidden = False


def _resize(plan: TabPlan) -> None:
    """Give the table its new rows; what it leaves behind is blank and plain."""
    table, found = plan.found.placement.table, plan.found
    if table.last == plan.last:
        return
    totals = _without_totals(found)
    left, top, right, _ = table.area
    found.table.resize(found.cells(Area(left, top, right, plan.last)))
    if plan.last > table.last:
        last_row = found.cells(Area(left, table.last, right, table.last))
        rows = found.cells(plan.body._replace(top=table.last))
        last_row.autofill(rows, "fill_formats")
    else:
        rest = found.cells(Area(left, plan.last + 1, right, table.last))
        rest.clear_contents()
        rest.clear_formats()
    if totals:
        found.table.show_totals = True
        row = plan.last + 1
        found.cells(Area(left, row, right, row)).formula = totals


def _without_totals(found: Found) -> list[list[str]]:
    """Take the total row off; return what stood in it."""
    area = found.placement.table.area
    if not found.placement.table.total_rows:
        return []
    row = found.cells(area._replace(top=area.bottom))
    texts = blocks.formulas(row)
    found.table.show_totals = False
    row.clear_contents()
    return texts


def _dress(
    plan: TabPlan, columns: Iterable[range], decimals: Mapping[str, int]
) -> None:
    """Give columns their look again: what was painted marked another document."""
    looks = plan.usual_looks
    positions = {number: plan.position(number) for number in plan.body.columns}
    for run in columns:
        area = plan.body._replace(left=run.start, right=run.stop - 1)
        looks[run.start].put_on(plan.found.cells(area))
    rows = foreign(plan.found.placement.tab, plan.rows, decimals)
    for digits, own in rows.items():
        for number, position in positions.items():
            _in_currency(plan, digits, own, number, position)


def _in_currency(
    plan: TabPlan, digits: int, rows: list[int], number: int, position: int | None
) -> None:
    """Show amounts of a currency without the base currency's sign."""
    if position is None:
        return
    look = plan.looks.of(Look(digits, rejected=False), position)
    usual = plan.looks.usual(position)
    if not (look and usual) or look.number_format == usual.number_format:
        return
    for run in blocks.runs(rows):
        first = plan.body.top + run.start
        area = Area(number, first, number, first + len(run) - 1)
        plan.found.cells(area).number_format = look.number_format


def _fill(plan: TabPlan) -> None:
    """Write the columns, neighbours together."""
    placement = plan.found.placement
    calculated = placement.table.calculated
    down = {
        n: calculated[title]
        for n in plan.columns
        if (title := placement.title(n)) in calculated
    }
    pieces = {n: list(_changed(plan, n)) for n in plan.columns.keys() - down.keys()}
    for rows in {piece for own in pieces.values() for piece in own}:
        for run in blocks.runs(n for n, own in pieces.items() if rows in own):
            area = Area(run.start, rows.start, run.stop - 1, rows.stop - 1)
            shift = plan.body.top
            cut = slice(rows.start - shift, rows.stop - shift)
            blocks.put(plan.found.cells(area), [plan.columns[n][cut] for n in run])
    for number, formula in down.items():
        area = plan.body._replace(left=number, right=number)
        plan.found.cells(area).formula = f"={formula}"
    for (row, number), shown in plan.strays.items():
        cell = plan.found.cells(Area(number, row, number, row))
        cell.number_format = _FORMATS[shown]


def _changed(plan: TabPlan, number: int) -> Iterator[range]:
    """Yield the rows in which a column has to be written: of a short one, all.

    A formula may show the same by chance: where there may be any, blank columns alone
    are left out.
    """
    found, top, height = plan.found, plan.body.top, len(plan.body.rows)
    new, shown = plan.columns[number], found.columns[number]
    both = min(height, len(shown))
    if both <= _STRETCH or (found.calculates and number not in found.blank):
        yield plan.body.rows
        return
    starts = range(0, both, _STRETCH)
    cuts = [slice(start, min(start + _STRETCH, both)) for start in starts]
    differ = [n for n, cut in enumerate(cuts) if not is_shown(new[cut], shown[cut])]
    if len(differ) > len(cuts) // 2:  # its neighbours may be written along with it
        yield plan.body.rows
        return
    for run in blocks.runs(differ):
        yield range(top + cuts[run.start].start, top + cuts[run.stop - 1].stop)
    if both < height:
        yield range(top + both, top + height)
