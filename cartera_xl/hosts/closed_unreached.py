"""What a refresh does not reach, and keeps yesterday's data until Excel opens it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.parts.addresses import parse_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cartera_xl.workbook.parts.package import Package
    from cartera_xl.workbook.parts.tables import Table
    from cartera_xl.workbook.parts.workbook_part import WorkbookPart

_NEW_CHART: Final = re.compile(r"(?:^|/)charts/chartEx\d*\.xml")
_REFERENCE: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")


def unreached(
    package: Package,
    book: WorkbookPart,
    tables: Collection[Table],
    written: Collection[str],
) -> Iterator[str]:
    """Yield what to tell of it; `written` are the parts of the sheets that change."""
    if _pivots_over(package, tables):
        yield (
            "Hay tablas dinámicas sobre las tablas de Cartera XL: muestran datos "
            "anteriores hasta que las actualice en Excel."
        )
    if _new_charts_over(package, book, written):
        yield (
            "Hay gráficos de los tipos nuevos de Excel (cascada, embudo, mapa de "
            "árbol…) sobre datos de Cartera XL: su vista previa muestra datos "
            "anteriores hasta que abra y guarde el libro en Excel."
        )


def _pivots_over(package: Package, tables: Collection[Table]) -> bool:
    sources = [table.name.encode() for table in tables]
    sources += [table.sheet.name.encode() for table in tables]
    return any(
        b'"%s"' % source in package.read(part)
        for part in package.parts
        if "/pivotCacheDefinition" in part and part.endswith(".xml")
        for source in sources
    )


def _new_charts_over(
    package: Package, book: WorkbookPart, written: Collection[str]
) -> bool:
    """Tell whether a chart of the newer kind, which names its ranges, draws ours."""
    return any(
        _sheet_of(book, unescape(reference.decode())) in written
        for part in package.parts
        if _NEW_CHART.search(part)
        for reference in _REFERENCE.findall(package.read(part))
    )


def _sheet_of(book: WorkbookPart, reference: str) -> str | None:
    place = parse_place(book.names.get(reference, reference))
    sheet = book.sheet(place.sheet) if place else None
    return sheet.part if sheet else None
