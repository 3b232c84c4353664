from __future__ import annotations

import pytest

from cartera_xl.ledger.batch import decide
from cartera_xl.ledger.lengths import (
    LONGEST,
    LONGEST_NAME,
    too_long,
    too_long_in,
    too_long_within,
)
from cartera_xl.ledger.posting import Contact, Customer, Posting
from cartera_xl.ledger.requests import Policy, Position, Status
from cartera_xl.ledger.verbs.customers import Join, Register


@pytest.mark.parametrize("text", ["x" * LONGEST, "😀" * (LONGEST // 2), ""])
def test_what_a_cell_holds_is_short_enough(text: str) -> None:
    assert too_long(text) is None


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)])
def test_what_no_cell_holds_names_the_limit(text: str) -> None:
    wrong = too_long(text)
    assert wrong is not None
    assert wrong.sentence.endswith(
        f"{wrong.length} caracteres y el límite es 32767: acórtelo."
    )
    assert len(wrong.sentence) < 120


def test_a_text_is_found_however_deep_it_stands() -> None:
    contact = Contact(0, 0, "email", "x" * 40_000)
    verb = Register(0, Customer(0, "C1", "Acme"), (contact,))
    assert too_long_within(verb) == ("x" * 20, 40_000, LONGEST)


def test_what_names_something_shares_its_cell_and_is_shorter() -> None:
    customer = Customer(0, "C" * (LONGEST_NAME + 1), "Acme")
    assert too_long_within(customer) == ("C" * 20, 256, LONGEST_NAME)
    assert too_long_within(customer._replace(code="C" * LONGEST_NAME)) is None


@pytest.mark.parametrize(
    "posting",
    [
        Posting(customers=(Customer(-1, "C1", "x"), Customer(-2, "C2", "x" * 40_000))),
        Posting(updates={1: {"name": "x" * 40_000}}),
        Posting(parameters={"empresa.nombre": "x" * 40_000}),
    ],
)
def test_a_posting_is_looked_through(posting: Posting) -> None:
    wrong = too_long_in(posting)
    assert wrong is not None
    assert wrong.length == 40_000


def test_a_row_with_a_text_that_is_too_long_stops_its_batch() -> None:
    fits = Register(1, Customer(0, "C1", "Acme"))
    join = Join(2, 1, 2, "x" * 40_000)
    decided = decide([fits, join], Position({}), Policy())
    assert [o.status for o in decided.outcomes] == [
        Status.BATCH_REFUSED,
        Status.TEXT_TOO_LONG,
    ]
    assert decided.posting.empty
