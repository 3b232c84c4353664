"""Looking again just before messages go: what was paid since is not asked for."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import reminder_facts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.reminding.planning import only, read
from cartera_xl.ledger.dunning import Reason, Reminder, Skipped, plan
from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.store.outbox import reading
from cartera_xl.store.outbox.verdicts import Drop, Go, Wait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.store.outbox.verdicts import Verdict
    from cartera_xl.store.transaction import Transaction

# Reasons that time alone takes away: the message stays, and waits.
_PASSING: Final = frozenset(
    {
        *(Reason.RECENT, Reason.SAME_DAY, Reason.OTHER_CHANNEL),
        *(Reason.OUTSIDE_HOURS, Reason.OWN_HOURS),
    }
)
_CHANGED: Final = "Lo que debe cambió: se decide de nuevo la próxima vez."
_OPENS: Final = time(7)  # when the law's first hour begins (Ley 2300, art. 3)
# Whose hour is still to come today waits: a run that looked again would never end.
_LATER: Final = timedelta(minutes=15)


def verdicts(
    ledger: Transaction, messages: Sequence[Outgoing], at: datetime
) -> list[Verdict]:
    """Return whether each message may go at a moment, with what it will say."""
    facts = only(read(ledger, at), [message.customer_id for message in messages])
    listed = reading.documents(ledger, messages)
    own = choices(ledger)
    by_channel: dict[str, dict[int, Reminder | Skipped]] = {}
    for channel in {message.channel for message in messages}:
        decided = plan(facts, at, reminder_facts.policy(own, channel))
        answers: list[Reminder | Skipped] = [*decided.reminders, *decided.skipped]
        by_channel[channel] = {answer.customer_id: answer for answer in answers}
    return [
        _verdict(m, by_channel[m.channel].get(m.customer_id), listed[m.id], at)
        for m in messages
    ]


def _verdict(
    message: Outgoing,
    answer: Reminder | Skipped | None,
    listed: frozenset[int],
    at: datetime,
) -> Verdict:
    if isinstance(answer, Skipped):
        if answer.reason in _PASSING and answer.until:
            opens = datetime.combine(answer.until, _OPENS, BOGOTA)
            return Wait(max(opens, at + _LATER), answer.sentence)
        return Drop(answer.sentence)
    if answer is None or not _is_same(message, answer, listed):
        return Drop(_CHANGED)
    return Go(answer)


def _is_same(message: Outgoing, now: Reminder, listed: frozenset[int]) -> bool:
    """Tell whether a message is still the one that would be written now.

    One document less is no other message: it was paid, and is not spoken of.
    """
    decided = (message.contact_id, message.level, message.round)
    return decided == (now.contact_id, now.level.key, now.round) and listed.issuperset(
        now.document_ids
    )
