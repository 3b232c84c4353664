"""The one table at the end, on the screen and in docs/benchmarks.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.comparing import HEADINGS, cells
from benchmarks.machine import describe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from benchmarks.comparing import Comparison

_READING: Final = """\
CPU de cada trabajo, nuestro y del par, por turnos en una misma corrida; cada cifra es
la mediana. La razón se toma vuelta por vuelta: nuestra / par donde la meta es un máximo
(≤), par / nuestra donde es un mínimo (≥). «±» es (mayor − menor) / mediana de las
razones. Antes de medir, todos los motores coinciden al centavo y en el número de
documentos. Las metas están escritas en el código; una que no se alcanza no hace fallar
nada, se muestra.
"""


def screen(lines: Sequence[Comparison]) -> str:
    """Return the table in columns."""
    rows = [HEADINGS, *map(cells, lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(n) for cell, n in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def document(lines: Sequence[Comparison], command: str, day: date) -> str:
    """Return docs/benchmarks.md."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *map(cells, lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    taken = "\n".join(f"- {line}" for line in (*describe(), f"{day:%Y-%m-%d}"))
    return (
        f"# Mediciones\n\n{_READING}\n"
        f"Este archivo lo escribe `{command}`.\n\n{taken}\n\n{table}\n"
    )
