from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.errors import PostingBrokenError
from cartera_xl.ledger.documents import Application, Kind, Use
from cartera_xl.ledger.posting import Contact, Customer, Posting
from cartera_xl.store import queries
from cartera_xl.store.command import Posted, Refused, Status
from cartera_xl.store.head import head
from cartera_xl.store.parameters import parameters
from tests.store.books import (
    INVOICE,
    NOON,
    RECEIPT,
    asked,
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

if TYPE_CHECKING:
    from cartera_xl.store import Store


OWN = "WHERE company_id = :company"


@pytest.fixture
def store(anywhere: Store) -> Store:
    return anywhere


def refused(answer: Posted | Refused) -> Refused:
    assert isinstance(answer, Refused), answer
    return answer


def test_new_rows_take_ids_from_the_counter_in_order(store: Store) -> None:
    answer = posted(
        store,
        "k",
        documents=(receipt(-1, 40), receipt(-2, 60)),
        applications=(pay(-1, -1, INVOICE, 40), pay(-2, -2, INVOICE, 60)),
    )
    assert (answer.documents, answer.applications) == (range(4, 6), range(6, 8))
    assert balances(store) == {RECEIPT: 50}


def test_a_document_comes_in_net_of_its_own_applications(store: Store) -> None:
    rows = {
        "documents": (invoice(-1, 80), receipt(-2, 30)),
        "applications": (pay(-1, -2, -1, 30), withhold(-2, -1, 10)),
    }
    answer = posted(store, "k", **rows)
    assert balances(store)[answer.documents[0]] == 40
    assert not broken(store)


def test_a_posting_is_visible_to_the_next_connection(store: Store) -> None:
    posted(store, "k", applications=(pay(-1, RECEIPT, INVOICE, 50),))
    sql = f"SELECT open, free, version FROM document {OWN} ORDER BY id"
    assert asked(store, sql) == [(50, 0, 2), (0, 0, 2)]


def test_the_same_key_gives_the_same_answer_and_no_second_effect(store: Store) -> None:
    rows = {"applications": (pay(-1, RECEIPT, INVOICE, 20),)}
    first, second = posted(store, "k", **rows), posted(store, "k", 5, **rows)
    assert (first, first.repeated, second.repeated) == (second, False, True)
    assert balances(store) == {INVOICE: 80, RECEIPT: 30}


REQUEST: dict[str, Any] = {
    "customers": (Customer(-1, "C2", "Luz"),),
    "contacts": (Contact(-1, 1, "email", "ana@example.com"),),
    "documents": (receipt(-1, 5),),
    "applications": (pay(-1, RECEIPT, INVOICE, 20),),
    "updates": {1: {"group": "Sur"}},
    "parameters": {"moneda": "COP"},
}


@pytest.mark.parametrize(
    "change",
    [
        {"customers": (Customer(-1, "C2", "Otra"),)},
        {"contacts": (Contact(-1, 1, "email", "otra@example.com"),)},
        {"documents": (receipt(-1, 6),)},
        {"applications": (pay(-1, RECEIPT, INVOICE, 21),)},
        {"updates": {1: {"group": "Norte"}}},
        {"parameters": {"moneda": "USD"}},
    ],
)
def test_the_same_key_with_another_content_is_refused(
    store: Store, change: dict[str, Any]
) -> None:
    posted(store, "k", **REQUEST)
    head = store.head()
    answer = refused(post(store, "k", **REQUEST | change))
    assert answer.status is Status.KEY_TAKEN
    assert re.search(r"\(prueba, \w+, 15/01/2026 ", answer.sentence)
    assert store.head() == head


def test_a_document_that_moved_on_is_refused_with_both_balances(store: Store) -> None:
    posted(store, "a", applications=(withhold(-1, INVOICE, 10),))
    posted(store, "b", applications=(withhold(-1, INVOICE, 20),))
    rows = {"applications": (pay(-1, RECEIPT, INVOICE, 5),), "versions": {INVOICE: 2}}
    answer = refused(post(store, "c", **rows))
    assert answer.status is Status.STALE
    assert answer.stale == ((INVOICE, 90, 70),)
    assert "era COP 0,90 y ahora es COP 0,70" in answer.sentence


def test_the_version_that_a_person_saw_lets_the_posting_through(store: Store) -> None:
    posted(store, "a", applications=(withhold(-1, INVOICE, 10),))
    rows = {"applications": (pay(-1, RECEIPT, INVOICE, 5),), "versions": {INVOICE: 2}}
    assert isinstance(post(store, "b", **rows), Posted)


REFUND = Application(-1, Use.REFUND, RECEIPT, None, 1, "COP", 51, on(0))
DOLLARS = pay(-1, RECEIPT, INVOICE, 5)._replace(currency="USD")


@pytest.mark.parametrize(
    ("rows", "status", "words"),
    [
        ({"applications": (pay(-1, RECEIPT, INVOICE, 51),)}, Status.RULES, "0,50"),
        ({"applications": (withhold(-1, INVOICE, 101),)}, Status.RULES, "COP 1"),
        ({"applications": (REFUND,)}, Status.RULES, "disponible"),
        ({"applications": (pay(-1, RECEIPT, INVOICE, 5, -1),)}, Status.RULES, "fecha"),
        ({"applications": (pay(-1, INVOICE, RECEIPT, 5),)}, Status.RULES, "crédito"),
        ({"applications": (pay(-1, 99, INVOICE, 5),)}, Status.RULES, "99"),
        ({"applications": (DOLLARS,)}, Status.RULES, "lote"),
        ({"applications": (pay(-1, RECEIPT, INVOICE, -5),)}, Status.RULES, "cero"),
        (
            {
                "documents": (receipt(-1, 10),),
                "applications": (pay(-1, -1, INVOICE, 11),),
            },
            Status.RULES,
            "disponible",
        ),
        ({"documents": (invoice(-1, 100),)}, Status.DUPLICATE, "FV-1-0-100 ya está"),
        ({"customers": (Customer(-1, "C1", "Otra"),)}, Status.DUPLICATE, "C1"),
        ({"documents": (invoice(-1, 0),)}, Status.RULES, "mayor que cero"),
    ],
)
def test_what_the_books_do_not_allow_is_refused_with_a_reason_and_leaves_nothing(
    store: Store, rows: dict[str, Any], status: Status, words: str
) -> None:
    before = store.head()
    answer = refused(post(store, "k", **rows))
    assert answer.status is status
    assert words in answer.sentence
    assert (store.head(), balances(store)) == (before, {INVOICE: 100, RECEIPT: 50})


@pytest.mark.parametrize("bad", range(5))
def test_one_bad_row_at_any_place_writes_nothing(store: Store, bad: int) -> None:
    rows = [withhold(-n - 1, INVOICE, 10) for n in range(5)]
    rows[bad] = rows[bad]._replace(amount=1000)
    refused(post(store, "k", applications=tuple(rows)))
    assert balances(store) == {INVOICE: 100, RECEIPT: 50}


def test_a_reversal_gives_the_balances_back(store: Store) -> None:
    row = pay(-1, RECEIPT, INVOICE, 50)
    [row_id] = posted(store, "a", applications=(row,)).applications
    posted(store, "b", applications=(undo(-1, row, row_id),))
    assert balances(store) == {INVOICE: 100, RECEIPT: 50}
    again = refused(post(store, "c", applications=(undo(-1, row, row_id),)))
    assert "ya fue anulada" in again.sentence


@pytest.mark.parametrize(
    "change",
    [{"amount": -20}, {"effective": on(1)}, {"use": Use.CREDIT}, {"to_id": 4}],
)
def test_a_reversal_is_the_mirror_of_its_original(
    store: Store, change: dict[str, Any]
) -> None:
    posted(store, "x", documents=(invoice(-1, 100, 2),))
    row = pay(-1, RECEIPT, INVOICE, 50, 2)
    [row_id] = posted(store, "a", applications=(row,)).applications
    wrong = undo(-1, row, row_id, 3)._replace(**change)
    assert refused(post(store, "b", applications=(wrong,))).status is Status.RULES


def test_a_reversal_never_counts_before_its_original(store: Store) -> None:
    """Not even where no balance would be out of bounds by it."""
    row = withhold(-2, INVOICE, 40, 5)
    [_, row_id] = posted(
        store, "a", applications=(withhold(-1, INVOICE, 50), row)
    ).applications
    answer = refused(post(store, "b", applications=(undo(-1, row, row_id, 2),)))
    assert "anterior a la de la aplicación" in answer.sentence


def test_nor_within_the_posting_that_makes_the_document(store: Store) -> None:
    first = withhold(-1, -1, 80, 1)
    rows = (first, undo(-2, first, -1, 5), withhold(-3, -1, 80, 3))
    refused(post(store, "a", documents=(invoice(-1, 80),), applications=rows))
    rows = (first, undo(-2, first, -1, 5), withhold(-3, -1, 80, 5))
    posted(store, "b", documents=(invoice(-1, 80),), applications=rows)
    assert not broken(store)


def test_a_balance_of_a_past_day_cannot_be_used_twice(store: Store) -> None:
    row = pay(-1, RECEIPT, INVOICE, 50, 1)
    [row_id] = posted(store, "a", applications=(row,)).applications
    posted(store, "b", applications=(undo(-1, row, row_id, 20),))
    answer = refused(
        post(store, "c", applications=(pay(-1, RECEIPT, INVOICE, 50, 10),))
    )
    assert answer.status is Status.RULES
    assert isinstance(
        post(store, "d", applications=(pay(-1, RECEIPT, INVOICE, 50, 20),)), Posted
    )


def test_a_clock_that_went_back_does_not_turn_the_order_round(store: Store) -> None:
    later = posted(store, "a", 5, applications=(withhold(-1, INVOICE, 1),))
    earlier = posted(store, "b", 1, applications=(withhold(-1, INVOICE, 1),))
    assert earlier.recorded_at == later.recorded_at


def test_customers_contacts_and_parameters_are_written_and_audited(
    store: Store,
) -> None:
    added = posted(
        store,
        "a",
        contacts=(Contact(-1, 1, "email", "ana@example.com", on(0)),),
        updates={1: {"group": "Norte", "excluded": True}},
        parameters={"moneda": "USD"},
    )
    [contact] = added.contacts
    posted(store, "b", contacts=(Contact(contact, 1, "email", "eva@example.com"),))
    with store.reading() as transaction:
        [customer] = queries.customers(transaction)
        assert queries.contacts(transaction) == [
            Contact(contact, 1, "email", "eva@example.com")
        ]
        assert parameters(transaction) == {"moneda": "USD"}
    assert (customer.group, customer.excluded) == ("Norte", True)
    [(audit,)] = asked(store, f"SELECT body FROM audit {OWN} AND sequence = 2")
    assert '["parameter","moneda",null,"USD"]' in audit
    assert '[1,"group","","Norte"]' in audit


def test_a_contact_without_a_value_is_erased_and_leaves_no_trace(
    store: Store,
) -> None:
    person = Contact(-1, 1, "email", "inolvidable@example.com")
    [contact] = posted(store, "a", contacts=(person,)).contacts
    posted(store, "b", contacts=(person._replace(id=contact, value=""),))
    stored = asked(
        store, f"SELECT body FROM audit {OWN}", f"SELECT result FROM operation {OWN}"
    )
    assert asked(store, f"SELECT * FROM contact {OWN}") == []
    assert "inolvidable" not in str(stored)
    assert not broken(store)


@pytest.mark.parametrize(
    "posting",
    [
        Posting(),
        Posting(documents=(receipt(-2, 5),)),
        Posting(documents=(receipt(7, 5),)),
        Posting(updates={99: {"group": "x"}}),
        Posting(updates={1: {"id": 5}}),
        Posting(contacts=(Contact(99, 1, "email", "a@b.co"),)),
        Posting(contacts=(Contact(-1, 1, "email", ""),)),
    ],
)
def test_a_posting_that_no_rule_explains_is_a_fault_and_writes_nothing(
    store: Store, posting: Posting
) -> None:
    before = store.head()
    with pytest.raises(PostingBrokenError):
        store.execute(command("k", posting))
    assert store.head() == before


def test_a_quote_moves_no_balance_and_takes_no_payment(store: Store) -> None:
    quote = invoice(-1, 70)._replace(kind=Kind.QUOTE, number="COT-1")
    [quote_id] = posted(store, "a", documents=(quote,)).documents
    refused(post(store, "b", applications=(withhold(-1, quote_id, 5),)))
    assert balances(store) == {INVOICE: 100, RECEIPT: 50}


def test_a_command_needs_a_key_and_a_zone() -> None:
    whole = command("k", Posting())
    with pytest.raises(ValueError, match="key"):
        replace(whole, key="")
    with pytest.raises(ValueError, match="zone"):
        replace(whole, recorded=NOON.replace(tzinfo=None))


def test_a_thousand_documents_and_applications_go_in_one_posting(store: Store) -> None:
    documents = [invoice(-n, 100 + n) for n in range(1, 501)]
    documents += [receipt(-n, 50 + n) for n in range(501, 1001)]
    links = [pay(-n, -n - 500, -n, 50) for n in range(1, 501)]
    posted(store, "k", documents=tuple(documents), applications=tuple(links))
    with store.reading() as transaction:
        assert head(transaction).next_id == 4 + 1500
    assert not broken(store)


def test_the_state_changes_with_every_posting_and_with_nothing_else(
    store: Store,
) -> None:
    states = [store.state()]
    with store.reading():
        pass
    assert store.state() == states[0] == store.head().audit_hash
    for key in ("a", "b"):
        post(store, key, customers=(Customer(-1, key, key),))
        states.append(store.state())
    assert len(set(states)) == 3
    post(store, "b", customers=(Customer(-1, "b", "b"),))  # again: the first answer
    assert store.state() == states[-1]
