"""The columns of a table, put side by side as facts of its rows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cartera_xl.importers import notices
from cartera_xl.importers.columns import Columns
from cartera_xl.importers.convention import SILENT
from cartera_xl.importers.headings import SIDES, Field, meaning
from cartera_xl.importers.layout import Role, roles
from cartera_xl.importers.meanings import State, is_identity, kind_of, state_of
from cartera_xl.importers.parties import (
    NOBODY,
    Directory,
    fill_down,
    names_somebody,
    written_parties,
)
from cartera_xl.importers.rows import Facts
from cartera_xl.importers.running import not_running
from cartera_xl.importers.spans import made_up, read_spans
from cartera_xl.importers.taxes import tax_columns
from cartera_xl.ledger.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.importers.convention import Stated
    from cartera_xl.importers.parties import Written
    from cartera_xl.importers.reading import Finding, Party
    from cartera_xl.importers.spans import Spans
    from cartera_xl.importers.table import Table

_NO_DOCUMENT: Final = {State.DRAFT: Role.DRAFT, State.VOID: Role.VOID}
_FIRST_NUMBER: Final = re.compile(r"\d{1,9}")


def read_facts(table: Table, currency: str, stated: Stated = SILENT) -> Facts:
    """Read a table; `currency` is that of amounts which do not say theirs."""
    return _Assembly(table, stated).facts(currency)


class _Assembly:
    """The columns of one table while they are put side by side."""

    def __init__(self, table: Table, stated: Stated) -> None:
        self.table = table
        parties = written_parties(table)
        self.columns = Columns(table, [], stated)
        self.numbers = self.columns.texts(Field.NUMBER)
        self.roles = self.columns.roles = roles(table, self.numbers, parties)
        self.two_sided = Field.DEBIT in table.places
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
        sums, paid, codes = self._money(currency)
        amounts = (
            self._one_amount(sums) if self.two_sided else next(iter(sums.values()))
        )
        balances = sums.get(Field.BALANCE, [None] * self.table.height)
        if Field.RUNNING in self.table.places:
            columns.findings += not_running(columns, amounts, codes)
        spans = read_spans(columns, self.states)
        instalments = list(map(cache(_instalment), columns.texts(Field.INSTALMENT)))
        kinds = self._kinds()
        taxes = tax_columns(columns, codes)
        columns.check_lengths()
        positions = self._readable(spans)
        parties = self._parties(positions)
        columns.findings += made_up(spans, self.roles)
        columns.findings += self.directory.findings()
        return Facts(
            positions,
            self.roles,
            sums,
            (
                range(self.table.height),
                self.table.numbers,
                self.numbers,
                parties,
                codes,
                kinds,
                self.states,
                self.state_texts,
                spans.issued,
                spans.due,
                spans.due_computed,
                spans.settled,
                amounts,
                balances,
                paid,
                instalments,
                columns.texts(Field.CONCEPT),
                columns.texts(Field.REFERENCE),
                *taxes,
            ),
            self.two_sided,
            tuple(columns.findings),
        )

    def _money(
        self, currency: str
    ) -> tuple[dict[Field, list[int | None]], list[int | None], list[str]]:
        """Return amount and balance columns, payments, and each row's currency."""
        columns = self.columns
        summed = (*self._amount_fields(), Field.BALANCE)
        amounts = columns.amounts((*summed, Field.PAID), currency)
        codes = columns.currencies(summed, amounts[:-1], currency)
        minors = {
            wanted: columns.minors(wanted, column, codes)
            for wanted, column in zip((*summed, Field.PAID), amounts, strict=True)
        }
        return minors, minors.pop(Field.PAID), codes

    def _amount_fields(self) -> tuple[Field, ...]:
        if self.two_sided:
            return SIDES
        is_given = Field.AMOUNT in self.table.places
        return (Field.AMOUNT if is_given else Field.LINE_AMOUNT,)

    def _one_amount(self, sums: Mapping[Field, list[int | None]]) -> list[int | None]:
        """Return debit less credit; a row has one of them, the other empty or 0."""
        debits, credits_ = (sums[side] for side in SIDES)
        for i, (debit, credit) in enumerate(zip(debits, credits_, strict=True)):
            if debit and credit and self.roles[i] is Role.DOCUMENT:
                self.columns.faulty.add(i)
                row, number = self.table.numbers[i], self.numbers[i]
                self.columns.findings.append(self._both_sides(row, number))
        return [
            None if debit is credit is None else (debit or 0) - (credit or 0)
            for debit, credit in zip(debits, credits_, strict=True)
        ]

    def _both_sides(self, row: int, number: str) -> Finding:
        """Say what a row of both may be, and which columns to name then."""
        debit, credit = map(self.table.heading, SIDES)
        balances = [n for n in self.table.names if _is_balance(n)]
        told = f" --mapa «saldo={balances[0]}»" if balances else ""
        return notices.BOTH_SIDES.at(
            row, number=number, debit=debit, credit=credit, balance=told
        )

    def _set_states(self) -> None:
        """Tell drafts and void rows from documents: nothing else of theirs matters."""
        for i, state in enumerate(self.states):
            if state is not None and self.roles[i] is Role.DOCUMENT:
                self.roles[i] = _NO_DOCUMENT.get(state, Role.DOCUMENT)

    def _filled(self, parties: list[Written]) -> list[Written]:
        filled = fill_down(
            parties,
            [role is Role.DOCUMENT for role in self.roles],
            [role is Role.BLOCK for role in self.roles],
        )
        if filled:
            self.columns.findings.append(notices.CUSTOMER_FILLED.at(0, count=filled))
        return parties

    def _kinds(self) -> list[Kind | None]:
        columns = self.columns
        stated = columns.words(
            columns.texts(Field.KIND), _kind_or_identity, notices.KIND_UNKNOWN
        )
        kinds = [kind if isinstance(kind, Kind) else None for kind in stated]
        if not self.two_sided:
            return kinds
        by_number = cache(kind_of)  # «RC-55»: accounts have no column of kinds
        return [
            kind or by_number(number)
            for kind, number in zip(kinds, self.numbers, strict=True)
        ]

    def _readable(self, spans: Spans) -> Sequence[int]:
        """Return the positions of documents that lack nothing; report the others."""
        everyone_named = all(map(names_somebody, dict.fromkeys(self.parties)))
        nothing_lacks = everyone_named and all(self.numbers) and all(spans.issued)
        positions = self.columns.document_positions()
        if nothing_lacks:
            return positions
        lacking = [i for i in positions if self._lacks(i, spans)]
        for i in lacking:
            self._report_lack(i)
        return sorted(set(positions) - set(lacking))

    def _lacks(self, i: int, spans: Spans) -> bool:
        is_whole = self.numbers[i] and spans.issued[i] is not None
        return not (is_whole and names_somebody(self.parties[i]))

    def _report_lack(self, i: int) -> None:
        row, number = self.table.numbers[i], self.numbers[i]
        if not number:
            finding = notices.NUMBER_MISSING.at(row)
        elif not names_somebody(self.parties[i]):
            finding = notices.CUSTOMER_MISSING.at(row, number=number)
        else:
            finding = notices.DATE_MISSING.at(row, number=number)
        self.columns.findings.append(finding)

    def _parties(self, positions: Sequence[int]) -> list[Party]:
        """Return the parties; rows that are not read are nobody's."""
        written, rows = self.parties, self.table.numbers
        if len(positions) == len(written):
            return self.directory.find(written, rows)
        found = self.directory.find(
            [written[i] for i in positions], [rows[i] for i in positions]
        )
        parties = [NOBODY] * len(written)
        for i, party in zip(positions, found, strict=True):
            parties[i] = party
        return parties


def _is_balance(heading: str) -> bool:
    found = meaning(heading)
    return found is not None and found.field is Field.BALANCE


def _kind_or_identity(text: str) -> Kind | str | None:
    return "" if is_identity(text) else kind_of(text)


def _instalment(text: str) -> int | None:
    """Return the number of an instalment: «2», «002», «2/6», «2 de 6»."""
    match = _FIRST_NUMBER.search(text) if text else None
    number = int(match[0]) if match else 0
    return number or None
