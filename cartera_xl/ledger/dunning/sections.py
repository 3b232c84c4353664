"""What a message lists: balances by currency, each with its own level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.aging import days_overdue
from cartera_xl.ledger.dunning.reminder import CreditLine, Line, Section
from cartera_xl.ledger.reminder_levels import Levels, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem


def sections(
    debits: Iterable[OpenItem], free: Iterable[OpenItem], at: date, levels: Levels
) -> tuple[Section, ...]:
    """Return what is owed and what is in favour, a section per currency that owes."""
    owed, in_favour = list(debits), list(free)
    return tuple(
        Section(
            currency,
            tuple(line(i, at, levels) for i in owed if i.currency == currency),
            tuple(
                CreditLine(i.number, i.kind, i.balance)
                for i in in_favour
                if i.currency == currency
            ),
        )
        for currency in dict.fromkeys(item.currency for item in owed)
    )


def line(item: OpenItem, at: date, levels: Levels) -> Line:
    """Return a document as a message lists it."""
    days = days_overdue(item.due, at)
    return Line(
        item.id,
        item.number,
        item.instalment,
        item.issued,
        item.due,
        days,
        item.total,
        item.balance,
        level_of(days, levels),
        item.kind,
    )


def is_covered(section: Section) -> bool:
    """Tell whether the customer's own credits pay all that a section lists."""
    return section.net <= 0
