from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.facts import (
    CALL,
    DISPUTE,
    NOTE,
    PROMISE,
    TASK,
    ContactMade,
    Event,
    EventEnd,
)
from cartera_xl.ledger.requests import Status
from cartera_xl.ledger.verbs.collection import End, Log, Reached
from cartera_xl.ledger.verbs.customers import Join
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import doc, on
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def cartera() -> Cartera:
    return Cartera(
        doc(1, 100_00, day=2, due=10),
        doc(2, 50_00, day=2, due=40),
        doc(3, 30_00, customer=2),
        doc(4, 70_00, kind=Kind.CREDIT_NOTE),
        doc(5, 20_00, currency="USD"),
    )


def promise(amount: int | None = 60_00, **fields: Any) -> Log:
    asked = Log(1, 1, PROMISE, on(5), due=on(30), amount=amount, currency="COP")
    return replace(asked, **fields)


def test_a_promise_keeps_its_amount_and_its_day() -> None:
    books = cartera()
    assert posted(books.post(promise(document_id=1, detail=" el viernes ")))
    [event] = books.known(Event)
    assert event[1:] == (
        *(1, 1, PROMISE, on(5), "el viernes", on(30)),
        *(60_00, "COP"),
    )


def test_only_a_promise_has_an_amount() -> None:
    books = cartera()
    asked = Log(1, 1, NOTE, on(5), "x", amount=10_00, currency="COP")
    assert posted(books.post(asked))
    assert books.known(Event)[0].amount is None


def test_a_call_is_in_the_log_of_contacts_with_its_step() -> None:
    books = cartera()
    reached = Reached("14:05", contact_id=9, two_way=True)
    assert posted(books.post(Log(1, 1, CALL, on(5), "contestó", reached=reached)))
    [event], [made] = books.known(Event), books.known(ContactMade)
    assert made[1:] == (
        *(1, 9, event.id, on(5), "14:05", "phone", "deudor", 1),
        *("cobro", ""),
    )


REFUSED: dict[str, tuple[Log, Status, str]] = {
    "a day that has not come": (
        Log(1, 1, NOTE, on(TODAY + 1), "x"),
        Status.IN_FUTURE,
        "La fecha es posterior a hoy",
    ),
    "a note of nothing": (Log(1, 1, NOTE, on(5), " "), Status.DETAIL_MISSING, "Falta"),
    "a dispute of nothing": (Log(1, 1, DISPUTE, on(5)), Status.DETAIL_MISSING, "Falta"),
    "a task without a day": (
        Log(1, 1, TASK, on(5), "x"),
        Status.DUE_MISSING,
        "Falta la fecha",
    ),
    "a promise without a day": (
        promise(due=None),
        Status.DUE_MISSING,
        "Falta la fecha",
    ),
    "a promise for the day before": (
        promise(due=on(4)),
        Status.DUE_BEFORE_ISSUE,
        "«Para cuándo» es anterior",
    ),
    "a promise of nothing": (promise(0), Status.AMOUNT_NOT_POSITIVE, "mayor que cero"),
    "a promise without an amount": (
        promise(amount=None),
        Status.AMOUNT_NOT_POSITIVE,
        "mayor que cero",
    ),
    "more than the invoice owes": (
        promise(100_01, document_id=1),
        Status.EXCEEDS_DEBIT,
        "Promesa mayor que lo que debe: COP 100.",
    ),
    "more than the customer owes": (
        promise(150_01),
        Status.EXCEEDS_DEBIT,
        "Promesa mayor que lo que debe: COP 150.",
    ),
    "in another currency": (
        promise(10_00, document_id=5),
        Status.CURRENCIES_DIFFER,
        "D5 está en USD y la promesa en COP.",
    ),
    "another customer's invoice": (
        Log(1, 1, DISPUTE, on(5), "x", 3),
        Status.CUSTOMERS_DIFFER,
        "D3 es de otro cliente.",
    ),
    "a credit": (
        Log(1, 1, DISPUTE, on(5), "x", 4),
        Status.WRONG_DOCUMENT,
        "D4 no es una factura.",
    ),
    "a document that is not there": (
        Log(1, 1, DISPUTE, on(5), "x", 99),
        Status.NOT_FOUND,
        "no está en la cartera",
    ),
    "a reference was called": (
        Log(1, 1, CALL, on(5), reached=Reached("10:00", kind="referencia")),
        Status.REFERENCE_REFUSED,
        "prohíbe contactar referencias",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_logged(name: str) -> None:
    asked, status, words = REFUSED[name]
    [outcome] = cartera().post(asked).outcomes
    assert outcome.status == status
    assert words in outcome.sentence


def test_a_voided_invoice_is_not_disputed() -> None:
    books = cartera()
    assert posted(books.post(Void(1, 1, "error")))
    asked = Log(1, 1, DISPUTE, on(5), "x", 1)
    assert refused(books.post(asked)) == (Status.VOIDED, "D1 está anulado.")


def test_a_joined_record_promises_for_both() -> None:
    books = cartera()
    assert posted(books.post(Join(1, 2, 1, "el mismo")))
    assert posted(books.post(promise(180_00)))
    assert posted(books.post(Log(1, 1, DISPUTE, on(5), "x", 3)))


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(PROMISE, "cancelled"), (DISPUTE, "resolved"), (TASK, "finished")],
)
def test_what_stays_open_is_ended_once(kind: str, outcome: str) -> None:
    books = cartera()
    books.post(promise(kind=kind, detail="x"))
    [event] = books.known(Event)
    assert posted(books.post(End(1, event.id, on(9), " listo ")))
    assert books.known(EventEnd)[0][1:] == (event.id, on(9), outcome, "listo")
    [again] = books.post(End(1, event.id, on(9))).outcomes
    assert again.status == Status.EVENT_ENDED


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (End(1, 99, on(9)), Status.NOT_FOUND),
        (End(1, -1, on(4)), Status.BEFORE_ORIGINAL),
        (End(1, -1, on(TODAY + 1)), Status.IN_FUTURE),
    ],
)
def test_what_cannot_be_ended(asked: End, status: Status) -> None:
    books = cartera()
    books.post(promise())
    [event] = books.known(Event)
    real = replace(asked, event_id=event.id if asked.event_id < 0 else asked.event_id)
    [outcome] = books.post(real).outcomes
    assert outcome.status == status


def test_a_note_is_over_when_it_is_logged() -> None:
    books = cartera()
    books.post(Log(1, 1, NOTE, on(5), "x"))
    [outcome] = books.post(End(1, books.known(Event)[0].id, on(9))).outcomes
    assert outcome.status == Status.WRONG_DOCUMENT
    assert "solo se cierran promesas" in outcome.sentence


def test_a_batch_may_end_what_it_logged_and_undoing_it_voids_the_step() -> None:
    books = cartera()
    assert posted(books.post(promise(), End(2, -1, on(6))))
    assert posted(books.undo())
    assert [end.outcome for end in books.known(EventEnd)] == ["cancelled", "voided"]


def test_undoing_a_promise_voids_it() -> None:
    books = cartera()
    books.post(promise())
    assert posted(books.undo())
    [event], [end] = books.known(Event), books.known(EventEnd)
    assert (end.event_id, end.outcome) == (event.id, "voided")
    [outcome] = books.post(End(1, event.id, on(9))).outcomes
    assert "ya está anulada" in outcome.sentence


def test_undoing_an_end_opens_the_step_again() -> None:
    books = cartera()
    books.post(promise())
    [event] = books.known(Event)
    books.post(End(1, event.id, on(9)))
    assert posted(books.undo())
    assert posted(books.post(End(1, event.id, on(9))))


def test_undoing_the_end_of_a_step_that_was_undone_leaves_it_undone() -> None:
    books = cartera()
    books.post(promise())
    [logged] = books.batches
    [event] = books.known(Event)
    books.post(End(1, event.id, on(9)))
    ended = books.batches[-1]
    assert posted(books.undo(logged))
    assert posted(books.undo(ended))
    assert books.known(EventEnd)[-1].outcome == "voided"


def test_a_refused_row_takes_its_step_back() -> None:
    books = cartera()
    decided = books.post(promise(), Log(2, 1, NOTE, on(5), ""))
    assert not decided.accepted
    assert books.known(Event) == []
    assert posted(books.post(promise()))
