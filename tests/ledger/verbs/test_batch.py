from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger import batch
from cartera_xl.ledger.batch import decide
from cartera_xl.ledger.books import Books
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import ACCEPTED, Closing, Joining
from cartera_xl.ledger.posting import Contact, Customer, Posting
from cartera_xl.ledger.requests import Position, Status
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Change, Join, Register
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.quotes import FollowUp
from cartera_xl.ledger.verbs.receive import Line, Means, Receive
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted

if TYPE_CHECKING:
    from cartera_xl.ledger.batch import Verb

GOOD: tuple[Verb, ...] = (
    Receive(11, 1, "COP", on(6), (Means(30_00),), (Line(12, 1, 10_00),)),
    Apply(13, on(6), 3, 1, 5_00),
    Refund(14, 3, 5_00, on(6)),
    Unapply(15, 1, on(TODAY)),
    Correct(16, 2, {"total": 55_00}, "error"),
    Enter(17, doc(0, 70_00, day=3)._replace(number="F-9")),
    Register(18, Customer(0, "N-1", "Nuevo"), (Contact(0, 0, "email", "a@b.co"),)),
    Change(19, 1, {"name": "Otro"}),
    Join(20, 3, 2, "es el mismo"),
)
# Each fails after it has written something into the books.
BAD: dict[str, Verb] = {
    "a payment": Receive(
        99, 1, "COP", on(6), (Means(9_00),), (Line(98, 1, 4_00), Line(99, 4, 4_00))
    ),
    "a correction": Correct(99, 1, {"total": 1}, "error"),
    "an accepted quote": FollowUp(99, 5, on(6), ACCEPTED, invoice="D1"),
    "a credit": Apply(99, on(6), 3, 1, 61_00),
}


def cartera() -> Cartera:
    """Invoices 1, 2 and 4 (of customer 2), advance 3 with 20 on invoice 1, quote 5."""
    books = Cartera(
        doc(1, 100_00),
        doc(2, 50_00),
        receipt(3, 60_00),
        doc(4, 50_00, customer=2),
        doc(5, 90_00, kind=Kind.QUOTE),
    )
    books.post(Apply(1, on(2), 3, 1, 20_00))
    return books


def test_a_batch_of_good_rows_stands() -> None:
    decided = cartera().post(*GOOD)
    assert posted(decided)
    assert [o.row for o in decided.outcomes] == list(range(11, 21))


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("place", range(len(GOOD) + 1))
def test_one_bad_row_stops_the_batch_wherever_it_stands(bad: Verb, place: int) -> None:
    books = cartera()
    before = books.history()
    decided = books.post(*GOOD[:place], bad, *GOOD[place:])
    assert decided.posting == Posting()
    assert [o.row for o in decided.refused] == [99]
    assert decided.numbers == {}
    others = {o.status for o in decided.outcomes if o.row != 99}
    assert others == {Status.BATCH_REFUSED}
    assert books.history() == before


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("place", range(len(GOOD) + 1))
def test_a_bad_row_leaves_nothing_behind_for_those_that_follow(
    bad: Verb, place: int
) -> None:
    """What the good rows move is what they move without it."""
    with_it = decide((*GOOD[:place], bad, *GOOD[place:]), cartera().position, POLICY)
    assert with_it.moved == decide(GOOD, cartera().position, POLICY).moved


def test_two_bad_rows_are_both_told() -> None:
    decided = cartera().post(*BAD.values())
    assert [o.row for o in decided.refused] == [99] * len(BAD)


def test_before_and_after_are_told_whether_it_stands_or_not() -> None:
    good = Apply(1, on(6), 3, 1, 5_00)
    moved = {1: (80_00, 75_00), 3: (40_00, 35_00)}
    assert cartera().post(good).moved == moved
    assert cartera().post(good, BAD["a payment"]).moved == moved


def test_an_empty_batch_stands_and_writes_nothing() -> None:
    decided = Cartera().post()
    assert decided.accepted
    assert decided.posting.empty


def state(books: Books) -> tuple[object, ...]:
    """Everything that a later row could see."""
    ids = sorted(books.items)
    return (
        dict(books.items),
        dict(books.applications),
        set(books.reversed_ids),
        list(books.new),
        list(books.documents),
        list(books.facts),
        list(books.customers),
        list(books.contacts),
        list(books.changes),
        dict(books.last_numbers),
        books.next_id(),
        [books.live(i) for i in ids],
        [books.available(i, on(d)) for i in ids for d in range(-1, TODAY + 1)],
        [books.is_voided(i) for i in ids],
        [list(books.same(books.items[i])) for i in ids],
        [books.family(i) for i in (1, 2, 3)],
        [books.known.quote_state(i) for i in ids],
        [books.known.of_application(i) for i in sorted(books.applications)],
        books.known.open_from(on(-9)),
    )


def everything(books: Books) -> None:
    """Move all that can be moved."""
    mark = books.mark()
    verbs = (
        *GOOD,
        Void(1, 4, "error"),
        FollowUp(1, 5, on(6), ACCEPTED),
        Close(1, on(-30)),
    )
    for verb in verbs:
        decide_one(verb, books)
    assert books.mark() != mark


def decide_one(verb: Verb, books: Books) -> None:
    outcomes = list(batch._outcomes(verb, books, POLICY))
    assert {o.status for o in outcomes} == {"posted"}


def test_going_back_restores_the_books_exactly() -> None:
    books = Books(cartera().position)
    before, mark = state(books), books.mark()
    everything(books)
    assert state(books) != before
    books.back_to(mark)
    assert state(books) == before


def test_going_back_part_of_the_way_keeps_the_rest() -> None:
    books, half = Books(cartera().position), Books(cartera().position)
    for each in (books, half):
        each.state(Joining(0, 1, 2, "a"))
        each.state(Closing(0, on(-40), ""))
        each.number("RC-")
        each.enter(doc(0, 10)._replace(number="F-1"))
    mark = books.mark()
    everything(books)
    books.back_to(mark)
    assert state(books) == state(half)


def test_an_edition_follows_the_last_one_also_where_that_is_out_of_sight() -> None:
    document = doc(0, 10)._replace(number="F-1")
    books = Books(Position({}, voided={(Kind.INVOICE, "F-1", 1): 2}))
    books.enter(document)
    assert books.documents[0].edition == 3


def test_books_of_nothing_know_no_number() -> None:
    assert Books(Position({})).number("RC-") == "RC-1"
