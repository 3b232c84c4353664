from __future__ import annotations

import pytest

from cartera_xl.ledger.documents import Application, Kind, Use
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.invariants import (
    balance_breaches,
    control_breaches,
    control_totals,
    indicator_breaches,
)
from tests.ledger.memory import (
    Ledger,
    doc,
    indicators,
    on,
    pay,
    receipt,
    refund,
    settle,
    take_back,
)


def ledger() -> Ledger:
    """One of everything: a paid, a part-paid and a dollar invoice; a quote."""
    books = Ledger(
        doc(1, 100),
        doc(2, 50, due=-1),
        doc(3, 30, currency="USD"),
        doc(4, 999, kind=Kind.QUOTE),
        receipt(5, 120),
        doc(6, 7, customer=2),
    )
    books.post(pay(5, 1, 90), settle(Use.VAT_WITHHELD, 1, 10), pay(5, 2, 20))
    books.post(refund(5, 4), take_back(3))
    return books


def balances() -> dict[int, int]:
    return {**ledger().balances, 4: 0}


DOCUMENTS = [document for document, _ in ledger().documents]
ROWS = ledger().rows


def test_a_sound_ledger_breaks_nothing() -> None:
    assert balances() == {1: 0, 2: 50, 3: 30, 4: 0, 5: 26, 6: 7}
    assert balance_breaches(DOCUMENTS, ROWS, balances()) == []
    assert control_breaches(DOCUMENTS, ROWS, balances()) == []
    items = ledger().items()
    assert indicator_breaches(items, on(0), indicators(items, on(0))) == []


@pytest.mark.parametrize(("document_id", "code"), [(1, "I2"), (2, "I2"), (5, "I1")])
def test_a_kept_balance_that_is_not_derived_is_a_breach(
    document_id: int, code: str
) -> None:
    kept = balances()
    kept[document_id] += 1
    [breach] = balance_breaches(DOCUMENTS, ROWS, kept)
    assert breach.code == code
    assert [b.code for b in control_breaches(DOCUMENTS, ROWS, kept)] == ["I4"]


def test_a_breach_names_both_figures() -> None:
    [breach] = balance_breaches(DOCUMENTS, ROWS, balances() | {2: 49})
    assert breach.sentence == (
        "D2: el saldo guardado es COP 0,49 y los movimientos dan COP 0,50."
    )


def test_more_applied_than_there_was_is_a_breach_though_the_figures_agree() -> None:
    document = doc(1, 100)
    over = Application(1, Use.WRITE_OFF, None, 1, 1, "COP", 101, on(0))
    [breach] = balance_breaches([document], [over], {1: -1})
    assert breach.code == "I2"


def test_the_control_total_of_each_customer_and_currency() -> None:
    assert control_totals(DOCUMENTS, ROWS) == {
        (1, "COP"): 100 + 50 - 120 - 10 + 4,
        (1, "USD"): 30,
        (2, "COP"): 7,
    }


def test_two_wrong_balances_that_agree_in_sum_still_break_the_rows() -> None:
    kept = balances() | {1: 1, 2: 49}
    assert control_breaches(DOCUMENTS, ROWS, kept) == []
    assert [b.code for b in balance_breaches(DOCUMENTS, ROWS, kept)] == ["I2", "I2"]


def test_the_control_breach_names_the_customer_and_both_totals() -> None:
    [breach] = control_breaches(DOCUMENTS, ROWS, balances() | {6: 8})
    assert breach.sentence == (
        "Cliente 2: los documentos y movimientos dan COP 0,07 y los saldos COP 0,08."
    )


SHOWN = indicators(ledger().items(), on(0))


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"COP": SHOWN["COP"]},
        SHOWN | {"EUR": Indicators(not_due=Figure(1, 1))},
        SHOWN | {"COP": SHOWN["COP"]._replace(credit=Figure(25, 1))},
        SHOWN | {"COP": SHOWN["COP"]._replace(overdue=Figure(50, 2))},
    ],
)
def test_indicators_that_are_not_those_of_the_items_are_a_breach(
    shown: dict[str, Indicators],
) -> None:
    breaches = indicator_breaches(ledger().items(), on(0), shown)
    assert {breach.code for breach in breaches} == {"I5"}


def test_a_currency_shown_as_nothing_is_no_breach() -> None:
    assert indicator_breaches([], on(0), {"EUR": Indicators()}) == []
