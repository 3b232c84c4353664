from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Certificate
from cartera_xl.ledger.verbs.certify import Certify
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.unapply import Unapply
from tests.ledger.memory import doc, on
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def cartera() -> Cartera:
    """An invoice with a withholding (application 1) and a payment (application 2)."""
    books = Cartera(doc(1, 100_00))
    line = Line(1, 1, 90_00, (Withheld(Use.VAT_WITHHELD, 10_00),))
    books.post(Receive(1, 1, "COP", on(4), (Means(90_00),), (line,)))
    return books


@pytest.mark.parametrize("received", [on(6), None])
def test_a_certificate_has_come_or_is_announced(received: object) -> None:
    books = cartera()
    day = on(6) if received else None
    assert posted(books.post(Certify(1, 1, "C-1", day)))
    assert books.known(Certificate)[0][1:] == (1, "C-1", received)


def test_it_moves_no_balance() -> None:
    books = cartera()
    before = books.history()
    books.post(Certify(1, 1, "C-1", on(6)))
    assert books.history() == before


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (
            Certify(1, 9, "C-1", None),
            "not_found",
            "La aplicación 9 no está en la cartera.",
        ),
        (
            Certify(1, 2, "C-1", None),
            "wrong_document",
            "La aplicación 2 no es una retención.",
        ),
        (
            Certify(1, 1, "C-1", on(TODAY + 1)),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
    ],
)
def test_each_refusal_says_why(asked: Certify, status: str, sentence: str) -> None:
    assert refused(cartera().post(asked)) == (status, sentence)


@pytest.mark.parametrize(
    ("which", "status"), [(1, "already_reversed"), (3, "is_reversal")]
)
def test_what_was_taken_back_needs_no_certificate(which: int, status: str) -> None:
    books = cartera()
    books.post(Unapply(1, 1, on(6)))
    assert refused(books.post(Certify(1, which, "C-1", None)))[0] == status
