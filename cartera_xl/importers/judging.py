"""From the facts of the rows to documents, and to the sums that prove them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.importers import merging, notices
from cartera_xl.importers.assembling import read_facts
from cartera_xl.importers.comparing import OPENINGS
from cartera_xl.importers.control import check_totals
from cartera_xl.importers.convention import SILENT
from cartera_xl.importers.headings import TAXES, Field
from cartera_xl.importers.layout import Role
from cartera_xl.importers.meanings import kind_of, speaks_of_payment
from cartera_xl.importers.merging import Part
from cartera_xl.importers.plain import plain_documents, plain_positions
from cartera_xl.importers.reading import Reading, SourceDocument
from cartera_xl.importers.standing import money
from cartera_xl.importers.taxes import stated_of, with_sound_taxes
from cartera_xl.ledger.documents import Kind, Side
from cartera_xl.ledger.money import to_decimal
from cartera_xl.ledger.terms import FAIR_TERM_DAYS, is_beyond_fair_term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from cartera_xl.importers.convention import Stated
    from cartera_xl.importers.merging import Whole
    from cartera_xl.importers.notices import Notice
    from cartera_xl.importers.reading import Finding, Party
    from cartera_xl.importers.rows import Facts, Row
    from cartera_xl.importers.table import Table

_SKIPPED: Final = {
    Role.TOTAL: notices.SKIPPED_TOTALS,
    Role.HEADINGS: notices.SKIPPED_HEADINGS,
    Role.BLOCK: notices.SKIPPED_BLOCKS,
    Role.TEXT: notices.SKIPPED_TEXT,
    Role.OTHER_ACCOUNT: notices.SKIPPED_ACCOUNTS,
    Role.DRAFT: notices.SKIPPED_DRAFTS,
    Role.VOID: notices.SKIPPED_VOID,
}


def judge(table: Table, currency: str, stated: Stated = SILENT) -> Reading:
    """Return what a table holds, in the ledger's terms."""
    return _Judgement(table, read_facts(table, currency, stated)).reading()


class _Judgement:
    """One table while its rows become documents."""

    def __init__(self, table: Table, facts: Facts) -> None:
        self.table, self.facts = table, facts
        self.by_line = Field.LINE_AMOUNT in facts.sums
        self.findings: list[Finding] = [*table.findings, *facts.findings]
        self.documents: list[SourceDocument] = []
        self.first_rows: dict[str, int] = {}  # of numbers that are not plain
        self.repeated: set[int] = set()
        self.credits: set[int] = set()
        self.negated: set[int] = set()  # credits that the file states without a sign
        self.zeros = self.openings = self.credit_side = self.debit_side = 0
        self.plain = plain_positions(table, facts)

    def reading(self) -> Reading:
        """Decide document by document, then check the sums."""
        parts = self._parts()
        repeats = not self.by_line and merging.repeats_totals(parts, self.table)
        for part in parts:
            self._add(part, repeats=repeats)
        self._place(plain_documents(self.facts, self.plain))
        self._settle_taxes()
        self.findings += self._counts()
        self.findings += self._unfair()
        self.findings += check_totals(
            self.table, self.facts, frozenset(self.repeated), frozenset(self.credits)
        )
        self.findings += self._skips()
        ordered = sorted(self.findings, key=lambda finding: finding.row)
        skipped = sum(role is not Role.DOCUMENT for role in self.facts.roles)
        return Reading(
            tuple(self.documents),
            tuple(ordered),
            self.table.height,
            skipped + self.zeros,
            self._totals(),
        )

    def _place(self, plain: list[SourceDocument]) -> None:
        """Put plain documents among the others, in the order of the file's numbers."""
        first = self.first_rows
        self.documents += plain
        if first:
            self.documents.sort(key=lambda d: first.get(d.number, d.row))

    def _settle_taxes(self) -> None:
        if not any(field in self.table.places for field in TAXES):
            return
        self.documents, found = with_sound_taxes(self.documents)
        self.findings += found

    def _counts(self) -> Iterator[Finding]:
        for notice, count in (
            (notices.OPENING, self.openings),
            (notices.CREDIT_SIDE, self.credit_side),
            (notices.DEBIT_SIDE, self.debit_side),
        ):
            if count:
                yield notice.at(0, count=count)

    def _unfair(self) -> Iterator[Finding]:
        """Count invoices on longer terms than the law allows: a notice, never more."""
        count = sum(
            is_beyond_fair_term(document.issued, document.due)
            for document in self.documents
            if document.kind is Kind.INVOICE
        )
        if count:
            yield notices.TERMS_UNFAIR.at(0, days=FAIR_TERM_DAYS, count=count)

    def _skips(self) -> Iterator[Finding]:
        counts = Counter[Role](r for r in self.facts.roles if r is not Role.DOCUMENT)
        for role, notice in _SKIPPED.items():
            if counts[role]:
                yield notice.at(0, count=counts[role])

    def _parts(self) -> list[Part]:
        """Return the rows that are not plain, brought together by document."""
        by_number: dict[str, list[tuple[Kind, Row]]] = {}
        for row in self._others():
            value = merging.value_of(row)
            if value is None:
                self._say(row, notices.AMOUNT_MISSING)
                continue
            by_number.setdefault(row.number, []).append((self._kind(row, value), row))
        parts: list[Part] = []
        for number, same_number in by_number.items():
            self.first_rows[number] = same_number[0][1].row
            if len(same_number) == 1:
                [(kind, row)] = same_number
                parts.append(Part(kind, row.instalment or 1, (row,)))
            else:
                parts += self._grouped(same_number)
        return parts

    def _others(self) -> Iterator[Row]:
        plain = frozenset(self.plain)
        if len(plain) == len(self.facts.positions):
            return
        for i in self.facts.positions:
            if i not in plain:
                yield self.facts.row(i)

    def _grouped(self, same_number: list[tuple[Kind, Row]]) -> Iterator[Part]:
        """Group rows of one number by kind, customer and currency."""
        groups: dict[tuple[Kind, str, Party], list[Row]] = {}
        for kind, row in same_number:
            groups.setdefault((kind, row.currency, row.party), []).append(row)
        for (kind, _, _), rows in groups.items():
            yield from self._split(kind, rows)

    def _split(self, kind: Kind, rows: list[Row]) -> list[Part]:
        parts = merging.split(kind, rows)
        if len(parts) > 1 and kind.side is Side.DEBIT:
            self._say(rows[0], notices.INSTALMENTS, count=len(parts))
        return parts

    def _kind(self, row: Row, value: int) -> Kind:
        """Return a row's kind: what it says, unless the sign says the opposite."""
        if row.amount is None:
            is_credit = value < 0 or (row.kind or Kind.INVOICE).side is Side.CREDIT
            return Kind.OPENING_CREDIT if is_credit else Kind.OPENING_BALANCE
        if self.facts.two_sided:
            return self._kind_of_side(row, value)
        stated = row.kind or Kind.INVOICE
        # Lines may be negative (a discount): their sum will tell.
        if value >= 0 or self.by_line or stated.side is not Side.DEBIT:
            return stated
        return _credit_kind(row)

    def _kind_of_side(self, row: Row, value: int) -> Kind:
        """Return the kind of a row in a debit or a credit column, which is believed."""
        side = Side.CREDIT if value < 0 else Side.DEBIT
        if row.kind is not None and row.kind.side in (side, Side.NONE):
            return row.kind
        if side is Side.DEBIT:
            self.debit_side += row.kind is not None
            return Kind.INVOICE if row.kind is None else Kind.DEBIT_NOTE
        told = kind_of(row.concept)
        if told is not None and told.side is Side.CREDIT:
            return told
        self.credit_side += 1
        return Kind.RECEIPT

    def _add(self, part: Part, *, repeats: bool) -> None:
        whole = merging.come_to(part, self.table, repeats=repeats)
        row = part.rows[0]
        if whole.total == 0 and part.kind not in OPENINGS:
            self.zeros += len(part.rows)
            self._say(row, notices.AMOUNT_ZERO)
            return
        self.findings += whole.standing.findings
        kind = part.kind
        if whole.total < 0 and kind.side is Side.DEBIT:
            kind = _credit_kind(row)
        self._note(part, kind, whole)
        if repeats:
            self.repeated.update(r.position for r in part.rows[1:])
        own_reference = ""
        if kind.side is Side.CREDIT:
            self._count_credit(part, whole)
            own_reference = _debit_of(row, kind)
        self.documents.append(_document(part, kind, whole, own_reference))

    def _count_credit(self, part: Part, whole: Whole) -> None:
        positions = [row.position for row in part.rows]
        self.credits.update(positions)
        if whole.total > 0:
            self.negated.update(positions)

    def _note(self, part: Part, kind: Kind, whole: Whole) -> None:
        """Say what is odd about a document and goes in all the same."""
        row = part.rows[0]
        if (
            whole.total < 0
            and kind is not row.kind
            and not (row.amount is None or self.facts.two_sided)
        ):
            self._say(row, notices.AMOUNT_NEGATIVE, kind=_kind_name(kind))
        if whole.total > 0 and row.number.startswith("-"):
            self._say(row, notices.NUMBER_NEGATIVE)
        if row.amount is None:
            self.openings += len(part.rows)
        if row.due < row.issued:
            self._say(row, notices.DUE_BEFORE_ISSUE)
        settled = whole.standing.settled
        if settled is not None and settled < row.issued:
            self._say(row, notices.SETTLED_BEFORE_ISSUE, settled=texts.day(settled))
        if row.balance is not None and row.balance < 0 < (row.amount or 0):
            self._check_signs(row, kind, row.balance)

    def _check_signs(self, row: Row, kind: Kind, balance: int) -> None:
        """Refuse an invoice with a balance in favour; credits are written both ways."""
        if kind.side is Side.DEBIT:
            self._say(
                row,
                notices.BALANCE_SIGN,
                balance=money(balance, row.currency),
                total=money(row.amount or 0, row.currency),
            )

    def _say(self, row: Row, notice: Notice, **facts: object) -> None:
        self.findings.append(
            notice.at(
                row.row,
                number=row.number,
                due=texts.day(row.due),
                issued=texts.day(row.issued),
                **facts,
            )
        )

    def _totals(self) -> dict[str, Decimal]:
        """Sum the amounts as stated, credits negative, repeated totals once."""
        totals: dict[str, int] = defaultdict(int)
        currencies, amounts = map(self.facts.column, ("currency", "amount"))
        for i in self.plain:
            totals[currencies[i]] += amounts[i]
        for row in self._others():
            value = merging.value_of(row)
            if value is None or row.kind is Kind.QUOTE or row.position in self.repeated:
                continue
            totals[row.currency] += -value if row.position in self.negated else value
        return {code: to_decimal(total, code) for code, total in totals.items()}


def _credit_kind(row: Row) -> Kind:
    return Kind.RECEIPT if speaks_of_payment(row.concept) else Kind.CREDIT_NOTE


def _kind_name(kind: Kind) -> str:
    return texts.KIND_NAMES[kind].lower()


def _document(
    part: Part, kind: Kind, whole: Whole, own_reference: str
) -> SourceDocument:
    row = part.rows[0]
    return SourceDocument(
        row.row,
        kind,
        row.number,
        part.instalment,
        row.party,
        row.currency,
        row.issued,
        row.due,
        abs(whole.total),
        whole.standing.balance,
        whole.standing.settled,
        row.concept,
        row.reference or own_reference,
        len(part.rows),
        row.due_computed,
        *stated_of(part.rows, abs(whole.total)),
    )


def _debit_of(row: Row, kind: Kind) -> str:
    """Return whose number a credit goes by that was an invoice's negative row."""
    return row.number if (row.amount or 0) < 0 and row.kind is not kind else ""
