"""What a document is at a date, in the words that the screen shows."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class InvoiceStatus(StrEnum):
    """Where an invoice (or another debit) stands."""

    PAID = "pagada"
    OVERDUE = "vencida"
    PARTLY_PAID = "parcial"
    NOT_DUE = "por vencer"


class CreditStatus(StrEnum):
    """Where a credit stands."""

    FREE = "disponible"
    PARTLY_USED = "usado en parte"
    USED = "agotado"


class QuoteState(StrEnum):
    """Where a quote stands by its dates alone."""

    VALID = "vigente"
    EXPIRING = "por vencer"
    EXPIRED = "vencida"


def invoice_status(total: int, balance: int, due: date, at: date) -> InvoiceStatus:
    """Return an invoice's status at a date, from its balance at that date.

    Late matters more than partly paid: what is overdue stays in sight. Due today is
    not overdue (C. Co. art. 829: the debtor has the whole day).
    """
    if balance == 0:
        return InvoiceStatus.PAID
    if due < at:
        return InvoiceStatus.OVERDUE
    return InvoiceStatus.NOT_DUE if balance == total else InvoiceStatus.PARTLY_PAID


def credit_status(total: int, free: int) -> CreditStatus:
    """Return a credit's status from what is free of it."""
    if free == 0:
        return CreditStatus.USED
    return CreditStatus.FREE if free == total else CreditStatus.PARTLY_USED


def quote_state(valid_until: date, at: date, notice_days: int) -> QuoteState:
    """Return a quote's state at a date; on its last day it still holds."""
    if valid_until < at:
        return QuoteState.EXPIRED
    if valid_until - at <= timedelta(days=notice_days):
        return QuoteState.EXPIRING
    return QuoteState.VALID
