"""Which customer of the ledger a party of a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.lengths import LONGEST_NAME
from cartera_xl.ledger.posting import Contact, Customer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.importers.reading import Party


_CODE_LENGTH: Final = LONGEST_NAME - len("-99999")  # a name may be longer


class Directory:
    """Finds the customer that a party is: by code, else by NIT, else by name."""

    def __init__(
        self, customers: Iterable[Customer], contacts: Iterable[Contact]
    ) -> None:
        self.new: list[Customer] = []
        self.new_contacts: list[Contact] = []
        self.updates: dict[int, dict[str, object]] = {}
        self._by_code: dict[str, Customer] = {}
        self._by_nit: dict[str, Customer] = {}
        self._by_name: dict[str, Customer] = {}
        for customer in customers:
            self._index(customer)
        self._contacts = {(c.customer_id, c.channel, c.value) for c in contacts}
        self._seen: dict[Party, int] = {}

    def find(self, party: Party) -> int:
        """Return the customer's id, making the customer where there is none."""
        if (known := self._seen.get(party)) is not None:
            return known
        customer = self._match(party)
        if customer is None:
            customer = self._create(party)
        else:
            self._complete(customer, party)
        self._note_contacts(customer.id, party)
        self._seen[party] = customer.id
        return customer.id

    def name(self, customer_id: int) -> str:
        """Return the name of a customer of this directory."""
        return next(
            (c.name for c in self._by_code.values() if c.id == customer_id), "otro"
        )

    def _match(self, party: Party) -> Customer | None:
        if party.code and (found := self._by_code.get(party.code)):
            return found
        if party.nit and (found := self._by_nit.get(party.nit)):
            return found if not party.code or _unnamed(found) else None
        found = self._by_name.get(_fold(party.name)) if party.name else None
        if found is None or (party.nit and found.nit):
            return None
        return found if not party.code or _unnamed(found) else None

    def _create(self, party: Party) -> Customer:
        code = wanted = (party.code or party.nit or party.name)[:_CODE_LENGTH]
        attempt = 1
        while code in self._by_code:
            attempt += 1
            code = f"{wanted}-{attempt}"
        customer = Customer(
            id=-len(self.new) - 1,
            code=code,
            name=party.name or code,
            nit=party.nit,
            check_digit=party.check_digit,
            group=party.group,
        )
        self.new.append(customer)
        self._index(customer)
        return customer

    def _complete(self, customer: Customer, party: Party) -> None:
        """Fill what the ledger does not know; what it knows is never overwritten."""
        fields = ("nit", "check_digit", "group")
        filled = {
            name: value
            for name in fields
            if (value := getattr(party, name)) and not getattr(customer, name)
        }
        if customer.name == customer.code != party.name and party.name:
            filled["name"] = party.name
        if filled and customer.id > 0:
            self.updates.setdefault(customer.id, {}).update(filled)
        elif filled:
            completed = customer._replace(**filled)
            self.new[-customer.id - 1] = completed
            self._index(completed)

    def _note_contacts(self, customer_id: int, party: Party) -> None:
        for channel, value in (("email", party.email), ("phone", party.phone)):
            if value and (customer_id, channel, value) not in self._contacts:
                self._contacts.add((customer_id, channel, value))
                self.new_contacts.append(
                    Contact(-len(self.new_contacts) - 1, customer_id, channel, value)
                )

    def _index(self, customer: Customer) -> None:
        self._by_code[customer.code] = customer
        if customer.nit:
            self._by_nit.setdefault(customer.nit, customer)
        self._by_name.setdefault(_fold(customer.name), customer)


def _unnamed(customer: Customer) -> bool:
    """Tell whether a customer's code was made up from what a file had instead."""
    return customer.code in (customer.nit, customer.name)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
