"""The peers' figures, claim by claim, through the pure ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.ledger.batch import decide
from cartera_xl.ledger.documents import Kind, OpenItem, Side, Use
from cartera_xl.ledger.fifo import plan
from cartera_xl.ledger.holidays import Calendar
from cartera_xl.ledger.indicators import Indicators
from cartera_xl.ledger.requests import Policy, Request, Reversal, Status
from cartera_xl.ledger.statement import statement
from cartera_xl.ledger.status import InvoiceStatus, invoice_status
from cartera_xl.ledger.terms import parse_term
from cartera_xl.ledger.verbs.void import Void
from tests.ledger.memory import Ledger, doc, indicators, on
from tests.scenarios.peer_cases import CASES, Case, Claim, Doc, Step
from tests.scenarios.reminders import MEASURES
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cartera_xl.ledger.requests import Decision

KINDS: Final = {
    "invoice": Kind.INVOICE,
    "fee": Kind.DEBIT_NOTE,
    "payment": Kind.RECEIPT,
    "credit_note": Kind.CREDIT_NOTE,
}
# Figures that this ledger does not give, and why.
NOT_OFFERED: Final = {
    "base_balance": (
        "balances stay in the document's currency and currencies are never added: "
        "what they are in pesos depends on a rate that the ledger does not keep"
    ),
    "exchange_difference": (
        "a gain or loss of exchange belongs in the general ledger; the customer's "
        "balance is settled in the document's currency and leaves no difference"
    ),
}


@dataclass(slots=True)
class World:
    """A case while it is played: its ledger, and the ids of its documents."""

    ledger: Ledger
    ids: dict[str, int]

    def do(self, step: Step) -> Decision:
        return self.ledger.post(self._request(step))

    def _request(self, step: Step) -> Request | Reversal:
        if step.verb == "take_back":
            return Reversal(1, self._application(step), on(step.day))
        use, to_id = Use.REFUND, None
        if step.verb == "apply":
            use = Use.CREDIT if self._is_note(step.from_id) else Use.PAYMENT
            to_id = self.ids[step.to_id]
        amount = minor(step.amount)
        return Request(1, use, self.ids[step.from_id], to_id, amount, on(step.day))

    def void(self, name: str) -> str:
        """Void a document, or say why not."""
        asked = Void(1, self.ids[name], "anulado")
        decided = decide([asked], self.ledger.position, Policy())
        self.ledger.keep(decided.posting.applications)
        [outcome] = decided.outcomes
        return outcome.status

    def _application(self, step: Step) -> int:
        """Find what a step takes back; the amount tells that it is the right one."""
        [found] = (
            row.id
            for row in self.ledger.rows
            if (row.from_id, row.to_id)
            == (self.ids[step.from_id], self.ids[step.to_id])
            and row.amount == minor(step.amount)
        )
        return found

    def _is_note(self, name: str) -> bool:
        documents = {d.id: d for d, _ in self.ledger.documents}
        return documents[self.ids[name]].kind is Kind.CREDIT_NOTE

    def balance(self, name: str, day: int) -> int:
        return self.ledger.at(day).get(self.ids[name], 0)

    def taken(self, name: str, day: int, *uses: Use) -> int:
        """Return what rows of some uses took from a document up to a day."""
        return sum(
            row.amount
            for row in self.ledger.rows
            if self.ids[name] in (row.from_id, row.to_id)
            and row.effective <= on(day)
            and row.use in uses
        )

    def total(self, name: str) -> int:
        [total] = (d.total for d, _ in self.ledger.documents if d.id == self.ids[name])
        return total


def minor(amount: str) -> int:
    return int(Decimal(amount) * 100)


def world(case: Case) -> World:
    ids = {document.id: n for n, document in enumerate(case.documents, 1)}
    customers = sorted({document.customer for document in case.documents})
    result = World(Ledger(), ids)
    result.ledger.add(
        *(
            doc(
                ids[d.id],
                minor(d.amount),
                d.day,
                d.due,
                KINDS[d.type],
                customers.index(d.customer) + 1,
                d.currency,
                d.against,
            )._replace(number=d.id)
            for d in case.documents
        )
    )
    for step in case.applied:
        assert result.do(step).accepted
    return result


# How each figure is measured, in minor units where it is an amount.


def _pesos(world: World, day: int) -> Indicators:
    return indicators(world.ledger.items(day), on(day)).get("COP", Indicators())


def _owed(items: list[OpenItem]) -> int:
    return sum(item.balance for item in items if item.kind.side is Side.DEBIT)


def _customer(world: World, claim: Claim, day: int) -> int:
    """What a customer owes, credits apart."""
    number = ["X", "Y"].index(claim.of) + 1
    items = [i for i in world.ledger.items(day) if i.customer_id == number]
    return _owed(items)


def _currency(world: World, claim: Claim, day: int) -> int:
    return _owed([i for i in world.ledger.items(day) if i.currency == claim.of])


def _future(world: World, claim: Claim, day: int) -> int:
    every = world.taken(claim.of, 10_000, *Use)
    return every - world.taken(claim.of, day, *Use)


def _planned(world: World, claim: Claim, day: int) -> int:
    """What the automatic plan gives a document where nothing is applied yet."""
    fresh = Ledger(*(document for document, _ in world.ledger.documents))
    shares = plan(fresh.items(day))
    return sum(s.amount for s in shares if s.debit_id == world.ids[claim.of])


AMOUNTS: Final[dict[str, Callable[[World, Claim, int], int]]] = {
    "open": lambda w, c, day: w.balance(c.of, day),
    "free": lambda w, c, day: w.balance(c.of, day),
    "net": lambda w, c, day: _pesos(w, day).net,
    "total_open": lambda w, c, day: _owed(w.ledger.items(day)),
    "invoiced": lambda w, c, day: w.total(c.of),
    "paid": lambda w, c, day: w.taken(c.of, day, Use.PAYMENT),
    "credited": lambda w, c, day: w.taken(c.of, day, Use.CREDIT),
    "refunded": lambda w, c, day: w.taken(c.of, day, Use.REFUND),
    "kept": lambda w, c, day: w.total(c.of) - w.taken(c.of, day, Use.REFUND),
    "customer": _customer,
    "currency": _currency,
    "future": _future,
    "planned": _planned,
}
STATUSES: Final = {
    "paid": InvoiceStatus.PAID,
    "partly paid": InvoiceStatus.PARTLY_PAID,
}


def claims(measures: set[str]) -> list[Any]:
    return [
        pytest.param(case, claim, id=f"{case.id}-{claim.path}")
        for case in CASES
        for claim in case.claims
        if claim.measure in measures
    ]


def played(case: Case, claim: Claim) -> tuple[World, int]:
    """Return the world that a claim is about, and the day that it looks at."""
    result = world(case)
    for step in claim.after:
        assert result.do(step).accepted
    return result, case.at if claim.at is None else claim.at


@pytest.mark.parametrize(("case", "claim"), claims(set(AMOUNTS)))
def test_an_amount_is_the_peers(case: Case, claim: Claim) -> None:
    state, day = played(case, claim)
    assert AMOUNTS[claim.measure](state, claim, day) == minor(str(claim.value))


@pytest.mark.parametrize(("case", "claim"), claims({"rows"}))
def test_a_report_has_as_many_rows_as_the_peers(case: Case, claim: Claim) -> None:
    state, day = played(case, claim)
    assert len(state.ledger.items(day)) == claim.value


@pytest.mark.parametrize(("case", "claim"), claims({"status"}))
def test_a_status_is_the_peers(case: Case, claim: Claim) -> None:
    state, day = played(case, claim)
    total, balance = state.total(claim.of), state.balance(claim.of, day)
    status = invoice_status(total, balance, on(day), on(day))
    assert status is STATUSES[str(claim.value)]


@pytest.mark.parametrize(("case", "claim"), claims({"attempt"}))
def test_what_a_peer_refuses_is_refused_and_changes_nothing(
    case: Case, claim: Claim
) -> None:
    state, _ = played(case, claim)
    before = state.ledger.balances
    attempt: Any = claim.value
    step = Step("apply", attempt["from"], attempt["to"], attempt["amount"], case.at)
    [outcome] = state.do(step).outcomes
    assert outcome.status is Status.EXCEEDS_CREDIT
    assert state.ledger.balances == before


@pytest.mark.parametrize(("case", "claim"), claims({"due", "due_after_holiday"}))
def test_a_due_date_is_the_peers(case: Case, claim: Claim) -> None:
    value: Any = claim.value
    issued, _, expected = value
    holiday = Calendar(extra=frozenset({date(2015, 3, 16)}))
    moves = claim.measure == "due_after_holiday"
    agreed = parse_term(claim.of).agreed(date.fromisoformat(issued))
    effective = holiday.next_business_day(agreed) if moves else agreed
    assert effective.isoformat() == expected
    assert (agreed == effective) is not moves


@pytest.mark.parametrize(("case", "claim"), claims({"void"}))
def test_a_voided_payment_has_paid_nothing(case: Case, claim: Claim) -> None:
    """The peer forgets the refund with the payment; ours is taken back first."""
    state, day = played(case, claim)
    assert state.void(claim.of) == Status.BUILT_UPON
    [refund] = (row.id for row in state.ledger.rows if row.use is Use.REFUND)
    state.ledger.post(Reversal(1, refund, on(day)))
    assert state.void(claim.of) == Status.POSTED
    taken = state.taken(claim.of, day, Use.REFUND, Use.VOID)
    assert state.total(claim.of) - taken == minor(str(claim.value))
    assert _owed(state.ledger.items(day)) == minor("20")


@pytest.mark.parametrize(("case", "claim"), claims({"statement"}))
def test_a_statement_is_the_peers(case: Case, claim: Claim) -> None:
    state, day = played(case, claim)
    documents = [document for document, _ in state.ledger.documents]
    shown = statement(documents, state.ledger.rows, "COP", on(0), on(day))
    debit = sum(line.debit for line in shown.lines)
    credit = sum(line.credit for line in shown.lines)
    figures = {"debit": debit, "credit": credit, "balance": shown.closing}
    expected: Any = claim.value
    assert {
        name: minor(amount) for name, amount in (figure.split() for figure in expected)
    } == figures


@pytest.mark.parametrize(("case", "claim"), claims(set(MEASURES)))
def test_a_figure_of_reminders_is_the_peers(case: Case, claim: Claim) -> None:
    state, day = played(case, claim)
    MEASURES[claim.measure](state.ledger.items(day), claim, day)


def test_no_figure_of_reminders_is_left_out() -> None:
    assert len(claims(set(MEASURES))) == 12


def test_every_claim_is_measured_or_not_offered() -> None:
    measured = {*AMOUNTS, "rows", "status", "attempt", "due", "due_after_holiday"}
    measured |= {"void", "statement"}
    used = {claim.measure for case in CASES for claim in case.claims}
    assert used == measured | set(MEASURES) | set(NOT_OFFERED)


def test_only_foreign_amounts_in_pesos_are_not_offered() -> None:
    cases = {p.values[0].id for p in claims(set(NOT_OFFERED))}
    assert cases == {"P19", "P23", "P31"}


# The retyped figures against the notes that they come from, where those are at hand.


def _notes() -> list[dict[str, Any]]:
    text = shared_data("peer_cases.json").read_text(encoding="utf-8")
    cases: list[dict[str, Any]] = json.loads(text)["cases"]
    return cases


def test_no_case_of_the_notes_is_missing() -> None:
    assert [case["id"] for case in _notes()] == [case.id for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_figures_are_those_of_the_notes(case: Case) -> None:
    [note] = (note for note in _notes() if note["id"] == case.id)
    assert case.name == note["name"]
    assert case.at == note["as_of_day"]
    assert [_plain(d) for d in case.documents] == [_noted(d) for d in note["documents"]]
    assert [s[1:] for s in case.applied] == [
        (a["from"], a["to"], a["amount"], a["day"]) for a in note["allocations"]
    ]
    own = {c.path: c.value for c in case.claims if not c.path.startswith("own.")}
    assert own == dict(_leaves(note["expected"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_source_is_that_of_the_notes(case: Case) -> None:
    [note] = (note for note in _notes() if note["id"] == case.id)
    assert case.source.startswith(f"{note['source']['repo']} {note['source']['path']}")


def _plain(d: Doc) -> Doc:
    return d._replace(against="", type="invoice" if d.type == "fee" else d.type)


def _noted(note: dict[str, Any]) -> Doc:
    return Doc(
        note["id"],
        note["type"],
        note["amount"],
        note["day"],
        note.get("due_day"),
        note.get("customer", "X"),
        note.get("currency", "COP"),
    )


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Name every figure by its path; a list of rows has one name per row."""
    if isinstance(value, dict) and path != "attempt":
        for key, inner in value.items():
            if key != "as_of_day":  # a day, not a figure
                yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and isinstance(value[0], list):
        for n, row in enumerate(value):
            yield f"{path}.{n}", tuple(row)
    else:
        yield path, tuple(value) if isinstance(value, list) else value
