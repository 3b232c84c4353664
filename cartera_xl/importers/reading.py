"""What every importer gives back: rows in the ledger's terms, and findings.

An importer reads and judges; it knows neither the ledger on disk nor what is in it
already. Matching customers, numbering receipts and posting are the action's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cartera_xl.ledger.documents import Kind


class Finding(NamedTuple):
    """Something that a person should know about one row of a file (0: the file)."""

    row: int
    code: str
    detail: str  # a Spanish sentence
    blocks: bool = False


class Party(NamedTuple):
    """A customer as a file names it; at least one of the first three is not empty."""

    code: str = ""
    nit: str = ""
    name: str = ""
    check_digit: str = ""
    email: str = ""
    phone: str = ""
    group: str = ""


class SourceDocument(NamedTuple):
    """One document as a file states it, amounts in minor units and above zero.

    `balance` is what the source says is still open (None: it does not say);
    `settled` is the day on which the source says that it was settled in full, or, where
    a balance remains, the day of the last payment.
    """

    row: int
    kind: Kind
    number: str
    instalment: int
    party: Party
    currency: str
    issued: date
    due: date
    total: int
    balance: int | None = None
    settled: date | None = None
    concept: str = ""
    reference: str = ""
    rows: int = 1  # how many rows of the file make this document
    due_computed: bool = False  # from terms in days, not stated
    base: int | None = None  # taxable, with the VAT: both are known or neither is
    vat: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: what it holds, what was found, and the sum that proves it.

    `rows` counts the data rows; `skipped` those that are no document (total rows,
    drafts). `totals` is, per currency, the signed sum of the amount column as the
    source's own rows state it: credits negative.
    """

    documents: tuple[SourceDocument, ...]
    findings: tuple[Finding, ...]
    rows: int
    skipped: int
    totals: dict[str, Decimal]

    @property
    def blocked(self) -> bool:
        """Tell whether a finding forbids importing the file."""
        return any(finding.blocks for finding in self.findings)
