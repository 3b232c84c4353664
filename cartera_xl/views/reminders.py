"""Recordatorios: who would be written to and who would not, with the reason."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.outgoing import NAMES, State
from cartera_xl.tabs.reminders import REMINDERS, SENDS, WITHHELD
from cartera_xl.views.rows import amounts, currency_index, lay_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartera_xl.ledger.dunning import Plan, Reminder, Section
    from cartera_xl.tabs.cell import Cell
    from cartera_xl.views.rows import Fields


class Ending(NamedTuple):
    """What became of a message."""

    state: State
    detail: str


_NOTHING_DUE: Final = (Reason.NOT_DUE, Reason.PAID)
_ORDER: Final = {
    reason: n for n, reason in enumerate(sorted(Reason, key=_NOTHING_DUE.__contains__))
}
NONE: Final[Mapping[int, Ending]] = MappingProxyType({})


def reminders(
    plan: Plan, base: str, endings: Mapping[int, Ending] = NONE
) -> list[tuple[Cell, ...]]:
    """Return the rows: a line for each currency of who is written to, then the rest.

    Who is latest stands first; the others stand together by their reason, those last of
    whom nothing can be asked.

    Args:
        plan: what a run would do.
        base: the company's currency, first among several.
        endings: what became of the messages of a run, by customer.
    """
    latest = sorted(plan.reminders, key=lambda one: -max(map(_days, one.sections)))
    pairs = [(one, part) for one in latest for part in one.sections]
    left = sorted(plan.skipped, key=lambda one: _ORDER[one.reason])
    owed = [part.currency for _, part in pairs]
    currencies = owed + [base] * len(left)
    nothing: list[Cell] = [None] * len(left)
    fields: Fields = {
        "customer": [one.name for one, _ in pairs] + [one.name for one in left],
        "nit": [one.nit for one, _ in pairs] + [one.nit for one in left],
        "recipient": [one.recipient for one, _ in pairs] + nothing,
        "level": [one.level.name for one, _ in pairs] + nothing,
        "documents": [len(part.lines) for _, part in pairs] + nothing,
        "currency": [*owed, *nothing],
        "balance": [
            *amounts([part.net for _, part in pairs], owed),
            *nothing,
        ],
        "days": [_days(part) for _, part in pairs] + nothing,
        "decision": [_decision(one, endings) for one, _ in pairs]
        + [WITHHELD] * len(left),
        "reason": [_reason(one, endings) for one, _ in pairs]
        + [one.sentence for one in left],
        "currency_index": currency_index(currencies, base),
    }
    return lay_out(REMINDERS, fields, len(pairs) + len(left))


def _days(part: Section) -> int:
    return max((line.days for line in part.lines), default=0)


def _decision(reminder: Reminder, endings: Mapping[int, Ending]) -> str:
    ending = endings.get(reminder.customer_id)
    return NAMES[ending.state].capitalize() if ending else SENDS


def _reason(reminder: Reminder, endings: Mapping[int, Ending]) -> str:
    ending = endings.get(reminder.customer_id)
    turn = f"Mensaje {reminder.round} de este nivel"
    return f"{turn}. {ending.detail}".rstrip(" .") if ending else turn
