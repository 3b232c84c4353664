"""Collecting against an oracle: whatever is received, corrected, voided and undone."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
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

from cartera_xl.ledger.balances import Journal, open_items
from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.documents import Use as Kept
from cartera_xl.ledger.requests import Policy
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close, next_month
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.acceptance.collecting.oracle import EVER, Oracle, Use
from tests.acceptance.collecting.stored import StoredBooks
from tests.acceptance.main_job.oracle import Paper
from tests.ledger.verbs.cartera import Cartera

if TYPE_CHECKING:
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.ledger.verbs.undo import Batch

FIRST = date(2026, 1, 27)  # of ten days, half in a month that can be closed
EARLY, DAYS = (
    st.integers(*between).map(lambda n: FIRST + timedelta(days=n))
    for between in ((0, 4), (3, 8))
)
AMOUNTS = st.integers(0, 9)
# Seldom what cannot be: a sequence should come far.
SMALL = st.integers(1, 18).map(lambda n: n - 18 if n > 16 else 1 + n % 4)
SELDOM = st.integers(0, 9).map(lambda n: int(n == 7))
WHO = st.integers(0, 9).map(lambda n: 2 if n == 7 else 1)
CURRENCIES = st.integers(0, 9).map(lambda n: "USD" if n == 7 else "COP")
DEBITS = st.sampled_from([Kind.INVOICE, Kind.DEBIT_NOTE, Kind.OPENING_BALANCE])
CREDITS = st.sampled_from([Kind.CREDIT_NOTE, Kind.ADVANCE, Kind.OPENING_CREDIT])
MONTHS = st.sampled_from([date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)])
CUSTOMERS = st.integers(1, 3)
MOST = 8  # documents entered: more would leave little time to use them
BAD = Receive(99, 1, "COP", FIRST, (Means(1),), (Line(99, 0, 1),))


@dataclass
class Done:
    """What a batch did: rows newly used, taken back or voided, and new papers."""

    batch: Batch
    rows: list[tuple[str, int]]
    papers: list[int]
    takes_place_of: int | None = None  # the paper that a correction corrected


class CollectingMachine(RuleBasedStateMachine):
    """Verbs decided on the ledger, and the same done to the oracle's papers."""

    debits = Bundle("debits")
    receipts = Bundle("receipts")
    papers = Bundle("papers")  # these and those
    batches = Bundle("batches")

    @initialize()
    def begin(self) -> None:
        self.today = FIRST + timedelta(days=9)
        self.numbers = 0
        self.entered: dict[int, Done] = {}  # by the paper that came in
        self.oracle = Oracle(today=self.today)
        self.begin_ledger()

    # Four methods know where the ledger is: here it is in memory.

    def begin_ledger(self) -> None:
        self.books: Any = Cartera(policy=Policy())

    def post(self, *verbs: Verb) -> Batch | None:
        """Post a batch; None where it is refused."""
        policy = replace(self.books.now, today=self.today)
        accepted = self.books.post(*verbs, policy=policy).accepted
        return self.books.batches[-1] if accepted else None

    def undo(self, batch: Batch) -> Batch | None:
        return self.post(self.books.undoing(batch))

    def shown(self, at: date) -> dict[int, int]:
        documents = [(d, 1) for d in self.books.documents]
        applications = [(a, 1) for a in self.books.applications]
        items = open_items(Journal(documents, applications), at)
        return {item.id: item.balance for item in items}

    def attempt(self, verb: Verb, expected: Oracle | None) -> Batch | None:
        """Post a verb, which the oracle allows where there is one to expect.

        A batch with a bad row, before or after it, never stands.
        """
        assert self.post(BAD, verb) is None
        assert self.post(verb, BAD) is None
        batch = self.post(verb)
        assert (batch is not None) == (expected is not None), (verb, self.oracle)
        if expected is not None:
            self.oracle = expected
        return batch

    @precondition(lambda self: self.numbers < MOST)
    @rule(
        targets=(debits, papers),
        kind=DEBITS,
        who=WHO,
        currency=CURRENCIES,
        day=EARLY,
        total=AMOUNTS,
    )
    def charge(self, **paper: Any) -> Any:
        return self.enter(**paper)

    @precondition(lambda self: self.numbers < MOST)
    @rule(
        targets=(receipts, papers),
        kind=CREDITS,
        who=WHO,
        currency=CURRENCIES,
        day=EARLY,
        total=AMOUNTS,
    )
    def owe(self, **paper: Any) -> Any:
        return self.enter(**paper)

    def enter(self, kind: Kind, who: int, currency: str, day: date, total: int) -> Any:
        self.numbers += 1
        document = Document(
            0, kind, f"N{self.numbers}", 1, who, currency, day, day, total
        )
        fits = total and day >= self.oracle.open_from
        batch = self.attempt(Enter(1, document), self.oracle if fits else None)
        if batch is None:
            return multiple()
        [paper] = batch.documents
        self.entered[paper] = Done(batch, [], [paper])
        self.oracle.papers[paper] = Paper((who, currency), day, FIRST, total)
        return paper

    @precondition(lambda self: self.bundle("debits"))
    @rule(
        targets=(receipts, papers),
        who=WHO,
        day=DAYS,
        rest=AMOUNTS,
        lines=st.lists(
            st.tuples(debits, SMALL, SMALL, SELDOM, st.booleans()),
            min_size=1,
            max_size=2,
        ),
    )
    def receive(
        self,
        who: int,
        day: date,
        rest: int,
        lines: list[tuple[int, int, int, int, bool]],
    ) -> Any:
        """Money for some invoices, each with what the customer withheld of it.

        A peso may be let go, and what an invoice cannot take may be a credit.
        Money for none pays the oldest, which is another test's claim.
        """
        owners = (self.oracle.papers[line[0]].account[0] for line in lines)
        if any(self.are_one(who, owner) for owner in owners):
            return multiple()
        total = sum(line[1] for line in lines) + rest
        typed = tuple(
            Line(
                1,
                n,
                paid,
                (Withheld(Kept.VAT_WITHHELD, kept),) if kept else (),
                adjustment=adjusted,
                in_favour=in_favour,
            )
            for n, paid, kept, adjusted, in_favour in lines
        )
        verb = Receive(1, who, "COP", day, (Means(total),) if total else (), typed)
        receipt = max([0, *(d.id for d in self.books.documents)]) + 1
        expected = self.received(receipt if total else None, verb)
        batch = self.attempt(verb, expected)
        if batch is None or not batch.documents:
            return multiple()
        rows = [("use", row) for row in batch.applications]
        self.entered[receipt] = Done(batch, rows, [receipt])
        return receipt

    def received(self, receipt: int | None, asked: Receive) -> Oracle | None:
        trial, row = deepcopy(self.oracle), len(self.books.applications)
        if asked.day < trial.open_from:
            return None
        if receipt is None and all(line.is_empty for line in asked.lines):
            return None
        account = (asked.customer_id, "COP")
        if receipt:
            trial.papers[receipt] = Paper(account, asked.day, FIRST, asked.total)
        for line in asked.lines:
            invoice = line.document_id
            if trial.papers[invoice].account != account or invoice in trial.voids:
                return None
            uses = [Use([invoice], w.amount, asked.day, receipt) for w in line.withheld]
            if line.adjustment:
                uses.append(Use([invoice], line.adjustment, asked.day, receipt))
            if line.payment and receipt:
                uses.append(Use([receipt, invoice], line.payment, asked.day))
            for use in uses:
                amount = use.amount
                if len(use.ids) > 1 and line.in_favour:
                    left = trial.papers[invoice].least(asked.day, EVER)
                    amount = min(amount, left)
                    if not amount:
                        continue
                row += 1
                if not trial.use(row, replace(use, amount=amount)):
                    return None
        return trial

    @rule(target=batches, source=receipts, paid=debits, amount=SMALL, day=DAYS)
    def apply(self, source: int, paid: int, amount: int, day: date) -> Any:
        papers = self.oracle.papers
        if self.are_one(papers[source].account[0], papers[paid].account[0]):
            return multiple()
        return self.settle(
            Apply(1, day, source, paid, amount), Use([source, paid], amount, day)
        )

    @rule(target=batches, source=receipts, amount=SMALL, day=DAYS)
    def refund(self, source: int, amount: int, day: date) -> Any:
        verb = Refund(1, source, amount, day)
        return self.settle(verb, Use([source], amount, day, refund=True))

    @rule(target=batches, paid=debits, amount=SMALL, day=DAYS)
    def write_off(self, paid: int, amount: int, day: date) -> Any:
        verb = WriteOff(1, paid, day, "insolvencia", "Ana", amount)
        return self.settle(verb, Use([paid], amount, day))

    def settle(self, verb: Verb, use: Use) -> Any:
        trial = deepcopy(self.oracle)
        fits = trial.use(len(self.books.applications) + 1, use)
        batch = self.attempt(verb, trial if fits else None)
        if batch is None:
            return multiple()
        return Done(batch, [("use", row) for row in batch.applications], [])

    @precondition(lambda self: self.oracle.uses)
    @rule(target=batches, pick=st.integers(0, 99))
    def unapply(self, pick: int) -> Any:
        row = list(self.oracle.uses)[pick % len(self.oracle.uses)]
        trial = deepcopy(self.oracle)
        stands = trial.uses[row].stands
        if stands:
            trial.take_back(row, self.today)
        batch = self.attempt(Unapply(1, row, self.today), trial if stands else None)
        return multiple() if batch is None else Done(batch, [("back", row)], [])

    @rule(target=batches, paper=papers)
    def void(self, paper: int) -> Any:
        trial, rows = deepcopy(self.oracle), self.oracle.on(paper)
        refunded = any(trial.uses[row].refund for row in rows)
        fits = paper not in trial.voids and not refunded
        if fits:
            for row in rows:
                trial.take_back(row)
            trial.void(paper)
        batch = self.attempt(Void(1, paper, "error"), trial if fits else None)
        if batch is None:
            return multiple()
        return Done(batch, [*self.taken_back(batch), ("void", paper)], [])

    @rule(target=batches, paper=papers, total=AMOUNTS)
    def correct(self, paper: int, total: int) -> Any:
        """The corrected paper is not handed on: batches built on it are another's."""
        trial = deepcopy(self.oracle)
        own = trial.papers[paper]
        rows = [row for row in trial.on(paper) if paper in trial.uses[row].ids]
        after, before = max(trial.papers) + 1, trial.open_from
        fits = paper not in trial.voids and total not in (0, own.total)
        if fits:
            issued = trial.undoing(own.issued)
            # Of a closed month nothing moves: the corrected paper counts from today.
            trial.open_from = before if issued == own.issued else self.today
            for row in rows:
                trial.take_back(row)
            fits = trial.void(paper) <= issued
            trial.papers[after] = Paper(own.account, issued, FIRST, total)
            made = len(self.books.applications) + len(rows) + 1
            for n, row in enumerate(rows, made + 1):
                use = trial.uses[row]
                ids = [after if i == paper else i for i in use.ids]
                day = trial.undoing(use.day)
                again = replace(use, ids=ids, day=day, stands=True)
                fits = fits and trial.use(n, again)
            for use in trial.uses.values():
                use.receipt = after if use.receipt == paper else use.receipt
            trial.open_from = before
        verb = Correct(1, paper, {"total": total}, "error")
        batch = self.attempt(verb, trial if fits else None)
        if batch is None:
            return multiple()
        back = [("back", row) for row in rows]
        new = [("use", row) for row in batch.applications[len(rows) + 1 :]]
        return Done(batch, [*back, ("void", paper), *new], [after], paper)

    @rule(month=MONTHS)
    def close(self, month: date) -> None:
        since = next_month(month)
        fits = self.oracle.open_from < since <= self.today
        self.close_or_reopen(Close(1, month), since if fits else None)

    @rule(month=MONTHS, reason=st.sampled_from(["faltó un pago", " "]))
    def reopen(self, month: date, reason: str) -> None:
        fits = month < self.oracle.open_from and reason.strip()
        verb = Close(1, month, reason, reopen=True)
        self.close_or_reopen(verb, month if fits else None)

    def close_or_reopen(self, verb: Close, since: date | None) -> None:
        expected = replace(deepcopy(self.oracle), open_from=since) if since else None
        batch = self.attempt(verb, expected)
        assert batch is None or self.undo(batch) is None  # that has its own way back

    @rule(who=CUSTOMERS, into=st.none() | CUSTOMERS)
    def join(self, who: int, into: int | None) -> None:
        """Or separate. What one then pays of the other's is other tests' claim."""
        trial = deepcopy(self.oracle)
        fits = trial.join(who, into)
        batch = self.attempt(Join(1, who, into, "la misma"), trial if fits else None)
        assert batch is None or self.undo(batch) is None  # that has its own way back

    def are_one(self, who: int, other: int) -> bool:
        """Tell whether two records show as one: a transfer would go between them."""
        shown = self.oracle.joined
        return who != other and shown.get(who, who) == shown.get(other, other)

    @rule(paper=papers)
    def take_an_entry_back(self, paper: int) -> None:
        if paper in self.entered:
            self.take_a_batch_back(self.entered.pop(paper))

    @rule(done=consumes(batches))
    def take_back(self, done: Done) -> None:
        self.take_a_batch_back(done)

    def take_a_batch_back(self, done: Done) -> None:
        expected = self.undone(done)
        batch = self.undo(done.batch)
        assert (batch is not None) == (expected is not None), (done, self.oracle)
        if expected is not None:
            self.oracle = expected
            assert self.undo(done.batch) is None  # not twice

    def undone(self, done: Done) -> Oracle | None:
        trial, made = deepcopy(self.oracle), len(self.books.applications)
        own = {row for what, row in done.rows if what == "use"}
        if any(
            paper in trial.voids or set(trial.on(paper)) - own - self.came_with(paper)
            for paper in done.papers
        ):
            return None
        for what, row in reversed(done.rows):
            made += 1
            if what == "void":
                day = trial.undoing(trial.voids.pop(row))
                trial.move([row], -trial.papers[row].total, day, EVER)
            elif what == "back":
                use = trial.uses[row]
                day = trial.undoing(self.day_of(done, row))
                if not trial.use(made, replace(use, day=day, stands=True)):
                    return None
            elif trial.uses[row].stands:
                trial.take_back(row)
            else:
                made -= 1
        for paper in done.papers:
            trial.void(paper)
            for use in trial.uses.values():
                same = use.receipt == paper
                use.receipt = done.takes_place_of if same else use.receipt
        return trial

    def came_with(self, receipt: int) -> set[int]:
        uses = self.oracle.uses.items()
        return {row for row, use in uses if receipt not in use.ids}

    def taken_back(self, batch: Batch) -> list[tuple[str, int]]:
        """Return what a batch took back, in its order: undoing gives it new rows so."""
        return [
            ("back", a.reverses)
            for a in self.books.applications
            if a.id in batch.applications and a.reverses is not None
        ]

    def day_of(self, done: Done, row: int) -> date:
        """Return the day from which a batch took a row back."""
        day: date
        [day] = (
            a.effective
            for a in self.books.applications
            if a.reverses == row and a.id in done.batch.applications
        )
        return day

    @rule(at=DAYS)
    def look_at_any_day(self, at: date) -> None:
        assert self.shown(at) == self.oracle.balances(at, EVER)

    @invariant()
    def balances_of_the_last_day_are_right(self) -> None:
        if hasattr(self, "oracle"):
            assert self.shown(EVER) == self.oracle.balances(EVER, EVER)
            assert self.books.breaches == []


class StoredMachine(CollectingMachine):
    """The same on a SQLite file, through what the actions read and write."""

    stored: StoredBooks | None = None

    def begin_ledger(self) -> None:
        self.stored = self.books = StoredBooks(self.today)

    def post(self, *verbs: Verb) -> Batch | None:
        batch: Batch | None = self.books.post(*verbs)
        return batch

    def undo(self, batch: Batch) -> Batch | None:
        undoing: Batch | None = self.books.undo(batch)
        return undoing

    def shown(self, at: date) -> dict[int, int]:
        balances: dict[int, int] = self.books.shown(at)
        return balances

    def teardown(self) -> None:
        if self.stored:
            self.stored.close()


CollectingMachine.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None
)
TestCollectingAgreesWithTheOracle = CollectingMachine.TestCase
# Few, for each step is a posting on the disk; many are in tests/soak.
StoredMachine.TestCase.settings = settings(
    max_examples=4,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAStoreAgreesWithTheOracle = StoredMachine.TestCase
