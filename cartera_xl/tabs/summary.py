"""Resumen: the indicators, the ageing, the top debtors and the proof of the whole."""

from __future__ import annotations

from typing import Final, NamedTuple

from cartera_xl.tabs import names
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.customers import CUSTOMERS
from cartera_xl.tabs.formulas import cell
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.tab import Colour

TITLE: Final = "Resumen"
CODE_NAME: Final = "Hoja_Resumen"
HEADING: Final = "Gestión de Clientes"
SEE_DETAIL: Final = "Ver detalle  ›"
BACK: Final = "‹ Volver al resumen"


class Tile(NamedTuple):
    """One indicator: its key in names.TILES, its words, and the table it opens."""

    key: str
    title: str
    colour: Colour
    table: str


TILES: Final = (
    Tile("por_vencer", "FACTURAS POR VENCER", Colour.BLUE, NOT_DUE.table),
    Tile("vencidas", "FACTURAS VENCIDAS", Colour.RED, OVERDUE.table),
    Tile("creditos", "CRÉDITOS A FAVOR", Colour.GREEN, CREDITS.table),
    Tile("saldo_neto", "SALDO NETO", Colour.DARK, CUSTOMERS.table),
)

TIES_OUT: Final = "✓ Las tablas suman lo mismo que el libro de cartera"
DIFFERS: Final = "✗ Las tablas no suman lo mismo que el libro de cartera"
# Recomputed in the workbook, so that a row which somebody deletes or overwrites shows.
# Half a centavo of tolerance: cells are floats. A control total may add currencies.
TIE_OUT: Final = (
    f"IF(ABS(SUM({NOT_DUE.table}[Saldo])+SUM({OVERDUE.table}[Saldo])"
    f"-SUM({CREDITS.table}[Saldo])-{names.TIE_OUT})<0.005,"
    f'"{TIES_OUT}","{DIFFERS}")'
)


def ties_out(tables: float, ledger: float) -> str:
    """Return what the formula TIE_OUT shows for two control totals."""
    return TIES_OUT if abs(tables - ledger) < 0.005 else DIFFERS


# Who the list of debtors holds: nobody, one, all, or the largest of them.
NOBODY: Final = "Sin cartera vencida"
ONE: Final = "El único deudor"
ALL: Final = "Todos los deudores"
LARGEST: Final = f"Los {names.TOP_DEBTORS} mayores"
WHO: Final = (
    f'IF({cell(names.DEBTORS, 1, 1)}="","{NOBODY}",'
    f'IF({cell(names.DEBTORS, 2, 1)}="","{ONE}",'
    f'IF({cell(names.DEBTORS_TOTAL, 1, 2)}<1,"{LARGEST}","{ALL}")))'
)


def who(debtors: int) -> str:
    """Return what the formula WHO shows for a number of debtors."""
    if debtors > names.TOP_DEBTORS:
        return LARGEST
    return {0: NOBODY, 1: ONE}.get(debtors, ALL)
