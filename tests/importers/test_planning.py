from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cartera_xl.importers.planning import Plan, identities, plan
from cartera_xl.importers.reading import Party, Reading, SourceDocument
from cartera_xl.ledger.documents import Identity, Kind, OpenItem, Use
from cartera_xl.ledger.posting import Contact, Customer

ACME = Party(code="C1", name="Acme S.A.S.", nit="900123456", email="pagos@acme.example")
CUSTOMER = Customer(7, "C1", "Acme S.A.S.", "900123456")
ISSUED, DUE, SETTLED = date(2026, 1, 5), date(2026, 2, 4), date(2026, 2, 10)
KEY: Identity = (Kind.INVOICE, "F1", 1)


def invoice(**changes: Any) -> SourceDocument:
    base = SourceDocument(2, Kind.INVOICE, "F1", 1, ACME, "COP", ISSUED, DUE, 10_000)
    return base._replace(**changes)


def decide(
    *documents: SourceDocument,
    customers: tuple[Customer, ...] = (),
    contacts: tuple[Contact, ...] = (),
    known: dict[Identity, OpenItem] | None = None,
) -> Plan:
    reading = Reading(documents, (), len(documents), 0, {"COP": Decimal(100)})
    return plan(reading, customers, contacts, known or {})


def known_invoice(balance: int, **changes: Any) -> dict[Identity, OpenItem]:
    item = OpenItem(
        40, Kind.INVOICE, "F1", 1, 7, "COP", ISSUED, DUE, 10_000, balance, 3
    )
    return {KEY: item._replace(**changes)}


def test_a_new_document_brings_its_customer_and_contact() -> None:
    posting = decide(invoice()).posting
    assert [c.code for c in posting.customers] == ["C1"]
    assert [c.value for c in posting.contacts] == ["pagos@acme.example"]
    assert [d.customer_id for d in posting.documents] == [-1]
    assert not posting.applications


def test_an_imported_contact_has_no_authorisation() -> None:
    assert decide(invoice()).posting.contacts[0].authorized is None


def test_a_settlement_date_becomes_a_receipt_of_that_day() -> None:
    posting = decide(invoice(settled=SETTLED)).posting
    receipt = posting.documents[1]
    assert (receipt.kind, receipt.number) == (Kind.RECEIPT, "F1-P1")
    assert (receipt.issued, receipt.total) == (SETTLED, 10_000)
    [paid] = posting.applications
    assert (paid.use, paid.from_id, paid.to_id) == (Use.PAYMENT, -2, -1)
    assert (paid.amount, paid.effective) == (10_000, SETTLED)


def test_a_payment_before_the_invoice_moves_the_balance_on_the_invoice_date() -> None:
    early = date(2025, 12, 30)
    posting = decide(invoice(settled=early)).posting
    assert posting.documents[1].issued == early
    assert posting.applications[0].effective == ISSUED


def test_a_balance_below_the_total_is_a_payment_without_a_day() -> None:
    result = decide(invoice(balance=4_000))
    assert result.posting.applications[0].amount == 6_000
    assert result.posting.documents[1].issued == ISSUED
    assert [f.code for f in result.findings] == ["abono_sin_fecha"]


def test_a_balance_equal_to_the_total_is_no_payment() -> None:
    assert not decide(invoice(balance=10_000)).posting.applications


def test_a_credit_that_goes_by_its_own_number_names_no_invoice() -> None:
    note = invoice(kind=Kind.CREDIT_NOTE, number="NC-9", reference="NC-9")
    [entered] = decide(note).posting.documents
    assert entered.reference == ""


@pytest.mark.parametrize("in_ledger", [False, True])
def test_a_negative_row_names_the_invoice_of_its_number(in_ledger: bool) -> None:
    note = invoice(kind=Kind.CREDIT_NOTE, reference="F1", total=4_000)
    known = known_invoice(10_000) if in_ledger else {}
    assert KEY in identities([note], {Kind.INVOICE})
    posting = decide(*(note,) if in_ledger else (note, invoice()), known=known).posting
    [entered] = [d for d in posting.documents if d.kind is Kind.CREDIT_NOTE]
    assert entered.reference == "F1"


@pytest.mark.parametrize("has_base", [False, True])
def test_a_newer_export_adds_the_base_that_the_ledger_does_not_know(
    has_base: bool,
) -> None:
    newer = invoice(base=8_000, vat=2_000)
    reading = Reading((newer,), (), 1, 0, {"COP": Decimal(100)})
    known = known_invoice(10_000)
    decided = plan(reading, (CUSTOMER,), (), known, [40] if has_base else [])
    expected = [] if has_base else [(40, 8_000, 2_000)]
    assert [tuple(fact)[1:] for fact in decided.posting.facts] == expected
    assert [f.code for f in decided.findings] == (["base_agregada"] if expected else [])
    assert decided.known_rows == 1


def test_a_company_name_ends_a_sentence_with_one_stop() -> None:
    other = Customer(9, "C9", "Otra S.A.S.", "900999")
    decided = decide(
        invoice(), customers=(CUSTOMER, other), known=known_invoice(1, customer_id=9)
    )
    [finding] = [f for f in decided.findings if f.blocks]
    assert finding.detail.endswith("es de Otra S.A.S.")


@pytest.mark.parametrize(
    ("balance", "free", "codes"),
    [
        (None, [10_000], []),
        (4_000, [4_000], ["credito_usado"]),
        (0, [], ["credito_usado"]),
    ],
)
def test_a_credit_comes_in_with_what_is_left_of_it(
    balance: int | None, free: list[int], codes: list[str]
) -> None:
    result = decide(invoice(kind=Kind.CREDIT_NOTE, balance=balance))
    assert [d.total for d in result.posting.documents] == free
    assert [f.code for f in result.findings] == codes


@pytest.mark.parametrize(
    "party",
    [
        Party(code="C1"),
        Party(nit="900123456", name="Otro nombre"),
        Party(name="  ACME   s.a.s. "),
    ],
)
def test_a_party_is_matched_by_code_then_nit_then_name(party: Party) -> None:
    result = decide(invoice(party=party), customers=(CUSTOMER,))
    assert not result.posting.customers
    assert result.posting.documents[0].customer_id == 7


def test_a_code_that_is_unknown_makes_a_customer_even_if_the_name_is_known() -> None:
    result = decide(invoice(party=ACME._replace(code="C2")), customers=(CUSTOMER,))
    assert [c.code for c in result.posting.customers] == ["C2"]


def test_what_the_ledger_lacks_is_filled_and_what_it_has_is_kept() -> None:
    bare = Customer(7, "C1", "Acme Ltda.")
    party = ACME._replace(group="Ferreterías")
    updates = decide(invoice(party=party), customers=(bare,)).posting.updates
    assert updates == {7: {"nit": "900123456", "group": "Ferreterías"}}


def test_a_known_contact_is_not_added_again() -> None:
    contact = Contact(1, 7, "email", "pagos@acme.example", date(2026, 1, 1))
    result = decide(invoice(), customers=(CUSTOMER,), contacts=(contact,))
    assert not result.posting.contacts


def test_importing_again_changes_nothing() -> None:
    contact = Contact(1, 7, "email", "pagos@acme.example")
    result = decide(
        invoice(),
        customers=(CUSTOMER,),
        contacts=(contact,),
        known=known_invoice(10_000),
    )
    assert result.posting.empty
    assert result.known_rows == 1


def test_a_settlement_that_the_ledger_has_is_not_posted_again() -> None:
    known = known_invoice(0)
    assert (
        decide(
            invoice(settled=SETTLED), customers=(CUSTOMER,), known=known
        ).posting.documents
        == ()
    )


def test_a_newer_export_adds_what_was_paid_since() -> None:
    known = known_invoice(6_000)
    posting = decide(
        invoice(balance=1_000, settled=date(2026, 3, 1)),
        customers=(CUSTOMER,),
        known=known,
    ).posting
    assert [(d.number, d.total) for d in posting.documents] == [("F1-P4", 5_000)]
    assert [(a.to_id, a.amount) for a in posting.applications] == [(40, 5_000)]
    assert posting.versions == {40: 3}


def test_an_older_export_never_reopens_a_document() -> None:
    result = decide(
        invoice(balance=9_000), customers=(CUSTOMER,), known=known_invoice(2_000)
    )
    assert not result.posting.documents
    assert [f.code for f in result.findings] == ["libro_mas_reciente"]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (known_invoice(10_000, customer_id=8), "numero_de_otro_cliente"),
        (known_invoice(12_000, total=12_000), "documento_cambiado"),
        (known_invoice(10_000, currency="USD"), "documento_cambiado"),
    ],
)
def test_a_document_that_contradicts_the_ledger_blocks_the_file(
    known: dict[Identity, OpenItem], code: str
) -> None:
    result = decide(invoice(), customers=(CUSTOMER,), known=known)
    assert result.blocked
    assert [f.code for f in result.findings] == [code]


def test_what_the_ledger_holds_is_told_in_its_own_currency() -> None:
    known = known_invoice(10_000, currency="USD")
    [finding] = decide(invoice(), customers=(CUSTOMER,), known=known).findings
    assert "en la cartera por USD 100,00 y en el archivo por COP 100" in finding.detail


def test_the_ledger_is_asked_for_every_document_of_the_file() -> None:
    note = invoice(kind=Kind.CREDIT_NOTE, number="N1")
    assert identities([invoice(), note], tuple(Kind)) >= {
        KEY,
        (Kind.CREDIT_NOTE, "N1", 1),
    }
    assert identities([invoice(), note], [Kind.CREDIT_NOTE]) == {
        (Kind.CREDIT_NOTE, "N1", 1)
    }


def test_one_number_for_two_documents_of_a_file_blocks_it() -> None:
    result = decide(invoice(), invoice(row=3, party=Party(code="C2")))
    assert [f.code for f in result.findings] == ["numero_repetido"]
    assert result.blocked


def test_one_debt_is_never_both_an_invoice_and_an_opening_balance() -> None:
    known = {
        (Kind.OPENING_BALANCE, "F1", 1): known_invoice(10_000)[KEY]._replace(
            kind=Kind.OPENING_BALANCE
        )
    }
    result = decide(invoice(), customers=(CUSTOMER,), known=known)
    assert [f.code for f in result.findings] == ["registrado_con_otro_tipo"]
    assert result.blocked


def test_a_smaller_opening_balance_is_a_payment() -> None:
    opening = known_invoice(10_000)[KEY]._replace(kind=Kind.OPENING_BALANCE)
    posting = decide(
        invoice(kind=Kind.OPENING_BALANCE, total=4_000, settled=SETTLED),
        customers=(CUSTOMER,),
        known={(Kind.OPENING_BALANCE, "F1", 1): opening},
    ).posting
    assert [(a.to_id, a.amount) for a in posting.applications] == [(40, 6_000)]


def test_a_credit_that_went_down_alone_is_spent_and_said() -> None:
    note = known_invoice(10_000)[KEY]._replace(kind=Kind.CREDIT_NOTE)
    result = decide(
        invoice(kind=Kind.CREDIT_NOTE, balance=0),
        customers=(CUSTOMER,),
        known={(Kind.CREDIT_NOTE, "F1", 1): note},
    )
    assert [f.code for f in result.findings] == ["credito_sin_factura"]
    assert [(a.use, a.amount) for a in result.posting.applications] == [
        (Use.REFUND, 10_000)
    ]


def test_another_due_date_is_said_and_the_ledgers_kept() -> None:
    result = decide(
        invoice(due=SETTLED), customers=(CUSTOMER,), known=known_invoice(10_000)
    )
    assert [f.code for f in result.findings] == ["otro_vencimiento"]


def test_receipts_of_two_kinds_with_one_number_differ() -> None:
    note = invoice(kind=Kind.DEBIT_NOTE, settled=SETTLED)
    posting = decide(invoice(settled=SETTLED), note).posting
    numbers = [d.number for d in posting.documents if d.kind is Kind.RECEIPT]
    assert numbers == ["F1-P1", "ND F1-P1"]


@pytest.mark.parametrize(
    ("first", "then", "customers"),
    [
        (Party(name="Alfa"), Party(name="Alfa", nit="900123456"), 1),
        (Party(name="Alfa"), Party(name="Alfa", code="C9"), 1),
        (Party(nit="900"), Party(nit="900", code="C9"), 1),
        (Party(code="900"), Party(nit="900"), 2),
        (Party(name="Alfa", nit="900"), Party(name="Alfa", nit="901"), 2),
    ],
)
def test_a_customer_that_is_named_better_later_stays_one(
    first: Party, then: Party, customers: int
) -> None:
    posting = decide(invoice(party=first), invoice(number="F2", party=then)).posting
    assert len(posting.customers) == customers
    assert len({c.code for c in posting.customers}) == customers


def test_a_quote_is_neither_paid_nor_owed_whatever_balance_is_beside_it() -> None:
    quote = invoice(kind=Kind.QUOTE, balance=0)
    posting = decide(quote).posting
    assert [d.total for d in posting.documents] == [10_000]
    assert not posting.applications
    known = {
        (Kind.QUOTE, "F1", 1): known_invoice(0)[KEY]._replace(kind=Kind.QUOTE),
    }
    again = decide(quote._replace(balance=10_000), customers=(CUSTOMER,), known=known)
    assert (again.findings, again.posting.documents) == ((), ())
