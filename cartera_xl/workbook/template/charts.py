"""The two charts of Resumen, drawn from `_datos`, with their values cached.

Phones, previews and Protected View draw from the cache. Rows of `_datos` that are
hidden are left out, so a range that is not in use takes no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.drawing.text import Font as Typeface
from openpyxl.utils import get_column_letter

from cartera_xl.tabs import data, names
from cartera_xl.workbook.parts.addresses import Area, parse_place
from cartera_xl.workbook.template import styles

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cartera_xl.tabs.cell import Cell

TOP: Final = 12  # the row of a chart's first pixels
BOTTOM: Final = 24  # its last row
# Millions and thousands, so that the figures of a small company and a big one fit. A
# chart's labels cannot follow the currency: they bear no sign.
_SHORT: Final = '[>=1000000]#,##0.0,,"M";[>=1000]#,##0,"mil";#,##0'
_AXIS: Final = '[>=1000000]#,##0,,"M";[>=1000]#,##0,"mil";#,##0'
_TEXT: Final = "44505C"


class Source(NamedTuple):
    """A named block of `_datos` as charts refer to it: columns of cells."""

    block: data.Block
    area: Area

    def reference(self, column: int, row: int = 0) -> str:
        """Return the address of a column of the block, or of one cell of it."""
        letter = get_column_letter(self.area.left + column - 1)
        first = self.area.top + max(row - 1, 0)
        last = first if row else self.area.bottom
        cells = f"${letter}${first}" + f":${letter}${last}" * (last > first)
        return f"'{data.TITLE}'!{cells}"

    def values(self, column: int) -> list[Cell]:
        """Return what a new book draws of a column of the block."""
        return [row[column - 1] for row in data.drawn(self.block.name)]


def _source(name: str, addresses: dict[str, str]) -> Source:
    place = parse_place(addresses[name])
    if place is None:
        raise KeyError(name)
    return Source(data.block(name), place.area)


def add_charts(sheet: Worksheet, addresses: dict[str, str]) -> None:
    """Add both charts to Resumen."""
    ageing = _source(names.AGEING, addresses)
    debtors = _source(names.DEBTORS, addresses)
    _place(sheet, _ageing_chart(ageing), 2, 6)
    _place(sheet, _debtors_chart(debtors, ageing), 8, 12)


def _ageing_chart(ageing: Source) -> Any:
    chart = _bar_chart("col")
    chart.legend = None
    series = _series(ageing, 2)
    series.dPt = [_point(index, colour) for index, colour in enumerate(styles.RAMP)]
    series.dLbls = _labels()
    chart.series.append(series)
    chart.x_axis.txPr = _characters(800, _TEXT)  # room for ten ranges
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    return chart


def _debtors_chart(debtors: Source, ageing: Source) -> Any:
    chart = _bar_chart("bar")
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    for position in range(2, names.MAX_RANGES + 1):
        chart.series.append(_range_series(debtors, ageing, position))
    axis = chart.y_axis
    axis.delete = False
    axis.crosses = "max"  # below, although the first row is on top
    axis.number_format = _AXIS
    axis.majorTickMark = "none"
    axis.txPr = _characters(800, "8B98A5")
    axis.majorGridlines.spPr = GraphicalProperties(
        ln=LineProperties(solidFill="E6EAEE")
    )
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.legend = None  # cells beneath name the ranges that are in use, and no others
    return chart


def _range_series(debtors: Source, ageing: Source, position: int) -> Any:
    series = _series(debtors, 3 + position)
    colour = styles.RAMP[position - 1]
    series.graphicalProperties = _solid(colour)
    label = ageing.block.rows[position - 1][0]
    series.tx = SeriesLabel(
        strRef=StrRef(ageing.reference(1, position), strCache=_words([label]))
    )
    return series


def _bar_chart(direction: str) -> Any:
    chart: Any = BarChart()
    chart.type = direction
    chart.gapWidth = 45
    chart.style = 10
    chart.roundedCorners = False
    chart.visible_cells_only = True
    chart.graphical_properties = GraphicalProperties(noFill=True)
    chart.graphical_properties.line.noFill = True
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True)
    axis = chart.x_axis
    axis.delete = False
    axis.majorTickMark = "none"
    axis.txPr = _characters(900, _TEXT)
    axis.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill="AEB8C2")
    )
    chart.y_axis.scaling.min = 0
    return chart


def _series(source: Source, column: int) -> Any:
    cache = _numbers(source.values(column))
    numbers = NumRef(f=source.reference(column), numCache=cache)
    series: Any = Series(val=NumDataSource(numRef=numbers))
    series.cat = AxDataSource(
        strRef=StrRef(source.reference(1), strCache=_words(source.values(1)))
    )
    return series


def _numbers(values: list[Cell]) -> NumData:
    points = [
        NumVal(idx=index, v=str(value))
        for index, value in enumerate(values)
        if value is not None
    ]
    return NumData(formatCode="General", ptCount=len(values), pt=points)


def _words(values: list[Cell]) -> StrData:
    points = [
        StrVal(idx=index, v=str(value))
        for index, value in enumerate(values)
        if value is not None
    ]
    return StrData(ptCount=len(values), pt=points)


def _point(index: int, colour: str) -> Any:
    return DataPoint(idx=index, invertIfNegative=False, spPr=_solid(colour))


def _solid(colour: str) -> Any:
    properties = GraphicalProperties(solidFill=colour)
    properties.line.noFill = True
    return properties


def _labels() -> Any:
    labels: Any = DataLabelList()
    labels.showVal = True
    labels.position = "outEnd"
    labels.numFmt = _SHORT
    labels.txPr = _characters(900, _TEXT, bold=True)
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(labels, other, False)
    return labels


def _characters(size: int, colour: str, *, bold: bool = False) -> RichText:
    properties = CharacterProperties(
        sz=size, b=bold, solidFill=colour, latin=Typeface(typeface="Calibri")
    )
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties
    )
    return RichText(p=[paragraph])


def _place(sheet: Worksheet, chart: Any, first: int, last: int) -> None:
    chart.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=first - 1, row=TOP - 1),
        to=AnchorMarker(col=last, row=BOTTOM),
    )
    sheet.add_chart(chart)
