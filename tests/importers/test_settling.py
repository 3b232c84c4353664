"""What changed between two exports of one ledger, and what the books then show."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_xl.actions import import_documents
from cartera_xl.actions.context import Context
from cartera_xl.actions.import_documents import Outcome
from cartera_xl.importers.planning import Plan, identities, plan
from cartera_xl.importers.reading import Party, Reading, SourceDocument
from cartera_xl.ledger.documents import Application, Kind, OpenItem, Use
from cartera_xl.ledger.posting import Customer
from cartera_xl.store import Store
from cartera_xl.store.balances import open_items
from cartera_xl.store.command import Company
from cartera_xl.store.verify import verify
from tests.importers.files import csv_of

ACME, BETA = Party(code="C1", name="Acme"), Party(code="C2", name="Beta")
CUSTOMERS = (Customer(7, "C1", "Acme"), Customer(8, "C2", "Beta"))
ISSUED, DUE, LATER = date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 1)
NOTE_DAY = date(2026, 1, 20)


def source(number: str, left: int | None, **changes: Any) -> SourceDocument:
    """Return what a file says now of a document of 100, and is left of it."""
    base = SourceDocument(
        2, Kind.INVOICE, number, 1, ACME, "COP", ISSUED, DUE, 100, left
    )
    return base._replace(**changes)


def note(number: str, left: int, **changes: Any) -> SourceDocument:
    own = {"kind": Kind.CREDIT_NOTE, "issued": NOTE_DAY, "due": NOTE_DAY} | changes
    return source(number, left, **own)


def known(*documents: SourceDocument) -> list[OpenItem]:
    """Return the documents as the ledger has them: nothing was taken from any yet."""
    codes = {customer.code: customer.id for customer in CUSTOMERS}
    return [
        OpenItem(
            40 + n,
            d.kind,
            d.number,
            d.instalment,
            codes[d.party.code],
            d.currency,
            d.issued,
            d.due,
            d.total,
            d.total,
            3,
        )
        for n, d in enumerate(documents)
    ]


def decide(*documents: SourceDocument, new: tuple[SourceDocument, ...] = ()) -> Plan:
    items = {item[1:4]: item for item in known(*documents)}
    reading = Reading((*documents, *new), (), len(documents) + len(new), 0, {})
    return plan(reading, CUSTOMERS, (), items)


def moves(decided: Plan) -> list[tuple[Use, int | None, int | None, int]]:
    return [(a.use, a.from_id, a.to_id, a.amount) for a in decided.posting.applications]


def codes(decided: Plan) -> list[str]:
    return [finding.code for finding in decided.findings]


def test_a_credit_and_an_invoice_that_went_down_together_are_one_application() -> None:
    decided = decide(source("F1", 40), note("N1", 40))
    assert decided.posting.applications == (
        Application(-1, Use.CREDIT, 41, 40, 7, "COP", 60, NOTE_DAY),
    )
    assert not decided.posting.documents
    assert decided.posting.versions == {40: 3, 41: 3}
    assert codes(decided) == ["credito_aplicado"]
    assert "COP 0,60 en el archivo, que se aplican a «F1»" in decided.findings[0].detail


def test_an_application_is_dated_as_the_file_says() -> None:
    decided = decide(source("F1", 0, settled=LATER), note("N1", 0))
    assert [a.effective for a in decided.posting.applications] == [LATER]


def test_the_invoice_that_a_credit_names_comes_first_then_the_oldest_due() -> None:
    decided = decide(
        source("F1", 40),
        source("F2", 50, due=LATER),
        note("N1", 20, reference="F2"),
    )
    assert moves(decided) == [
        (Use.CREDIT, 42, 41, 50),
        (Use.CREDIT, 42, 40, 30),
        (Use.PAYMENT, -1, 40, 30),
    ]


def test_what_credits_do_not_explain_of_an_invoice_is_a_receipt() -> None:
    decided = decide(source("F1", 0, settled=LATER), note("N1", 70))
    assert moves(decided) == [(Use.CREDIT, 41, 40, 30), (Use.PAYMENT, -1, 40, 70)]
    assert [(d.number, d.total) for d in decided.posting.documents] == [("F1-P4", 70)]


def test_what_no_invoice_explains_of_a_credit_is_a_refund_and_said() -> None:
    decided = decide(source("F1", 90), note("N1", 0))
    assert moves(decided) == [(Use.CREDIT, 41, 40, 10), (Use.REFUND, 41, None, 90)]
    assert codes(decided) == ["credito_aplicado", "credito_sin_factura"]
    assert not decided.blocked


@pytest.mark.parametrize(
    "other", [{"party": BETA}, {"currency": "USD"}], ids=["customer", "currency"]
)
def test_a_credit_explains_nothing_of_another_account(other: dict[str, Any]) -> None:
    decided = decide(source("F1", 40, **other), note("N1", 40))
    assert [use for use, *_ in moves(decided)] == [Use.PAYMENT, Use.REFUND]


def test_a_credit_may_have_paid_an_invoice_that_is_new() -> None:
    decided = decide(note("N1", 0), new=(source("F9", 0),))
    assert moves(decided) == [(Use.CREDIT, 40, -1, 100)]


def test_a_credit_with_more_left_than_the_ledgers_is_said_and_kept() -> None:
    item = known(note("N1", 0))[0]._replace(balance=30)
    reading = Reading((note("N1", 80),), (), 1, 0, {})
    decided = plan(reading, CUSTOMERS, (), {item[1:4]: item})
    assert (codes(decided), decided.posting.empty) == (["libro_mas_reciente"], True)


# Files of balances alone: a balance may change sides, or end.


def opening(number: str, value: int) -> SourceDocument:
    kind = Kind.OPENING_BALANCE if value >= 0 else Kind.OPENING_CREDIT
    return source(number, abs(value), kind=kind, total=abs(value))


@pytest.mark.parametrize(
    ("before", "after", "uses", "entered"),
    [
        (100, 60, [(Use.PAYMENT, 40)], []),
        (100, 0, [(Use.PAYMENT, 100)], []),
        (100, -20, [(Use.PAYMENT, 100)], [(Kind.OPENING_CREDIT, 20)]),
        (-100, -60, [(Use.REFUND, 40)], []),
        (-100, 0, [(Use.REFUND, 100)], []),
        (-100, 20, [(Use.REFUND, 100)], [(Kind.OPENING_BALANCE, 20)]),
    ],
)
def test_an_opening_balance_follows_the_file_to_zero_and_beyond(
    before: int,
    after: int,
    uses: list[tuple[Use, int]],
    entered: list[tuple[Kind, int]],
) -> None:
    [item] = known(opening("S1", before))
    reading = Reading((opening("S1", after),), (), 1, 0, {})
    assert identities(reading.documents, tuple(Kind)) >= {item[1:4]}
    decided = plan(reading, CUSTOMERS, (), {item[1:4]: item})
    posting = decided.posting
    assert [(a.use, a.amount) for a in posting.applications] == uses
    kept = [(d.kind, d.total) for d in posting.documents if d.kind is not Kind.RECEIPT]
    assert kept == entered


def test_a_number_with_a_balance_on_both_sides_keeps_both() -> None:
    decided = decide(opening("S1", 100), opening("S1", -30))
    assert decided.posting.empty


def test_a_balance_of_zero_that_nobody_knows_is_no_document() -> None:
    decided = decide(new=(opening("S1", 0),))
    assert (codes(decided), decided.posting.empty) == (["valor_cero"], True)
    assert decided.known_rows == 1


# Any ledger, exported twice.


class Entry(NamedTuple):
    """A document of the other program."""

    kind: Kind
    number: str
    customer: str
    day: int
    total: int
    left: int


HEADINGS = ("Tipo", "Número", "Código cliente", "Emisión", "Vence", "Valor", "Saldo")
KIND_WORDS = {
    Kind.INVOICE: "Factura",
    Kind.CREDIT_NOTE: "Nota crédito",
    Kind.ADVANCE: "Anticipo",
}
DAY = date(2026, 1, 1)
FAR = date(2099, 12, 31)
CONTEXT = Context(
    FAR,
    datetime(2026, 6, 30),  # noqa: DTZ001
    datetime(2026, 6, 30, tzinfo=UTC),
    "ana",
    "caja",
)


def export(folder: Path, entries: list[Entry]) -> Path:
    rows = [
        (
            KIND_WORDS[entry.kind],
            entry.number,
            entry.customer,
            DAY + timedelta(entry.day),
            DAY + timedelta(entry.day + 30),
            f"{entry.total},00",
            f"{entry.left},00",
        )
        for entry in entries
    ]
    path = folder / "cartera.csv"
    path.write_text(csv_of(HEADINGS, *rows), "utf-8")
    return path


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """Return documents of two customers, some of them used in part."""
    count = draw(st.integers(1, 8))
    entries = []
    for n in range(count):
        total = draw(st.integers(1, 9))
        kind = draw(st.sampled_from(list(KIND_WORDS)))
        customer = draw(st.sampled_from(["C1", "C2"]))
        day, left = draw(st.integers(0, 40)), draw(st.integers(0, total))
        entries.append(Entry(kind, f"D{n}", customer, day, total, left))
    return entries


@st.composite
def exports(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Return a ledger, and again after any payments, uses, refunds and entries."""
    first = draw(ledgers())
    moved = [e._replace(left=draw(st.integers(0, e.left))) for e in first]
    new = [e._replace(number=f"X{e.number}") for e in draw(ledgers())]
    return first, draw(st.permutations([*moved, *new]))


def imported(store: Store, path: Path) -> import_documents.Imported:
    return import_documents.run(store, path, import_documents.Options({}), CONTEXT)


def left_in(store: Store) -> dict[str, int]:
    with store.reading() as ledger:
        return {item.number: item.balance for item in open_items(ledger, FAR)}


@settings(max_examples=30, deadline=None)
@given(exported=exports())
def test_after_the_second_export_open_and_free_are_what_it_says(
    exported: tuple[list[Entry], list[Entry]],
) -> None:
    first, second = exported
    with TemporaryDirectory() as name:
        folder = Path(name)
        company = Company("Ensayo S.A.S.", "900123456")
        with Store.create(folder / "cartera.db", company, CONTEXT.recorded) as store:
            for entries in (first, second):
                account = imported(store, export(folder, entries))
                assert account.outcome is not Outcome.REFUSED, account.findings
                stated = {e.number: e.left * 100 for e in entries if e.left}
                assert left_in(store) == stated
            again = imported(store, export(folder, second))
            assert again.outcome is Outcome.NOTHING_NEW
            with store.reading() as ledger:
                assert all(check.passed for check in verify(ledger, FAR))
