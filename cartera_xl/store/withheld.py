"""What customers withheld: each settlement, what it was worked out from, its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.facts import Certificate
from cartera_xl.store.days import StoredDays
from cartera_xl.store.facts import facts_of
from cartera_xl.store.rows import USES

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.documents import Use
    from cartera_xl.store.transaction import Transaction

_WITHHELD: Final = """
    SELECT a.id, a.use, a.customer_id, a.currency, a.amount, a.effective,
           d.kind, d.number, d.instalment, r.number, w.base, w.rate, w.town
    FROM application a
    JOIN document d ON d.company_id = a.company_id AND d.id = a.to_id
    LEFT JOIN withholding w ON w.company_id = a.company_id AND w.application_id = a.id
    LEFT JOIN document r ON r.company_id = a.company_id AND r.id = w.document_id
    WHERE a.company_id = :company AND a.effective BETWEEN :since AND :until
      AND a.use IN ('retefuente', 'reteiva', 'reteica') AND a.reverses IS NULL
      AND NOT EXISTS (SELECT 1 FROM application b
                      WHERE b.company_id = a.company_id AND b.reverses = a.id)
    ORDER BY a.effective DESC, a.id DESC"""


class WithheldRow(NamedTuple):
    """One withholding; amounts in minor units, the rate in millionths."""

    id: int
    use: Use
    customer_id: int
    currency: str
    amount: int
    day: date
    kind: str
    number: str
    instalment: int
    receipt: str | None
    base: int | None
    rate: int | None
    town: str | None
    certificate: str = ""
    received: date | None = None


def withheld(transaction: Transaction, since: date, until: date) -> list[WithheldRow]:
    """Return the withholdings that stand, effective between two days, newest first."""
    found = transaction.rows(_WITHHELD, since=since, until=until)
    proofs = {
        proof.application_id: proof
        for proof in facts_of(
            transaction, Certificate, "application_id", [row[0] for row in found]
        )
    }
    days = StoredDays()
    rows = [
        WithheldRow._make(
            (row[0], USES[row[1]], *row[2:5], days[row[5]], *row[6:], "", None)
        )
        for row in found
    ]
    return [
        row._replace(
            certificate=proofs[row.id].number, received=proofs[row.id].received
        )
        if row.id in proofs
        else row
        for row in rows
    ]
