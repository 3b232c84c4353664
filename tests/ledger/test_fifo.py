from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.applying import decide
from cartera_xl.ledger.balances import open_item
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.fifo import Share, plan
from cartera_xl.ledger.requests import Position, Request
from tests.ledger.memory import credit_note, doc, on, receipt

if TYPE_CHECKING:
    from random import Random

    from cartera_xl.ledger.documents import Document, OpenItem


def items(*documents: Document) -> list[OpenItem]:
    return [open_item(document, document.total) for document in documents]


@pytest.mark.parametrize(
    ("documents", "shares"),
    [
        # the oldest due first, not the oldest issued
        (
            [doc(1, 100, 0, due=60), doc(2, 50, 5, due=30), receipt(9, 70)],
            [(9, 2, 50), (9, 1, 20)],
        ),
        # the document that the credit names first, then the oldest
        (
            [
                doc(1, 100, 0, due=10),
                doc(2, 50, 0, due=90),
                credit_note(9, 70, reference="D2"),
            ],
            [(9, 2, 50), (9, 1, 20)],
        ),
        # the oldest credit first
        (
            [doc(1, 100), receipt(8, 70, day=2), receipt(9, 70, day=1)],
            [(9, 1, 70), (8, 1, 30)],
        ),
        # a credit that names an invoice is not beaten to it by an older one
        (
            [doc(1, 50), receipt(8, 50), credit_note(9, 50, 5, reference="D1")],
            [(9, 1, 50)],
        ),
        # equal dates: by number, then by instalment
        (
            [doc(2, 10, instalment=2), doc(1, 10), receipt(9, 15)],
            [(9, 1, 10), (9, 2, 5)],
        ),
        # customers and currencies are kept apart
        ([doc(1, 10, customer=2), receipt(9, 10)], []),
        ([doc(1, 10, currency="USD"), receipt(9, 10)], []),
        ([doc(1, 10)], []),
        ([receipt(9, 10)], []),
        ([], []),
    ],
)
def test_which_invoice_a_credit_pays(
    documents: list[Document], shares: list[tuple[int, int, int]]
) -> None:
    assert plan(items(*documents)) == [Share(*share) for share in shares]


def test_instalments_of_the_named_invoice_are_paid_oldest_due_first() -> None:
    first = doc(1, 10, due=30)._replace(number="F7")
    second = doc(2, 10, due=60, instalment=2)._replace(number="F7")
    other = doc(3, 10, due=-9)
    note = credit_note(9, 25, reference="F7")
    assert plan(items(second, other, first, note)) == [
        Share(9, 1, 10),
        Share(9, 2, 10),
        Share(9, 3, 5),
    ]


@st.composite
def accounts(draw: st.DrawFn) -> list[OpenItem]:
    rows = st.tuples(
        st.sampled_from([Kind.INVOICE, Kind.RECEIPT, Kind.CREDIT_NOTE]),
        st.integers(1, 50),
        st.integers(-9, 0),
        st.integers(-9, 40),
        st.integers(1, 2),
        st.sampled_from(["COP", "USD"]),
        st.sampled_from(["", "D1", "D2", "D3"]),
    )
    drawn = draw(st.lists(rows, max_size=12))
    return items(
        *(
            doc(n, total, day, due, kind, customer, currency, reference)
            for n, (kind, total, day, due, customer, currency, reference) in enumerate(
                drawn, 1
            )
        )
    )


@given(accounts(), st.randoms())
def test_the_order_of_the_items_is_of_no_importance(
    rows: list[OpenItem], random: Random
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert sorted(plan(shuffled)) == sorted(plan(rows))


@given(accounts())
def test_the_rules_accept_every_plan_and_it_spends_all_that_can_be_spent(
    rows: list[OpenItem],
) -> None:
    requests = [Request(1, Use.CREDIT, *share, on(0)) for share in plan(rows)]
    assert decide(requests, Position({row.id: row for row in rows})).accepted
    for account in {(row.customer_id, row.currency) for row in rows}:
        own = [row for row in rows if (row.customer_id, row.currency) == account]
        owed = sum(row.balance for row in own if row.kind.side is Side.DEBIT)
        free = sum(row.balance for row in own if row.kind.side is Side.CREDIT)
        ids = {row.id for row in own}
        spent = sum(share.amount for share in plan(rows) if share.debit_id in ids)
        assert spent == min(owed, free)
