"""Retenciones: certificates that came."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.actions.entering.cells import Cells, Rejected
from cartera_xl.ledger.verbs.certify import Certify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cartera_xl.actions.entering.known import Known

MAIN_FIELDS: Final = ("certificate", "received")
DATE_FIELD: Final = "received"


def named_rows(rows: Iterable[Cells]) -> set[int]:
    """Return the withholdings that some rows are about."""
    keys = (cells.entry.key for cells in rows)
    return {int(key[0]) for key in keys if key and key[0].isdecimal()}


def names(_cells: Cells) -> Iterable[str]:
    """Return what a row names: no document."""
    return ()


def asks(cells: Cells) -> bool:
    """Tell whether a row asks for something to be posted."""
    return any(cells.has(field) for field in cells.entry.typed)


def verbs(rows: Sequence[Cells], known: Known) -> Iterator[Certify | Rejected]:
    """Return the certificates of some rows, and the rows that cannot be posted."""
    for cells in rows:
        number, received = cells.text("certificate"), cells.day("received")
        if cells.faults:
            yield cells.faults[0]
        elif not cells.entry.key or not cells.entry.key[0].isdecimal():
            sentence = "La fila no tiene retención: el libro se actualizó o se borró."
            yield Rejected(cells.row, "fila_sin_documento", sentence)
        else:
            yield _moved_on(cells, known) or Certify(
                cells.row, int(cells.entry.key[0]), number, received
            )


def _moved_on(cells: Cells, known: Known) -> Rejected | None:
    """Return that the certificate is not the one that the row shows."""
    own = known.certificates.get(int(cells.entry.key[0]))
    now = (own.number, own.received) if own else ("", None)
    proof, arrived = map(cells.entry.shown.get, ("proof", "arrived"))
    seen = ("" if proof is None else str(proof), arrived)
    if seen == now:
        return None
    sentence = (
        f"El certificado cambió después de actualizar el libro: era {_told(*seen)} y "
        f"ahora es {_told(*now)}. Actualice."
    )
    filled = tuple(field for field in MAIN_FIELDS if cells.has(field))
    return Rejected(cells.row, "certificado_cambio", sentence, filled)


def _told(number: str, arrived: object) -> str:
    if not number and arrived is None:
        return "ninguno"
    day = f", recibido el {texts.day(arrived)}" if isinstance(arrived, date) else ""
    return f"«{number}»{day}"
