"""A whole cartera in memory: batches of verbs are decided on it and kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cartera_xl.ledger.balances import Journal, open_item, open_items, settled_amounts
from cartera_xl.ledger.batch import Decided, Verb, decide
from cartera_xl.ledger.documents import Kind, Side, Use
from cartera_xl.ledger.facts import (
    Closing,
    Event,
    EventEnd,
    Joining,
    QuoteStep,
    Taxes,
    Tender,
    Undoing,
    Withholding,
)
from cartera_xl.ledger.invariants import balance_breaches, control_breaches
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.requests import Policy, Position, Status
from cartera_xl.ledger.verbs.undo import Batch, Undo
from tests.ledger.memory import on

if TYPE_CHECKING:
    from cartera_xl.ledger.documents import Application, Document
    from cartera_xl.ledger.facts import Fact
    from cartera_xl.ledger.posting import Posting

TODAY = 20  # the day on which everything is typed, where a test says nothing else
POLICY = Policy(today=on(TODAY), refunds=True, adjustment_limits={"COP": 1_000_00})
_TARGETS = {
    "document_id": "documents",
    "application_id": "applications",
    "customer_id": "customers",
    "into_id": "customers",
    "event_id": "facts",
}


class Cartera:
    """The rows of a ledger with real ids, as a store would keep them."""

    def __init__(self, *documents: Document, policy: Policy = POLICY) -> None:
        self.documents = list(documents)
        self.applications: list[Application] = []
        self.facts: list[Fact] = []
        self.customers = [Customer(n, f"C{n}", f"Cliente {n}") for n in (1, 2, 3)]
        self.numbers: dict[str, int] = {}
        self.batches: list[Batch] = []
        self.policy = policy

    def post(self, *verbs: Verb, policy: Policy | None = None) -> Decided:
        """Decide a batch and keep its rows where it stands."""
        decided = decide(verbs, self.position, policy or self.now)
        if decided.accepted:
            self.numbers = dict(decided.numbers)
            self.batches.append(self._keep(decided.posting))
        else:
            assert decided.posting.empty
        return decided

    def undo(self, batch: Batch | None = None, policy: Policy | None = None) -> Decided:
        """Undo a batch: the last one, where none is given."""
        return self.post(self.undoing(batch or self.batches[-1]), policy=policy)

    def undoing(self, batch: Batch, row: int = 1) -> Undo:
        undone = any(
            isinstance(f, Undoing) and f.undone == batch.revision for f in self.facts
        )
        return Undo(row, replace(batch, undone=undone), "error", self.values)

    @property
    def now(self) -> Policy:
        """Return the policy with the months that are closed."""
        closed = [f.open_from for f in self.facts if isinstance(f, Closing)]
        return replace(self.policy, open_from=closed[-1]) if closed else self.policy

    @property
    def values(self) -> dict[tuple[int, str], Any]:
        """Return the customers' fields as they are."""
        return {(c.id, k): v for c in self.customers for k, v in c._asdict().items()}

    @property
    def position(self) -> Position:
        balances = self.balances
        items = {d.id: open_item(d, balances[d.id]) for d in self.documents}
        return Position(
            items,
            tuple(self.applications),
            families=self._families(),
            companions=self._companions(),
            voided=self._voided(),
            last_numbers=self.numbers,
            codes={c.code for c in self.customers},
            quote_states={
                f.document_id: f.state for f in self.facts if isinstance(f, QuoteStep)
            },
            events={f.id: f for f in self.facts if isinstance(f, Event)},
            event_outcomes={
                f.event_id: f.outcome for f in self.facts if isinstance(f, EventEnd)
            },
            facts=self._by("application_id"),
            document_facts={
                i: [f for f in own if isinstance(f, Tender | Taxes)]
                for i, own in self._by("document_id").items()
            },
        )

    @property
    def balances(self) -> dict[int, int]:
        """Return every document's balance now, zeros too."""
        settled = settled_amounts(self.applications)
        return {
            d.id: 0 if d.kind.side is Side.NONE else d.total - settled.get(d.id, 0)
            for d in self.documents
        }

    def at(self, day: int) -> dict[str, int]:
        """Return the balances above zero at a day, by the document's number."""
        journal = Journal(
            [(d, 1) for d in self.documents], [(a, 1) for a in self.applications]
        )
        return {
            f"{item.kind}:{item.number}:{item.customer_id}": item.balance
            for item in open_items(journal, on(day))
        }

    def history(self, last: int = TODAY + 5) -> list[dict[str, int]]:
        """Return the balances of every day."""
        return [self.at(day) for day in range(-5, last)]

    def number(self, number: str) -> Document:
        """Return the last edition of a document."""
        return [d for d in self.documents if d.number == number][-1]

    def known(self, kind: type[Any]) -> list[Any]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    @property
    def breaches(self) -> list[str]:
        """Return what is wrong with the balances (I1, I2 and I4)."""
        problems = [
            *balance_breaches(self.documents, self.applications, self.balances),
            *control_breaches(self.documents, self.applications, self.balances),
        ]
        return [problem.sentence for problem in problems]

    def _keep(self, posting: Posting) -> Batch:
        first = {
            "customers": len(self.customers),
            "documents": max([0, *(d.id for d in self.documents)]),
            "applications": len(self.applications),
            "facts": len(self.facts),
        }

        def real(row: Any, part: str) -> Any:
            fields = {"id": first[part] - row.id}
            for name in row._fields:
                value = getattr(row, name)
                if name in (*_TARGETS, "from_id", "to_id") and (value or 0) < 0:
                    fields[name] = first[_TARGETS.get(name, "documents")] - value
                if name == "reverses" and (value or 0) < 0:
                    fields[name] = first["applications"] - value
            return row._replace(**fields)

        documents = [real(d, "documents") for d in posting.documents]
        applications = [real(a, "applications") for a in posting.applications]
        facts = [real(f, "facts") for f in posting.facts]
        self.customers += [real(c, "customers") for c in posting.customers]
        self.documents += documents
        self.applications += applications
        self.facts += facts
        return Batch(
            len(self.batches) + 1,
            tuple(d.id for d in documents),
            tuple(a.id for a in applications),
            tuple(facts),
            tuple(self._change(posting)),
        )

    def _change(self, posting: Posting) -> list[tuple[int, str, Any, Any]]:
        changes = []
        for who, fields in posting.updates.items():
            for name, value in fields.items():
                customer = self.customers[who - 1]
                changes.append((who, name, getattr(customer, name), value))
                changed: Any = {name: value}
                self.customers[who - 1] = customer._replace(**changed)
        return changes

    def _by(self, field: str) -> dict[int, list[Fact]]:
        behind: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if (row_id := getattr(fact, field, None)) is not None:
                behind[row_id].append(fact)
        return behind

    def _families(self) -> dict[int, int]:
        joined: dict[int, int | None] = {}
        for fact in self.facts:
            if isinstance(fact, Joining):
                joined[fact.customer_id] = fact.into_id
        return {who: into for who, into in joined.items() if into is not None}

    def _companions(self) -> dict[int, list[int]]:
        came: defaultdict[int, list[int]] = defaultdict(list)
        for fact in self.facts:
            if isinstance(fact, Withholding) and fact.document_id is not None:
                came[fact.document_id].append(fact.application_id)
        return came

    def _voided(self) -> dict[tuple[Kind, str, int], int]:
        """Return the last edition of whatever was ever voided."""
        gone = {a.to_id or a.from_id for a in self.applications if a.use is Use.VOID}
        keys = {d[1:4] for d in self.documents if d.id in gone}
        editions: dict[Any, int] = {}
        for d in self.documents:
            if d[1:4] in keys:
                editions[d[1:4]] = max(editions.get(d[1:4], 0), d.edition)
        return editions


def why(decided: Decided) -> list[tuple[int, str, str]]:
    """Return the rows that stop a batch, the status as text."""
    return [(o.row, str(o.status), o.sentence) for o in decided.refused]


def refused(decided: Decided) -> tuple[str, str]:
    """Return the status and the sentence of the only row that stops a batch."""
    [(_, status, sentence)] = why(decided)
    return status, sentence


def posted(decided: Decided) -> bool:
    """Tell whether a batch stands; say why where it does not."""
    assert decided.accepted, why(decided)
    return {o.status for o in decided.outcomes} <= {Status.POSTED}
