from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.documents import Kind
from cartera_xl.ledger.dunning import Dispute, Policy, Promise, Reason, plan
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS
from tests.ledger.dunning.facts import (
    TODAY,
    at,
    contact,
    credit,
    facts,
    late,
    mail,
    planned,
    reminder,
    sent,
    skipped,
)

ACME = Customer(1, "C1", "Acme S.A.S.", "900123456")


# What a message holds.


def test_a_message_lists_every_open_document_with_its_balance_not_its_total() -> None:
    found = reminder(late(1, 5, 40_00), late(2, -60, 70_00), credits=[credit(3, 15_00)])
    [section] = found.sections
    assert [(line.number, line.balance) for line in section.lines] == [
        ("F-1", 40_00),
        ("F-2", 70_00),
    ]
    assert (section.balance, section.credit, section.net) == (110_00, 15_00, 95_00)
    assert [line.days for line in section.lines] == [5, -60]
    assert found.document_ids == (1, 2)


def test_the_oldest_due_date_comes_first() -> None:
    found = reminder(late(1, 5), late(2, 40), late(3, 12))
    assert found.document_ids == (2, 3, 1)


def test_each_currency_is_a_section_of_its_own() -> None:
    dollars = late(2, 9, 50_00, currency="USD")
    found = reminder(late(1, 5), dollars, credits=[credit(3, 10_00)])
    assert [(s.currency, s.net) for s in found.sections] == [
        ("USD", 50_00),
        ("COP", 90_00),
    ]


def test_records_that_were_joined_get_one_message_under_the_main_one() -> None:
    other = Customer(2, "C2", "Acme (vieja)")
    found = reminder(
        late(1, 5),
        late(2, 5, customer=2),
        customers=[other, ACME],
        families={2: 1},
    )
    assert (found.code, found.document_ids) == ("C1", (1, 2))


def test_a_main_record_that_is_not_among_the_customers_is_stood_in_for() -> None:
    other = Customer(2, "C2", "Acme (vieja)")
    found = planned(late(2, 5, customer=2), customers=[other], families={2: 1})
    assert found.reminders[0].code == "C2"


def test_every_customer_gets_one_answer_in_the_order_given() -> None:
    customers = [Customer(n, f"C{n}", "x") for n in (3, 1, 2)]
    found = planned(late(1, 5), customers=customers)
    assert [r.code for r in found.reminders] == ["C1"]
    assert [s.code for s in found.skipped] == ["C3", "C2"]


# The level.


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (-3, "previo"),
        (0, "previo"),
        (1, "nivel-1"),
        (30, "nivel-1"),
        (31, "nivel-2"),
        (60, "nivel-2"),
        (61, "nivel-3"),
        (90, "nivel-3"),
        (91, "nivel-4"),
        (4_000, "nivel-4"),
    ],
)
def test_the_level_is_that_of_the_arrears(days: int, key: str) -> None:
    assert reminder(late(1, days)).level.key == key


def test_only_the_highest_level_is_written_however_many_runs_were_missed() -> None:
    found = reminder(late(1, 2), late(2, 45), late(3, 100))
    assert found.level.key == "nivel-4"
    keys = [line.level.key if line.level else "" for line in found.sections[0].lines]
    assert keys == ["nivel-4", "nivel-2", "nivel-1"]


def test_the_round_counts_the_messages_of_the_level_about_these_documents() -> None:
    earlier = [sent(20, 1), sent(10, 1, round_=2), sent(10, 1, level="previo")]
    assert reminder(late(1, 25), sent=earlier).round == 3
    assert reminder(late(2, 25), sent=earlier).round == 1


def test_a_level_ends_after_its_maximum_and_a_higher_one_begins_anew() -> None:
    three = [sent(days, 1, round_=n) for n, days in ((1, 28), (2, 21), (3, 14))]
    assert skipped(late(1, 29), sent=three).reason is Reason.MAXIMUM
    assert reminder(late(1, 31), sent=three).level.key == "nivel-2"


def test_a_document_more_is_reminded_although_another_had_its_maximum() -> None:
    three = [sent(days, 1, level="nivel-4") for days in (60, 40, 20)]
    found = reminder(late(1, 200), late(2, 3), sent=three)
    assert found.level.key == "nivel-1"
    assert found.document_ids == (1, 2)


def test_a_level_with_a_maximum_of_zero_is_off() -> None:
    off = tuple(replace(level, maximum=0) for level in DEFAULT_LEVELS[:2])
    policy = Policy(levels=(*off, *DEFAULT_LEVELS[2:]))
    assert skipped(late(1, 10), policy=policy).reason is Reason.NOT_DUE
    assert reminder(late(1, 31), policy=policy).level.key == "nivel-2"


# Why not, in the order of the rules.

CASES: dict[str, tuple[Reason, tuple[Any, ...], dict[str, Any]]] = {
    "nothing is owed": (Reason.PAID, (), {}),
    "excluded": (
        Reason.EXCLUDED,
        (late(1, 5),),
        {"customers": [ACME._replace(excluded=True)]},
    ),
    "excluded on another record": (
        Reason.EXCLUDED,
        (late(1, 5),),
        {
            "customers": [ACME, Customer(2, "C2", "x", excluded=True)],
            "families": {2: 1},
        },
    ),
    "all of it in dispute": (
        Reason.DISPUTED,
        (late(1, 5), late(2, 9)),
        {"disputes": [Dispute(1, None, TODAY)]},
    ),
    "the only document that is late in dispute": (
        Reason.DISPUTED,
        (late(1, 5), late(2, -90)),
        {"disputes": [Dispute(1, 1, TODAY)]},
    ),
    "promised until today": (
        Reason.PROMISED,
        (late(1, 5),),
        {"promises": [Promise(1, None, TODAY, 100_00, "COP")]},
    ),
    "too early": (Reason.NOT_DUE, (late(1, -4),), {}),
    "covered by its own credits": (
        Reason.COVERED,
        (late(1, 5),),
        {"credits": [credit(3, 100_00)]},
    ),
    "no address": (Reason.NO_ADDRESS, (late(1, 5),), {"contacts": []}),
    "another channel only": (
        Reason.NO_ADDRESS,
        (late(1, 5),),
        {"contacts": [mail(channel="phone")]},
    ),
    "the co-debtor's address only": (
        Reason.NO_ADDRESS,
        (late(1, 5),),
        {"contacts": [mail(kind="codeudor")]},
    ),
    "not authorised": (
        Reason.UNAUTHORIZED,
        (late(1, 5),),
        {"contacts": [mail(authorized=None)]},
    ),
    "authorised only from tomorrow on": (
        Reason.UNAUTHORIZED,
        (late(1, 5),),
        {"contacts": [mail(authorized=TODAY + timedelta(1))]},
    ),
    "opted out": (
        Reason.OPTED_OUT,
        (late(1, 5),),
        {"contacts": [mail(opted_out=TODAY)]},
    ),
    "written to six days ago": (
        Reason.RECENT,
        (late(1, 25),),
        {"sent": [sent(6, 1)]},
    ),
    "called today": (Reason.SAME_DAY, (late(1, 5),), {"contacted": [contact(0)]}),
    "called on Monday": (
        Reason.OTHER_CHANNEL,
        (late(1, 5),),
        {"contacted": [contact(1)]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_why_a_customer_is_not_written_to(name: str) -> None:
    reason, debits, more = CASES[name]
    found = skipped(*debits, **more)
    assert found.reason is reason
    assert found.sentence.startswith(reason.sentence)


def test_the_reasons_that_time_mends_say_until_when() -> None:
    promise = Promise(1, None, TODAY + timedelta(4), 100_00, "COP")
    assert skipped(late(1, 5), promises=[promise]).until == TODAY + timedelta(4)
    assert skipped(late(1, 25), sent=[sent(6, 1)]).until == TODAY + timedelta(1)
    assert skipped(late(1, -10)).until == TODAY + timedelta(7)
    assert skipped(late(1, 5), contacted=[contact(1)]).until == date(2026, 4, 6)
    assert skipped(late(1, 5), when=at(hour=22)).until == TODAY + timedelta(1)


def test_outside_the_hours_nobody_is_written_to() -> None:
    found = skipped(late(1, 5), when=at(5))  # Easter Sunday
    assert found.reason is Reason.OUTSIDE_HOURS
    assert found.detail == "Desde el 06/04/2026 a las 07:00."


def test_outside_the_hours_that_a_person_asked_for_it_is_not_written_to() -> None:
    afternoons = [mail(hours="lun-vie 14-17")]
    assert skipped(late(1, 5), contacts=afternoons).reason is Reason.OWN_HOURS
    assert reminder(late(1, 5), contacts=afternoons, when=at(hour=15)).contact_id == 9


def test_the_first_address_that_may_be_used_is_used() -> None:
    contacts = [
        mail(5, authorized=None),
        mail(6, authorized=TODAY + timedelta(days=1)),
        mail(7, value="caja@example.com"),
        mail(8),
    ]
    found = reminder(late(1, 5), contacts=contacts)
    assert (found.contact_id, found.recipient) == (7, "caja@example.com")


@pytest.mark.parametrize("business", [False, True])
def test_who_opted_out_is_left_alone_at_every_address(business: bool) -> None:
    asked = skipped(
        late(1, 5),
        customers=[ACME._replace(business=business)],
        contacts=[mail(5, opted_out=TODAY), mail(6)],
    )
    assert asked.reason is Reason.OPTED_OUT


def test_a_disputed_document_is_not_asked_for_and_the_others_are() -> None:
    found = reminder(late(1, 5), late(2, 9), disputes=[Dispute(1, 2, TODAY)])
    assert found.document_ids == (1,)


def test_a_reminder_goes_on_the_day_after_a_promise_was_broken() -> None:
    promise = Promise(1, 1, TODAY - timedelta(1), 100_00, "COP")
    assert promise.is_broken(TODAY)
    assert reminder(late(1, 5), promises=[promise]).document_ids == (1,)


def test_a_promise_that_was_kept_pauses_nothing_more() -> None:
    promise = Promise(1, None, TODAY + timedelta(9), 60_00, "COP", kept=True)
    assert not promise.is_broken(TODAY + timedelta(30))
    assert reminder(late(1, 5, 40_00), promises=[promise]).document_ids == (1,)


def test_of_several_promises_the_first_to_fall_due_is_waited_for() -> None:
    promises = [
        Promise(1, 1, TODAY + timedelta(9), 1_00, "COP"),
        Promise(1, 2, TODAY + timedelta(2), 1_00, "COP"),
    ]
    found = skipped(late(1, 5), late(2, 9), promises=promises)
    assert found.until == TODAY + timedelta(2)
    assert found.detail == "COP 1 para el 02/04/2026."


def test_what_is_disputed_is_named_the_first_few_at_least() -> None:
    items = [late(n, n) for n in range(1, 6)]
    found = skipped(*items, disputes=[Dispute(1, None, TODAY)])
    assert found.detail == "F-5, F-4, F-3 y 2 más."


def test_a_business_is_not_bound_by_the_hours_and_days_of_the_law() -> None:
    business = [ACME._replace(business=True)]
    contacts = [mail(authorized=None)]
    found = reminder(
        late(1, 5),
        customers=business,
        contacts=contacts,
        contacted=[contact(0)],
        when=at(5, 21),
    )
    assert found.contact_id == 9
    out = [mail(opted_out=TODAY)]
    asked = skipped(late(1, 5), customers=business, contacts=out)
    assert asked.reason is Reason.OPTED_OUT


def test_a_message_of_the_week_on_the_same_channel_is_no_other_channel() -> None:
    policy = Policy(levels=tuple(replace(v, gap_days=1) for v in DEFAULT_LEVELS))
    assert reminder(late(1, 25), sent=[sent(1, 1)], policy=policy).round == 2


def test_a_message_that_is_not_in_the_log_yet_counts_all_the_same() -> None:
    policy = Policy(channel="whatsapp")
    numbers = [mail(8, channel="whatsapp", value="+57 300")]
    late_call = sent(1, 2, channel="email")
    one_day = tuple(replace(level, gap_days=1) for level in DEFAULT_LEVELS)
    found = skipped(
        late(1, 25),
        contacts=numbers,
        sent=[late_call],
        policy=replace(policy, levels=one_day),
    )
    assert found.reason is Reason.OTHER_CHANNEL


@given(
    st.lists(
        st.tuples(st.integers(-40, 400), st.integers(1, 100_00)), min_size=1, max_size=6
    ),
    st.lists(st.integers(1, 60_00), max_size=2),
)
def test_what_is_asked_for_is_what_is_owed(
    owed: list[tuple[int, int]], free: list[int]
) -> None:
    items = [late(n, days, balance) for n, (days, balance) in enumerate(owed)]
    in_favour = [credit(100 + n, amount) for n, amount in enumerate(free)]
    found = planned(*items, credits=in_favour)
    assert len(found.reminders) + len(found.skipped) == 1
    for message in found.reminders:
        [section] = message.sections
        assert section.net == sum(b for _, b in owed) - sum(free) > 0
        assert {line.document_id for line in section.lines} == {i.id for i in items}
        reached = [line.level for line in section.lines if line.level]
        assert message.level == max(reached, key=lambda level: level.from_day)


def test_the_default_policy_is_that_of_the_parameters_by_default() -> None:
    moment = at()
    debits = facts(late(1, 5))
    assert plan(debits, moment) == plan(debits, moment, Policy())


def test_debit_notes_are_reminded_too() -> None:
    found = reminder(late(1, 5, kind=Kind.DEBIT_NOTE))
    assert found.sections[0].lines[0].kind is Kind.DEBIT_NOTE
