from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.batch import decide
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import Tender
from cartera_xl.ledger.requests import Policy
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.store.positions import Needs, position_of
from tests.store.books import RECEIPT, on, posted

if TYPE_CHECKING:
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.store import Store


def do(store: Store, key: str, verb: Verb, needs: Needs) -> None:
    with store.reading() as transaction:
        position = position_of(transaction, needs, {})
    decided = decide([verb], position, Policy(today=on(20)))
    assert decided.accepted, decided.outcomes
    posted(
        store,
        key,
        applications=decided.posting.applications,
        documents=decided.posting.documents,
        facts=decided.posting.facts,
    )


def test_a_corrected_credit_knows_by_which_means_its_refund_went_out(
    store: Store,
) -> None:
    refund = Refund(1, RECEIPT, 20, on(2), "efectivo", "Caja", "E-1")
    do(store, "devolver", refund, Needs(documents=[RECEIPT]))
    with store.reading() as transaction:
        identity = (Kind.RECEIPT, "RC-2-0-50", 1)
        needs = Needs(documents=[RECEIPT], identities=[identity])
        [own] = position_of(transaction, needs, {}).facts.values()
    assert [f.means for f in own if isinstance(f, Tender)] == ["efectivo"]
    correct = Correct(1, RECEIPT, {"concept": "Anticipo"}, "error")
    do(store, "corregir", correct, needs)
    with store.reading() as transaction:
        last = position_of(transaction, needs, {}).facts
    assert len(last) == 2
    assert {f[3:] for own in last.values() for f in own} == {
        ("efectivo", "Caja", "E-1", 20)
    }
