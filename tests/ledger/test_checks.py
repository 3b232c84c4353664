from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.checks import check_document, check_posting
from cartera_xl.ledger.documents import Application, Use
from cartera_xl.ledger.money import MAX_MINOR
from cartera_xl.ledger.posting import Customer, Posting
from cartera_xl.ledger.requests import Policy
from tests.ledger.memory import Ledger, doc, on, pay, position, receipt

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Document
    from cartera_xl.ledger.problems import Problem

INVOICE = doc(-1, 100, due=30)
PAYMENT = receipt(-2, 100)
PAID = Application(-1, Use.PAYMENT, -2, -1, 1, "COP", 100, on(0))


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (INVOICE, []),
        (INVOICE._replace(number=""), ["sin_numero"]),
        (INVOICE._replace(number=" \t"), ["sin_numero"]),
        (INVOICE._replace(instalment=0), ["cuota"]),
        (INVOICE._replace(currency="COL$"), ["moneda"]),
        (INVOICE._replace(currency="cop"), ["moneda"]),
        (INVOICE._replace(currency="ÑÑÑ"), ["moneda"]),
        (INVOICE._replace(currency="C0P"), ["moneda"]),
        (INVOICE._replace(total=0), ["valor"]),
        (INVOICE._replace(total=-5), ["valor"]),
        (INVOICE._replace(total=MAX_MINOR), []),
        (INVOICE._replace(total=MAX_MINOR + 1), ["valor_excesivo"]),
        (INVOICE._replace(due=on(-1)), ["vence_antes"]),
        (INVOICE._replace(number="", total=0), ["sin_numero", "valor"]),
    ],
)
def test_each_rule_of_a_document(document: Document, expected: list[str]) -> None:
    assert codes(check_document(document)) == expected


def test_due_before_issue_is_only_a_notice() -> None:
    """It occurs in real ledgers, and a stated due date is used as given."""
    [problem] = check_document(INVOICE._replace(due=on(-1)))
    assert not problem.blocks
    assert problem.sentence == "D1 vence antes de su fecha de emisión."


def test_every_other_problem_blocks() -> None:
    [problem] = check_document(INVOICE._replace(total=0))
    assert problem.blocks
    assert problem.sentence == "D1 debe tener un valor mayor que cero."


def test_a_sound_posting_has_no_problems() -> None:
    assert check_posting(Posting()) == []
    assert (
        check_posting(Posting(documents=(INVOICE, PAYMENT), applications=(PAID,))) == []
    )


def test_the_same_document_twice_in_a_batch_is_named_twice() -> None:
    twin = INVOICE._replace(id=-2, total=7)
    problems = check_posting(Posting(documents=(INVOICE, twin)))
    assert codes(problems) == ["repetido", "repetido"]
    assert problems[0].sentence == "D1 está dos veces en el lote."


def test_two_editions_of_a_document_are_two_documents() -> None:
    again = INVOICE._replace(id=-2, edition=2)
    assert check_posting(Posting(documents=(INVOICE, again))) == []


def test_instalments_and_kinds_share_a_number() -> None:
    second = INVOICE._replace(id=-2, instalment=2)
    note = PAYMENT._replace(id=-3, number=INVOICE.number)
    assert check_posting(Posting(documents=(INVOICE, second, note))) == []


def test_a_document_of_a_new_customer_needs_that_customer() -> None:
    orphan = INVOICE._replace(customer_id=-1)
    assert codes(check_posting(Posting(documents=(orphan,)))) == ["sin_cliente"]
    known = Posting(customers=(Customer(-1, "C1", "Uno"),), documents=(orphan,))
    assert check_posting(known) == []


@pytest.mark.parametrize(
    ("customers", "expected"),
    [
        ([("C1", "Uno"), ("C2", "Uno")], []),
        ([("C1", "Uno"), ("C1", "Dos")], ["cliente_repetido"]),
        ([("", "Uno"), (" ", "Dos")], ["sin_codigo", "sin_codigo"]),
    ],
)
def test_customers_need_a_code_of_their_own(
    customers: list[tuple[str, str]], expected: list[str]
) -> None:
    rows = tuple(Customer(-n, *row) for n, row in enumerate(customers, 1))
    assert codes(check_posting(Posting(customers=rows))) == expected


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        (PAID._replace(amount=101), ["exceeds_credit"]),
        (PAID._replace(amount=0), ["amount_not_positive"]),
        (PAID._replace(from_id=-9), ["not_found"]),
        (PAID._replace(use=Use.REFUND), ["wrong_document"]),
        (PAID._replace(effective=on(-1)), ["before_issue"]),
        (PAID._replace(customer_id=2), ["alterada"]),
        (PAID._replace(currency="USD"), ["alterada"]),
        (PAID._replace(id=-3), ["alterada"]),
    ],
)
def test_an_application_must_be_what_the_rules_write(
    application: Application, expected: list[str]
) -> None:
    posting = Posting(documents=(INVOICE, PAYMENT), applications=(application,))
    assert codes(check_posting(posting)) == expected


def test_applications_of_a_posting_do_not_exceed_together() -> None:
    parts = (PAID._replace(amount=60), PAID._replace(id=-2, amount=60))
    posting = Posting(documents=(INVOICE, PAYMENT), applications=parts)
    [problem] = check_posting(posting)
    assert problem.subject == "Aplicación 2"
    assert problem.sentence == (
        "Aplicación 2 del lote: Valor mayor que lo disponible de RC D2: COP 0,40."
    )


def test_applications_to_known_documents_are_held_to_their_balance() -> None:
    payment = PAYMENT._replace(id=-1)
    application = PAID._replace(from_id=-1, to_id=1)
    posting = Posting(documents=(payment,), applications=(application,))
    assert check_posting(posting, position([doc(1, 100)])) == []
    assert codes(check_posting(posting, position([doc(1, 99)]))) == ["exceeds_debit"]


def reversal_of(original: Application) -> Application:
    return original._replace(
        id=-1, amount=-original.amount, effective=on(8), reverses=original.id
    )


def test_a_reversal_must_be_the_exact_inverse() -> None:
    ledger = Ledger(doc(1, 100), receipt(2, 100))
    ledger.post(pay(2, 1, 100, day=5))
    [original] = ledger.rows
    good = reversal_of(original)
    assert check_posting(Posting(applications=(good,)), ledger.position) == []
    for bad in (good._replace(amount=-99), good._replace(to_id=None)):
        problems = check_posting(Posting(applications=(bad,)), ledger.position)
        assert codes(problems) == ["alterada"]


def test_the_policy_holds_for_a_posting_too() -> None:
    posting = Posting(documents=(INVOICE, PAYMENT), applications=(PAID,))
    problems = check_posting(posting, policy=Policy(today=on(-1)))
    assert codes(problems) == ["in_future"]
