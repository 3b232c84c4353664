"""How cells look: colours, fonts, number formats, and the style of typed cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)

from cartera_xl.tabs.tab import Colour, Format, Tone

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

INK: Final = Colour.DARK.value
MUTED: Final = "6B7785"
LINE: Final = "D8DEE4"
WHITE: Final = "FFFFFF"
PANEL: Final = "EEF1F4"
INPUT_FILL: Final = "FFF8DC"
INPUT_INK: Final = "0B3D91"
INPUT_LINE: Final = "EAD9A0"
REJECTED_LINE: Final = "E5A3A8"
INPUT_DARK: Final = "8A5A00"
INPUT_DARK_LINE: Final = "A97B1F"
INK_LINE: Final = "3A4854"
PALE: Final = "9FB0C0"  # words on dark
CAPTION: Final = "F4F6F8"
# The light side of each of the reference product's colours.
TINTS: Final = {
    Colour.BLUE: "E8F1FE",
    Colour.RED: "FDECEC",
    Colour.GREEN: "E6F4EA",
    Colour.DARK: "EEF1F4",
    Colour.GREY: "F4F6F8",
}
# One colour per ageing range, as bars: from not due to very late.
RAMP: Final = (
    "1F6FEB",
    "F5B942",
    "F19A38",
    "E8702E",
    "D1242F",
    "A3182B",
    "6B0F1F",
    "560C19",
    "420914",
    "2E060E",
)
# The same ranges as cells of a list: (fill, text).
RANGE_CELLS: Final = (
    ("E8F1FE", "1F5FC0"),
    ("FFF6DB", "7A5A00"),
    ("FFE9B8", "7A4B00"),
    ("FBD5B5", "8A3A12"),
    ("F5B3AE", "8E1120"),
    ("C9414A", WHITE),
    ("8E1120", WHITE),
    ("6B0F1F", WHITE),
    ("560C19", WHITE),
    ("420914", WHITE),
)
TONES: Final = {
    Tone.BAD: ("FBD9DB", "B3121F"),
    Tone.GOOD: ("E6F4EA", "1A7F37"),
    Tone.WARN: ("FFF1CF", "7A4B00"),
}

# The machine's locale decides the separators; 240A is es-CO.
MONEY: Final = r"[$$-240A]\ #,##0_ ;[Red]\-[$$-240A]\ #,##0_ ;[$$-240A]\ \–_ "
DATE: Final = "dd/mm/yyyy"
WORDS_ONLY: Final = ";;;@"  # a formula that refers to a blank cell gives 0
NUMBER_FORMATS: Final = {
    Format.TEXT: "@",
    Format.DATE: DATE,
    Format.MONEY: MONEY,
    Format.DAYS: r'#,##0" d"_ ;\-#,##0" d"_ ;"–"_ ',
    Format.COUNT: "#,##0",
    Format.PERCENT: "0.0##%",
    Format.STAMP: "dd/mm/yyyy hh:mm",
}


def plain_amount(decimals: int) -> str:
    """Return the format of amounts in a currency that has no sign of its own here."""
    figures = "#,##0" + ("." + "0" * decimals if decimals else "")
    return rf"{figures}_ ;[Red]\-{figures}_ ;\–_ "


INPUT_STYLE: Final = "Entrada Cartera"
REJECTED_STYLE: Final = "Rechazado"


Thickness: TypeAlias = Literal["thin", "medium", "thick"]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that makes a cell's appearance."""

    size: float = 10
    colour: str = INK
    bold: bool = False
    italic: bool = False
    fill: str = ""
    horizontal: str | None = None
    indent: int = 0
    wrap: bool = False
    shrink: bool = False
    border: Border = field(default_factory=Border)
    number_format: str = "General"


def side(colour: str = LINE, style: Thickness = "thin") -> Side:
    """Return one edge of a cell."""
    return Side(style=style, color=colour)


def solid(colour: str) -> PatternFill:
    """Return a plain fill."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def font(look: Look) -> Font:
    """Return the font of a look."""
    return Font(
        name="Calibri",
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=look.colour,
    )


def paint(cell: Cell, look: Look) -> None:
    """Give a cell its look."""
    cell.font = font(look)
    cell.border = look.border
    if look.fill:
        cell.fill = solid(look.fill)
    _arrange(cell, look)


def paint_input(cell: Cell, look: Look, name: str = INPUT_STYLE) -> None:
    """Give a cell a style of typed cells; of its own it keeps what the data needs."""
    cell.style = name
    _arrange(cell, look)


def _arrange(cell: Cell, look: Look) -> None:
    cell.number_format = look.number_format
    cell.alignment = Alignment(
        # An indent counts only where the side is named.
        horizontal=look.horizontal or ("left" if look.indent else None),
        vertical="center",
        indent=look.indent,
        wrap_text=look.wrap,
        shrink_to_fit=look.shrink,
    )


def typed_styles() -> tuple[NamedStyle, ...]:
    """Return the named styles of typed cells: waiting, and refused at posting."""
    fill, ink = TONES[Tone.BAD]
    return (
        _typed_style(INPUT_STYLE, INPUT_FILL, INPUT_INK, INPUT_LINE),
        _typed_style(REJECTED_STYLE, fill, ink, REJECTED_LINE),
    )


def _typed_style(name: str, fill: str, ink: str, line: str) -> NamedStyle:
    edge = side(line)
    return NamedStyle(
        name,
        font=font(Look(colour=ink)),
        fill=solid(fill),
        border=Border(left=edge, right=edge, bottom=edge),
        protection=Protection(locked=False),
    )
