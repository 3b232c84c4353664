"""Writing a refreshed workbook: part after part, most of them as they were."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING, Final

from cartera_xl.workbook.parts import package_edits
from cartera_xl.workbook.parts.archive import write_part
from cartera_xl.workbook.parts.chart_caches import with_values
from cartera_xl.workbook.parts.code_names import with_book_name
from cartera_xl.workbook.parts.edited_sheet import Edits, edited_sheet
from cartera_xl.workbook.parts.package import CONTENT_TYPES
from cartera_xl.workbook.parts.relationships import (
    relations_part,
    without_relations,
)
from cartera_xl.workbook.parts.shared_strings import used_in
from cartera_xl.workbook.parts.tables import resized
from cartera_xl.workbook.parts.vba_project import KIND
from cartera_xl.workbook.parts.workbook_part import hidden_again, with_calculation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cartera_xl.hosts.closed_plan import RefreshPlan
    from cartera_xl.workbook.parts.package import Package

_BYTES_A_CELL: Final = 40
_CHART: Final = re.compile(r"(?:^|/)charts/chart\d*\.xml")
_WITHOUT_CELLS: Final = ("chartsheet",)


def write_package(
    package: Package,
    plan: RefreshPlan,
    file: IO[bytes],
    now: datetime | None,
    suffix: str,
) -> None:
    """Write the workbook anew to a file whose name ends in `suffix`."""
    _Writer(package, plan, now, suffix).write(file)


class _Writer:
    def __init__(
        self, package: Package, plan: RefreshPlan, now: datetime | None, suffix: str
    ) -> None:
        self.package = package
        self.plan = plan
        self.now = now
        self.suffix = suffix
        self.whole = plan.whole
        self.used: set[int] = set()
        self.shared_part = package.one_related(plan.book.part, "sharedStrings")
        self.calc_chain = package.one_related(plan.book.part, "calcChain")
        self.cell_parts = {
            sheet.part for sheet in plan.book.sheets if sheet.kind not in _WITHOUT_CELLS
        }

    def write(self, file: IO[bytes]) -> None:
        # Which texts are used and whether a formula lost its value is known when every
        # sheet is written: the two parts that say so come last.
        last = (self.plan.book.part, self.shared_part)
        entries = [e for e in self.package.entries if e.filename != self.calc_chain]
        entries.sort(key=lambda entry: entry.filename in last)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in entries:
                content = self._content(entry.filename)
                write_part(archive, entry, content, self._expected_size(entry))
            for part in self._new_parts():
                entry = zipfile.ZipInfo(part)  # dated 1980-01-01: the same bytes again
                entry.compress_type = zipfile.ZIP_DEFLATED
                write_part(archive, entry, [self.whole[part]], len(self.whole[part]))

    def _new_parts(self) -> list[str]:
        return [part for part in self.whole if part not in self.package.parts]

    def _expected_size(self, entry: zipfile.ZipInfo) -> int:
        sheet = self.plan.sheets.get(entry.filename)
        if sheet is None:
            return entry.file_size
        cells = len(sheet.body.rows) * len(sheet.body.columns)
        return entry.file_size + cells * _BYTES_A_CELL

    def _content(self, part: str) -> Iterator[bytes]:
        if part in self.plan.sheets:
            sheet = self.plan.sheets[part]
            self.used.update(sheet.shared_texts())
            yield from sheet.xml(self.plan.revaluer)
        elif part in self.cell_parts:
            yield from self._edited(part)
        elif part == self.shared_part:
            yield from self.plan.shared.pruned(self.used)
        elif part in self.whole:
            yield self.whole[part]
        else:
            yield self._small(part, self.package.read(part))

    def _edited(self, part: str) -> Iterator[bytes]:
        edits = self.plan.edits.get(part, Edits())
        with self.package.open(part) as stream:
            pieces = self.package.sheet(stream, part).pieces()
            for data in edited_sheet(pieces, edits, self.plan.revaluer):
                self.used.update(used_in(data))
                yield data

    def _small(self, part: str, data: bytes) -> bytes:
        plan = self.plan
        if part in plan.tables:
            return resized(data, *plan.tables[part])
        if _CHART.search(part):
            return with_values(data, plan.charts)
        if part == plan.book.part:
            return self._workbook(data)
        if part == CONTENT_TYPES:
            return self._types(data)
        if part == relations_part(plan.book.part):
            data = package_edits.without_calc_chain(data)
            return without_relations(data, self._broken())
        if part == package_edits.ROOT_RELATIONS:
            return self._roots(data)
        if part == package_edits.CORE and self.now:
            return package_edits.with_modified(data, self.now)
        return data

    def _types(self, data: bytes) -> bytes:
        if self.calc_chain:
            data = package_edits.without_override(data, self.calc_chain)
        data = package_edits.of_kind(data, self.suffix)
        for part, type_ in self.plan.attached.types.items():
            data = package_edits.with_part(data, part, type_)
        return data

    def _broken(self) -> list[str]:
        """Return what refers to macros that are not there: Excel calls that damage."""
        related = self.package.related(self.plan.book.part)
        macros = [relation for relation in related if relation.kind == KIND]
        return [r.id for r in macros if r.target not in self.package.parts]

    def _roots(self, data: bytes) -> bytes:
        if self.plan.repair.ribbon:
            return package_edits.with_ribbon(data)
        if self.package.one_related(self.plan.book.part, KIND):
            return data
        return package_edits.without_ribbon(data)

    def _workbook(self, data: bytes) -> bytes:
        for sheet in self.plan.secret_sheets:
            data = hidden_again(data, sheet.relation)
        if name := self.plan.repair.book_name:
            data = with_book_name(data, name)
        return with_calculation(data, recalculate=self.plan.revaluer.dropped)
