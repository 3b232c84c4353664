"""What the ledger knows of the taxes of some invoices and of who pays them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl.actions.choices import choices
from cartera_xl.ledger.documents import WITHHOLDING_USES, Use
from cartera_xl.ledger.facts import Profile, Rate, Taxes
from cartera_xl.ledger.withholding import Payment
from cartera_xl.store import queries
from cartera_xl.store.facts import facts, facts_of
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """Rates, bases, profiles, and what was kept back of each invoice so far."""

    rates: Sequence[Rate]
    taxes: Mapping[int, Taxes]  # by document
    profiles: Sequence[Profile]  # of the customers and their other records
    families: Mapping[int, int]
    withheld: Mapping[int, Mapping[Use, int]]  # by document, reversals net
    home: str  # the company's currency

    def profile(self, item: OpenItem) -> list[Profile]:
        """Return what an invoice's customer withholds, on whichever record."""
        own = self._family(item.customer_id)
        return [p for p in self.profiles if self._family(p.customer_id) == own]

    def payment(self, item: OpenItem, settled: int, day: date) -> Payment:
        """Return a payment of so much of an invoice's balance."""
        return Payment(
            item.currency,
            item.total,
            min(settled, item.balance),
            self.taxes.get(item.id),
            day,
            self.withheld.get(item.id, {}),
            self.home,
        )

    def _family(self, customer_id: int) -> int:
        return self.families.get(customer_id, customer_id)


def tax_facts(ledger: Transaction, items: Collection[OpenItem]) -> TaxFacts:
    """Read what is known of some invoices at once."""
    ids = [item.id for item in items]
    joined = families(ledger)
    mains = {joined.get(item.customer_id, item.customer_id) for item in items}
    owners = mains | {record for record, main in joined.items() if main in mains}
    return TaxFacts(
        facts(ledger, Rate),
        {t.document_id: t for t in facts_of(ledger, Taxes, "document_id", ids)},
        sorted(facts_of(ledger, Profile, "customer_id", owners)),
        joined,
        _withheld(ledger, ids),
        choices(ledger).currency,
    )


def _withheld(
    ledger: Transaction, ids: Collection[int]
) -> dict[int, defaultdict[Use, int]]:
    kept = {row_id: defaultdict[Use, int](int) for row_id in ids}
    for application in queries.position(ledger, ids).applications:
        if application.use in WITHHOLDING_USES and application.to_id in kept:
            kept[application.to_id][application.use] += application.amount
    return kept
