"""Retenciones: certificates that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.ledger.verbs.certify import Certify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known

MAIN_FIELDS: Final = ("certificate", "received")
DATE_FIELD: Final = "received"


def names(_cells: Cells) -> Iterable[str]:
    """Return what a row names: no document."""
    return ()


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(rows: Sequence[Cells], _known: Known) -> Iterator[Certify | Rejected]:
    """Return the certificates of some rows, and the rows that cannot be posted."""
    for cells in rows:
        number, received = cells.text("certificate"), cells.day("received")
        if cells.faults:
            yield cells.faults[0]
        elif not cells.entry.key or not cells.entry.key[0].isdecimal():
            sentence = "La fila no tiene retención: el libro se actualizó o se borró."
            yield Rejected(cells.row, "fila_sin_documento", sentence)
        else:
            yield Certify(cells.row, int(cells.entry.key[0]), number, received)
