from __future__ import annotations

from decimal import Decimal

import pytest

from cartera_xl import texts
from cartera_xl.ledger.documents import Kind, Use


@pytest.mark.parametrize(
    ("kind", "number", "instalment", "label"),
    [
        ("invoice", "100", 1, "100"),
        ("invoice", "100", 2, "100 (2)"),
        ("debit_note", "100", 1, "ND 100"),
        ("credit_note", "NC-7", 1, "NC-7"),
        ("credit_note", "7", 1, "NC 7"),
        ("opening_balance", "100", 3, "SI 100 (3)"),
        ("receipt", "FV-1-P1", 1, "RC FV-1-P1"),
    ],
)
def test_a_document_has_a_name_on_the_screen(
    kind: str, number: str, instalment: int, label: str
) -> None:
    assert texts.document_label(kind, number, instalment) == label


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234567.5", "1.234.567,50"),
        ("0", "0"),
        ("-8337350", "-8.337.350"),
        ("0.01", "0,01"),
        ("1000.00", "1.000"),
    ],
)
def test_amounts_are_written_as_in_colombia(value: str, shown: str) -> None:
    assert texts.amount(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("1234567.00", "COP", "$ 1.234.567"),
        ("1234567.50", "COP", "$ 1.234.567,50"),
        ("1234.00", "USD", "USD 1.234,00"),
        ("-7.50", "USD", "USD -7,50"),
        ("1234", "JPY", "JPY 1.234"),
        ("1.250", "KWD", "KWD 1,250"),
    ],
)
def test_money_is_written_with_its_currency(
    value: str, currency: str, shown: str
) -> None:
    assert texts.money(Decimal(value), currency) == shown


def test_an_amount_that_is_named_has_its_code_and_the_cents_of_its_currency() -> None:
    assert texts.coded(Decimal("1190000.00"), "COP") == "COP 1.190.000"
    assert texts.coded(Decimal("900.00"), "USD") == "USD 900,00"


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 filas"), (1, "1 fila"), (12345, "12.345 filas")]
)
def test_counts_agree_with_their_noun(number: int, shown: str) -> None:
    assert texts.count(number, "fila", "filas") == shown


def test_every_kind_and_every_use_has_its_word() -> None:
    assert set(texts.KIND_NAMES) == {kind.value for kind in Kind}
    assert set(texts.USE_NAMES) == {use.value for use in Use}
    for kind in Kind:
        assert texts.document_label(kind, "1", 1)
