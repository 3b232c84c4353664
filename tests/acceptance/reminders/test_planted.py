"""Every guard of the outbox, the ways out and Ley 2300 left out in turn: a test fails.

Those of a day-by-day year are in `test_year`; templates and addresses are tried with
payloads that a missing check lets through.
"""

from __future__ import annotations

import inspect
import smtplib
import ssl
from datetime import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from cartera_xl.actions import (
    contact_history,
    export_contacts,
    log_letter,
    may_contact,
)
from cartera_xl.actions.entering import collection_log
from cartera_xl.actions.may_contact import Answer
from cartera_xl.actions.reminding import delivering, eligible, planning
from cartera_xl.errors import CarteraError
from cartera_xl.ledger import contact_guard
from cartera_xl.ledger.contact_hours import LEGAL_HOURS, Hours, Window
from cartera_xl.ledger.holidays import Calendar
from cartera_xl.ledger.outgoing import State
from cartera_xl.ledger.posting import Contact
from cartera_xl.ledger.verbs import consent
from cartera_xl.outbox.delivery.pace import Pace
from cartera_xl.outbox.delivery.smtp import Smtp
from cartera_xl.outbox.delivery.whatsapp import Links
from cartera_xl.outbox.mail import message as mail
from cartera_xl.store import Store
from cartera_xl.store.outbox import claiming, queueing, settling
from tests.acceptance.reminders import (
    test_by_hand,
    test_collection_log,
    test_delivery,
    test_dunning,
    test_guard,
    test_letters,
    test_mails,
    test_outbox,
)
from tests.acceptance.reminders.debtors import fill
from tests.store.books import COMPANY, NOON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cartera_xl.outbox.delivery.way import Outcome, Parcel

# What the tests below ask for, by the names of their fixtures.
debtors = test_outbox.debtors
box, server, path = test_outbox.box, test_outbox.server, test_outbox.path
folder = test_collection_log.folder
browser, owing = test_by_hand.browser, test_by_hand.owing
acme, reached, ready = test_letters.acme, test_guard.reached, test_dunning.ready


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
        fill(store, ["uno", "dos"])
        yield store


class Bug(NamedTuple):
    """What is changed where, and the test that has to miss it."""

    place: Any
    name: str
    change: Callable[[Any], Any]
    test: Callable[..., None]
    given: Mapping[str, Any] = {}


def without(part: str) -> Callable[[str], str]:
    """Return SQL without a part of it."""
    return instead(part, "")


def instead(part: str, other: str) -> Callable[[str], str]:
    def change(sql: str) -> str:
        assert sql.count(part) == 1
        return sql.replace(part, other)

    return change


def always(value: Any) -> Callable[[Any], Any]:
    return lambda _: lambda *_, **__: value


def said_to_be(state: State) -> Callable[[Any], Any]:
    """Return a way that calls every end by one name."""

    def change(hand: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def handed(way: Any, parcel: Parcel) -> Outcome:
            return hand(way, parcel)._replace(state=state)

        return handed

    return change


def unmarked(_: Any) -> Callable[..., frozenset[int]]:
    """Return a step that lets messages go and writes nothing down."""
    return lambda store, messages, *_: frozenset(m.id for m in messages)


def retried(hand: Callable[..., Outcome]) -> Callable[..., Outcome]:
    def handed(way: Smtp, parcel: Parcel) -> Outcome:
        outcome = hand(way, parcel)
        lost = outcome.state is State.UNCERTAIN
        return outcome._replace(state=State.PENDING) if lost else outcome

    return handed


def trusting(_: Any) -> Callable[..., ssl.SSLContext]:
    def context(*_: Any, **__: Any) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
        return made

    return context


NEW: Final = {"authorized": None, "opted_out": None}
SUNDAYS: Final = Hours((*LEGAL_HOURS.windows, Window(6, time(7), time(19))))
PLANTED: Final = {
    "once: what went out is free again": Bug(
        *(queueing, "_FREE", lambda _: tuple(State)),
        test_outbox.test_what_went_out_is_not_put_in_again,
    ),
    "what waits about other documents goes as it is": Bug(
        *(queueing, "_lists", always(True)),
        test_outbox.test_a_message_about_more_takes_the_place_of_one_that_waits,
    ),
    "a lease is nobody's": Bug(
        *(claiming, "_READY", without("AND due_at <= :now")),
        test_outbox.test_two_senders_never_have_the_same_message,
    ),
    "what goes another way is taken": Bug(
        *(claiming, "_READY", without("AND way = :way")),
        test_outbox.test_a_message_goes_by_its_own_way,
    ),
    "handed over by who lost it": Bug(
        *(claiming, "_HAND", without("AND claimed_by = :who")),
        test_outbox.test_whose_lease_has_ended_hands_nothing_over,
    ),
    "handed over though the ledger moved": Bug(
        *(claiming, "_HAND", without("AND revision = :revision")),
        test_outbox.test_a_payment_after_the_claim_stops_the_message,
    ),
    "handed over twice": Bug(
        *(claiming, "_HAND", without("AND state = 'claimed'")),
        test_outbox.test_what_went_out_is_not_put_in_again,
    ),
    "by two ways at once": Bug(
        *(claiming, "_HAND", instead("o.id <> outbox_message.id", "FALSE")),
        test_outbox.test_two_senders_by_two_ways_do_not_write_to_one_customer_at_once,
    ),
    "not marked before it goes": Bug(
        *(delivering, "hand", unmarked),
        test_outbox.test_a_sender_that_dies_with_the_server_s_answer_in_hand_repeats_nothing,
    ),
    "who still hands over is cut off": Bug(
        *(settling, "_CUT_OFF", without("AND due_at <= :now")),
        test_outbox.test_what_was_being_handed_over_is_never_tried_again,
    ),
    "the cut off is tried again": Bug(
        *(settling, "_CUT_OFF", instead("ELSE 'uncertain'", "ELSE 'pending'")),
        test_outbox.test_what_was_being_handed_over_is_never_tried_again,
    ),
    "a draft that was cut off is lost": Bug(
        *(settling, "_CUT_OFF", instead("THEN 'pending'", "THEN 'uncertain'")),
        test_outbox.test_a_draft_that_was_being_written_is_written_again,
    ),
    "settled by who lost it": Bug(
        *(settling, "_SETTLE", without("AND claimed_by = :who")),
        test_outbox.test_whose_lease_has_ended_hands_nothing_over,
    ),
    "a person's word is written over": Bug(
        *(settling, "_SETTLE", without("AND state IN :from_list")),
        test_outbox.test_what_a_person_said_stands_whatever_its_sender_says_later,
    ),
    "a person resolves what is on its way": Bug(
        *(settling, "_RESOLVE", without("AND state IN :from_list")),
        test_outbox.test_a_person_says_what_became_of_an_uncertain_one,
        {"went_out": True},
    ),
    "what did not go out stays in the way": Bug(
        *(settling, "_DROP", instead("SET live = NULL", "SET live = 1")),
        test_outbox.test_what_was_cancelled_may_be_put_in_again,
    ),
    "what waits is dropped": Bug(
        *(eligible, "_PASSING", lambda _: frozenset()),
        test_outbox.test_whose_hour_comes_later_today_waits_and_the_run_ends,
    ),
    "the hour that ends meanwhile is not seen": Bug(
        *(delivering, "_minute", always(0)),
        test_outbox.test_whose_hour_ends_while_others_are_written_to_waits_for_the_next,
    ),
    "an old level goes out": Bug(
        *(eligible, "_is_same", always(True)),
        test_outbox.test_what_waited_until_another_level_came_is_decided_again,
    ),
    "who paid is reminded": Bug(
        *(claiming, "_HAND", without("AND revision = :revision")),
        test_by_hand.test_who_pays_while_the_links_are_shown_gets_none,
    ),
    "a refused address is tried again": Bug(
        *(planning, "_without_refused", lambda _: lambda plan, refused: plan),
        test_outbox.test_a_refused_address_is_not_tried_again_until_it_is_corrected,
    ),
    "no end of attempts": Bug(
        *(delivering, "MOST_ATTEMPTS", lambda _: 99),
        test_outbox.test_every_answer_of_a_server_is_written_down_and_only_refusals_are_repeated,
    ),
    "no answer is taken for a refusal": Bug(
        *(Smtp, "hand", retried),
        test_outbox.test_every_answer_of_a_server_is_written_down_and_only_refusals_are_repeated,
    ),
    "a mail is left half asked for": Bug(
        *(smtplib.SMTP, "rset", always((250, b""))),
        test_delivery.test_a_mail_that_was_asked_for_and_not_handed_over_stands_in_nobodys_way,
    ),
    "any certificate will do": Bug(
        *(ssl, "create_default_context", trusting),
        test_delivery.test_what_is_sent_is_encrypted_and_the_server_is_who_it_says,
    ),
    "in the clear to anywhere": Bug(
        *(Smtp, "__enter__", lambda _: lambda way: way),
        test_delivery.test_a_server_elsewhere_is_never_spoken_to_in_the_clear,
    ),
    "as many a minute as there are": Bug(
        *(Pace, "wait", always(None)),
        test_delivery.test_so_many_a_minute_and_no_more,
    ),
    "two addresses in one": Bug(
        *(mail, "address", lambda _: lambda text: text),
        test_mails.test_what_is_not_one_address_is_refused,
        {"text": "a@b.co, x@evil.co"},
    ),
    "a line end in a header": Bug(
        *(mail, "one_line", lambda _: lambda name, text: text),
        test_mails.test_no_line_end_comes_into_a_header,
        {"text": "x\u2028Bcc: y@evil.co"},
    ),
    "a draft that looks sent": Bug(
        *(mail, "DRAFT", lambda _: ("X-Otra", "1")),
        test_mails.test_a_draft_says_that_it_was_not_sent,
    ),
    "a link counts as sent, whatever a person says": Bug(
        *(Links, "hand", said_to_be(State.SENT)),
        test_by_hand.test_each_link_is_opened_and_only_what_a_person_sent_is_logged,
    ),
    "a link that nobody confirmed is evidence": Bug(
        *(export_contacts, "_unconfirmed", always(False)),
        test_by_hand.test_without_a_person_links_wait_for_one_to_say_that_they_were_sent,
    ),
    "messages are no contacts": Bug(
        *(contact_history, "sent", always([])),
        test_guard.test_a_reminder_takes_the_day_and_the_week_from_calls,
    ),
    "letters at any time": Bug(
        *(may_contact, "answer", always(Answer())),
        test_letters.test_no_letter_follows_a_reminder_on_its_day,
    ),
    "letters are no contacts": Bug(
        *(log_letter, "Reached", always(None)),
        test_letters.test_a_letter_stands_in_the_evidence_by_its_message_id,
    ),
    "holidays are days like others": Bug(
        *(Calendar, "holidays", always(frozenset())),
        test_dunning.test_on_a_sunday_and_at_night_nobody_is_written_to,
    ),
    "Sundays are days like others": Bug(
        *(contact_guard, "LEGAL_HOURS", lambda _: SUNDAYS),
        test_dunning.test_on_a_sunday_and_at_night_nobody_is_written_to,
    ),
    "a business has no say": Bug(
        *(may_contact, "has_opted_out", always(False)),
        test_guard.test_a_business_is_only_bound_by_its_own_no,
    ),
    "another address forgets a no": Bug(
        *(
            Contact,
            "moved",
            lambda _: lambda old, value: old._replace(value=value, **NEW),
        ),
        test_guard.test_who_said_no_is_not_asked_again_at_another_address,
    ),
    "a call that was typed is no contact": Bug(
        *(collection_log, "_reached", always(None)),
        test_collection_log.test_a_call_typed_in_gestiones_is_a_contact_and_evidence,
    ),
    "references are kept": Bug(
        *(consent, "CONTACT_KINDS", lambda kinds: (*kinds, "referencia")),
        test_guard.test_references_are_not_kept,
    ),
    "no evidence is needed": Bug(
        *(consent, "_PROVEN", lambda _: ()),
        test_guard.test_without_evidence_nothing_is_authorised,
    ),
}


# How a test fails; a bug that cannot even be planted fails in other ways.
FAILS: Final = (
    AssertionError,
    pytest.fail.Exception,
    CarteraError,
    LookupError,
    ValueError,
)


@pytest.mark.parametrize("name", PLANTED)
def test_a_guard_that_is_left_out_is_missed(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug = PLANTED[name]
    wanted = [p for p in inspect.signature(bug.test).parameters if p not in bug.given]
    parts = {part: request.getfixturevalue(part) for part in wanted}
    monkeypatch.setattr(bug.place, bug.name, bug.change(getattr(bug.place, bug.name)))
    with pytest.raises(FAILS):
        bug.test(**parts, **bug.given)
