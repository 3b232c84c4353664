from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Application, Use
from cartera_xl.ledger.posting import Contact, Customer, Posting
from tests.ledger.memory import doc, on

SETTLED = Application(-1, Use.WRITE_OFF, None, -1, 1, "COP", 1, on(0))


def test_a_posting_of_nothing_is_empty() -> None:
    assert Posting().empty


def test_versions_alone_are_nothing_to_write() -> None:
    assert Posting(versions={1: 4}).empty


@pytest.mark.parametrize(
    "posting",
    [
        Posting(customers=(Customer(-1, "C1", "Uno"),)),
        Posting(contacts=(Contact(-1, 1, "email", "a@b.co"),)),
        Posting(documents=(doc(-1, 5),)),
        Posting(applications=(SETTLED,)),
        Posting(updates={1: {"name": "Dos"}}),
        Posting(parameters={"moneda": "USD"}),
    ],
)
def test_a_posting_of_anything_is_not(posting: Posting) -> None:
    assert not posting.empty
