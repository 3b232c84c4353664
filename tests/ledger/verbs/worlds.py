"""Random carteras and random verbs that often pass."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.transfers import TRANSFERS
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import TODAY, Cartera

if TYPE_CHECKING:
    from datetime import date

    from cartera_xl.ledger.batch import Verb

LAST_DAY = TODAY
DAYS = st.integers(0, LAST_DAY).map(on)
AMOUNTS = st.integers(1, 60)
KINDS = st.sampled_from([Kind.INVOICE, Kind.DEBIT_NOTE, Kind.CREDIT_NOTE, Kind.ADVANCE])
WITHHELD = st.builds(
    Withheld,
    st.sampled_from([Use.VAT_WITHHELD, Use.DEDUCTION]),
    AMOUNTS,
    st.none() | AMOUNTS,
)


@st.composite
def carteras(draw: st.DrawFn) -> Cartera:
    """Two invoices and an advance, up to three more documents, perhaps joined."""
    rows = st.tuples(
        KINDS,
        AMOUNTS,
        st.integers(0, 4),
        st.sampled_from(["COP", "COP", "COP", "USD"]),
        st.sampled_from([1, 1, 2]),
    )
    others = [
        doc(n, total, day, day + 5, kind, customer, currency, "D1")
        for n, (kind, total, day, currency, customer) in enumerate(
            draw(st.lists(rows, max_size=3)), 4
        )
    ]
    books = Cartera(doc(1, 50, due=5), doc(2, 40, 2), receipt(3, 60), *others)
    if draw(st.booleans()):
        books.post(Join(1, 2, 1, "es el mismo"))
    return books


def verbs(books: Cartera) -> st.SearchStrategy[Verb]:
    """Verbs about what a cartera holds."""
    own = [d for d in books.documents if d.kind not in TRANSFERS]
    debits = tuple(d.id for d in own if d.kind.side is Side.DEBIT)
    credits_ = tuple(d.id for d in own if d.kind.side is Side.CREDIT)
    return _verbs(debits, credits_, len(books.applications))


@cache
def _verbs(
    debits: tuple[int, ...], credits_: tuple[int, ...], applied: int
) -> st.SearchStrategy[Verb]:
    debit, credit = st.sampled_from(debits), st.sampled_from(credits_)
    row, who = st.just(1), st.sampled_from([1, 2])
    line = st.builds(
        Line,
        row,
        debit,
        st.integers(0, 30),
        st.lists(WITHHELD, max_size=2).map(tuple),
        st.integers(0, 6),
        st.integers(0, 1),
        st.just(True),
    )
    reason = st.just("error")
    kinds: list[st.SearchStrategy[Verb]] = [
        st.builds(_received, who, DAYS, st.integers(0, 9), st.lists(line, max_size=2)),
        st.builds(Apply, row, DAYS, credit, debit, st.none() | AMOUNTS),
        st.builds(Apply, row, DAYS, credit, st.none(), st.none()),
        st.builds(Apply, row, DAYS, st.none(), debit, st.none()),
        st.builds(Apply, row, DAYS, customers=st.just((1, 2))),
        st.builds(Refund, row, credit, AMOUNTS, DAYS),
        st.builds(WriteOff, row, debit, DAYS, reason, reason, st.none() | AMOUNTS),
        st.builds(Void, row, debit | credit, reason),
        st.builds(Correct, row, debit | credit, _fields(), reason),
        st.builds(Enter, row, _documents()),
    ]
    if applied:
        late = st.sampled_from([on(LAST_DAY), on(LAST_DAY), on(10)])
        kinds.append(st.builds(Unapply, row, st.integers(1, applied), late))
    return st.one_of(kinds)


def _received(who: int, day: date, more: int, lines: list[Line]) -> Receive:
    total = sum(line.payment for line in lines) + more
    money = (Means(total),) if total else ()
    return Receive(1, who, "COP", day, money, tuple(lines))


def _fields() -> st.SearchStrategy[dict[str, object]]:
    return st.one_of(
        st.fixed_dictionaries({"total": AMOUNTS}),
        st.fixed_dictionaries({"issued": DAYS}),
        st.fixed_dictionaries({"customer_id": st.sampled_from([1, 2])}),
    )


def _documents() -> st.SearchStrategy[object]:
    return st.builds(
        lambda kind, total, day, number: doc(
            0, total, day, kind=kind, reference="D1"
        )._replace(number=number),
        KINDS,
        AMOUNTS,
        st.integers(0, LAST_DAY),
        st.sampled_from(["N1", "N2", "N3"]),
    )


@st.composite
def used_carteras(draw: st.DrawFn) -> Cartera:
    """A cartera after some batches; refused ones leave no trace."""
    books = draw(carteras())
    for _ in range(draw(st.integers(0, 6))):
        books.post(*draw(st.lists(verbs(books), min_size=1, max_size=2)))
    return books
