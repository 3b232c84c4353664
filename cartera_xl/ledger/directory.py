"""Customers by all that a person may call them: code, NIT, name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cartera_xl.ledger.nit import split, with_glued_digit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cartera_xl.ledger.posting import Customer

_NOBODY: Final[Mapping[int, int]] = MappingProxyType({})


class Directory:
    """The customers of a ledger, each kind of name indexed when it is first needed.

    Args:
        customers: every record.
        joined: the main record of each that is joined to another; it answers for it.
    """

    def __init__(
        self, customers: Iterable[Customer], joined: Mapping[int, int] = _NOBODY
    ) -> None:
        self.customers = {customer.id: customer for customer in customers}
        self.joined = joined

    def __len__(self) -> int:
        return len(self.customers)

    def answering(self, text: str) -> tuple[Customer, ...]:
        """Return who answers to a text: by code, else by NIT, else by name.

        A NIT may have its dots and its check digit; a name is compared without capitals
        and, where nobody answers to it as it is written, without accents. Several
        answer only where they are several customers: joined records are one.
        """
        for found in self._ways(text.strip()):
            if found:
                mains = {self.joined.get(c.id, c.id): c for c in found}
                return tuple(self.customers.get(i, c) for i, c in mains.items())
        return ()

    def records(self, customer_id: int) -> frozenset[int]:
        """Return all records of a customer by its main one."""
        own = (i for i, main in self.joined.items() if main == customer_id)
        return frozenset((customer_id, *own))

    def _ways(self, text: str) -> Iterator[list[Customer]]:
        yield self._by_code.get(text, [])
        number = split(text).number
        yield self._by_nit.get(text, []) + self._by_nit.get(number, [])
        yield self._by_name.get(text.casefold(), [])
        yield self._by_bare_name.get(bare(text), [])
        if glued := with_glued_digit(number):
            yield self._by_nit.get(glued.number, [])

    @cached_property
    def _by_code(self) -> dict[str, list[Customer]]:
        return self._by(lambda customer: customer.code)

    @cached_property
    def _by_nit(self) -> dict[str, list[Customer]]:
        return self._by(lambda customer: customer.nit)

    @cached_property
    def _by_name(self) -> dict[str, list[Customer]]:
        return self._by(lambda customer: customer.name.casefold())

    @cached_property
    def _by_bare_name(self) -> dict[str, list[Customer]]:
        return self._by(lambda customer: bare(customer.name))

    def _by(self, name: Callable[[Customer], str]) -> dict[str, list[Customer]]:
        found: defaultdict[str, list[Customer]] = defaultdict(list)
        for customer in self.customers.values():
            found[name(customer)].append(customer)
        found.pop("", None)  # many customers have no NIT, and nobody is called nothing
        return dict(found)


def bare(text: str) -> str:
    """Return a name without capitals, accents and surplus spaces.

    >>> bare(" Ferretería  EL Ñame ")
    'ferreteria el name'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())
