"""The facts of each row, put together from its columns; nothing is judged yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.importers import notices
from cartera_xl.importers.columns import Columns
from cartera_xl.importers.headings import Field
from cartera_xl.importers.layout import Role, roles
from cartera_xl.importers.meanings import State, is_identity, kind_of, state_of
from cartera_xl.importers.parties import (
    Directory,
    fill_down,
    names_somebody,
    written_parties,
)
from cartera_xl.importers.words import fold
from cartera_xl.ledger.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cartera_xl.importers.parties import Written
    from cartera_xl.importers.reading import Finding, Party
    from cartera_xl.importers.table import Table


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


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table states; every list but the first covers all rows of the table."""

    rows: list[Row]  # those that are documents and can be read
    roles: list[Role]
    amounts: list[int | None]
    balances: list[int | None]
    currencies: list[str]
    findings: tuple[Finding, ...]


class _Span(NamedTuple):
    issued: date
    due: date
    made_up: str = ""  # which of the two the file does not state, and how it came


_NO_DOCUMENT: Final = {State.DRAFT: Role.DRAFT, State.VOID: Role.VOID}
_AT_ONCE: Final = frozenset(
    {"contado", "de contado", "inmediato", "due on receipt", "cash", "anticipado"}
)
_LONGEST_TERMS: Final = 3650  # ten years: more is a mistake, not a credit
_FIRST_NUMBER: Final = re.compile(r"\d{1,9}")


def read_facts(table: Table, currency: str) -> Facts:
    """Read a table; `currency` is that of amounts which do not say theirs."""
    return _Assembly(table).facts(currency)


class _Assembly:
    """The columns of one table while rows are made of them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        parties = written_parties(table)
        self.columns = Columns(table, [])
        self.numbers = self.columns.texts(Field.NUMBER)
        self.roles = self.columns.roles = roles(table, self.numbers, parties)
        self.state_texts = self.columns.texts(Field.STATE)
        self.states = self.columns.words(
            self.state_texts, state_of, notices.STATE_UNKNOWN
        )
        self._set_states()
        self.parties = self._filled(parties)
        self.directory = Directory()

    def facts(self, currency: str) -> Facts:
        """Read the columns in the order in which they need each other."""
        columns = self.columns
        fields = (self._amount_field(), Field.BALANCE, Field.PAID)
        amounts = columns.amounts(fields)
        codes = columns.currencies(fields[:2], amounts[:2], currency)
        minors = [
            columns.minors(wanted, column, codes)
            for wanted, column in zip(fields, amounts, strict=True)
        ]
        spans = self._spans()
        rows = list(self._rows(minors, codes, spans))
        columns.findings += self._made_up(spans)
        columns.findings += self.directory.findings()
        return Facts(
            rows, self.roles, minors[0], minors[1], codes, tuple(columns.findings)
        )

    def _amount_field(self) -> Field:
        is_given = Field.AMOUNT in self.table.places
        return Field.AMOUNT if is_given else Field.LINE_AMOUNT

    def _set_states(self) -> None:
        """Tell drafts and void rows from documents: nothing else of theirs matters."""
        for i, state in enumerate(self.states):
            if state in _NO_DOCUMENT and self.roles[i] is Role.DOCUMENT:
                self.roles[i] = _NO_DOCUMENT[state]

    def _filled(self, parties: list[Written]) -> list[Written]:
        filled = fill_down(
            parties,
            [role is Role.DOCUMENT for role in self.roles],
            [role is Role.BLOCK for role in self.roles],
        )
        if filled:
            self.columns.findings.append(notices.CUSTOMER_FILLED.at(0, count=filled))
        return parties

    def _spans(self) -> list[_Span | None]:
        columns = self.columns
        issued, due, self.settled = columns.dates()
        terms = columns.words(columns.texts(Field.TERMS), _days, notices.TERMS_BAD)
        return list(map(_span, issued, due, terms))

    def _kinds(self) -> list[Kind | None]:
        texts = self.columns.texts(Field.KIND)
        known = self.columns.words(texts, _kind_or_identity, notices.KIND_UNKNOWN)
        return [kind if isinstance(kind, Kind) else None for kind in known]

    def _rows(
        self,
        minors: Sequence[list[int | None]],
        codes: Sequence[str],
        spans: Sequence[_Span | None],
    ) -> Iterator[Row]:
        texts, find = self.columns.texts, self.directory.find
        amount, balance, paid = minors
        cells = zip(
            self.table.numbers,
            self.roles,
            self.numbers,
            self.parties,
            codes,
            self._kinds(),
            self.states,
            self.state_texts,
            spans,
            self.settled,
            amount,
            balance,
            paid,
            map(cache(_instalment), texts(Field.INSTALMENT)),
            texts(Field.CONCEPT),
            texts(Field.REFERENCE),
            strict=True,
        )
        faulty = self.columns.faulty
        # One long line: a hundred thousand rows are unpacked here.
        for i, (
            row, role, number, written, code, kind, state, state_text, span, settled,
            amount_, balance_, paid_, instalment, concept, reference,
        ) in enumerate(cells):  # fmt: skip
            if role is not Role.DOCUMENT or i in faulty:
                continue
            if span is None or not number or not names_somebody(written):
                self._report_lack(i, span)
                continue
            yield Row(
                i, row, number, find(written, row), code, kind, state, state_text,
                span.issued, span.due, span.made_up == _TERMS, settled,
                amount_, balance_, paid_, instalment, concept, reference,
            )  # fmt: skip

    def _report_lack(self, i: int, span: _Span | None) -> None:
        row, number = self.table.numbers[i], self.numbers[i]
        if not number:
            finding = notices.NUMBER_MISSING.at(row)
        elif not names_somebody(self.parties[i]):
            finding = notices.CUSTOMER_MISSING.at(row, number=number)
        else:
            finding = notices.DATE_MISSING.at(row, number=number)
        self.columns.findings.append(finding)

    def _made_up(self, spans: Sequence[_Span | None]) -> Iterator[Finding]:
        """Say how many dates the file does not state."""
        ways = [
            span.made_up
            for i, span in enumerate(spans)
            if span is not None and self.roles[i] is Role.DOCUMENT
        ]
        for way, notice in _MADE_UP.items():
            if count := ways.count(way):
                yield notice.at(0, count=count)


_TERMS: Final = "terms"
_MADE_UP: Final = {
    _TERMS: notices.DUE_FROM_TERMS,
    "due": notices.DUE_MISSING,
    "issue": notices.ISSUE_FROM_DUE,
}


def _kind_or_identity(text: str) -> Kind | str | None:
    return "" if is_identity(text) else kind_of(text)


def _span(issued: date | None, due: date | None, terms: int | None) -> _Span | None:
    """Return issue and due date: what is stated, else what follows from it."""
    if issued is None:
        return None if due is None else _Span(due, due, "issue")
    if due is not None:
        return _Span(issued, due)
    if terms is not None:
        return _Span(issued, issued + timedelta(days=terms), _TERMS)
    return _Span(issued, issued, "due")


def _days(text: str) -> int | None:
    """Return terms in days: «30 días», «Net 30», «Contado»; None if they are none."""
    if fold(text) in _AT_ONCE:
        return 0
    numbers = _FIRST_NUMBER.findall(text)
    days = int(numbers[0]) if len(numbers) == 1 else _LONGEST_TERMS + 1
    return days if days <= _LONGEST_TERMS else None


def _instalment(text: str) -> int | None:
    """Return the number of an instalment: «2», «002», «2/6», «2 de 6»."""
    match = _FIRST_NUMBER.search(text) if text else None
    number = int(match[0]) if match else 0
    return number or None
