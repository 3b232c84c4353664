"""Each message goes once: two senders, payments in between, deaths at any moment."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cartera_xl.actions.reminding import delivering
from cartera_xl.ledger.dunning import Reason
from cartera_xl.ledger.outgoing import NewMessage, State, Way
from cartera_xl.ledger.posting import Posting
from cartera_xl.store import Store, queries
from cartera_xl.store.outbox.claiming import Desk, claim, hand
from cartera_xl.store.outbox.queueing import queue
from cartera_xl.store.outbox.settling import Ending, recover, resolve, settle
from cartera_xl.store.outbox.verdicts import Drop, Go, Wait
from tests.acceptance.reminders.debtors import (
    FRIDAY,
    LEASE,
    Clock,
    fill,
    messages,
    pay,
    post,
    remind,
)
from tests.acceptance.reminders.mail_server import Box, serving
from tests.store.books import COMPANY, NOON
from tests.store.places import another_company
from tests.store.server import a_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.outbox.delivery.smtp import MailServer
    from cartera_xl.store.outbox.verdicts import Claimed, Verdict
    from cartera_xl.store.transaction import Transaction

QUICK = "bien bien cuelga corta"  # manners that are settled at the first try
DIED = 9  # exit code of who dies on purpose
MANY = 8  # messages of the runs in which somebody dies or pays


@pytest.fixture(scope="session")
def outbox_server() -> Iterator[str]:
    with a_database() as address:
        Store.create(address, COMPANY, NOON).close()
        yield address


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A ledger with two debtors: in a file, and on a server."""
    if request.param == "file":
        with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
            fill(store, ["uno", "dos"])
            yield store
        return
    with another_company(request.getfixturevalue("outbox_server")) as store:
        fill(store, ["uno", "dos"])
        yield store


@pytest.fixture
def debtors(store: Store) -> list[NewMessage]:
    """A message for each of two invoices."""
    with store.reading() as ledger:
        rows = ledger.rows(
            "SELECT id, customer_id FROM document "
            "WHERE company_id = :company AND kind = 'invoice' ORDER BY id"
        )
    return [
        NewMessage(customer, 100 + n, "email", "nivel-1", 1, (document,))
        for n, (document, customer) in enumerate(rows[-2:])
    ]


def desk(who: str = "ana", way: Way = Way.SMTP) -> Desk:
    return Desk(way, who, LEASE)


def go(_: Transaction, found: Sequence[Outgoing]) -> list[Verdict]:
    return [Go("hola") for _ in found]


def put(store: Store, new: list[NewMessage], way: Way = Way.SMTP) -> list[int]:
    return queue(store, new, way, Clock()(), "ana")


def took(store: Store, who: str = "ana", clock: Clock | None = None) -> Claimed:
    claimed = claim(store, desk(who), (clock or Clock())(), go)
    assert claimed
    return claimed[0]


def states(store: Store) -> list[State]:
    return [message.state for message in messages(store)]


def ended(store: Store, message: Outgoing, state: State) -> int:
    return settle(store, [Ending(message, state, Clock()())])


def test_what_is_asked_twice_is_there_once(
    store: Store, debtors: list[NewMessage]
) -> None:
    assert put(store, debtors) == put(store, debtors)
    assert len(messages(store)) == 2


def test_what_went_out_is_not_put_in_again(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    one = took(store)
    assert hand(store, [one.message], Clock()(), LEASE) == {one.message.id}
    assert hand(store, [one.message], Clock()(), LEASE) == frozenset()
    assert put(store, debtors[:1]) == []
    assert ended(store, one.message, State.SENT) == 1
    assert put(store, debtors[:1]) == []


def test_what_was_cancelled_may_be_put_in_again(
    store: Store, debtors: list[NewMessage]
) -> None:
    [first] = put(store, debtors[:1])
    ended(store, took(store).message, State.CANCELLED)
    [second] = put(store, debtors[:1])
    assert second > first


def test_a_message_about_more_takes_the_place_of_one_that_waits(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    both = debtors[0]._replace(documents=(*debtors[0].documents, *debtors[1].documents))
    [second] = put(store, [both])
    assert states(store) == [State.CANCELLED, State.PENDING]
    assert took(store).message.id == second


def test_two_senders_never_have_the_same_message(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors)
    assert took(store, "ana").message.id != took(store, "luz").message.id
    assert claim(store, desk("eva"), Clock()(), go) is None


def test_a_message_goes_by_its_own_way(store: Store, debtors: list[NewMessage]) -> None:
    put(store, debtors)
    assert claim(store, desk(way=Way.DRAFTS), Clock()(), go) is None
    put(store, debtors[:1], Way.DRAFTS)
    [told] = claim(store, desk(way=Way.DRAFTS), Clock()(), go, 9) or []
    assert told.message.contact_id == debtors[0].contact_id


def test_whose_lease_has_ended_hands_nothing_over(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    clock = Clock()
    slow = took(store, "ana", clock)
    clock.passes(2 * LEASE)
    quick = took(store, "luz", clock)
    assert hand(store, [slow.message], clock(), LEASE) == frozenset()
    assert ended(store, slow.message, State.SENT) == 0
    assert hand(store, [quick.message], clock(), LEASE) == {quick.message.id}


def test_what_was_being_handed_over_is_never_tried_again(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    clock = Clock()
    one = took(store, "ana", clock)
    hand(store, [one.message], clock(), LEASE)
    assert recover(store, clock()) == 0
    clock.passes(2 * LEASE)
    assert recover(store, clock()) == 1
    assert states(store) == [State.UNCERTAIN]
    assert claim(store, desk("luz"), clock(), go) is None
    assert put(store, debtors[:1]) == []
    assert ended(store, one.message, State.SENT) == 1  # its sender was alive


def test_a_draft_that_was_being_written_is_written_again(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1], Way.DRAFTS)
    clock = Clock()
    [one] = claim(store, desk("ana", Way.DRAFTS), clock(), go) or []
    hand(store, [one.message], clock(), LEASE)
    clock.passes(2 * LEASE)
    recover(store, clock())
    assert states(store) == [State.PENDING]


def test_a_payment_after_the_claim_stops_the_message(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    one = took(store)
    pay(store, debtors[0].documents[0], debtors[0].customer_id)
    assert hand(store, [one.message], Clock()(), LEASE) == frozenset()
    assert states(store) == [State.CLAIMED]


def test_two_senders_by_two_ways_do_not_write_to_one_customer_at_once(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    put(store, [debtors[0]._replace(contact_id=200, channel="whatsapp")], Way.WHATSAPP)
    mail = took(store)
    [link] = claim(store, desk("luz", Way.WHATSAPP), Clock()(), go) or []
    assert hand(store, [mail.message], Clock()(), LEASE) == {mail.message.id}
    assert hand(store, [link.message], Clock()(), LEASE) == frozenset()


def test_what_may_not_go_is_put_aside_with_the_reason(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors)
    clock = Clock()
    tomorrow = clock() + timedelta(days=1)

    def neither(_: Transaction, found: Sequence[Outgoing]) -> list[Verdict]:
        return [Drop("Pagó."), Wait(tomorrow, "Es domingo.")]

    assert claim(store, desk(), clock(), neither, 2) == []
    found = messages(store)
    assert [(m.state, m.detail) for m in found] == [
        (State.CANCELLED, "Pagó."),
        (State.PENDING, "Es domingo."),
    ]
    assert claim(store, desk(), clock(), go) is None
    assert claim(store, desk(), tomorrow, go)


@pytest.mark.parametrize("went_out", [True, False])
def test_a_person_says_what_became_of_an_uncertain_one(
    store: Store, debtors: list[NewMessage], went_out: bool
) -> None:
    [row_id] = put(store, debtors[:1])
    assert not resolve(store, row_id, went_out=went_out, detail="")
    one = took(store)
    ended(store, one.message, State.UNCERTAIN)
    assert resolve(store, row_id, went_out=went_out, detail="Ana miró.")
    assert not resolve(store, row_id, went_out=not went_out, detail="")
    assert bool(put(store, debtors[:1])) is not went_out


def test_what_a_person_said_stands_whatever_its_sender_says_later(
    store: Store, debtors: list[NewMessage]
) -> None:
    [row_id] = put(store, debtors[:1])
    clock = Clock()
    slow = took(store, "ana", clock)
    hand(store, [slow.message], clock(), LEASE)
    clock.passes(2 * LEASE)
    recover(store, clock())
    assert resolve(store, row_id, went_out=False, detail="Ana miró.")
    assert ended(store, slow.message, State.FAILED) == 0
    assert states(store) == [State.CANCELLED]


def test_the_database_itself_keeps_a_second_one_out(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    copy = (
        "INSERT INTO outbox_item SELECT company_id, id + 1, message_id, document_id, "
        "level, round, contact_id, live FROM outbox_item"
    )
    with (
        pytest.raises(store.engine.driver.IntegrityError),
        store.engine.connect() as connection,
    ):
        connection.change(copy)


def test_whom_a_message_goes_to_cannot_be_changed(
    store: Store, debtors: list[NewMessage]
) -> None:
    put(store, debtors[:1])
    with (
        pytest.raises(store.engine.driver.IntegrityError, match="no se cambia"),
        store.engine.connect() as connection,
    ):
        connection.change("UPDATE outbox_message SET customer_id = customer_id + 1")


# --- With a mail server ------------------------------------------------------------


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[MailServer]:
    with serving(box) as server:
        yield server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deudores.db"


def ledger(path: Path, manners: list[str], *, business: bool = True) -> Store:
    store = Store.create(path, COMPANY, NOON)
    fill(store, manners, business=business)
    return store


def test_every_answer_of_a_server_is_written_down_and_only_refusals_are_repeated(
    path: Path, box: Box, server: MailServer
) -> None:
    manners = ["bien", "rechaza", "luego", "no-texto", "otra-vez", "cuelga", "corta"]
    clock = Clock()
    with ledger(path, manners) as store:
        remind(store, clock, server)
        first = dict(zip(manners, states(store), strict=True))
        for _ in range(4):
            clock.passes(timedelta(hours=3))
            remind(store, clock, server)
        last = dict(zip(manners, states(store), strict=True))
    assert first == {
        "bien": State.SENT,
        "rechaza": State.FAILED,
        "luego": State.PENDING,
        "no-texto": State.FAILED,
        "otra-vez": State.PENDING,
        "cuelga": State.UNCERTAIN,
        "corta": State.UNCERTAIN,
    }
    assert last == {**first, "luego": State.FAILED, "otra-vez": State.FAILED}
    counted = Counter(recipient.partition("@")[0] for recipient, _ in box.taken)
    assert counted == {"bien": 1, "cuelga": 1}


def test_a_refused_address_is_not_tried_again_until_it_is_corrected(
    path: Path, box: Box, server: MailServer
) -> None:
    clock = Clock()
    with ledger(path, ["rechaza"]) as store:
        remind(store, clock, server)
        asked = len(box.asked)
        clock.passes(timedelta(days=1))
        [skipped] = remind(store, clock, server).preview.plan.skipped
        assert skipped.reason is Reason.REFUSED
        assert "550" in skipped.detail
        assert len(box.asked) == asked
        with store.reading() as transaction:
            [contact] = queries.contacts(transaction)
        better = contact._replace(value="bien@c1.example")
        post(store, "correo", Posting(contacts=(better,)))
        remind(store, clock, server)
    assert [who for who, _ in box.taken] == ["bien@c1.example"]


def test_whose_hour_comes_later_today_waits_and_the_run_ends(
    path: Path, box: Box, server: MailServer
) -> None:
    monday = Clock(FRIDAY + timedelta(days=3, hours=-1))
    with ledger(path, ["luego"], business=False) as store:
        remind(store, Clock(FRIDAY), server)
        with store.reading() as transaction:
            [contact] = queries.contacts(transaction)
        afternoon = contact._replace(
            hours="lun-vie 14:00-18:00", hours_evidence="carta"
        )
        post(store, "horas", Posting(contacts=(afternoon,)))
        assert remind(store, monday, server).done == ()
        assert (states(store), len(box.asked)) == ([State.PENDING], 1)
        monday.passes(timedelta(hours=6))
        assert len(remind(store, monday, server).done) == 1
    assert len(box.asked) == 2


def test_whose_hour_ends_while_others_are_written_to_waits_for_the_next(
    path: Path, box: Box, server: MailServer
) -> None:
    closes = FRIDAY.replace(hour=19)  # Ley 2300, art. 3
    slow = Slow(closes - timedelta(minutes=2))
    with ledger(path, ["bien"] * MANY, business=False) as store:
        remind(store, slow, server)
        found = messages(store)
    went = [message.handed_at for message in found if message.handed_at]
    assert 0 < len(went) == len(box.taken) < MANY
    assert all(at < closes for at in went)
    assert Counter(m.state for m in found)[State.PENDING] == MANY - len(went)


class Slow(Clock):
    """A clock on which everything takes long."""

    def __call__(self) -> datetime:
        self.passes(timedelta(seconds=15))
        return self.now


def test_what_waited_until_another_level_came_is_decided_again(
    path: Path, box: Box, server: MailServer
) -> None:
    clock = Clock(FRIDAY)
    with ledger(path, ["luego"]) as store:
        remind(store, clock, server)
        clock.passes(timedelta(days=14))  # 34 days: the next level
        remind(store, clock, server)
        assert [(m.level, m.state) for m in messages(store)] == [
            ("nivel-1", State.CANCELLED),
            ("nivel-2", State.PENDING),
        ]
    assert len(box.asked) == 2


def test_a_sender_that_dies_with_the_server_s_answer_in_hand_repeats_nothing(
    path: Path, box: Box, server: MailServer
) -> None:
    with ledger(path, ["bien"]) as store:
        assert finish(start(send_and_die, path, server)) == DIED
        assert len(box.taken) == 1
        clock = Clock(FRIDAY + timedelta(hours=3))
        assert remind(store, clock, server).done == ()
        assert states(store) == [State.UNCERTAIN]
    assert len(box.taken) == 1


def test_two_senders_at_once_send_each_message_once(
    path: Path, box: Box, server: MailServer
) -> None:
    ledger(path, ["bien"] * MANY).close()
    senders = [start(send, path, server, 0) for _ in range(2)]
    assert [finish(sender) for sender in senders] == [0, 0]
    assert Counter(Counter(box.ids()).values()) == {1: MANY}
    with Store.open(path) as store:
        assert states(store) == [State.SENT] * MANY


def test_a_sender_that_dies_at_any_moment_repeats_nothing(
    path: Path, box: Box, server: MailServer
) -> None:
    end = die_and_go_on(
        path, box, server, count=3 * MANY, deaths=3, seed=1, manners=QUICK
    )
    assert end.deaths == 3


def test_who_paid_before_his_turn_is_not_reminded(
    path: Path, box: Box, server: MailServer
) -> None:
    race(path, box, server, races=MANY, seed=1)


def die_and_go_on(
    path: Path,
    box: Box,
    server: MailServer,
    *,
    count: int,
    deaths: int,
    seed: int,
    manners: str,
) -> Survived:
    """Kill senders at random moments, until all messages are settled; check them.

    Most die some messages after they began: between two statements, with an answer
    of the server on its way, while it waits. Every fifth dies before its first, or
    at it. Half of the messages are there for what goes out meanwhile.
    """
    chance = random.Random(seed)
    ledger(path, [chance.choice(manners.split()) for _ in range(count)]).close()
    rounds = died = 0
    with Store.open(path) as store:
        while unsettled(store):
            sender = start(send, path, server, rounds)
            if died < deaths:
                if died % 5:
                    more = chance.randint(1, max(count // deaths // 2, 1))
                    wait_for_asked(box, sender, more)
                    time.sleep(chance.uniform(0, 0.02))
                else:
                    wait_for_asked(box, sender, 1, chance.uniform(0, 0.3))
                os.kill(sender, signal.SIGKILL)
            died += finish(sender) == -signal.SIGKILL
            rounds += 1
        return Survived(checked(store, box), died)


class Survived(NamedTuple):
    """How messages ended, and how many of their senders were killed."""

    states: Counter[State]
    deaths: int


def wait_for_asked(box: Box, sender: int, more: int, patience: float = 30) -> None:
    """Wait until the server was asked for more messages, or the sender has ended."""
    wanted = len(box.asked) + more
    wait_for(lambda: len(box.asked) >= wanted or has_ended(sender), patience)


def has_ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def unsettled(store: Store) -> bool:
    found = set(states(store)) if messages(store) else {State.PENDING}
    return bool(found & {State.PENDING, State.CLAIMED, State.HANDING})


def checked(store: Store, box: Box) -> Counter[State]:
    """Assert that none went twice, and that whatever did not arrive says so."""
    arrived = Counter(identity.decode().split(".")[0][2:] for identity in box.ids())
    assert not [one for one, count in arrived.items() if count > 1]
    for message in messages(store):
        if str(message.id) not in arrived:
            assert message.state in (State.FAILED, State.UNCERTAIN, State.CANCELLED)
        if message.state is State.SENT:
            assert arrived[str(message.id)] == 1
    return Counter(states(store))


def race(
    path: Path, box: Box, server: MailServer, *, races: int, seed: int
) -> Counter[State]:
    """Let one process pay while another sends; check by the clock of the machine.

    The server notes when a recipient is named, which is before the message is marked:
    a payment that was acknowledged before that has to have stopped it.
    """
    ledger(path, ["bien"] * races).close()
    notes = path.with_suffix(".txt")
    sender = start(send, path, server, 0)
    wait_for(lambda: bool(box.asked))
    payer = start(pay_all, path, notes, seed)
    assert (finish(payer), finish(sender)) == (0, 0)
    paid = dict(line.split() for line in notes.read_text().splitlines())
    asked = dict(box.asked)
    late = [
        who
        for who, _ in box.taken
        if float(paid[who.partition("@c")[2].partition(".")[0]]) < asked[who]
    ]
    assert late == []
    with Store.open(path) as store:
        ends = Counter(states(store))
    assert set(ends) <= {State.SENT, State.CANCELLED}
    return ends


def wait_for(happened: Callable[[], bool], patience: float = 30) -> bool:
    """Wait until something happened; tell whether it did."""
    end = time.monotonic() + patience
    while not happened() and time.monotonic() < end:
        time.sleep(0.001)
    return happened()


def send(path: Path, server: MailServer, rounds: int) -> None:
    clock = Clock()
    clock.passes(rounds * timedelta(hours=1))
    with Store.open(path) as store:
        remind(store, clock, server)


def send_and_die(path: Path, server: MailServer) -> None:
    """Hand a message over, and die before its end is written down."""
    delivering.settle = lambda *_: os._exit(DIED)  # type: ignore[attr-defined]
    send(path, server, 0)


def pay_all(path: Path, notes: Path, seed: int) -> None:
    """Pay every invoice, in any order, and note when each payment was acknowledged.

    Now and then: a ledger that moves all the time lets no message go at all.
    """
    chance = random.Random(seed)
    with Store.open(path) as store, notes.open("w") as file:
        with store.reading() as transaction:
            rows = transaction.rows(
                "SELECT id, customer_id FROM document WHERE company_id = :company"
            )
        chance.shuffle(rows)
        first = min(customer for _, customer in rows)
        for invoice, customer in rows:
            time.sleep(chance.uniform(0, 0.08))
            pay(store, invoice, customer)
            file.write(f"{customer - first + 1} {time.monotonic()}\n")


def start(act: Callable[..., None], *arguments: Any) -> int:
    """Run a function in a process of its own."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        act(*arguments)
        code = 0
    finally:
        os._exit(code)


def finish(child: int) -> int:
    """Wait for a process; its exit code, below zero where it was killed."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def test_an_outbox_holds_no_address(path: Path) -> None:
    with ledger(path, ["secreto"]) as store:
        remind(store, Clock(), folder=path.parent / "borradores")
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT * FROM outbox_message").fetchall()
    assert found
    assert "secreto" not in str(found)
