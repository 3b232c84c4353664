from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import ACCEPTED, REJECTED, QuoteStep
from cartera_xl.ledger.verbs.quotes import FollowUp
from tests.ledger.memory import doc, on
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def cartera() -> Cartera:
    quote = doc(1, 90_00, day=2, due=30, kind=Kind.QUOTE)._replace(concept="Asesoría")
    return Cartera(quote, doc(2, 10_00))


def test_a_quote_is_followed_up() -> None:
    books = cartera()
    asked = FollowUp(1, 1, on(5), "", "llamar", on(29))
    assert posted(books.post(asked, asked))
    assert books.known(QuoteStep)[0][1:] == (1, on(5), "", "llamar", on(29))


def test_an_accepted_quote_becomes_an_invoice() -> None:
    books = cartera()
    assert posted(
        books.post(FollowUp(1, 1, on(5), ACCEPTED, invoice="F-9", due=on(35)))
    )
    invoice = books.number("F-9")
    assert (invoice.kind, invoice.issued, invoice.due) == (Kind.INVOICE, on(5), on(35))
    assert (invoice.total, invoice.concept) == (90_00, "Asesoría")
    assert invoice.reference == "D1"
    assert books.balances[3] == 90_00


def test_without_a_due_date_the_invoice_is_due_at_once() -> None:
    books = cartera()
    books.post(FollowUp(1, 1, on(5), ACCEPTED, invoice="F-9"))
    assert books.number("F-9").due == on(5)


def test_a_quote_may_be_accepted_without_an_invoice_or_rejected() -> None:
    for state in (ACCEPTED, REJECTED):
        books = cartera()
        assert posted(books.post(FollowUp(1, 1, on(5), state)))
        assert len(books.documents) == 2


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        (ACCEPTED, REJECTED, "D1 ya está aceptada."),
        (REJECTED, ACCEPTED, "D1 ya está rechazada."),
        (REJECTED, "", "D1 ya está rechazada."),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_quote_is_answered_once(
    first: str, then: str, sentence: str, together: bool
) -> None:
    books = cartera()
    answers = [FollowUp(1, 1, on(5), first), FollowUp(2, 1, on(6), then)]
    if together:
        assert refused(books.post(*answers)) == ("quote_closed", sentence)
    else:
        books.post(answers[0])
        assert refused(books.post(answers[1])) == ("quote_closed", sentence)


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (
            FollowUp(1, 9, on(5)),
            "not_found",
            "El documento 9 no está en la cartera.",
        ),
        (FollowUp(1, 2, on(5)), "wrong_document", "D2 no es una cotización."),
        (
            FollowUp(1, 1, on(1)),
            "before_issue",
            "La fecha es anterior a la de D1: 17/01/2026.",
        ),
        (
            FollowUp(1, 1, on(TODAY + 1)),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            FollowUp(1, 1, on(5), ACCEPTED, invoice="D2"),
            "duplicate",
            "D2 ya está en la cartera.",
        ),
    ],
)
def test_each_refusal_says_why(asked: FollowUp, status: str, sentence: str) -> None:
    books = cartera()
    assert refused(books.post(asked)) == (status, sentence)
    assert books.known(QuoteStep) == []


def test_an_accepted_quote_becomes_an_invoice_later_and_only_once() -> None:
    books = cartera()
    books.post(FollowUp(1, 1, on(5), ACCEPTED))
    later = FollowUp(1, 1, on(6), ACCEPTED, invoice="F-9")
    assert posted(books.post(later))
    assert books.number("F-9").reference == "D1"
    assert len(books.known(QuoteStep)) == 1
    again = FollowUp(1, 1, on(7), ACCEPTED, invoice="F-10", invoiced="F-9")
    assert refused(books.post(again)) == (
        "quote_closed",
        "D1 ya se facturó: es la factura F-9.",
    )


def test_nobody_is_called_back_in_the_past() -> None:
    asked = FollowUp(1, 1, on(5), "", "llamar", on(TODAY - 1))
    assert refused(cartera().post(asked)) == (
        "next_in_past",
        "El próximo seguimiento es anterior a hoy, 04/02/2026.",
    )
