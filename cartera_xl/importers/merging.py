"""One document on many rows: instalments, lines, part payments, repeated totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.importers import notices
from cartera_xl.importers.headings import Field
from cartera_xl.importers.standing import Standing, money, standing
from cartera_xl.importers.words import enumerate_some
from cartera_xl.ledger.documents import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cartera_xl.importers.reading import Finding
    from cartera_xl.importers.rows import Row
    from cartera_xl.importers.table import Table


class Part(NamedTuple):
    """The rows of one instalment of one document: nearly always a single row."""

    kind: Kind
    instalment: int
    rows: tuple[Row, ...]


class Whole(NamedTuple):
    """What the rows of a part come to: a signed total, and how it stands."""

    total: int
    standing: Standing


def value_of(row: Row) -> int | None:
    """Return a row's signed amount, or its balance where it has no amount."""
    return row.balance if row.amount is None else row.amount


def split(kind: Kind, rows: list[Row]) -> list[Part]:
    """Split rows of one number into instalments.

    By the instalment column where there is one, else debits by due date; credits, which
    fall due at once, by the day of each.
    """
    if len(rows) == 1:
        return [Part(kind, rows[0].instalment or 1, (rows[0],))]
    if any(row.instalment for row in rows):
        by_number: dict[int, list[Row]] = {}
        for row in rows:
            by_number.setdefault(row.instalment or 1, []).append(row)
        return [Part(kind, n, tuple(by_number[n])) for n in sorted(by_number)]
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        day = row.due if kind.side is Side.DEBIT else row.issued
        by_day.setdefault(day, []).append(row)
    return [Part(kind, n, tuple(by_day[d])) for n, d in enumerate(sorted(by_day), 1)]


def repeats_totals(parts: Sequence[Part], table: Table) -> bool:
    """Tell whether the file states a document's whole amount on each of its rows.

    A decision about the file, not about one document: two equal lines prove nothing.
    Every document on several rows must have one amount all over, rows must differ in
    something, and something must explain why there are several: columns of lines, a
    balance that is repeated too, or payments that fit within the amount.
    """
    several = [part.rows for part in parts if len(part.rows) > 1]
    if not several or any(len({value_of(r) for r in rows}) > 1 for rows in several):
        return False
    if all(are_equal(rows, table) for rows in several):
        return False
    return (
        table.has_lines
        or all(_repeats_balance(rows) for rows in several)
        or all(_fits_payments(rows) for rows in several)
    )


def are_equal(rows: Sequence[Row], table: Table) -> bool:
    """Tell whether rows are equal in every cell."""
    first = table.row(rows[0].position)
    return all(table.row(row.position) == first for row in rows)


def _repeats_balance(rows: Sequence[Row]) -> bool:
    balances = {row.balance for row in rows}
    return len(balances) == 1 and None not in balances and rows[0].amount is not None


def _fits_payments(rows: Sequence[Row]) -> bool:
    payments = [abs(row.paid) for row in rows if row.paid]
    return len(payments) == len(rows) and sum(payments) <= abs(value_of(rows[0]) or 0)


def come_to(part: Part, table: Table, *, repeats: bool) -> Whole:
    """Return what the rows of a part come to, and how they were brought together."""
    rows = part.rows
    if len(rows) == 1:
        total = value_of(rows[0]) or 0
        return Whole(total, standing(rows[0], abs(total)))
    if repeats:
        return _repeated(rows)
    total = sum(value_of(row) or 0 for row in rows)
    heading = table.heading(Field.AMOUNT)
    said = _say(_how_summed(rows, table), rows, total, heading=heading)
    if _states_whole_balance(rows):
        one = _as_one(rows, total, rows[0].balance)
        judged = standing(one, abs(total))
    else:
        judged = _sum_of_standings(rows)
    return Whole(total, judged._replace(findings=(said, *judged.findings)))


def _how_summed(rows: Sequence[Row], table: Table) -> notices.Notice:
    """Return what to say of rows that are added up.

    Rows that are equal in every cell were most likely pasted twice, and would double
    what is owed: they are lines only where the file says so.
    """
    if not are_equal(rows, table):
        return notices.ROWS_SUMMED
    states_lines = Field.LINE_AMOUNT in table.places or table.has_lines
    is_asked = Field.AMOUNT in table.places and not states_lines
    return notices.ROWS_TWICE if is_asked else notices.ROWS_EQUAL


def _say(
    notice: notices.Notice, rows: Sequence[Row], total: int, **facts: str
) -> Finding:
    listed = enumerate_some([str(row.row) for row in rows])
    return notice.at(
        rows[0].row,
        number=rows[0].number,
        rows=listed,
        total=money(total, rows[0].currency),
        **facts,
    )


def _repeated(rows: Sequence[Row]) -> Whole:
    total = value_of(rows[0]) or 0
    said = _say(notices.ROWS_REPEATED, rows, total)
    balances = {row.balance for row in rows}
    states = {row.state for row in rows}
    if len(balances) > 1 or (len(states) > 1 and None in balances):
        blocked = _say(notices.ROWS_CONTRADICT, rows, total)
        return Whole(total, Standing(None, None, (blocked,)))
    judged = standing(_as_one(rows, total, rows[0].balance), abs(total))
    return Whole(total, judged._replace(findings=(said, *judged.findings)))


def _as_one(rows: Sequence[Row], total: int, balance: int | None) -> Row:
    """Return a row that states for the whole document what its rows state together."""
    payments = [row.paid for row in rows if row.paid is not None]
    paid = sum(payments) if len(set(payments)) > 1 else next(iter(payments), None)
    days = [row.settled for row in rows if row.settled is not None]
    states = {row.state for row in rows}
    return rows[0]._replace(
        amount=total,
        balance=balance,
        paid=paid,
        settled=max(days, default=None),
        state=rows[0].state if len(states) == 1 else None,
    )


def _states_whole_balance(rows: Sequence[Row]) -> bool:
    """Tell whether each line repeats the document's balance: it exceeds a line."""
    if not _repeats_balance(rows):
        return False
    return any(abs(row.balance or 0) > abs(row.amount or 0) for row in rows)


def _sum_of_standings(rows: Sequence[Row]) -> Standing:
    """Add up parts that stand each on its own: some paid, some not."""
    judged = [standing(row, abs(value_of(row) or 0)) for row in rows]
    findings = tuple(finding for one in judged for finding in one.findings)
    days = [one.settled for one in judged if one.settled is not None]
    settled = max(days, default=None)
    nothing_said = not days and all(one.balance is None for one in judged)
    if nothing_said:
        return Standing(None, None, findings)
    pairs = zip(rows, judged, strict=True)
    balance = abs(sum(_signed_open(row, one) for row, one in pairs))
    return Standing(balance, settled, findings)


def _signed_open(row: Row, judged: Standing) -> int:
    value = value_of(row) or 0
    whole = 0 if judged.settled else abs(value)
    is_open = whole if judged.balance is None else judged.balance
    return is_open if value >= 0 else -is_open
