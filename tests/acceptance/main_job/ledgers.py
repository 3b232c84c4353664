"""The real ledger, read again by a dozen lines that share nothing with the product."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = "receivables/DataMining__WA_Fn-UseC_-Accounts-Receivable.csv"
SPANISH = "receivables/Machine_and_Statistical_Learning_SEE_UIO__cuentas_por_cobrar.csv"
ZEROS_LOST = "receivables/pbifinanceml__user_files__WA_Fn-UseC_-Accounts-Receivable.csv"


@dataclass(frozen=True)
class Truth:
    """What is open at a date, counted from the file itself."""

    open: int
    total: Decimal
    overdue: int
    late: Decimal
    by_customer: Counter[str]


def truth(path: Path, at: date) -> Truth:
    """Count: issued up to the date, settled after it; due before it is overdue."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    still = [r for r in rows if _day(r[4]) <= at < _day(r[8])]
    late = [r for r in still if _day(r[5]) < at]
    by_customer: Counter[str] = Counter()
    for row in still:
        by_customer[row[1]] += Decimal(row[6])  # type: ignore[assignment]
    return Truth(
        len(still),
        sum((Decimal(r[6]) for r in still), Decimal()),
        len(late),
        sum((Decimal(r[6]) for r in late), Decimal()),
        by_customer,
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 - a day
