"""What the very hidden sheet `_datos` keeps, block by block, top to bottom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.aging import DEFAULT_RANGES
from cartera_xl.ledger.parameters import parameter
from cartera_xl.tabs import names, samples
from cartera_xl.tabs.tab import Format

if TYPE_CHECKING:
    from cartera_xl.tabs.cell import Cell

TITLE: Final = "_datos"
CODE_NAME: Final = "Hoja_datos"
# Raised whenever a refresh or a posting needs what older workbooks have not: columns,
# names, sheets in view. A test knows what this one has.
TEMPLATE_VERSION: Final = "3"
EMPTY_CORTE: Final = date(2026, 1, 1)  # until a ledger is shown


class Block(NamedTuple):
    """A named block of cells: the format of each column, and what a new book holds."""

    name: str
    formats: tuple[Format, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _single(name: str, format_: Format = Format.TEXT, value: Cell = None) -> Block:
    return Block(name, (format_,), ((value,),))


def _range_row(position: int) -> tuple[Cell, ...]:
    labels = DEFAULT_RANGES.labels
    return (labels[position], 0, 0, 0) if position < len(labels) else (None,) * 4


_DETAILS: Final = {
    "por_vencer": "0 facturas · 0 clientes",
    "vencidas": "0 facturas · 0 clientes",
    "creditos": "0 créditos · 0 clientes",
    "saldo_neto": "por vencer + vencidas − créditos",
}
_BALANCES: Final = (Format.MONEY,) * names.MAX_RANGES

BLOCKS: Final = (
    _single(names.LAST_CORTE, Format.DATE, EMPTY_CORTE),
    *(_single(names.last(key), Format.MONEY, 0) for key in names.TILES),
    *(_single(names.detail(key), value=_DETAILS[key]) for key in names.TILES),
    *(_single(names.others(key)) for key in names.TILES),
    _single(names.COMPANY, value="Libro nuevo, todavía sin datos"),
    _single(names.AMOUNT_LOOK, Format.COUNT, samples.PESOS),
    _single(names.CURRENCY, value=parameter("moneda").default),
    _single(names.STAMP, value="Sin actualizar"),
    _single(names.TIE_OUT, Format.MONEY, 0),
    _single(names.OMITTED),
    _single(names.LEDGER_ID),
    _single(names.REVISION, Format.COUNT),
    _single(names.TEMPLATE, value=TEMPLATE_VERSION),
    _single(names.BATCH_KEY),
    Block(
        names.AGEING,
        (Format.TEXT, Format.MONEY, Format.COUNT, Format.PERCENT),
        tuple(map(_range_row, range(names.MAX_RANGES))),
    ),
    Block(
        names.AGEING_TOTAL,
        (Format.MONEY, Format.COUNT, Format.PERCENT),
        ((0, 0, 0),),
    ),
    Block(
        names.DEBTORS,
        (Format.TEXT, Format.MONEY, Format.DAYS, *_BALANCES),
        ((None,) * (3 + names.MAX_RANGES),) * names.TOP_DEBTORS,
    ),
    Block(names.DEBTORS_TOTAL, (Format.MONEY, Format.PERCENT), ((0, 0),)),
)


def is_newer(template: str) -> bool:
    """Tell a workbook's template that a later version of ours made."""
    return template.isdecimal() and int(template) > int(TEMPLATE_VERSION)


def block(name: str) -> Block:
    """Return the block of a name."""
    return next(block for block in BLOCKS if block.name == name)


def drawn(name: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a block that a chart draws in a new book.

    Ranges without a label stand on hidden rows, which charts leave out.
    """
    rows = block(name).rows
    return tuple(r for r in rows if r[0] is not None) if name == names.AGEING else rows


def shown(name: str, row: int = 1, column: int = 1) -> Cell:
    """Return what a formula shows that refers to a cell of a block in a new book.

    A blank cell shows as 0, as in Excel.
    """
    value = block(name).rows[row - 1][column - 1]
    return 0 if value is None else value
