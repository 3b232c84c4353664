"""Consecutive numbers: the last one given of each series, kept as parameters.

A number is given inside the posting that uses it, so that none is lost; two postings
that take the same one meet at the document's key, and the later one is decided again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.verbs.enter import ADVANCE_PREFIX
from cartera_xl.ledger.verbs.transfers import TRANSFER_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.store.transaction import Transaction

_TAKEN: Final = """
    SELECT 1 FROM document
    WHERE company_id = :company AND kind = :kind AND number = :number"""
_NUMBERS: Final = """
    SELECT number FROM document WHERE company_id = :company AND kind = :kind"""


class Series(NamedTuple):
    """A series: its prefix, the parameter that counts it, the kind it numbers."""

    prefix: str
    key: str
    last: int
    kind: Kind


def _series(parameters: Parameters) -> Iterator[Series]:
    p = parameters
    yield Series(p.receipt_prefix, "recibos.ultimo", p.last_receipt, Kind.RECEIPT)
    yield Series(ADVANCE_PREFIX, "anticipos.ultimo", p.last_advance, Kind.ADVANCE)
    yield Series(
        TRANSFER_PREFIX, "traslados.ultimo", p.last_transfer, Kind.TRANSFER_OUT
    )


def last_numbers(transaction: Transaction, parameters: Parameters) -> dict[str, int]:
    """Return the last number given of every series, by prefix.

    Imported documents may have numbers of the same form: those are passed over.
    """
    return {s.prefix: _last(transaction, s) for s in _series(parameters)}


def _last(transaction: Transaction, series: Series) -> int:
    following = f"{series.prefix}{series.last + 1}"
    kind = str(series.kind)
    if transaction.one(_TAKEN, kind=kind, number=following) is None:
        return series.last
    given = [row[0] for row in transaction.rows(_NUMBERS, kind=kind)]
    own = (n.removeprefix(series.prefix) for n in given if n.startswith(series.prefix))
    return max(series.last, *(int(n) for n in own if n.isdecimal()))


def parameters(before: Parameters, last: Mapping[str, int]) -> dict[str, str]:
    """Return the parameters that a batch moves on."""
    return {
        series.key: str(last[series.prefix])
        for series in _series(before)
        if last.get(series.prefix, series.last) != series.last
    }
