from __future__ import annotations

from typing import Any

import pytest

from cartera_xl.ledger.facts import Joining, Profile
from cartera_xl.ledger.posting import Contact, Customer
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.customers import Change, Join, Register, Withholds
from cartera_xl.ledger.verbs.enter import Enter
from tests.ledger.memory import doc, on, receipt
from tests.ledger.verbs.cartera import Cartera, posted, refused


def register(code: str = "N-1") -> Register:
    return Register(1, Customer(0, code, "Nuevo"))


def test_a_customer_needs_a_code_and_no_nit() -> None:
    books = Cartera()
    assert posted(books.post(register(" N-1 ")))
    assert books.customers[-1] == Customer(4, "N-1", "Nuevo")


def test_a_new_customer_may_have_an_invoice_in_the_same_batch() -> None:
    books = Cartera()
    invoice = doc(0, 10_00, customer=-1)
    assert posted(books.post(register(), Enter(2, invoice)))
    assert books.documents[0].customer_id == 4


def test_contacts_are_numbered_over_the_batch() -> None:
    mail = Contact(0, 0, "email", "a@b.co")
    known = Contact(7, 0, "phone", "300")
    decided = Cartera().post(
        Register(1, Customer(0, "N-1", "Nuevo"), (mail, mail)),
        Change(2, 2, {}, (known, mail)),
    )
    assert [(c.id, c.customer_id) for c in decided.posting.contacts] == [
        (-1, -1),
        (-2, -1),
        (7, 2),
        (-3, 2),
    ]


def test_a_change_names_the_fields_that_change() -> None:
    decided = Cartera().post(Change(1, 2, {"name": "Otro", "code": " C-2 "}))
    assert decided.posting.updates == {2: {"name": "Otro", "code": "C-2"}}


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (
            register(" "),
            "code_missing",
            "Falta el código del cliente: es obligatorio.",
        ),
        (register("C2"), "duplicate", "El cliente C2 ya está en la cartera."),
        (
            Change(1, 1, {"code": " "}),
            "code_missing",
            "Falta el código del cliente: es obligatorio.",
        ),
        (
            Change(1, 1, {"code": " C2 "}),
            "duplicate",
            "El cliente C2 ya está en la cartera.",
        ),
        (
            Change(1, 1, {}),
            "nothing_changes",
            "Lo digitado es lo que ya está registrado.",
        ),
        (Join(1, 1, 2, " "), "reason_missing", "Falta el motivo."),
        (
            Join(1, 1, None, "x"),
            "not_joined",
            "Esta ficha no está unida a la de otro cliente.",
        ),
        (
            Join(1, 1, 1, "x"),
            "joined_already",
            "Las dos fichas ya son del mismo cliente.",
        ),
    ],
)
def test_each_refusal_says_why(asked: Any, status: str, sentence: str) -> None:
    assert refused(Cartera().post(asked)) == (status, sentence)


@pytest.mark.parametrize(
    "first", [register("N-1"), Change(1, 1, {"code": "N-1"})], ids=["new", "changed"]
)
@pytest.mark.parametrize(
    "then", [register("N-1"), Change(1, 2, {"code": "N-1"})], ids=["new", "changed"]
)
def test_two_rows_cannot_take_the_same_code(first: Any, then: Any) -> None:
    status, sentence = refused(Cartera().post(first, then))
    assert (status, sentence) == ("duplicate", "El cliente N-1 ya está en la cartera.")


def test_two_records_are_joined_and_parted() -> None:
    books = Cartera(doc(1, 10_00), receipt(2, 10_00, customer=2))
    across = Apply(1, on(2), 2, 1)
    assert refused(books.post(across))[0] == "customers_differ"
    assert posted(books.post(Join(1, 2, 1, "es el mismo"), across))
    assert posted(books.post(Join(1, 2, None, "no lo es")))
    assert [f[1:] for f in books.known(Joining)] == [
        (2, 1, "es el mismo"),
        (2, None, "no lo es"),
    ]


def test_parted_records_do_not_pay_for_each_other_any_more() -> None:
    books = Cartera(doc(1, 10_00), receipt(2, 10_00, customer=2))
    books.post(Join(1, 2, 1, "es el mismo"))
    decided = books.post(Join(1, 2, None, "no lo es"), Apply(2, on(2), 2, 1))
    assert refused(decided)[0] == "customers_differ"


CHAIN = "Una de las fichas ya está unida a otra: sepárela primero, o use la principal."


@pytest.mark.parametrize(
    ("who", "into", "status", "sentence"),
    [
        (1, 2, "joined_already", "Las dos fichas ya son del mismo cliente."),
        (2, 3, "join_chain", CHAIN),  # 2 is joined to 1
        (1, 3, "join_chain", CHAIN),  # 2 hangs on 1
        (3, 2, "join_chain", CHAIN),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_records_join_one_main_record(
    who: int, into: int, status: str, sentence: str, together: bool
) -> None:
    books = Cartera()
    first, then = Join(1, 2, 1, "es el mismo"), Join(2, who, into, "también")
    if together:
        assert refused(books.post(first, then)) == (status, sentence)
    else:
        books.post(first)
        assert refused(books.post(then)) == (status, sentence)


def test_several_records_join_the_same_one() -> None:
    books = Cartera()
    assert posted(books.post(Join(1, 2, 1, "a"), Join(2, 3, 1, "b")))
    assert books.position.families == {2: 1, 3: 1}


def test_a_customers_withholding_is_on_record() -> None:
    books = Cartera()
    assert posted(books.post(Withholds(1, 2, "reteica", "servicios", "Bogotá")))
    assert books.known(Profile)[0][1:] == (2, "reteica", "servicios", "Bogotá")


@pytest.mark.parametrize("text", ["ana", "ana@empresa", "a@b.co; c@d.co", "a b@c.co"])
def test_an_address_that_is_none_is_refused(text: str) -> None:
    contacts = (Contact(0, 0, "email", text),)
    words = f"«{text}» no es un correo: escriba uno solo, como cartera@empresa.com."
    for verb in (
        Register(1, Customer(0, "C-9", "Nuevo"), contacts),
        Change(1, 1, {}, contacts),
    ):
        assert refused(Cartera().post(verb)) == ("invalid_email", words)


@pytest.mark.parametrize("text", ["ana@empresa.com.co", ""])
def test_an_address_is_taken_or_erased(text: str) -> None:
    assert posted(Cartera().post(Change(1, 1, {}, (Contact(0, 1, "email", text),))))
