from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.documents import Kind, Use
from cartera_xl.ledger.facts import (
    ACCEPTED,
    REJECTED,
    Certificate,
    QuoteStep,
    Undoing,
    Withholding,
)
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.certify import Certify
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Change, Join, Register, Withholds
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.quotes import FollowUp
from cartera_xl.ledger.verbs.receive import Line, Means, Receive, Withheld
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.undo import Batch
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from tests.ledger.memory import credit_note, doc, on, receipt
from tests.ledger.verbs.cartera import POLICY, TODAY, Cartera, posted, refused

if TYPE_CHECKING:
    from cartera_xl.ledger.batch import Verb

WITHHELD = (Withheld(Use.VAT_WITHHELD, 10_00, 66_00, 150_000, "", "C-1"),)


def cartera() -> Cartera:
    """Invoices 1 and 2, advance 3; 4 is a receipt on 1, with a withholding.

    Invoice 5 of customer 2, who is the same as 1; 6 is a quote.
    """
    books = Cartera(doc(1, 100_00), doc(2, 50_00, day=2), receipt(3, 60_00, day=1))
    line = Line(1, 1, 40_00, WITHHELD)
    books.post(Receive(1, 1, "COP", on(4), (Means(40_00),), (line,)))
    books.documents += [
        doc(5, 30_00, customer=2),
        doc(6, 90_00, kind=Kind.QUOTE),
    ]
    books.post(Join(1, 2, 1, "es el mismo"))
    return books


VERBS: dict[str, Verb] = {
    "receive": Receive(1, 1, "COP", on(6), (Means(90_00),)),
    "receive net": Receive(
        1, 1, "COP", on(6), (Means(30_00),), (Line(1, 2, 30_00, WITHHELD),)
    ),
    "receive across": Receive(1, 1, "COP", on(6), (Means(30_00),), (Line(1, 5, 9_00),)),
    "apply": Apply(1, on(6), 3, 2),
    "apply all": Apply(1, on(6), customers=(1,)),
    "refund": Refund(1, 3, 20_00, on(6)),
    "write off": WriteOff(1, 2, on(6), "insolvencia", "Ana"),
    "unapply": Unapply(1, 2, on(TODAY)),
    "unapply a withholding": Unapply(1, 1, on(TODAY)),
    "void a receipt": Void(1, 4, "cheque devuelto"),
    "void an invoice": Void(1, 1, "duplicada"),
    "correct an invoice": Correct(1, 1, {"total": 120_00}, "error"),
    "correct a receipt": Correct(1, 4, {"total": 45_00}, "error"),
    "correct a customer": Correct(1, 2, {"customer_id": 3}, "error"),
    "enter": Enter(1, doc(0, 70_00, day=3)._replace(number="F-9")),
    "enter a note": Enter(1, credit_note(0, 20_00, day=3, reference="D1")),
    "enter a quote": Enter(1, doc(0, 70_00, kind=Kind.QUOTE)._replace(number="Q-9")),
    "follow up": FollowUp(1, 6, on(6), note="llamar", next_day=on(29)),
    "accept": FollowUp(1, 6, on(6), ACCEPTED, invoice="F-9", due=on(30)),
    "change": Change(1, 1, {"name": "Otro", "code": "C-1"}),
    "certify": Certify(1, 1, "C-7", on(8)),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_undoing_a_batch_restores_every_balance_at_every_day(verb: Verb) -> None:
    books = cartera()
    before = books.history()
    assert posted(books.post(verb))
    assert posted(books.undo())
    assert books.history() == before
    assert not books.breaches


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_batch_is_undone_once(verb: Verb) -> None:
    books = cartera()
    books.post(verb)
    batch = books.batches[-1]
    books.undo(batch)
    sentence = f"El lote {batch.revision} ya fue deshecho."
    assert refused(books.undo(batch)) == ("already_undone", sentence)


def test_nor_is_it_undone_twice_in_one_batch() -> None:
    books = cartera()
    books.post(VERBS["apply"])
    batch = books.batches[-1]
    decided = books.post(books.undoing(batch, row=1), books.undoing(batch, row=2))
    assert refused(decided) == (
        "already_undone",
        f"El lote {batch.revision} ya fue deshecho.",
    )


def test_all_verbs_of_a_batch_are_undone_together() -> None:
    books = cartera()
    before = books.history()
    names = ("receive net", "apply", "certify", "correct an invoice", "accept")
    assert posted(books.post(*(VERBS[name] for name in names)))
    assert posted(books.undo())
    assert books.history() == before
    assert len(books.known(Undoing)) == 1


@pytest.mark.parametrize(
    "together",
    [
        (VERBS["apply"], Void(2, 2, "error")),
        (VERBS["apply"], Void(2, 3, "error")),
        (VERBS["enter"], Apply(2, on(6), 3, -1), Void(3, -1, "error")),
        (VERBS["correct an invoice"], Correct(2, -1, {"total": 130_00}, "error")),
        (VERBS["receive net"], Correct(2, -1, {"total": 31_00}, "error")),
    ],
)
def test_what_a_batch_did_and_took_back_itself_stays_so(together: Any) -> None:
    books = cartera()
    before = books.history()
    assert posted(books.post(*together))
    assert posted(books.undo())
    assert books.history() == before
    assert not books.breaches


def test_undoing_an_undone_batch_is_refused() -> None:
    books = cartera()
    books.post(VERBS["apply"])
    books.undo()
    assert refused(books.undo()) == (
        "not_undoable",
        f"El lote {len(books.batches)} no se deshace: deshizo el lote "
        f"{len(books.batches) - 1}, y un lote deshecho no vuelve.",
    )


@pytest.mark.parametrize(
    "verb",
    [
        Close(1, on(-20)),
        Join(1, 3, 1, "es el mismo"),
        Withholds(1, 1, "reteica", "servicios", "Bogotá"),
        Register(1, Customer(0, "C-9", "Nuevo")),
    ],
)
def test_what_has_a_way_back_of_its_own_is_not_undone(verb: Any) -> None:
    books = cartera()
    assert posted(books.post(verb))
    assert refused(books.undo())[0] == "not_undoable"


def test_nor_is_what_the_ledger_says_has_one() -> None:
    batch = Batch(1, (), (1,), (), (), kept=True)
    assert refused(cartera().undo(batch))[0] == "not_undoable"


def test_of_a_contact_that_changed_the_one_before_is_kept_nowhere() -> None:
    batch = Batch(1, (), (), (), (), contacts=1)
    assert refused(cartera().undo(batch)) == (
        "not_undoable",
        "El lote 1 solo cambió datos de contacto. El correo y el teléfono de antes no "
        "se guardan (Ley 1581): digite los que valen en Clientes.",
    )


@pytest.mark.parametrize(
    ("batch", "later", "sentence"),
    [
        (
            "receive",
            Refund(1, 7, 20_00, on(7)),
            "RC-2 ya se usó después (Devolución por COP 20 el 22/01/2026)",
        ),
        (
            "enter",
            Apply(1, on(7), 3, 7),
            "F-9 ya se usó después (Aplicación de crédito por COP 60 el 22/01/2026)",
        ),
        (
            "enter",
            Void(1, 7, "error"),
            "F-9 ya se usó después (Anulación por COP 70 el 18/01/2026)",
        ),
        (
            "correct an invoice",
            Apply(1, on(7), 3, 7),
            "D1 ya se usó después (Aplicación de crédito por COP 60 el 22/01/2026)",
        ),
        (
            "accept",
            Apply(1, on(7), 3, 7),
            "F-9 ya se usó después (Aplicación de crédito por COP 60 el 22/01/2026)",
        ),
        (
            "enter a quote",
            FollowUp(1, 7, on(7), REJECTED),
            "Q-9 ya se usó después (rechazada)",
        ),
        (
            "unapply",
            Refund(1, 4, 40_00, on(TODAY)),
            "RC-1 ya se usó después (Devolución por COP 40 el 04/02/2026)",
        ),
        (
            "unapply",
            WriteOff(1, 1, on(TODAY), "x", "Ana"),
            "D1 ya se usó después (Castigo por COP 90 el 04/02/2026)",
        ),
    ],
)
def test_what_has_been_built_upon_is_not_undone_and_the_reason_names_it(
    batch: str, later: Any, sentence: str
) -> None:
    books = cartera()
    if batch == "receive":  # nothing is open, so that all of it is a credit
        books.post(*(WriteOff(1, n, on(5), "x", "Ana") for n in (1, 2, 5)))
    books.post(VERBS[batch])
    done = books.batches[-1]
    assert posted(books.post(later))
    before = books.history()
    status, why = refused(books.undo(done))
    assert (status, why) == ("built_upon", f"{sentence}: deshaga primero eso.")
    assert books.history() == before


def test_once_that_is_undone_the_first_can_be() -> None:
    books = cartera()
    before = books.history()
    books.post(VERBS["enter"])
    first = books.batches[-1]
    books.post(Apply(1, on(7), 3, 7))
    books.undo()
    assert posted(books.undo(first))
    assert books.history() == before


def test_what_was_unapplied_one_by_one_stays_so() -> None:
    books = cartera()
    books.post(VERBS["receive net"])
    done = books.batches[-1]
    books.post(Unapply(1, done.applications[-1], on(9)))
    assert posted(books.undo(done))
    assert books.at(TODAY)["invoice:D2:1"] == 50_00
    assert not books.breaches


def test_a_number_that_was_taken_again_stops_the_undoing_of_the_void() -> None:
    books = cartera()
    books.post(Void(1, 2, "error"))
    void = books.batches[-1]
    books.post(Enter(1, doc(0, 70_00, day=3)._replace(number="D2")))
    assert refused(books.undo(void)) == ("duplicate", "D2 ya está en la cartera.")
    books.undo()
    assert posted(books.undo(void))
    assert books.balances[2] == 50_00


def test_a_withholding_that_is_applied_again_keeps_what_stands_behind_it() -> None:
    """Voiding the receipt after all takes it back again."""
    books = cartera()
    books.post(VERBS["void a receipt"])
    books.undo()
    again = books.known(Withholding)[-1]
    assert again[2:] == books.known(Withholding)[0][2:]
    assert books.known(Certificate)[-1][2:] == ("C-1", None)
    assert posted(books.post(VERBS["void a receipt"]))
    assert books.balances[1] == 100_00


def test_an_undone_correction_of_a_receipt_gives_its_withholdings_back() -> None:
    books = cartera()
    books.post(VERBS["correct a receipt"])
    assert books.known(Withholding)[-1].document_id == 7
    books.undo()
    assert books.known(Withholding)[-1].document_id == 4


@pytest.mark.parametrize(
    ("first", "then"), [(Certify(1, 1, "C-5", on(7)), "C-5"), (None, "C-1")]
)
def test_an_undone_certificate_leaves_the_one_before(first: Any, then: str) -> None:
    books = cartera()
    if first:
        books.post(first)
    books.post(VERBS["certify"])
    assert posted(books.undo())
    assert books.known(Certificate)[-1].number == then


def test_an_undone_first_certificate_leaves_none() -> None:
    books = cartera()
    books.facts = [f for f in books.facts if not isinstance(f, Certificate)]
    books.post(VERBS["certify"])
    books.undo()
    assert books.known(Certificate)[-1][1:] == (1, "", None)


def test_a_certificate_of_later_stays() -> None:
    books = cartera()
    books.post(VERBS["certify"])
    first = books.batches[-1]
    books.post(Certify(1, 1, "C-8", on(9)))
    assert posted(books.undo(first))
    assert books.known(Certificate)[-1].number == "C-8"


@pytest.mark.parametrize(("verb", "state"), [("accept", ""), ("follow up", None)])
def test_an_undone_answer_opens_the_quote_again(verb: str, state: str | None) -> None:
    books = cartera()
    books.post(VERBS[verb])
    steps = len(books.known(QuoteStep))
    books.undo()
    later = [step.state for step in books.known(QuoteStep)[steps:]]
    assert later == ([] if state is None else [state])
    assert posted(books.post(FollowUp(1, 6, on(9), REJECTED)))


def test_an_undone_quote_leaves_its_number_free() -> None:
    books = cartera()
    books.post(VERBS["enter a quote"], FollowUp(2, -1, on(6), note="llamar"))
    books.undo()
    assert books.known(QuoteStep)[-1].state == "voided"
    assert posted(books.post(VERBS["enter a quote"]))
    assert books.number("Q-9").edition == 2


def test_a_quote_answered_in_the_batch_that_entered_it_stays_void() -> None:
    books = cartera()
    books.post(VERBS["enter a quote"], FollowUp(2, -1, on(6), REJECTED))
    assert posted(books.undo())
    assert books.known(QuoteStep)[-1].state == "voided"


def test_what_a_batch_entered_and_voided_leaves_its_number_to_others() -> None:
    books = cartera()
    books.post(VERBS["enter"], Void(2, -1, "error"))
    first = books.batches[-1]
    books.post(VERBS["enter"])
    assert posted(books.undo(first))
    assert books.balances[8] == 70_00


def test_an_undone_change_gives_the_fields_back() -> None:
    books = cartera()
    before = books.values
    books.post(VERBS["change"])
    assert (books.values[1, "name"], books.values[1, "code"]) == ("Otro", "C-1")
    assert posted(books.undo())
    assert books.values == before


def test_a_field_that_changed_again_is_left_alone() -> None:
    books = cartera()
    books.post(Change(1, 1, {"name": "Otro"}))
    first = books.batches[-1]
    books.post(Change(1, 1, {"name": "Otro más"}))
    assert refused(books.undo(first)) == (
        "changed_since",
        "El cliente cambió después (name): corríjalo en Clientes.",
    )


def test_a_code_that_another_customer_has_now_is_not_given_back() -> None:
    books = cartera()
    books.post(Change(1, 1, {"code": "C-1"}))
    first = books.batches[-1]
    books.post(Register(1, Customer(0, "C1", "Nuevo")))
    sentence = "El cliente C1 ya está en la cartera."
    assert refused(books.undo(first)) == ("duplicate", sentence)


def test_what_was_allowed_then_is_undone_whatever_is_allowed_now() -> None:
    books = cartera()
    before = books.history()
    books.post(VERBS["refund"])
    books.post(Unapply(1, 3, on(6)))
    assert posted(books.undo(policy=replace(POLICY, refunds=False)))
    books.undo(books.batches[-3])
    assert books.history()[-1] != before[-1]  # the refund stands again


def test_what_a_void_took_since_is_not_applied_again() -> None:
    books = cartera()
    books.post(VERBS["unapply"])
    first = books.batches[-1]
    books.post(Void(1, 4, "cheque devuelto"))
    assert refused(books.undo(first)) == ("voided", "RC-1 está anulado.")


@pytest.mark.parametrize(
    "verb", [VERBS["enter"], VERBS["apply"]], ids=["a document", "an application"]
)
def test_a_clock_behind_the_batch_takes_nothing_back(verb: Verb) -> None:
    """A machine whose date is wrong: nothing is dated in its future."""
    books = cartera()
    books.post(verb)
    before = books.history()
    status, _ = refused(books.undo(policy=replace(POLICY, today=on(2))))
    assert status == "in_future"
    assert books.history() == before


def test_once_its_month_is_closed_a_batch_is_undone_as_of_today() -> None:
    books = cartera()
    books.post(Receive(1, 1, "COP", on(6), (Means(90_00),)))
    batch = books.batches[-1]
    books.post(Close(1, on(0)))
    before = books.at(TODAY - 1)
    assert posted(books.undo(batch))
    assert books.at(TODAY - 1) == before
    assert "receipt:RC-2:1" not in books.at(TODAY)
    assert not books.breaches
