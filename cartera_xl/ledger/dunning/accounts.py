"""The facts of a run, one customer at a time; joined records are one customer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cartera_xl.ledger.contact_guard import Contacted
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.ledger.dunning.facts import Dispute, Facts, Promise, Sent
    from cartera_xl.ledger.posting import Contact, Customer


class _OfCustomer(Protocol):
    @property
    def customer_id(self) -> int: ...


Row = TypeVar("Row", bound=_OfCustomer)


@dataclass(frozen=True, slots=True)
class Account:
    """All that is known of one customer."""

    customer: Customer  # the main record
    excluded: bool  # by any of its records
    business: bool  # by the main record
    debits: tuple[OpenItem, ...]  # oldest due first
    credits: tuple[OpenItem, ...]
    contacts: tuple[Contact, ...]
    promises: tuple[Promise, ...]
    disputes: tuple[Dispute, ...]
    sent: tuple[Sent, ...]
    contacted: tuple[Contacted, ...]  # messages included


def accounts(facts: Facts) -> Iterator[Account]:
    """Yield every customer once, in the order given, joined records under the main."""
    grouped = _Grouped(facts)
    named = {customer.id: customer for customer in facts.customers}
    mains = {grouped.main(customer.id): None for customer in facts.customers}
    records: defaultdict[int, list[Customer]] = defaultdict(list)
    for customer in facts.customers:
        records[grouped.main(customer.id)].append(customer)
    for main in mains:
        own = records[main]
        yield grouped.account(named.get(main, own[0]), own)


class _Grouped:
    """Every kind of fact by its customer's main record."""

    def __init__(self, facts: Facts) -> None:
        self._families = facts.families
        self._debits = self._by(facts.debits)
        self._credits = self._by(facts.credits)
        self._contacts = self._by(facts.contacts)
        self._promises = self._by(facts.promises)
        self._disputes = self._by(facts.disputes)
        self._sent = self._by(facts.sent)
        self._contacted = self._by(facts.contacted)

    def main(self, customer_id: int) -> int:
        """Return the record that a customer shows as."""
        return self._families.get(customer_id, customer_id)

    def account(self, customer: Customer, records: list[Customer]) -> Account:
        """Return what is known of a customer by its main record."""
        main = self.main(customer.id)
        sent = self._sent.get(main, ())
        return Account(
            customer,
            any(record.excluded for record in records),
            customer.business,
            tuple(sorted(self._debits.get(main, ()), key=_oldest_first)),
            tuple(self._credits.get(main, ())),
            tuple(self._contacts.get(main, ())),
            tuple(self._promises.get(main, ())),
            tuple(self._disputes.get(main, ())),
            tuple(sent),
            # A message that no log knows yet was a contact all the same.
            (*self._contacted.get(main, ()), *(message.contact for message in sent)),
        )

    def _by(self, rows: Iterable[Row]) -> Mapping[int, list[Row]]:
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in rows:
            found[self.main(row.customer_id)].append(row)
        return found


def _oldest_first(item: OpenItem) -> tuple[Any, ...]:
    return item.due, item.issued, item.id
