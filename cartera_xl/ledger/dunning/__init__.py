"""Reminders: who is to be reminded of what, at which level, and who is not and why."""

from cartera_xl.ledger.dunning.charging import Charges, charges, nominal
from cartera_xl.ledger.dunning.facts import Dispute, Facts, Policy, Promise, Sent
from cartera_xl.ledger.dunning.planning import plan
from cartera_xl.ledger.dunning.reminder import (
    CreditLine,
    Line,
    Plan,
    Reason,
    Reminder,
    Section,
    Skipped,
)
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS, Level, Tone

__all__ = [
    "DEFAULT_LEVELS",
    "Charges",
    "CreditLine",
    "Dispute",
    "Facts",
    "Level",
    "Line",
    "Plan",
    "Policy",
    "Promise",
    "Reason",
    "Reminder",
    "Section",
    "Sent",
    "Skipped",
    "Tone",
    "charges",
    "nominal",
    "plan",
]
