"""The balance beside debit and credit: of the account as it runs, or of each document.

Ledgers print the one, lists of open items the other, and both call it «Saldo». Read as
the account's it decides nothing; were it each document's, part-paid invoices would come
in whole. So it is asked for where it can only be the documents'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.importers import notices
from cartera_xl.importers.headings import Field
from cartera_xl.importers.standing import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartera_xl.importers.columns import Columns
    from cartera_xl.importers.reading import Finding


class _Step(NamedTuple):
    """A row with both: debit less credit, and the balance beside it; minor units."""

    position: int
    amount: int
    balance: int


def not_running(
    columns: Columns, amounts: Sequence[int | None], codes: Sequence[str]
) -> Iterator[Finding]:
    """Report the first balance that the account cannot have come to.

    Every balance must fit within its row's amount, as those of documents do, and one of
    a debit must be less than it without following from the row before or after.
    """
    balances = columns.side_amounts(Field.RUNNING, codes)
    steps = [
        _Step(i, amount, balance)
        for i in columns.document_positions()
        if (amount := amounts[i]) and (balance := balances[i]) is not None
    ]
    if not all(_fits(step) for step in steps):
        return
    for n, step in enumerate(steps):
        if 0 < step.amount != step.balance and not _follows(steps, n):
            table = columns.table
            code = codes[step.position]
            yield notices.BALANCE_UNCLEAR.at(
                table.numbers[step.position],
                number=columns.texts(Field.NUMBER)[step.position],
                balance=money(step.balance, code),
                amount=money(step.amount, code),
                heading=table.heading(Field.RUNNING),
                debit=table.heading(Field.DEBIT),
            )
            return


def _fits(step: _Step) -> bool:
    if step.amount > 0:
        return 0 <= step.balance <= step.amount
    return abs(step.balance) <= -step.amount


def _follows(steps: Sequence[_Step], n: int) -> bool:
    """Tell whether a balance is a neighbour's and its own row's amount."""
    neighbours = (steps[m] for m in (n - 1, n + 1) if 0 <= m < len(steps))
    before = steps[n].balance - steps[n].amount
    return any(neighbour.balance == before for neighbour in neighbours)
