"""Random ledgers: what holds whatever is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.ledger.documents import LINKING_USES, Kind, Side, Use
from cartera_xl.ledger.invariants import (
    balance_breaches,
    control_breaches,
    control_totals,
    indicator_breaches,
)
from cartera_xl.ledger.requests import Request
from tests.ledger.memory import (
    Ledger,
    age,
    doc,
    indicators,
    on,
    pay,
    receipt,
    take_back,
)

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Document
    from cartera_xl.ledger.requests import Reversal

LAST_DAY = 12
DAYS = st.integers(0, LAST_DAY)
KINDS = [Kind.INVOICE, Kind.INVOICE, Kind.DEBIT_NOTE, Kind.RECEIPT, Kind.CREDIT_NOTE]


AMOUNTS = st.integers(1, 60)
DATES = DAYS.map(on)
SETTLING_USES = st.sampled_from([Use.VAT_WITHHELD, Use.WRITE_OFF, Use.ADJUSTMENT])


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """An invoice and a receipt of one customer, and up to three more documents."""
    rows = st.tuples(
        st.sampled_from(KINDS),
        st.integers(1, 60),
        st.integers(0, 4),
        st.sampled_from(["COP", "COP", "COP", "USD"]),
        st.sampled_from([1, 1, 1, 2]),
    )
    drawn = draw(st.lists(rows, max_size=3))
    others = [
        doc(n, total, day, day + 5, kind, customer, currency)
        for n, (kind, total, day, currency, customer) in enumerate(drawn, 3)
    ]
    return Ledger(doc(1, 50, due=5), receipt(2, 60), *others)


def requests(ledger: Ledger) -> st.SearchStrategy[Request | Reversal]:
    """Requests that often pass: each takes its ends from the side they belong to."""
    documents = documents_of(ledger)
    debits = [d.id for d in documents if d.kind.side is Side.DEBIT]
    credits_ = [d.id for d in documents if d.kind.side is Side.CREDIT]
    from_, to, nothing = *map(st.sampled_from, (credits_, debits)), st.none()
    kinds: list[st.SearchStrategy[Request | Reversal]] = [
        _request(st.sampled_from(LINKING_USES), from_, to),
        _request(st.just(Use.REFUND), from_, nothing),
        _request(SETTLING_USES, nothing, to),
    ]
    if known := len(ledger.applications):
        kinds.append(st.builds(take_back, st.integers(1, known), DAYS))
    return st.one_of(kinds)


def _request(
    uses: st.SearchStrategy[Use],
    from_: st.SearchStrategy[int | None],
    to: st.SearchStrategy[int | None],
) -> st.SearchStrategy[Request]:
    return st.builds(Request, st.just(1), uses, from_, to, AMOUNTS, DATES)


@st.composite
def used_ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger after some batches; refused ones leave no trace."""
    ledger = draw(ledgers())
    for _ in range(draw(st.integers(0, 8))):
        ledger.post(*draw(st.lists(requests(ledger), min_size=1, max_size=2)))
    return ledger


def documents_of(ledger: Ledger) -> list[Document]:
    return [document for document, _ in ledger.documents]


@given(used_ledgers())
def test_the_invariants_hold_after_every_batch(ledger: Ledger) -> None:
    documents, balances = documents_of(ledger), ledger.balances
    assert balance_breaches(documents, ledger.rows, balances) == []
    assert control_breaches(documents, ledger.rows, balances) == []


@given(used_ledgers(), DAYS)
def test_no_balance_of_any_day_is_below_zero_or_above_the_total(
    ledger: Ledger, day: int
) -> None:
    for item in ledger.items(day):
        assert 0 < item.balance <= item.total


PAIR = st.one_of(
    st.builds(pay, st.just(2), st.just(1), st.integers(25, 50), DAYS),
    st.builds(take_back, st.integers(1, 4), DAYS),
)


@settings(max_examples=300)
@given(st.lists(PAIR, max_size=8))
def test_applying_and_taking_back_at_any_dates_overspends_no_day(
    requests: list[Request | Reversal],
) -> None:
    ledger = Ledger(doc(1, 50), receipt(2, 60))
    for request in requests:
        ledger.post(request)
    for day in range(LAST_DAY + 1):
        at = ledger.at(day)
        assert 0 <= at.get(1, 0) <= 50
        assert 10 <= at[2] <= 60


@given(used_ledgers(), DAYS)
def test_the_total_of_any_day_is_the_control_account_of_that_day(
    ledger: Ledger, day: int
) -> None:
    items = ledger.items(day)
    shown = indicators(items, on(day))
    assert indicator_breaches(items, on(day), shown) == []
    documents = [d for d in documents_of(ledger) if d.issued <= on(day)]
    rows = [row for row in ledger.rows if row.effective <= on(day)]
    totals = control_totals(documents, rows)
    for currency in {document.currency for document in documents}:
        own = sum(total for account, total in totals.items() if account[1] == currency)
        assert own == (shown[currency].net if currency in shown else 0)


@given(used_ledgers(), DAYS)
def test_the_ageing_of_any_day_adds_up_to_its_open_balances(
    ledger: Ledger, day: int
) -> None:
    pesos = [item for item in ledger.items(day) if item.currency == "COP"]
    shown = indicators(pesos, on(day)).get("COP")
    owed = shown.not_due.amount + shown.overdue.amount if shown else 0
    assert sum(bucket.amount for bucket in age(pesos, on(day))) == owed


@given(used_ledgers(), DAYS, st.data())
def test_later_rows_leave_the_report_of_a_day_as_it_was(
    ledger: Ledger, day: int, data: st.DataObject
) -> None:
    before = ledger.items(day)
    for request in data.draw(st.lists(requests(ledger), max_size=4)):
        if request.effective > on(day):
            ledger.post(request)
    assert ledger.items(day) == before


@given(used_ledgers(), DAYS, st.data())
def test_what_was_known_then_does_not_change_with_what_comes_in_later(
    ledger: Ledger, day: int, data: st.DataObject
) -> None:
    then, before = ledger.revision, ledger.items(day)
    for request in data.draw(st.lists(requests(ledger), max_size=4)):
        ledger.post(request)
    assert ledger.items(day, known=then) == before


@given(used_ledgers(), st.data())
def test_undoing_a_batch_gives_every_past_balance_back(
    ledger: Ledger, data: st.DataObject
) -> None:
    days = range(LAST_DAY + 1)
    before = [ledger.at(day) for day in days]
    known = len(ledger.rows)
    forward = requests(ledger).filter(lambda r: isinstance(r, Request))
    ledger.post(*data.draw(st.lists(forward, min_size=1, max_size=3)))
    batch = ledger.rows[known:]
    undo = [take_back(r.id, (r.effective - on(0)).days) for r in reversed(batch)]
    assert ledger.post(*undo).accepted
    assert [ledger.at(day) for day in days] == before


@given(ledgers(), st.data())
def test_a_refused_batch_changes_nothing(ledger: Ledger, data: st.DataObject) -> None:
    batch = data.draw(st.lists(requests(ledger), min_size=1, max_size=4))
    before = ledger.balances
    decision = ledger.post(*batch)
    assert decision.accepted or (ledger.balances == before and not ledger.rows)
