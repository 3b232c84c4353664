"""What a row says is still open of its document, and since when it is paid.

Four columns may speak of it (state, balance, paid amount, settlement date) and
contradict each other. The state is believed over a date of settlement, figures are
never made up, and what cannot be told blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl import texts
from cartera_xl.importers import notices
from cartera_xl.importers.meanings import State
from cartera_xl.ledger.money import to_decimal

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.importers.notices import Notice
    from cartera_xl.importers.reading import Finding
    from cartera_xl.importers.rows import Row


class Standing(NamedTuple):
    """The open balance (None: not stated) and the day of (full or last) payment."""

    balance: int | None
    settled: date | None
    findings: tuple[Finding, ...] = ()


def standing(row: Row, total: int) -> Standing:
    """Return how a document of that total stands; all amounts are magnitudes."""
    stated = None if row.balance is None else abs(row.balance)
    balance = stated
    paid = None if row.paid is None else abs(row.paid)
    findings: tuple[Finding, ...] = ()
    if paid is not None and paid > total and stated is None:
        return _blocked(row, notices.PAID_EXCEEDS, total=total, paid=paid)
    if paid is not None and stated is None:
        balance = total - paid
    elif paid is not None and stated is not None and total - paid != stated:
        findings = (
            _at(row, notices.PAID_DIFFERS, expected=total - paid, balance=stated),
        )
    if balance is not None and balance > total:
        return _blocked(row, notices.BALANCE_EXCEEDS, total=total, balance=balance)
    judged = _by_state(row, total, balance)
    if not findings:
        return judged
    return judged._replace(findings=(*findings, *judged.findings))


def _by_state(row: Row, total: int, balance: int | None) -> Standing:
    """Weigh the state column against the other three."""
    state = row.state
    if state is State.PARTIAL:
        return _partial(row, total, balance)
    if state in (State.PAID, State.CANCELLED):
        if balance:
            return _blocked(row, notices.STATE_CONTRADICTS, balance=balance)
        return Standing(0, row.settled)
    if state is State.OPEN:
        return _open(row, total, balance)
    return Standing(balance, row.settled)


def _partial(row: Row, total: int, balance: int | None) -> Standing:
    if balance is None:
        return _blocked(row, notices.PARTIAL_UNKNOWN)
    if not 0 < balance < total:
        return _blocked(row, notices.STATE_CONTRADICTS, balance=balance)
    return Standing(balance, row.settled)


def _open(row: Row, total: int, balance: int | None) -> Standing:
    if balance == 0:
        return _blocked(row, notices.STATE_CONTRADICTS, balance=balance)
    is_part_paid = balance is not None and balance < total
    if row.settled is None or is_part_paid:
        return Standing(balance, row.settled)
    return Standing(balance, None, (_at(row, notices.STATE_OVER_DATE),))


def _blocked(row: Row, notice: Notice, **amounts: int) -> Standing:
    return Standing(None, None, (_at(row, notice, **amounts),))


def _at(row: Row, notice: Notice, **amounts: int) -> Finding:
    shown = {name: money(minor, row.currency) for name, minor in amounts.items()}
    return notice.at(row.row, number=row.number, state=row.state_text, **shown)


def money(minor: int, currency: str) -> str:
    """Write an amount for a finding."""
    return texts.amount(to_decimal(minor, currency))
