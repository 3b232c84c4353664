"""The facts of each row as the file states them; nothing is judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cartera_xl.importers.headings import Field
    from cartera_xl.importers.layout import Role
    from cartera_xl.importers.meanings import State
    from cartera_xl.importers.reading import Finding, Party
    from cartera_xl.ledger.documents import Kind


class Row(NamedTuple):
    """A row that is a document or a part of one; amounts in minor units, signed."""

    position: int  # in the table, from 0
    row: int  # in the file, from 1
    number: str
    party: Party
    currency: str
    kind: Kind | None  # None: the sign will tell
    state: State | None
    state_text: str
    issued: date
    due: date
    due_computed: bool
    settled: date | None
    amount: int | None
    balance: int | None
    paid: int | None
    instalment: int | None
    concept: str
    reference: str
    base: int | None
    vat: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table states, column by column; every list covers all of its rows."""

    positions: Sequence[int]  # of the rows that are documents and can be read
    roles: list[Role]
    sums: Mapping[Field, list[int | None]]  # the columns that a total row may sum
    columns: tuple[Sequence[Any], ...]  # those of `Row`, in its order
    two_sided: bool  # amounts stand in two columns, debit and credit
    findings: tuple[Finding, ...]

    def column(self, name: str) -> Sequence[Any]:
        """Return one of the columns of `Row`."""
        return self.columns[Row._fields.index(name)]

    def row(self, i: int) -> Row:
        """Return the facts of one row."""
        return Row._make(column[i] for column in self.columns)
