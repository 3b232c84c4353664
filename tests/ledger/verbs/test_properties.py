"""Random batches of verbs: what holds whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.ledger.balances import Journal, open_items
from cartera_xl.ledger.batch import decide
from cartera_xl.ledger.checks import check_posting
from cartera_xl.ledger.documents import LINKING_USES, Kind
from cartera_xl.ledger.posting import Posting
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.receive import Line, Means, Receive
from tests.ledger.memory import on
from tests.ledger.verbs.worlds import LAST_DAY, carteras, used_carteras, verbs

if TYPE_CHECKING:
    from tests.ledger.verbs.cartera import Cartera

FEW = settings(max_examples=50)
BAD = Receive(99, 1, "COP", on(3), (Means(9),), (Line(99, 1, 1), Line(99, 0, 1)))


@FEW
@given(used_carteras())
def test_nothing_is_lost_and_nothing_appears(books: Cartera) -> None:
    """I1, I2 and I4, voids and transfers included."""
    assert books.breaches == []


@FEW
@given(used_carteras())
def test_no_balance_of_any_day_is_below_zero_or_above_the_total(
    books: Cartera,
) -> None:
    journal = Journal(
        [(d, 1) for d in books.documents], [(a, 1) for a in books.applications]
    )
    for day in range(LAST_DAY + 1):
        for item in open_items(journal, on(day)):
            assert 0 < item.balance <= item.total


@FEW
@given(used_carteras())
def test_credits_and_debits_meet_within_one_account(books: Cartera) -> None:
    """Invoice Ninja #9573: what leaves a credit reaches a debit of its own account."""
    accounts = {d.id: (d.customer_id, d.currency) for d in books.documents}
    for a in books.applications:
        ends = {accounts[i] for i in (a.from_id, a.to_id) if i is not None}
        assert ends == {(a.customer_id, a.currency)}
        assert (a.use in LINKING_USES) == (a.from_id is not None is not a.to_id)


@FEW
@given(used_carteras())
def test_a_transfer_is_whole_or_gone(books: Cartera) -> None:
    """Both halves are used up by their one application, or both are void."""
    for document in books.documents:
        if document.kind in (Kind.TRANSFER_OUT, Kind.TRANSFER_IN):
            assert books.balances[document.id] == 0


@FEW
@given(used_carteras())
def test_of_every_number_one_edition_stands_at_most(books: Cartera) -> None:
    gone = {
        a.to_id or a.from_id
        for a in books.applications
        if a.use == "void" and a.id not in {b.reverses for b in books.applications}
    }
    standing = [d[1:4] for d in books.documents if d.id not in gone]
    assert len(standing) == len(set(standing))
    editions = [(*d[1:4], d.edition) for d in books.documents]
    assert len(editions) == len(set(editions))


@FEW
@given(used_carteras(), st.data())
def test_undoing_gives_every_balance_of_every_day_back(
    books: Cartera, data: st.DataObject
) -> None:
    before = books.history()
    batch = data.draw(st.lists(verbs(books), min_size=1, max_size=2))
    if books.post(*batch).accepted:
        decided = books.undo()
        assert decided.accepted, decided.outcomes
        assert books.history() == before
        assert books.breaches == []


@FEW
@given(used_carteras(), st.data(), st.integers(0, 3))
def test_a_bad_row_stops_all_and_changes_nothing_for_the_others(
    books: Cartera, data: st.DataObject, place: int
) -> None:
    good = data.draw(st.lists(verbs(books), max_size=3))
    place = min(place, len(good))
    alone = decide(good, books.position, books.now)
    both = decide((*good[:place], BAD, *good[place:]), books.position, books.now)
    assert both.posting == Posting()
    assert both.moved == alone.moved
    assert [o for o in both.refused if o.row != 99] == list(alone.refused)


@FEW
@given(used_carteras(), st.data())
def test_a_refused_batch_changes_nothing(books: Cartera, data: st.DataObject) -> None:
    before = books.history()
    decided = books.post(*data.draw(st.lists(verbs(books), min_size=1, max_size=3)))
    assert decided.accepted or books.history() == before


@given(carteras(), st.data())
def test_what_is_posted_keeps_the_rules_of_the_store(
    books: Cartera, data: st.DataObject
) -> None:
    decided = decide(
        data.draw(st.lists(verbs(books), min_size=1, max_size=3)),
        books.position,
        books.now,
    )
    assert not [p for p in check_posting(decided.posting, books.position) if p.blocks]


@given(carteras(), st.permutations(range(4)))
def test_all_credits_at_once_do_not_depend_on_the_order_of_the_documents(
    books: Cartera, order: list[int]
) -> None:
    asked = Apply(1, on(LAST_DAY), customers=(1, 2))
    forward = decide([asked], books.position, books.now)
    shuffled = sorted(
        books.position.items.values(), key=lambda item: (order[item.id % 4], item.id)
    )
    position = replace(books.position, items={item.id: item for item in shuffled})
    assert decide([asked], position, books.now).moved == forward.moved
