"""Defined names of the workbook that formulas, scripts and tests may rely on.

Names starting with `ultimo_` or `datos_` stand on the very hidden sheet `_datos` and
hold what the last refresh wrote; everything visible refers to them by formula, so that
a user may move any visible cell.
"""

from __future__ import annotations

from typing import Final

from cartera_xl.ledger.aging import MAX_LIMITS

CORTE: Final = "Corte"
LAST_CORTE: Final = "corte_ultimo"
SINCE: Final = "Desde"  # first date that Transacciones shows

# The tiles, in the reference product's order: not due, overdue, credits, net.
TILES: Final = ("por_vencer", "vencidas", "creditos", "saldo_neto")
MAX_RANGES: Final = MAX_LIMITS + 2  # Corriente, and beyond the last
MAX_CURRENCIES: Final = 4
TOP_DEBTORS: Final = 6

# How our names start, whatever version of the workbook made them.
PREFIXES: Final = ("kpi_", "ultimo_", "datos_", "ir_", "muestras_")


def tile(key: str) -> str:
    """Return the name of the visible cell that shows an indicator."""
    return f"kpi_{key}"


def last(key: str) -> str:
    """Return the name of the cell that holds an indicator of the last refresh."""
    return f"ultimo_{key}"


def detail(key: str) -> str:
    """Return the name of the text under a tile: how many documents, of how many."""
    return f"datos_detalle_{key}"


def others(key: str) -> str:
    """Return the name of the text under a tile that lists the other currencies."""
    return f"datos_otras_{key}"


def link(table: str) -> str:
    """Return the name that links to a tab's table point at."""
    return f"ir_{table}"


def home() -> str:
    """Return the name that links back to Resumen point at."""
    return link("Resumen")


def samples(table: str) -> str:
    """Return the name of the styled empty cells, one per column of a table.

    A row for each of the styles in samples.LOOKS.
    """
    return f"muestras_{table}"


# MAX_RANGES rows: label, balance, documents, share. The chart leaves out the sheet's
# hidden rows: whoever writes the block hides the rows that have no label.
AGEING: Final = "datos_edades"
AGEING_TOTAL: Final = "datos_edades_total"  # one row: balance, documents, share
# TOP_DEBTORS rows, most overdue first: name, overdue, days, then MAX_RANGES balances in
# the ranges of datos_edades; the chart draws all but the first of them (Corriente).
DEBTORS: Final = "datos_deudores"
DEBTORS_TOTAL: Final = "datos_deudores_total"  # one row: overdue, share of all overdue
COMPANY: Final = "datos_empresa"  # text
# How amounts of the base currency are written: a digit of samples.py.
AMOUNT_LOOK: Final = "datos_formato"
CURRENCY: Final = "datos_moneda"  # the base currency, which the tiles show
STAMP: Final = "datos_actualizado"  # text: when, from which ledger, by what version
TIE_OUT: Final = "datos_cuadre"  # the control total that the tables must add up to
OMITTED: Final = "datos_omitidas"  # text: what Transacciones leaves out
LEDGER_ID: Final = "datos_libro"
REVISION: Final = "datos_revision"
TEMPLATE: Final = "datos_plantilla"  # the template's version
BATCH_KEY: Final = "datos_lote"
# Named since template 2: a workbook made before does without.
LATER: Final = frozenset({AMOUNT_LOOK, CURRENCY})
