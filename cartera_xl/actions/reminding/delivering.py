"""The run of a sender: claim, look again, mark, hand over, write down; one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cartera_xl.actions.reminding.eligible import verdicts
from cartera_xl.ledger.outgoing import MOST_ATTEMPTS, State, Way, pause
from cartera_xl.outbox.delivery.way import DeliveryError, Outcome
from cartera_xl.outbox.mail.address import AddressError
from cartera_xl.outbox.mail.message import HeaderError
from cartera_xl.store.outbox.claiming import Desk, claim, hand, release
from cartera_xl.store.outbox.settling import Ending, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from cartera_xl.actions.reminding.parcels import Packer
    from cartera_xl.ledger.outgoing import Outgoing
    from cartera_xl.outbox.delivery.way import Delivery, Parcel
    from cartera_xl.store import Store
    from cartera_xl.store.outbox.claiming import Look
    from cartera_xl.store.outbox.verdicts import Claimed, Verdict
    from cartera_xl.store.transaction import Transaction

LEASE: Final = timedelta(minutes=10)
# Messages that are claimed together: each claim reads the ledger once.
_TOGETHER: Final = {Way.DRAFTS: 200}
_FEW: Final = 20


Pair: TypeAlias = "tuple[Outgoing, Parcel]"


class Done(NamedTuple):
    """A message of this run, as it was left."""

    message: Outgoing
    state: State
    detail: str
    parcel: Parcel | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """One sender's run; `clock` gives the moment that it works at."""

    store: Store
    desk: Desk
    delivery: Delivery
    packer: Packer
    clock: Callable[[], datetime]
    customers: frozenset[int] = frozenset()  # of these alone; none: of all

    def run(self) -> Iterator[Done]:
        """Deliver what waits; yield each message as it is settled."""
        while (claimed := self._claimed(now := self.clock())) is not None:
            parcels = self.packer.parcels(claimed, now)
            pairs = [(c.message, p) for c, p in zip(claimed, parcels, strict=True)]
            # A draft can be written again: its steps are taken together.
            size = len(pairs) if self.desk.way is Way.DRAFTS else 1
            for start in range(0, len(pairs), size or 1):
                yield from self._deliver(pairs[start : start + size], now)

    def _claimed(self, now: datetime) -> list[Claimed] | None:
        limit = _TOGETHER.get(self.desk.way, _FEW)
        return claim(self.store, self.desk, now, _look(now), limit, self.customers)

    def _deliver(self, pairs: list[Pair], decided: datetime) -> list[Done]:
        """Deliver messages; those that others have, or that changed, are left out."""
        refused = [(pair, self._offered(pair[1])) for pair in pairs]
        done = [_done(pair, outcome) for pair, outcome in refused if outcome]
        going = [pair for pair, outcome in refused if outcome is None]
        messages = [message for message, _ in going]
        handed = self._marked(messages, decided)
        self._give_back(m for m in messages if m.id not in handed)
        try:
            for pair in going:
                if pair[0].id in handed:
                    done.append(_done(pair, self._handed(pair[1])))
        except DeliveryError:  # that one did not go, nor did those after it
            gone = {one.message.id for one in done}
            self._give_back(m for m in messages if m.id in handed - gone)
            raise
        finally:
            self._settle(done)
        return done

    def _marked(self, messages: list[Outgoing], decided: datetime) -> frozenset[int]:
        """Mark messages as going; who may not be contacted any more is left out.

        A slow server, or a person with links, takes its time: the hour may have ended.
        """
        now = self.clock()
        look = None if _minute(now) == _minute(decided) else _look(now)
        return hand(self.store, messages, now, self.desk.lease, look)

    def _give_back(self, messages: Iterable[Outgoing]) -> None:
        release(self.store, [*messages], self.clock())

    def _offered(self, parcel: Parcel) -> Outcome | None:
        try:
            return self.delivery.offer(parcel)
        except (AddressError, HeaderError) as fault:
            return Outcome(State.FAILED, str(fault))

    def _handed(self, parcel: Parcel) -> Outcome:
        try:
            return self.delivery.hand(parcel)
        except (AddressError, HeaderError) as fault:  # nothing was built, nothing went
            return Outcome(State.FAILED, str(fault))

    def _settle(self, done: list[Done]) -> None:
        now = self.clock()
        settle(
            self.store,
            [
                Ending(d.message, d.state, now + pause(d.message.attempts), d.detail)
                for d in done
            ],
        )


def _look(now: datetime) -> Look:
    def look(ledger: Transaction, messages: Sequence[Outgoing]) -> list[Verdict]:
        return verdicts(ledger, messages, now)

    return look


def _minute(at: datetime) -> datetime:
    """Return the minute of a moment: hours of contact end on whole ones."""
    return at.replace(second=0, microsecond=0)


def _done(pair: Pair, outcome: Outcome) -> Done:
    message, parcel = pair
    state = outcome.state
    if state is State.PENDING and message.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    return Done(message, state, outcome.detail, parcel)
