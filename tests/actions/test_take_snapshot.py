from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.actions.take_snapshot import take
from cartera_xl.ledger.documents import Document, Kind
from tests.store.books import PARTY, RECEIPT, on, pay, posted, started, withhold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.store import Store

DEBIT = 4  # the id that the next document gets


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with started(tmp_path / "cartera.db") as store:
        yield store


def debit(kind: Kind, currency: str = "COP") -> Document:
    return Document(-1, kind, "100", 1, PARTY, currency, on(0), on(30), 50)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Kind.INVOICE, "100"),
        (Kind.DEBIT_NOTE, "ND 100"),
        (Kind.OPENING_BALANCE, "SI 100"),
    ],
)
def test_what_is_applied_to_a_document_bears_its_name(
    store: Store, kind: Kind, label: str
) -> None:
    posted(store, "k", documents=(debit(kind),))
    applications = (pay(-1, RECEIPT, DEBIT, 20, 1), withhold(-2, DEBIT, 7, 1))
    posted(store, "l", applications=applications)
    applied = [m for m in take(store, on(1)).movements if m.effective == on(1)]
    assert [move.number for move in applied] == [label, label]


def test_a_link_says_how_much_it_applies_as_the_columns_show_it(store: Store) -> None:
    posted(store, "k", documents=(debit(Kind.INVOICE),))
    advance = debit(Kind.ADVANCE, "USD")._replace(id=-2)
    posted(store, "l", documents=(debit(Kind.DEBIT_NOTE, "USD"), advance))
    posted(store, "m", applications=(pay(-1, RECEIPT, DEBIT, 50, 1),))
    dollars = pay(-1, 6, 5, 50, 1)._replace(currency="USD")
    posted(store, "n", applications=(dollars,))
    links = [m for m in take(store, on(1)).movements if m.effective == on(1)]
    assert {m.concept for m in links} == {"Se aplican $ 0,50", "Se aplican USD 0,50"}
    assert {(m.debit, m.credit) for m in links} == {(None, None)}
