"""Balances of any day as known on any day, against the reference rule of the ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.ledger.balances import Journal
from cartera_xl.ledger.balances import open_items as reference
from cartera_xl.ledger.documents import Application, Document, Kind, OpenItem, Use
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.store import Store
from cartera_xl.store.balances import open_items
from cartera_xl.store.command import Posted
from cartera_xl.store.queries import applications_by_id, items_by_id
from tests.store.books import (
    COMPANY,
    INVOICE,
    NOON,
    RECEIPT,
    balances,
    broken,
    command,
    invoice,
    on,
    pay,
    post,
    posted,
    receipt,
    undo,
    withhold,
)


class Step(NamedTuple):
    """What one operation tries; what the books refuse is left out."""

    kind: str
    amount: int
    day: int  # of effect
    pick: int  # which document or application


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["invoice", "receipt", "pay", "withhold", "refund", "undo"]),
        st.integers(1, 60),
        st.integers(0, 20),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=14,
)


class History:
    """A ledger that grows by one operation a day, and the rows that it took in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.documents: list[tuple[Document, int]] = []
        self.applications: list[tuple[Application, int]] = []
        customer = (Customer(-1, "C1", "Ana"),)
        posted(store, "inicio", customers=customer)

    def try_step(self, day: int, step: Step) -> None:
        posting = self._posting(day, step)
        if posting is None:
            return
        answer = self.store.execute(command(f"k{day}", posting, day))
        if not isinstance(answer, Posted):
            return
        for document, row_id in zip(posting.documents, answer.documents, strict=True):
            self.documents.append((document._replace(id=row_id), day))
        for row, row_id in zip(posting.applications, answer.applications, strict=True):
            self.applications.append((row._replace(id=row_id), day))

    def _posting(self, day: int, step: Step) -> Posting | None:
        if step.kind == "invoice":
            document = invoice(-1, step.amount, step.day)._replace(number=f"F{day}")
            return Posting(documents=(document,))
        if step.kind == "receipt":
            document = receipt(-1, step.amount, step.day, f"R{day}")
            return Posting(documents=(document,))
        if step.kind == "undo":
            return self._undo(step)
        return self._settle(step)

    def _undo(self, step: Step) -> Posting | None:
        originals = [row for row, _ in self.applications if row.reverses is None]
        if not originals:
            return None
        row = originals[step.pick % len(originals)]
        day = max(step.day, (row.effective - on(0)).days)
        return Posting(applications=(undo(-1, row, row.id, day),))

    def _settle(self, step: Step) -> Posting | None:
        debits = [d.id for d, _ in self.documents if d.kind is Kind.INVOICE]
        credits_ = [d.id for d, _ in self.documents if d.kind is Kind.RECEIPT]
        if not debits or not credits_:
            return None
        debit = debits[step.pick % len(debits)]
        credit = credits_[step.pick % len(credits_)]
        rows = {
            "pay": pay(-1, credit, debit, step.amount, step.day),
            "withhold": withhold(-1, debit, step.amount, step.day),
            "refund": withhold(-1, debit, step.amount, step.day)._replace(
                use=Use.REFUND, from_id=credit, to_id=None
            ),
        }
        return Posting(applications=(rows[step.kind],))

    def expected(self, at: int, known: int | None) -> list[OpenItem]:
        journal = Journal(self.documents, self.applications)
        return reference(journal, on(at), known)

    def shown(self, at: int, known: int | None) -> list[OpenItem]:
        limit = None if known is None else on(known)
        with self.store.reading() as transaction:
            items = open_items(transaction, on(at), limit)
        return sorted(item._replace(version=0) for item in items)


@settings(max_examples=40)
@given(steps)
def test_every_balance_at_every_day_as_known_on_every_day_is_the_reference(
    history: list[Step],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "c.db", COMPANY, NOON) as store,
    ):
        books = History(store)
        for day, step in enumerate(history, 1):
            books.try_step(day, step)
        for at in (0, 5, 10, 15, 20, 60):
            for known in (None, 0, len(history) // 2, len(history)):
                assert books.shown(at, known) == books.expected(at, known)
        assert not broken(store)


@settings(max_examples=25)
@given(steps, steps, st.integers(0, 20))
def test_what_happens_after_a_day_never_changes_its_report(
    before: list[Step], after: list[Step], at: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "c.db", COMPANY, NOON) as store,
    ):
        books = History(store)
        for day, step in enumerate(before, 1):
            books.try_step(day, step)
        then, known = books.shown(at, None), len(before)
        for day, step in enumerate(after, known + 1):
            books.try_step(day, step._replace(day=at + 1 + step.day))
        assert [i[:10] for i in books.shown(at, None)] == [i[:10] for i in then]


@settings(max_examples=25)
@given(steps, steps, st.integers(0, 20))
def test_a_report_as_known_then_never_changes(
    before: list[Step], after: list[Step], at: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "c.db", COMPANY, NOON) as store,
    ):
        books = History(store)
        for day, step in enumerate(before, 1):
            books.try_step(day, step)
        then, known = books.shown(at, None), len(before)
        for day, step in enumerate(after, known + 1):
            books.try_step(day, step)
        assert books.shown(at, known) == then


def test_a_document_paid_later_was_open_before(store: Store) -> None:
    posted(store, "a", 9, applications=(pay(-1, RECEIPT, INVOICE, 50, 9),))
    posted(store, "b", 9, applications=(withhold(-1, INVOICE, 50, 9),))
    assert balances(store) == {}
    assert balances(store, 8) == {INVOICE: 100, RECEIPT: 50}


def test_a_document_paid_in_part_later_is_there_once(store: Store) -> None:
    posted(store, "a", 9, applications=(pay(-1, RECEIPT, INVOICE, 20, 9),))
    with store.reading() as transaction:
        found = [(i.id, i.balance) for i in open_items(transaction, on(8))]
    assert sorted(found) == [(INVOICE, 100), (RECEIPT, 50)]


def test_what_is_both_effective_and_recorded_later_counts_once(store: Store) -> None:
    posted(store, "a", 9, applications=(pay(-1, RECEIPT, INVOICE, 20, 9),))
    assert balances(store, 5, known=3) == {INVOICE: 100, RECEIPT: 50}


def test_a_document_given_back_later_was_paid_in_between(store: Store) -> None:
    row = pay(-1, RECEIPT, INVOICE, 50, 2)
    [row_id] = posted(store, "a", 2, applications=(row,)).applications
    posted(store, "b", 9, applications=(undo(-1, row, row_id, 9),))
    assert balances(store, 5) == {INVOICE: 50}
    assert balances(store, 9) == {INVOICE: 100, RECEIPT: 50}


def test_a_back_dated_row_is_unknown_before_it_was_recorded(store: Store) -> None:
    posted(store, "a", 9, applications=(pay(-1, RECEIPT, INVOICE, 50, 1),))
    assert balances(store, 5) == {INVOICE: 50}
    assert balances(store, 5, known=8) == {INVOICE: 100, RECEIPT: 50}
    assert balances(store, 5, known=9) == {INVOICE: 50}


def test_a_day_of_recording_ends_at_midnight_in_bogota(store: Store) -> None:
    late = command("a", Posting(applications=(withhold(-1, INVOICE, 1),)))
    from dataclasses import replace
    from datetime import timedelta

    store.execute(replace(late, recorded=NOON + timedelta(hours=11, minutes=59)))
    assert balances(store, known=0)[INVOICE] == 99
    late = command("b", Posting(applications=(withhold(-1, INVOICE, 1),)))
    store.execute(replace(late, recorded=NOON + timedelta(hours=12)))
    assert balances(store, known=0)[INVOICE] == 99
    assert balances(store, known=1)[INVOICE] == 98


def test_rows_come_back_as_they_went_in(store: Store) -> None:
    whole = Document(
        -1, Kind.DEBIT_NOTE, "=A S.A.S.", 3, 1, "USD", on(1), on(40), 7, "«ñ»", "FV-1"
    )
    row = withhold(-1, -1, 3, 2)._replace(currency="USD", note="cert. 12")
    answer = posted(store, "k", documents=(whole,), applications=(row,))
    with store.reading() as transaction:
        [item] = items_by_id(transaction, answer.documents)
        [found] = applications_by_id(transaction, answer.applications)
    assert item == OpenItem(4, *whole[1:9], 4, 1, *whole[9:11])
    assert found == row._replace(id=5, to_id=4)


def test_an_application_of_a_refused_posting_is_nowhere(store: Store) -> None:
    post(store, "k", documents=(receipt(-1, 5),), applications=(pay(-1, -1, 99, 1),))
    assert balances(store) == {INVOICE: 100, RECEIPT: 50}
