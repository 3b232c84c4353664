"""A table's columns read as what they mean: texts, words, amounts, dates."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from cartera_xl.errors import AmountError
from cartera_xl.importers import (
    amount_column,
    currencies,
    date_column,
    date_order,
    headings,
    notices,
)
from cartera_xl.importers.cells import strings_in, texts_of
from cartera_xl.importers.convention import SILENT
from cartera_xl.importers.date_order import Written
from cartera_xl.importers.decimal_choice import Evidence, signs_of_file
from cartera_xl.importers.headings import Field
from cartera_xl.importers.language import language_of
from cartera_xl.importers.layout import Role
from cartera_xl.ledger.currencies import is_currency
from cartera_xl.ledger.lengths import LONGEST, LONGEST_NAME, too_long
from cartera_xl.ledger.money import decimal_of, minor_digits, to_minor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from cartera_xl.importers.amount_column import Amounts, Proofs
    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.convention import Stated
    from cartera_xl.importers.dates import Order
    from cartera_xl.importers.reading import Finding
    from cartera_xl.importers.table import Table
    from cartera_xl.ledger.lengths import TooLong

T = TypeVar("T")
_DOCUMENTS: Final = (Role.DOCUMENT,)
# What a total row may have summed, and the total row itself.
_COUNTED: Final = (Role.DOCUMENT, Role.DRAFT, Role.VOID, Role.TOTAL)
_SHORT_WAY: Final = 1e12  # 10¹⁴ cents: far inside what a float holds exactly
# What the ledger keeps as it is written, and what of it names something.
_NAMING: Final = frozenset({Field.NUMBER, Field.CODE})
_KEPT: Final = _NAMING | {
    Field.CUSTOMER,
    Field.NIT,
    Field.CHECK_DIGIT,
    Field.CONCEPT,
    Field.REFERENCE,
    Field.EMAIL,
    Field.PHONE,
    Field.GROUP,
}
_DATES: Final = (Field.ISSUED, Field.DUE, Field.SETTLED)


def minor_of(value: Decimal | float, currency: str) -> int:
    """Turn an amount into minor units, exactly as `ledger.money` does.

    Most number cells take a short way that is as exact: where a whole number of cents
    below 10¹⁵ gives the very same float, its digits are the fifteen that the cell
    means, and no decimal need be made to know it.

    Raises:
        AmountError: as `to_minor`.
    """
    if isinstance(value, float) and abs(value) < _SHORT_WAY:
        minor = round(value * 100)
        if minor / 100 == value and minor_digits(currency) == 2:
            return minor
    return to_minor(decimal_of(value), currency)


def _minor_or_none(value: Decimal | float, currency: str) -> int | None:
    try:
        return minor_of(value, currency)
    except AmountError:
        return None


def all_cents(
    values: Sequence[Decimal | float | None], codes: Sequence[str]
) -> list[int | None] | None:
    """Turn a whole column of cents the short way, or return None: it is no such one."""
    if set(map(type, values)) != {float} or any(
        minor_digits(c) != 2 for c in set(codes)
    ):
        return None
    floats = cast("Sequence[float]", values)
    if not -_SHORT_WAY < min(floats) <= max(floats) < _SHORT_WAY:
        return None
    minors = [round(value * 100) for value in floats]
    exact = all(m / 100 == v for m, v in zip(minors, floats, strict=True))
    return cast("list[int | None]", minors) if exact else None


class Columns:
    """Reads columns of one table; `faulty` rows hold something that cannot be read."""

    def __init__(
        self, table: Table, roles: list[Role], stated: Stated = SILENT
    ) -> None:
        self.table, self.roles, self.stated = table, roles, stated
        self.language = language_of(table.known_names)
        self.findings: list[Finding] = []
        self.faulty: set[int] = set()
        self.proven_marks: frozenset[str] = frozenset()  # by the amounts
        self.known_minors: dict[tuple[Decimal | float, str], int] = {}

    @property
    def _all_documents(self) -> bool:
        return self.roles.count(Role.DOCUMENT) == len(self.roles)

    def document_positions(self) -> Sequence[int]:
        """Return the positions of documents of which all could be read."""
        if self._all_documents and not self.faulty:
            return range(self.table.height)
        return [
            i
            for i, role in enumerate(self.roles)
            if role is Role.DOCUMENT and i not in self.faulty
        ]

    def texts(self, wanted: Field) -> list[str]:
        """Return a column as texts, empty ones where there is no such column."""
        if wanted not in self.table.places:
            return [""] * self.table.height
        return texts_of(self.table.column(wanted))

    @property
    def names_a_way_to_pay(self) -> bool:
        """Tell whether the column of terms is one of «forma de pago»."""
        return headings.names_a_way_to_pay(self.table.heading(Field.TERMS))

    def words(
        self,
        texts: Sequence[str],
        meaning: Callable[[str], T | None],
        unknown: notices.Notice,
    ) -> list[T | None]:
        """Look words up, each spelling once; report those that nobody knows."""
        known: dict[str, T | None] = {"": None}
        if set(texts) <= known.keys():
            return [None] * len(texts)
        for i, text in enumerate(texts):
            if text not in known and self.roles[i] is Role.DOCUMENT:
                known[text] = meaning(text)
                if known[text] is None:
                    self.findings.append(unknown.at(self.table.numbers[i], text=text))
        return [known.get(text) for text in texts]

    def check_lengths(self) -> None:
        """Report texts that the ledger would keep and no workbook could show."""
        for wanted in _KEPT & self.table.places.keys():
            limit = LONGEST_NAME if wanted in _NAMING else LONGEST
            cells = self.table.column(wanted)
            if max(map(len, strings_in(cells)), default=0) <= limit // 2:
                continue
            for i, text in enumerate(texts_of(cells)):
                if self.roles[i] is Role.DOCUMENT and (wrong := too_long(text, limit)):
                    self.faulty.add(i)
                    self.findings.append(self._too_long(i, wanted, wrong))

    def _too_long(self, i: int, wanted: Field, wrong: TooLong) -> Finding:
        heading = self.table.heading(wanted)
        return notices.TEXT_TOO_LONG.at(
            self.table.numbers[i], heading=heading, **wrong._asdict()
        )

    def amounts(self, fields: Sequence[Field], default: str) -> list[Amounts]:
        """Read columns of amounts; each may settle the convention of another."""
        columns = [self._cells(wanted, _COUNTED) for wanted in fields]
        proofs = [amount_column.proofs_in(cells) for cells in columns]
        marks = [own.marks for own in proofs]
        known = self._evidence(columns, proofs, default)
        self.proven_marks = frozenset[str]().union(*marks)
        read = []
        for i, (wanted, cells) in enumerate(zip(fields, columns, strict=True)):
            elsewhere = known.proven.union(*marks[:i], *marks[i + 1 :])
            column = amount_column.read_amounts(
                self.table.heading(wanted),
                cells,
                self.table.numbers,
                known._replace(proven=elsewhere),
            )
            self.findings += column.notices
            self._keep(column.faults)
            read.append(column)
        return read

    def _evidence(
        self,
        columns: Sequence[Sequence[Cell]],
        proofs: Sequence[Proofs],
        default: str,
    ) -> Evidence:
        """Return what decides a column that does not decide itself, if one asks."""
        evidence = Evidence(self.stated.mark)
        asking = any(own.asks for own in proofs)
        if evidence.stated or not asking:
            return evidence
        orders = set().union(*(column.proven for column in self._written.values()))
        proven = set().union(*(own.marks for own in proofs))
        beside = () if proven else self.table.other_columns
        return Evidence(
            proven=frozenset(amount_column.marks_beside(beside)),
            signs=tuple(signs_of_file(self.language, self.table.delimiter, orders)),
            decimals=self._most_decimals(columns, default),
        )

    def _most_decimals(self, columns: Sequence[Sequence[Cell]], default: str) -> int:
        """Return the decimals of that currency of the file which has the most."""
        texts = set(self.texts(Field.CURRENCY))
        codes = {currencies.code_of(text) or default for text in texts}
        codes |= {code for cells in columns for code in amount_column.codes_in(cells)}
        return max(map(minor_digits, codes))

    def currencies(
        self, fields: Sequence[Field], amounts: Sequence[Amounts], default: str
    ) -> list[str]:
        """Return each row's currency: by its column, its cell, the heading, default."""
        default = self._heading_currency(fields, default)
        texts = self.texts(Field.CURRENCY)
        stated = self.words(texts, currencies.code_of, notices.CURRENCY_UNKNOWN)
        codes = [code or default for code in stated]
        for column in amounts:
            for i, code in column.currencies.items():
                if not is_currency(code):
                    self._keep({i: self._unknown_currency(i, code)})
                    continue
                if stated[i] and stated[i] != code and self.roles[i] is Role.DOCUMENT:
                    row = self.table.numbers[i]
                    self.findings.append(
                        notices.CURRENCY_CONFLICT.at(row, column=stated[i], cell=code)
                    )
                codes[i] = code
        return codes

    def _unknown_currency(self, i: int, code: str) -> Finding:
        return notices.CURRENCY_UNKNOWN.at(self.table.numbers[i], text=code)

    def _heading_currency(self, fields: Sequence[Field], default: str) -> str:
        for heading in map(self.table.heading, fields):
            named = currencies.currency_in(heading)
            if named and named != default:
                self.findings.append(
                    notices.CURRENCY_FROM_HEADING.at(0, currency=named, heading=heading)
                )
                return named
        return default

    def side_amounts(self, wanted: Field, codes: Sequence[str]) -> list[int | None]:
        """Read a column of amounts that decides nothing: what is unclear is None."""
        if wanted not in self.table.places:
            return [None] * len(codes)
        cells = self._cells(wanted, _DOCUMENTS)
        own = amount_column.proofs_in(cells)
        known = self._evidence([cells], [own], codes[0] if codes else "COP")
        column = amount_column.read_amounts(
            self.table.heading(wanted),
            cells,
            self.table.numbers,
            known._replace(proven=known.proven | self.proven_marks),
        )
        if any(finding.blocks for finding in column.notices):
            return [None] * len(codes)
        return [
            None if value is None else _minor_or_none(value, code)
            for value, code in zip(column.values, codes, strict=True)
        ]

    def minors(
        self, wanted: Field, column: Amounts, codes: Sequence[str]
    ) -> list[int | None]:
        """Turn a column of amounts into minor units of each row's currency."""
        if wanted not in self.table.places:
            return [None] * len(codes)
        if (whole := all_cents(column.values, codes)) is not None:
            return whole
        minors: list[int | None] = []
        for i, (value, code) in enumerate(zip(column.values, codes, strict=True)):
            minor = None if value is None else self.known_minors.get((value, code))
            if minor is None and value is not None:
                minor = self._minor(i, wanted, value, code)
            minors.append(minor)
        return minors

    def _minor(
        self, i: int, wanted: Field, value: Decimal | float, code: str
    ) -> int | None:
        try:
            minor = self.known_minors[value, code] = minor_of(value, code)
        except AmountError as fault:
            self._keep({i: self._bad_amount(i, wanted, fault)})
            return None
        return minor

    def _bad_amount(self, i: int, wanted: Field, fault: AmountError) -> Finding:
        reason = str(fault).rstrip(".")
        heading = self.table.heading(wanted)
        return notices.AMOUNT_BAD.at(
            self.table.numbers[i], reason=reason, heading=heading
        )

    @cached_property
    def _written(self) -> dict[Field, Written]:
        """Return the columns of dates, with the orders that each of them proves."""
        columns = {wanted: self._cells(wanted, _DOCUMENTS) for wanted in _DATES}
        return {
            wanted: Written(cells, date_column.orders_in(cells))
            for wanted, cells in columns.items()
        }

    def dates(self) -> list[list[date | None]]:
        """Read issue, due and settlement dates; each may settle another's order."""
        choice = self._order()
        read = []
        for wanted, written in self._written.items():
            column = date_column.read_dates(
                self.table.heading(wanted),
                written.cells,
                self.table.numbers,
                choice,
                stated=self.stated.order,
                uses_1904=self.table.uses_1904,
            )
            self.findings += column.notices
            self._keep(column.faults)
            read.append(column.values)
        return read

    def _order(self) -> date_order.Choice:
        """Decide the order of the texts that leave it open, and say how."""
        if self.stated.order is not None:
            return date_order.Choice(self.stated.order, certain=True)
        proven: set[Order] = set()
        for column in self._written.values():
            proven |= set(column.proven)
        if not proven and any(column.example for column in self._written.values()):
            proven = date_column.orders_beside(self.table.other_columns)
        issued, due = self._written[Field.ISSUED], self._written[Field.DUE]
        choice = date_order.choose(issued, due, proven, self.language)
        self.findings += date_column.about(choice)
        return choice

    def _cells(self, wanted: Field, kept: Sequence[Role]) -> Sequence[Cell]:
        """Return a column without the cells of rows that do not count."""
        if wanted not in self.table.places:
            return [None] * self.table.height
        cells = self.table.column(wanted)
        if self._all_documents:
            return cells
        pairs = zip(cells, self.roles, strict=True)
        return [cell if role in kept else None for cell, role in pairs]

    def _keep(self, faults: Mapping[int, Finding]) -> None:
        """Keep what was found in rows that are read at all."""
        for i, finding in faults.items():
            if self.roles[i] in (Role.DOCUMENT, Role.TOTAL):
                self.faulty.add(i)
                self.findings.append(finding)
