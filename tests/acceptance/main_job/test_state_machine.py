"""The ledger against an oracle: whatever is done, in any order, on any day."""

from __future__ import annotations

import tempfile
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from cartera_xl.ledger.applying import decide
from cartera_xl.ledger.documents import Document, Kind, Use
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.ledger.requests import Request, Reversal
from cartera_xl.store import Store
from cartera_xl.store.balances import open_items
from cartera_xl.store.command import Command, Company, Posted
from cartera_xl.store.queries import position
from cartera_xl.store.verify import verify
from tests.acceptance.main_job.oracle import Oracle, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.requests import Decision

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 8).map(lambda n: FIRST + timedelta(days=n))
AMOUNTS = st.integers(0, 6)
DEBITS = st.sampled_from([Kind.INVOICE, Kind.DEBIT_NOTE, Kind.OPENING_BALANCE])
CREDITS = st.sampled_from([Kind.RECEIPT, Kind.CREDIT_NOTE, Kind.ADVANCE])


class LedgerMachine(RuleBasedStateMachine):
    """Papers and moves, put to the store through the ledger's rules."""

    debits = Bundle("debits")
    receipts = Bundle("receipts")
    applied = Bundle("applied")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = datetime(2026, 1, 1, 12, tzinfo=UTC)
        place = Path(self.folder.name) / "cartera.db"
        self.store = Store.create(place, Company("Prueba"), self.clock)
        self.oracle = Oracle()
        self.last: tuple[Command, Posted] | None = None
        customers = tuple(Customer(-n, f"C{n}", f"Cliente {n}") for n in (1, 2))
        self.customers = list(self.post(Posting(customers=customers)).customers)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def post(self, posting: Posting) -> Posted:
        command = Command(
            uuid.uuid4().hex, "prueba", posting, "ana", "equipo", self.clock
        )
        answer = self.store.execute(command)
        assert isinstance(answer, Posted), answer
        self.last = command, answer
        return answer

    @property
    def today(self) -> date:
        return self.clock.date()

    def issue(self, kind: Kind, who: int, currency: str, day: date, total: int) -> int:
        customer = self.customers[who]
        number = uuid.uuid4().hex
        row = Document(-1, kind, number, 1, customer, currency, day, day, total)
        [document_id] = self.post(Posting(documents=(row,))).documents
        paper = Paper((customer, currency), day, self.today, total)
        self.oracle.papers[document_id] = paper
        return document_id

    @rule(
        target=debits,
        kind=DEBITS,
        who=st.integers(0, 1),
        currency=st.sampled_from(["COP", "USD"]),
        day=DAYS,
        total=st.integers(1, 6),
    )
    def charge(self, **paper: Any) -> int:
        return self.issue(**paper)

    @rule(
        target=receipts,
        kind=CREDITS,
        who=st.integers(0, 1),
        currency=st.sampled_from(["COP", "USD"]),
        day=DAYS,
        total=st.integers(1, 6),
    )
    def receive(self, **paper: Any) -> int:
        return self.issue(**paper)

    @rule(target=applied, source=receipts, paid=debits, amount=AMOUNTS, day=DAYS)
    def apply(self, source: int, paid: int, amount: int, day: date) -> Any:
        return self.settle(Use.PAYMENT, source, paid, amount, day)

    @rule(target=applied, paid=debits, amount=AMOUNTS, day=DAYS)
    def withhold(self, paid: int, amount: int, day: date) -> Any:
        return self.settle(Use.INCOME_TAX_WITHHELD, None, paid, amount, day)

    @rule(target=applied, source=receipts, amount=AMOUNTS, day=DAYS)
    def refund(self, source: int, amount: int, day: date) -> Any:
        return self.settle(Use.REFUND, source, None, amount, day)

    def settle(
        self, use: Use, source: int | None, paid: int | None, amount: int, day: date
    ) -> Any:
        ids = [i for i in (source, paid) if i is not None]
        decision = self.decide(ids, Request(1, use, source, paid, amount, day))
        allowed = self.oracle.allows(ids, amount, day, self.today)
        assert decision.accepted == allowed, decision.outcomes
        if not allowed:
            return multiple()
        [row_id] = self.post(Posting(applications=decision.applications)).applications
        self.oracle.move(ids, amount, day, self.today)
        return row_id, ids, amount, day

    @rule(made=consumes(applied), later=st.integers(0, 4))
    def take_back(self, made: tuple[int, list[int], int, date], later: int) -> None:
        row_id, ids, amount, day = made
        day += timedelta(days=later)
        decision = self.decide(ids, Reversal(1, row_id, day))
        assert decision.accepted, decision.outcomes
        self.post(Posting(applications=decision.applications))
        self.oracle.move(ids, -amount, day, self.today)
        again = self.decide(ids, Reversal(1, row_id, day))
        assert not again.accepted

    def decide(self, ids: Iterable[int], request: Request | Reversal) -> Decision:
        with self.store.reading() as ledger:
            return decide([request], position(ledger, ids))

    @rule(days=st.integers(1, 5))
    def let_days_pass(self, days: int) -> None:
        self.clock += timedelta(days=days)

    @precondition(lambda self: self.last is not None)
    @rule()
    def repeat_the_last_command(self) -> None:
        assert self.last is not None
        command, answer = self.last
        repeated = self.store.execute(command)
        assert repeated == answer
        assert isinstance(repeated, Posted)
        assert repeated.repeated

    @rule(at=DAYS, ago=st.integers(0, 10))
    def look_at_any_day(self, at: date, ago: int) -> None:
        known = self.today - timedelta(days=ago)
        assert self.shown(at, known) == self.oracle.balances(at, known)

    def shown(self, at: date, known: date | None) -> dict[int, int]:
        with self.store.reading() as ledger:
            return {item.id: item.balance for item in open_items(ledger, at, known)}

    @invariant()
    def balances_of_the_last_day_are_right(self) -> None:
        if hasattr(self, "oracle"):
            expected = self.oracle.balances(date.max, self.today)
            assert self.shown(date.max, None) == expected

    @rule()
    def verify_finds_nothing(self) -> None:
        with self.store.reading() as ledger:
            checks = verify(ledger, self.today)
        assert [check.name for check in checks if not check.passed] == []


LedgerMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestTheLedgerAgreesWithTheOracle = LedgerMachine.TestCase
