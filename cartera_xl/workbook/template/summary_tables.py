"""The tables of Resumen: the ageing, the top debtors, and the proof of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Border, Font
from openpyxl.utils import get_column_letter

from cartera_xl.tabs import data, formulas, names, summary
from cartera_xl.tabs.tab import Format, Tone
from cartera_xl.workbook.template import amount_looks, charts, styles
from cartera_xl.workbook.template.styles import Look, side

if TYPE_CHECKING:
    from cartera_xl.workbook.template.canvas import Canvas

LEFT: Final = (2, 6)  # B:F
RIGHT: Final = (8, 12)  # H:L
_LEGEND: Final = charts.BOTTOM + 1
_SECTIONS: Final = _LEGEND + 3
_CAPTIONS: Final = _SECTIONS + 1
_TOTALS: Final = _CAPTIONS + 1  # above the rows: there may be more or fewer of those
_ROWS: Final = _TOTALS + 1
_CONTROL: Final = _ROWS + names.TOP_DEBTORS + 1
BOTTOM: Final = _ROWS + names.MAX_RANGES

_SECTION: Final = Look(12, bold=True, border=Border(bottom=side(styles.INK, "medium")))
_CAPTION: Final = Look(9, styles.MUTED, bold=True, fill=styles.CAPTION)
_TOTAL: Final = Look(bold=True, border=Border(bottom=side(styles.INK)))
_WORDS: Final = Look(indent=1, number_format=styles.WORDS_ONLY)
_MONEY: Final = Look(horizontal="right", shrink=True, number_format=styles.MONEY)
_SHARE: Final = Look(horizontal="right", number_format="0.0%")
_COUNT: Final = Look(horizontal="right", number_format="#,##0")
_DAYS: Final = Look(
    horizontal="right", number_format=styles.NUMBER_FORMATS[Format.DAYS]
)


class Field(NamedTuple):
    """One column of a table: where it stands, and the column of the block it shows."""

    column: int
    caption: str
    source: int
    total: int  # the column of the block of totals; 0: none
    look: Look


_AGEING: Final = (
    Field(2, "Rango de mora", 1, 0, _WORDS),
    Field(3, "Documentos", 3, 2, _COUNT),
    Field(5, "Saldo", 2, 1, _MONEY),
    Field(6, "% del total", 4, 3, _SHARE),
)
_DEBTORS: Final = (
    Field(8, "Cliente", 1, 0, _WORDS),
    Field(11, "Vencido", 2, 1, _MONEY),
    Field(12, "Mora máxima", 3, 0, _DAYS),
)


def draw(canvas: Canvas) -> None:
    """Draw the headings of the charts, the tables, and the control."""
    _section(canvas, charts.TOP - 1, LEFT, "Cartera por edades")
    _section(canvas, charts.TOP - 1, RIGHT, "Mayores deudores por antigüedad")
    _section(canvas, _SECTIONS, LEFT, "Detalle por edades")
    _section(canvas, _SECTIONS, RIGHT, "Clientes con más cartera vencida")
    for row in (charts.TOP - 1, _SECTIONS):
        canvas.sheet.row_dimensions[row].height = 22
    _legend(canvas)
    _captions(canvas, LEFT, _AGEING)
    _captions(canvas, RIGHT, _DEBTORS)
    _rows(canvas, names.AGEING, _AGEING)
    _rows(canvas, names.DEBTORS, _DEBTORS)
    _totals(canvas, LEFT, names.AGEING_TOTAL, _AGEING)
    words = replace(_TOTAL, indent=1)
    canvas.put(_TOTALS, LEFT[0], "Total cartera", words)
    _totals(canvas, RIGHT, names.DEBTORS_TOTAL, _DEBTORS)
    canvas.formula(_TOTALS, RIGHT[0], summary.WHO, summary.NOBODY, words)
    share = replace(_TOTAL, horizontal="right", number_format='0%" del vencido"')
    _show(canvas, _TOTALS, RIGHT[1], (names.DEBTORS_TOTAL, 1, 2), share)
    _control(canvas)
    _dress(canvas, LEFT, names.MAX_RANGES, _AGEING)
    _dress(canvas, RIGHT, names.TOP_DEBTORS, _DEBTORS)
    _stripes(canvas)
    _bars(canvas)


def _section(canvas: Canvas, row: int, half: tuple[int, int], text: str) -> None:
    canvas.fill(row, *half, _SECTION)
    canvas.put(row, half[0], text, _SECTION)


def _legend(canvas: Canvas) -> None:
    """Name the colours of the debtors' chart: all ranges but the one not due."""
    columns = (RIGHT[0], RIGHT[0] + 1, RIGHT[1] - 1, RIGHT[1])
    for index in range(1, names.MAX_RANGES):
        row, place = divmod(index - 1, len(columns))
        look = Look(
            9,
            styles.RAMP[index],
            bold=True,
            horizontal="left",
            indent=1,
            number_format=';;;"■  "@',
        )
        _show(canvas, _LEGEND + row, columns[place], (names.AGEING, index + 1, 1), look)


def _captions(canvas: Canvas, half: tuple[int, int], fields: tuple[Field, ...]) -> None:
    canvas.fill(_CAPTIONS, *half, _CAPTION)
    for field in fields:
        look = replace(
            _CAPTION,
            horizontal=field.look.horizontal or "left",
            indent=field.look.indent,
        )
        canvas.put(_CAPTIONS, field.column, field.caption, look)


def _rows(canvas: Canvas, block: str, fields: tuple[Field, ...]) -> None:
    for row in range(1, len(data.block(block).rows) + 1):
        for field in fields:
            source = (block, row, field.source)
            _show(canvas, _ROWS + row - 1, field.column, source, field.look)


def _totals(
    canvas: Canvas, half: tuple[int, int], block: str, fields: tuple[Field, ...]
) -> None:
    canvas.fill(_TOTALS, *half, _TOTAL)
    for field in fields:
        if field.total:
            look = replace(field.look, bold=True, border=_TOTAL.border)
            source = (block, 1, field.total)
            _show(canvas, _TOTALS, field.column, source, look)
        if field.look is _MONEY:
            cell = canvas.cell(_TOTALS, field.column).coordinate
            amount_looks.follow_base(canvas, cell)


def _show(
    canvas: Canvas, row: int, column: int, source: tuple[str, int, int], look: Look
) -> None:
    canvas.formula(row, column, formulas.cell(*source), data.shown(*source), look)


def _control(canvas: Canvas) -> None:
    first, last = RIGHT
    _section(canvas, _CONTROL, RIGHT, "Control")
    words = replace(_WORDS, number_format="General")
    canvas.put(_CONTROL + 1, first, "Suma de control (todas las monedas)", words)
    ledger = data.shown(names.TIE_OUT)
    # Of all currencies together: no «$», it is the amount of none.
    proof = replace(_MONEY, bold=True, number_format=styles.plain_amount(2))
    canvas.formula(_CONTROL + 1, last, names.TIE_OUT, ledger, proof)
    canvas.formula(_CONTROL + 2, first, summary.TIE_OUT, summary.TIES_OUT, words)
    cell = f"{get_column_letter(first)}{_CONTROL + 2}"
    for mark, tone in (("✓", Tone.GOOD), ("✗", Tone.BAD)):
        colour = Font(color=styles.TONES[tone][1], bold=True)
        canvas.colour(cell, f'LEFT(${cell},1)="{mark}"', font=colour)


def _dress(
    canvas: Canvas, half: tuple[int, int], rows: int, fields: tuple[Field, ...]
) -> None:
    """Rule the rows that hold something and silence the others.

    A formula that refers to a blank cell gives 0, which would show.
    """
    used = _used(f"${get_column_letter(half[0])}{_ROWS}")
    silent = Font(color=styles.WHITE)
    rule = Border(bottom=side())
    money = [field.column for field in fields if field.look is _MONEY]
    # By column, as the bars are: LibreOffice draws no bar under another range's rule.
    for column in range(half[0], half[1] + 1):
        area = _column(column, rows)
        canvas.colour(area, f"NOT({used})", font=silent, number_format=";;;")
        if column in money:
            amount_looks.follow_base(canvas, area, when=used, border=rule)
        canvas.colour(area, used, border=rule)


def _column(column: int, rows: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}{_ROWS}:{letter}{_ROWS + rows - 1}"


def _stripes(canvas: Canvas) -> None:
    """Colour the edge beside each range, so that the table is the charts' legend."""
    for index, colour in enumerate(styles.RAMP):
        label = f"${get_column_letter(LEFT[0])}${_ROWS + index}"
        cell = f"A{_ROWS + index}"
        canvas.colour(cell, _used(label), fill=styles.solid(colour))


def _used(cell: str) -> str:
    return f'AND({cell}<>"",{cell}<>0)'


def _bars(canvas: Canvas) -> None:
    bars: Any = DataBarRule  # the library leaves it without types
    whole = {"minLength": 0, "maxLength": 100}  # nothing owed: no bar
    rules = canvas.sheet.conditional_formatting
    shares = _column(LEFT[1], names.MAX_RANGES)
    rules.add(shares, bars("num", 0, "num", 1, color="9DB7D5", **whole))
    amounts = _column(RIGHT[1] - 1, names.TOP_DEBTORS)
    rules.add(amounts, bars("num", 0, "max", None, color="F2A3A7", **whole))
