"""A sample company: an invented Colombian distributor and eighteen months of trade.

Deterministic for a date, so that pictures and tests can be made again. It goes through
the same write path as everything else.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.importers import sample_names as names
from cartera_xl.ledger.documents import Application, Document, Kind, Use
from cartera_xl.ledger.facts import (
    ACCEPTED,
    REJECTED,
    Certificate,
    QuoteStep,
    Taxes,
    Tender,
    Withholding,
)
from cartera_xl.ledger.nit import check_digit
from cartera_xl.ledger.posting import Contact, Customer, Posting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.ledger.facts import Fact

COMPANY: Final = "Distribuidora Ejemplo S.A.S."
COMPANY_NIT: Final = "900123456-8"
CUSTOMERS: Final = 400
INVOICES: Final = 3250
MONTHS: Final = 18
CURRENCY: Final = "COP"
# A withholding agent keeps back 2.5 % of the base; an example, not a rate to rely on.
WITHHOLDING_NOTE: Final = "ejemplo: 2,5 % de la base"
WITHHOLDING_RATE: Final = 25_000  # millionths
CERTIFIED_AFTER: Final = timedelta(days=45)


class _Habit(NamedTuple):
    """How a customer pays: mean delay in days, its spread, and what never comes."""

    weight: float
    delay: int
    spread: int
    unpaid: float
    partial: float


HABITS: Final = (
    _Habit(0.60, -3, 5, 0.001, 0.006),
    _Habit(0.25, 10, 10, 0.004, 0.015),
    _Habit(0.11, 35, 25, 0.015, 0.05),
    _Habit(0.04, 90, 60, 0.10, 0.12),
)
TERMS: Final = (8, 15, 30, 30, 30, 45, 45, 60, 60)


def company(at: date) -> Posting:
    """Return the sample company's customers and trade up to a date."""
    return _Trade(at, random.Random(at.isoformat())).run()


@dataclass(slots=True)
class _Buyer:
    """A customer while the sample is being made."""

    customer: Customer
    habit: _Habit
    term: int
    size: float
    withholds: bool


@dataclass(slots=True)
class _Trade:
    """The sample's rows as they grow."""

    at: date
    chance: random.Random
    customers: list[Customer] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    receipts: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self) -> Posting:
        """Make customers, then day by day what they buy and pay."""
        buyers = [self._buyer(n) for n in range(CUSTOMERS)]
        pending: dict[tuple[int, date], list[tuple[_Buyer, Document]]] = {}
        for number, (day, buyer) in enumerate(self._sales(buyers), 20_001):
            invoice = self._invoice(number, day, buyer)
            if self.chance.random() < 0.06:
                self._credit_note(number, invoice, buyer)
            elif pay_day := self._pay_day(invoice, buyer):
                key = buyer.customer.id, pay_day
                pending.setdefault(key, []).append((buyer, invoice))
        for (_, day), bought in sorted(pending.items(), key=lambda p: (p[0][1], p[0])):
            self._receipt(day, bought[0][0], [invoice for _, invoice in bought])
        self._advances(buyers)
        self._debit_notes(buyers)
        self._quotes(buyers)
        return Posting(
            customers=tuple(self.customers),
            contacts=tuple(self.contacts),
            documents=tuple(self.documents),
            applications=tuple(self.applications),
            facts=tuple(self.facts),
        )

    def _buyer(self, n: int) -> _Buyer:
        trade, group, mailbox = names.TRADES[n % len(names.TRADES)]
        proper = names.PROPER_NAMES[(n // 16 + n % 16 * 7) % len(names.PROPER_NAMES)]
        nit = str(self.chance.randrange(800_100_000, 901_900_000))
        customer = Customer(
            id=-n - 1,
            code=f"C{n + 1:04}",
            name=f"{trade} {proper} {self.chance.choice(names.ENDINGS)}",
            nit=nit,
            check_digit=check_digit(nit),
            group=group,
            excluded=self.chance.random() < 0.01,
        )
        self.customers.append(customer)
        self._contacts_of(customer, mailbox)
        habit = self.chance.choices(HABITS, [h.weight for h in HABITS])[0]
        size = self.chance.paretovariate(1.3)
        return _Buyer(
            customer,
            habit,
            self.chance.choice(TERMS),
            min(size, 12),
            withholds=self.chance.random() < 0.2,
        )

    def _contacts_of(self, customer: Customer, mailbox: str) -> None:
        authorized = self.at - timedelta(days=self.chance.randrange(30, 700))
        domain = f"cliente{-customer.id:03}.example"
        phone = f"+57 300 555 {-customer.id:04}"
        for channel, value, share in (
            ("email", f"{mailbox}@{domain}", 0.9),
            ("phone", phone, 0.6),
        ):
            given = authorized if self.chance.random() < share else None
            self.contacts.append(
                Contact(-len(self.contacts) - 1, customer.id, channel, value, given)
            )

    def _sales(self, buyers: list[_Buyer]) -> Iterator[tuple[date, _Buyer]]:
        """Yield a day and a buyer per invoice, in order of date; Sundays are free."""
        days = [
            day
            for n in range(MONTHS * 30)
            if (day := self.at - timedelta(days=n)).weekday() != 6
        ]
        weights = [buyer.size for buyer in buyers]
        chosen = sorted(self.chance.choices(days, k=INVOICES))
        return zip(
            chosen, self.chance.choices(buyers, weights, k=INVOICES), strict=True
        )

    def _invoice(self, number: int, day: date, buyer: _Buyer) -> Document:
        base = round(self.chance.lognormvariate(13.6, 0.9) * buyer.size**0.5, -2)
        total = int(base * 119)  # VAT of 19 % on whole hundreds of pesos: no fractions
        invoice = self._document(
            Kind.INVOICE,
            f"FV-{number}",
            buyer,
            day,
            day + timedelta(days=buyer.term),
            total,
            self.chance.choice(names.CONCEPTS),
        )
        self._state(Taxes(0, invoice.id, int(base * 100), total - int(base * 100)))
        return invoice

    def _pay_day(self, invoice: Document, buyer: _Buyer) -> date | None:
        """Return the Friday on which an invoice is paid, as treasuries do, if any."""
        if self.chance.random() < buyer.habit.unpaid:
            return None
        delay = round(self.chance.gauss(buyer.habit.delay, buyer.habit.spread))
        day = max(invoice.issued, invoice.due + timedelta(days=delay))
        day += timedelta(days=(4 - day.weekday()) % 7)
        return day if day <= self.at else None

    def _receipt(self, day: date, buyer: _Buyer, invoices: list[Document]) -> None:
        """Make one receipt for all that a customer pays that day, now and then more."""
        paid = []
        for invoice in invoices:
            withheld = round(invoice.total / 1.19 * 0.025, -2) if buyer.withholds else 0
            part = 0.5 if self.chance.random() < buyer.habit.partial else 1.0
            paid.append(
                (invoice, int(withheld), int((invoice.total - withheld) * part))
            )
        paid = [(i, w, p - p % 100) for i, w, p in paid if p >= 100]
        excess = 5_000_000 if self.chance.random() < 0.01 else 0
        total = sum(p for _, _, p in paid) + excess
        if not total:
            return
        receipt = self._document(
            Kind.RECEIPT,
            f"{next(self.receipts):05}",
            buyer,
            day,
            day,
            total,
            self.chance.choice(names.MEANS),
        )
        self._state(
            Tender(0, receipt.id, None, receipt.concept, names.CASH_ACCOUNT, "", total)
        )
        for invoice, withheld, amount in paid:
            self._apply(Use.PAYMENT, receipt.id, invoice, amount, day)
            if withheld:
                self._apply(
                    Use.INCOME_TAX_WITHHELD,
                    None,
                    invoice,
                    withheld,
                    day,
                    WITHHOLDING_NOTE,
                )
                self._withheld(receipt, invoice, day)

    def _withheld(self, receipt: Document, invoice: Document, day: date) -> None:
        """Tell what the last settlement was worked out from; old ones have a proof."""
        settlement = self.applications[-1].id
        base = round(invoice.total / 1.19)
        self._state(Withholding(0, settlement, receipt.id, base, WITHHOLDING_RATE, ""))
        if self.at - day > timedelta(days=90) and -settlement % 4:
            proof = f"CR-{day.year}-{-settlement:05}"
            self._state(
                Certificate(0, settlement, proof, min(self.at, day + CERTIFIED_AFTER))
            )

    def _credit_note(self, number: int, invoice: Document, buyer: _Buyer) -> None:
        """Take goods back: most notes settle their invoice's share, some stay free."""
        day = min(
            self.at, invoice.issued + timedelta(days=self.chance.randrange(1, 25))
        )
        share = self.chance.choice((0.1, 0.15, 0.25, 1.0))
        total = max(100, int(invoice.total * share) // 100 * 100)
        note = self._document(
            Kind.CREDIT_NOTE,
            f"NC-{number}",
            buyer,
            day,
            day,
            total,
            "Devolución de mercancía",
            invoice.number,
        )
        if self.chance.random() < 0.8:
            self._apply(Use.CREDIT, note.id, invoice, min(total, invoice.total), day)

    def _advances(self, buyers: list[_Buyer]) -> None:
        for n in range(60):
            day = self.at - timedelta(days=self.chance.randrange(120))
            total = self.chance.randrange(2, 40) * 10_000_000
            self._document(
                Kind.ADVANCE,
                f"{n + 1:04}",
                self.chance.choice(buyers),
                day,
                day,
                total,
                "Anticipo de pedido",
            )

    def _debit_notes(self, buyers: list[_Buyer]) -> None:
        for n in range(40):
            day = self.at - timedelta(days=self.chance.randrange(90))
            total = self.chance.randrange(5, 60) * 1_000_000
            self._document(
                Kind.DEBIT_NOTE,
                f"{n + 1:04}",
                self.chance.choice(buyers),
                day,
                day + timedelta(days=15),
                total,
                "Flete y seguros",
            )

    def _quotes(self, buyers: list[_Buyer]) -> None:
        for n in range(180):
            day = self.at - timedelta(days=self.chance.randrange(75))
            total = int(self.chance.lognormvariate(14.4, 0.7)) // 1000 * 100_000
            self._document(
                Kind.QUOTE,
                f"COT-{n + 1:04}",
                self.chance.choice(buyers),
                day,
                day + timedelta(days=self.chance.choice((15, 30, 30, 60))),
                max(total, 100_000),
                self.chance.choice(names.CONCEPTS),
            )
            self._follow(n, self.documents[-1])

    def _follow(self, n: int, quote: Document) -> None:
        """Follow some quotes up; some customers have answered."""
        if n % 3 == 0:
            return
        day = min(self.at, quote.issued + timedelta(days=3 + n % 6))
        state = {1: ACCEPTED, 2: REJECTED}.get(n % 9, "")
        note = names.FOLLOW_UPS[n % len(names.FOLLOW_UPS)] if not state else ""
        following = None if state else day + timedelta(days=7)
        self._state(QuoteStep(0, quote.id, day, state, note, following))

    def _state(self, fact: Fact) -> None:
        self.facts.append(fact._replace(id=-len(self.facts) - 1))

    def _document(
        self,
        kind: Kind,
        number: str,
        buyer: _Buyer,
        issued: date,
        due: date,
        total: int,
        concept: str,
        reference: str = "",
    ) -> Document:
        document = Document(
            -len(self.documents) - 1,
            kind,
            number,
            1,
            buyer.customer.id,
            CURRENCY,
            issued,
            due,
            total,
            concept,
            reference,
        )
        self.documents.append(document)
        return document

    def _apply(
        self,
        use: Use,
        credit_id: int | None,
        invoice: Document,
        amount: int,
        day: date,
        note: str = "",
    ) -> None:
        self.applications.append(
            Application(
                -len(self.applications) - 1,
                use,
                credit_id,
                invoice.id,
                invoice.customer_id,
                CURRENCY,
                amount,
                day,
                note=note,
            )
        )
