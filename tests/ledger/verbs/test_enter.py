from __future__ import annotations

from dataclasses import replace

import pytest

from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.facts import Taxes, Tender
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.enter import ADVANCE_PREFIX, Enter
from cartera_xl.ledger.verbs.receive import Line, Means, Receive
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import credit_note, doc, on
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted, refused


def new(number: str = "F-1", total: int = 100_00, day: int = 3) -> Document:
    return doc(0, total, day, due=30)._replace(number=number)


def test_an_invoice_is_open_from_its_date() -> None:
    books = Cartera()
    assert posted(books.post(Enter(1, new(), base=84_00, vat=16_00)))
    assert books.at(2) == {}
    assert books.at(3) == {"invoice:F-1:1": 100_00}
    assert books.known(Taxes)[0][1:] == (1, 84_00, 16_00)


def test_an_advance_without_a_number_gets_the_next_one() -> None:
    books = Cartera()
    advance = new("")._replace(kind=Kind.ADVANCE)
    money = (Means(100_00, "efectivo", "Caja", "A"),)
    for _ in range(2):
        assert posted(books.post(Enter(1, advance, money, series=ADVANCE_PREFIX)))
    assert [d.number for d in books.documents] == ["AN-1", "AN-2"]
    assert books.known(Tender)[0][1:] == (1, None, "efectivo", "Caja", "A", 100_00)


def test_a_quote_moves_no_balance() -> None:
    books = Cartera()
    assert posted(books.post(Enter(1, new()._replace(kind=Kind.QUOTE))))
    assert books.history() == Cartera().history()


def test_a_credit_note_settles_at_once_what_it_names() -> None:
    books = Cartera(doc(1, 100_00), doc(2, 50_00))
    assert posted(books.post(Enter(1, credit_note(0, 30_00, 3, "D1"))))
    assert books.balances == {1: 70_00, 2: 50_00, 3: 0}


def test_the_rest_of_a_credit_note_becomes_a_credit_of_the_customer() -> None:
    """ERPNext #6091: no invoice below zero."""
    books = Cartera(doc(1, 100_00), doc(2, 50_00))
    books.post(Enter(1, new("A", 80_00, 2)._replace(kind=Kind.ADVANCE)))
    books.post(Apply(1, on(3), 3, 1))
    assert posted(books.post(Enter(1, credit_note(0, 30_00, 4, "D1"))))
    assert books.balances == {1: 0, 2: 50_00, 3: 0, 4: 10_00}


def test_a_credit_note_settles_every_instalment_of_what_it_names() -> None:
    parts = [doc(n, 50_00, instalment=n)._replace(number="F-1") for n in (1, 2)]
    books = Cartera(*parts)
    assert posted(books.post(Enter(1, credit_note(0, 80_00, 3, "F-1"))))
    assert books.balances == {1: 0, 2: 20_00, 3: 0}


def test_a_credit_note_of_before_its_invoice_waits() -> None:
    books = Cartera(doc(1, 100_00, day=5))
    assert posted(books.post(Enter(1, credit_note(0, 30_00, 3, "D1"))))
    assert books.balances == {1: 100_00, 2: 30_00}


def test_a_credit_note_settles_the_invoice_of_a_joined_record() -> None:
    books = Cartera(doc(1, 100_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    assert posted(books.post(Enter(1, credit_note(0, 30_00, 3, "D1"))))
    assert (books.balances[1], books.balances[2]) == (70_00, 0)
    assert not books.breaches


@pytest.mark.parametrize(
    ("document", "status", "sentence"),
    [
        (
            new(total=0),
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (
            new(total=-1),
            "amount_not_positive",
            "El valor debe ser mayor que cero.",
        ),
        (new(total=10**15 + 1), "invalid_document", "F-1 vale demasiado."),
        (new("D1"), "duplicate", "D1 ya está en la cartera."),
        (
            new("D1")._replace(customer_id=2),
            "duplicate",
            "D1 ya está en la cartera.",
        ),
        (
            new()._replace(currency="$"),
            "invalid_document",
            "F-1 no tiene moneda de tres letras, como COP.",
        ),
        (
            new()._replace(instalment=0),
            "invalid_document",
            "F-1 tiene una cuota menor que 1.",
        ),
        (
            new(day=TODAY + 1),
            "in_future",
            "La fecha es posterior a hoy, 04/02/2026.",
        ),
        (
            new(day=-9),
            "month_closed",
            "El mes está cerrado: use una fecha desde el 10/01/2026.",
        ),
    ],
)
def test_each_refusal_says_why(document: Document, status: str, sentence: str) -> None:
    books = Cartera(doc(1, 100_00))
    policy = replace(POLICY, open_from=on(-5))
    decided = books.post(Enter(4, document), policy=policy)
    assert refused(decided) == (status, sentence)


def test_without_a_number_and_a_series_there_is_no_document() -> None:
    assert refused(Cartera().post(Enter(4, new(" "))))[0] == "invalid_document"


def test_another_kind_and_another_instalment_have_their_own_numbers() -> None:
    books = Cartera(doc(1, 100_00))
    note = new("D1")._replace(kind=Kind.DEBIT_NOTE)
    assert posted(
        books.post(Enter(1, note), Enter(2, new("D1")._replace(instalment=2)))
    )


def test_two_rows_cannot_enter_the_same_document() -> None:
    decided = Cartera().post(Enter(1, new()), Enter(2, new()))
    assert refused(decided) == ("duplicate", "F-1 ya está en la cartera.")


def test_a_voided_documents_number_may_be_entered_again() -> None:
    books = Cartera(doc(1, 100_00))
    books.post(Void(1, 1, "error"))
    assert posted(books.post(Enter(1, new("D1"))))
    assert books.number("D1").edition == 2


def test_also_in_the_batch_that_voids_it() -> None:
    books = Cartera(doc(1, 100_00))
    assert posted(books.post(Void(1, 1, "error"), Enter(2, new("D1"))))
    assert books.number("D1").edition == 2


@pytest.mark.parametrize("kind", [Kind.INVOICE, Kind.QUOTE])
def test_nothing_falls_due_before_its_date(kind: Kind) -> None:
    early = new()._replace(kind=kind, due=on(2))
    assert refused(Cartera().post(Enter(1, early))) == (
        "due_before_issue",
        "F-1 vence el 17/01/2026, antes de su fecha: 18/01/2026.",
    )


def test_later_rows_name_what_earlier_rows_of_the_batch_enter() -> None:
    books = Cartera()
    pay = Receive(3, 1, "COP", on(5), (Means(30_00),), (Line(3, -2, 30_00),))
    batch = (
        Enter(1, new("F-1"), entered_id=-1),
        Enter(2, new("F-2", 50_00), entered_id=-2),
        pay,
    )
    assert posted(books.post(*batch))
    assert books.balances == {1: 100_00, 2: 20_00, 3: 0}


def test_where_an_earlier_row_was_refused_those_that_name_it_only_wait() -> None:
    """And no other document of the batch takes its place."""
    books = Cartera(doc(1, 1_00))
    batch = (
        Enter(1, new("D1"), entered_id=-1),
        Enter(2, new("F-2", 50_00), entered_id=-2),
        Receive(3, 1, "COP", on(5), (Means(30_00),), (Line(3, -1, 30_00),)),
        Receive(4, 1, "COP", on(5), (Means(30_00),), (Line(4, -2, 50_01),)),
        Apply(5, on(5), None, -1),
    )
    decided = books.post(*batch)
    assert [(o.row, str(o.status)) for o in decided.outcomes] == [
        (1, "duplicate"),
        (2, "batch_refused"),
        (3, "batch_refused"),
        (4, "exceeds_payment"),
        (5, "batch_refused"),
    ]
