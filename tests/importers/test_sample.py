from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from cartera_xl.importers.sample import company
from cartera_xl.ledger.balances import Journal, open_items
from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.nit import check_digit
from cartera_xl.ledger.portfolio import portfolio

AT = date(2026, 11, 24)
SAMPLE = company(AT)


def test_the_sample_is_the_same_for_the_same_date() -> None:
    assert company(AT) == SAMPLE
    assert company(AT + timedelta(days=1)) != SAMPLE


def test_the_sample_is_as_large_as_it_says() -> None:
    assert len(SAMPLE.customers) == 400
    assert 5_500 <= len(SAMPLE.documents) <= 6_500
    first = min(d.issued for d in SAMPLE.documents)
    assert timedelta(days=500) < AT - first <= timedelta(days=540)


def test_every_kind_of_document_a_distributor_has_is_there() -> None:
    kinds = Counter(d.kind for d in SAMPLE.documents)
    not_traded = {k for k in Kind if k.startswith(("opening", "transfer"))}
    assert set(kinds) == set(Kind) - not_traded


def test_every_range_of_age_holds_something() -> None:
    journal = Journal(
        [(d, 0) for d in SAMPLE.documents], [(a, 0) for a in SAMPLE.applications]
    )
    buckets = portfolio(open_items(journal, AT), AT).buckets("COP")
    assert all(bucket.documents for bucket in buckets)


def test_names_and_codes_are_unique_and_check_digits_right() -> None:
    assert len({c.name for c in SAMPLE.customers}) == 400
    assert len({c.code for c in SAMPLE.customers}) == 400
    assert all(c.check_digit == check_digit(c.nit) for c in SAMPLE.customers)


def test_nothing_is_dated_after_the_sample_date() -> None:
    assert max(d.issued for d in SAMPLE.documents) <= AT
    assert max(a.effective for a in SAMPLE.applications) <= AT


def test_nobody_could_be_written_to_by_mistake() -> None:
    emails = [c.value for c in SAMPLE.contacts if c.channel == "email"]
    assert all(value.endswith(".example") for value in emails)


@pytest.mark.parametrize("channel", ["email", "phone"])
def test_most_contacts_are_authorised_and_some_are_not(channel: str) -> None:
    own = [c for c in SAMPLE.contacts if c.channel == channel]
    assert 0.5 < sum(c.authorized is not None for c in own) / len(own) < 1
