"""A payment as it was typed, turned into what the action takes: units of a currency."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cartera_xl.cli.typed import Misuse
from cartera_xl.ledger.money import to_minor
from cartera_xl.texts import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.actions.record_payment import Payment
    from cartera_xl.cli.typed import Paid, Settled, Way
    from cartera_xl.ledger.verbs.receive import Means, Withheld


@dataclass(frozen=True, slots=True)
class TypedPayment:
    """What was typed; `withheld` is by the option's name."""

    customer: str
    day: date
    total: Decimal | None
    ways: Sequence[Way]
    cash_account: str
    reference: str
    invoices: Sequence[Paid]
    withheld: Mapping[str, Sequence[Settled]]
    concept: str
    propose: bool = False  # withholdings that are not typed
    simulate: bool = False

    def __post_init__(self) -> None:
        if self.propose and self.total is None:
            self._check_net()
        else:
            _check_ways(self.total, self.ways)
        for paid in self.invoices:
            if paid.amount is None and not self.propose:
                raise Misuse(
                    f"«{paid.document}» no es FACTURA=VALOR; sin valor solo va con "
                    "--proponer."
                )
        named = Counter(settled.document for settled in self.invoices)
        for document, times in named.items():
            if times > 1:
                raise Misuse(f"«{document}» está {times} veces en --factura.")

    def _check_net(self) -> None:
        """Refuse a net payment of nobody knows what, or that came nobody knows how."""
        if not (self.invoices or any(self.withheld.values())):
            raise Misuse("Falta --valor o --factura.")
        if len(self.ways) > 1 or any(way.amount is not None for way in self.ways):
            raise Misuse("Falta --valor.")
        if not self.ways and not self.simulate:
            raise Misuse("Falta --medio.")

    def in_currency(self, currency: str) -> Payment:
        """Return what the action takes.

        Raises:
            AmountError: a value is no amount of that currency.
        """
        from cartera_xl.actions.record_payment import Payment

        return Payment(
            self.customer,
            self.day,
            currency,
            tuple(self._money(currency)),
            {p.document: _minor(p.amount, currency) for p in self.invoices},
            self._kept_back(currency),
            self.concept,
            self.propose,
        )

    def _money(self, currency: str) -> Iterable[Means]:
        from cartera_xl.ledger.verbs.receive import Means

        if self.total is None:
            if self.propose:  # as much as the invoices take
                means = self.ways[0].means if self.ways else ""
                yield Means(0, means, self.cash_account, self.reference)
            return
        for way in self.ways:
            part = self.total if way.amount is None else way.amount
            minor = to_minor(part, currency)
            yield Means(minor, way.means, self.cash_account, self.reference)

    def _kept_back(self, currency: str) -> dict[str, tuple[Withheld, ...]]:
        from cartera_xl.actions.record_payment import WITHHOLDINGS
        from cartera_xl.ledger.verbs.receive import Withheld

        kept: dict[str, tuple[Withheld, ...]] = {}
        for option, settled in self.withheld.items():
            for s in settled:
                base = None if s.base is None else to_minor(s.base, currency)
                one = Withheld(
                    WITHHOLDINGS[option],
                    to_minor(s.amount, currency),
                    base,
                    s.rate,
                    s.town,
                )
                kept[s.document] = (*kept.get(s.document, ()), one)
        return kept


def _minor(value: Decimal | None, currency: str) -> int | None:
    return None if value is None else to_minor(value, currency)


def _check_ways(total: Decimal | None, ways: Sequence[Way]) -> None:
    """Refuse money that nobody can tell how it came, or that does not add up."""
    if total is None:
        if ways:
            raise Misuse("Falta --valor.")
        return
    if not ways:
        raise Misuse("Falta --medio.")
    parts = [way.amount for way in ways if way.amount is not None]
    if len(parts) < len(ways) > 1:
        raise Misuse("Con varios --medio, cada uno lleva su valor: MEDIO=VALOR.")
    if parts and sum(parts) != total:
        added = amount(sum(parts, Decimal(0)))
        raise Misuse(f"Los medios suman {added} y --valor dice {amount(total)}.")
