from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.posting import Customer
from cartera_xl.store.chain import LINKS, Link, breaks
from tests.store.books import (
    INVOICE,
    RECEIPT,
    balances,
    broken,
    checks,
    invoice,
    pay,
    posted,
    raw,
    undo,
    withhold,
    without_guards,
)
from tests.store.everything import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.store import Store


@pytest.fixture
def full(store: Store) -> Store:
    """Five operations: what every column may hold is in there."""
    row = pay(-1, RECEIPT, INVOICE, 50, 3)
    [row_id] = posted(store, "a", 1, applications=(row,)).applications
    posted(store, "b", 2, applications=(undo(-1, row, row_id, 4),))
    other = (Customer(-1, "C2", "Luz"),)
    posted(store, "c", 3, customers=other, documents=(invoice(-1, 9, customer=-1),))
    posted(store, "d", 4, parameters={"moneda": "USD"})
    return store


def test_an_untouched_ledger_passes_every_check(full: Store) -> None:
    assert [check for check in checks(full) if not check.passed] == []
    assert {check.name for check in checks(full)} >= (
        {f"I{n}" for n in (1, 2, 3, 4, 5, 6, 7, 10, 15)}
        | {"archivo", "referencias", "protecciones"}
    )


TAMPERED = [
    "UPDATE document SET concept = 'otro' WHERE id = 2",
    "UPDATE document SET due = '2027-01-01' WHERE id = 2",
    "UPDATE document SET number = 'FV-2' WHERE id = 2",
    "UPDATE document SET total = 101, open = 101 WHERE id = 2",
    "UPDATE document SET customer_id = 6 WHERE id = 3",
    "UPDATE document SET revision = 2 WHERE id = 2",
    "UPDATE application SET amount = 49 WHERE id = 4",
    "UPDATE application SET effective = '2026-01-15' WHERE id = 4",
    "UPDATE application SET note = 'x' WHERE id = 5",
    "DELETE FROM document WHERE id = 7",
    "DELETE FROM application WHERE id = 5",
    "DELETE FROM application",
    "DELETE FROM customer WHERE id = 6",
    "INSERT INTO customer VALUES (1, 50, 'C50', 'Nadie', '', '', '', 0, 0, 1)",
    "INSERT INTO document SELECT 1, 90, kind, side, 'FV-90', 1, customer_id, currency, "
    "issued, due, 5, 5, 0, 1, '', '', 1, 5 FROM document WHERE id = 2",
    "UPDATE parameter SET value = 'EUR'",
    "DELETE FROM parameter",
    "INSERT INTO parameter VALUES (1, 'devoluciones', 'sí', 5)",
    "UPDATE operation SET actor = 'nadie' WHERE revision = 2",
    "UPDATE operation SET recorded_at = '2026-01-01' WHERE revision = 2",
    "UPDATE operation SET result = '{}' WHERE revision = 2",
    "DELETE FROM operation WHERE revision = 3",
    "DELETE FROM audit WHERE sequence = 3",
    "DELETE FROM audit WHERE sequence = 5",
    "UPDATE audit SET hash = 'x' || substr(hash, 2) WHERE sequence = 2",
    "UPDATE audit SET previous = 'x' || substr(previous, 2) WHERE sequence = 2",
    "UPDATE company SET audit_hash = 'x'",
    "UPDATE company SET revision = 6",
    "UPDATE company SET ledger_id = 'otro'",
]


@pytest.mark.parametrize("sql", TAMPERED)
def test_a_change_is_found_even_where_the_guards_were_dropped_first(
    full: Store, path: Path, sql: str
) -> None:
    without_guards(path, [sql])
    assert "I15" in broken(full)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET detail = 'no dijo nada'",
        "UPDATE event SET amount = 51",
        "DELETE FROM event_end",
        "UPDATE contact_made SET time = '20:30'",
        "DELETE FROM contact_made",
    ],
)
def test_a_change_in_the_log_of_collecting_is_found(
    store: Store, path: Path, sql: str
) -> None:
    """It is evidence (Ley 2300 of 2023): who changes it is found like any other."""
    posted(store, "todo", 1, **EVERYTHING)
    assert "I15" not in broken(store)
    without_guards(path, [sql])
    assert "I15" in broken(store)


def test_every_character_of_every_audit_body_counts(full: Store) -> None:
    current = full.head()
    with full.reading() as transaction:
        links = [
            Link._make((*row[:4], tuple(row[4:]))) for row in transaction.rows(LINKS)
        ]
    assert list(breaks(current, links)) == []
    for place, item in enumerate(links):
        for at in range(len(item.body)):
            body = item.body[:at] + chr(ord(item.body[at]) ^ 1) + item.body[at + 1 :]
            changed = [*links[:place], item._replace(body=body), *links[place + 1 :]]
            assert list(breaks(current, changed)), (place, at)


def test_a_body_that_is_no_json_is_a_finding_and_no_crash(
    full: Store, path: Path
) -> None:
    without_guards(path, ["UPDATE audit SET body = 'x' WHERE sequence = 2"])
    assert "I15" in broken(full)


def test_a_cut_off_end_is_found_only_with_a_hash_that_was_kept_elsewhere(
    full: Store, path: Path
) -> None:
    kept = full.head().audit_hash
    assert broken(full, kept) == set()
    without_guards(
        path,
        [
            "UPDATE company SET revision = 4, next_id = 8, audit_hash = "
            "(SELECT hash FROM audit WHERE sequence = 4), recorded_at = "
            "(SELECT recorded_at FROM operation WHERE revision = 4)",
            "DELETE FROM audit WHERE sequence = 5",
            "DELETE FROM operation WHERE revision = 5",
            "DELETE FROM parameter",
        ],
    )
    assert broken(full) == {"protecciones"}
    assert broken(full, kept) == {"protecciones", "I15"}


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("I1", "UPDATE document SET free = 49 WHERE id = 3"),
        ("I2", "UPDATE document SET open = 99 WHERE id = 2"),
        ("I3", "UPDATE application SET customer_id = 6 WHERE id = 4"),
        ("I3", "UPDATE application SET currency = 'USD' WHERE id = 4"),
        ("I3", "UPDATE application SET from_id = 2, to_id = 3 WHERE id = 4"),
        ("I3", "UPDATE document SET issued = '2026-12-01' WHERE id = 2"),
        ("I4", "UPDATE document SET open = 99 WHERE id = 2"),
        ("I5", "UPDATE document SET open = 99 WHERE id = 2"),
        ("I6", "UPDATE application SET effective = '2026-01-15' WHERE id = 5"),
        ("I7", "UPDATE operation SET revision = 9 WHERE revision = 3"),
        ("I7", "UPDATE operation SET first_id = 99 WHERE revision = 3"),
        ("I7", "UPDATE operation SET recorded_at = '2030' WHERE revision = 3"),
        ("I10", "UPDATE application SET amount = -49 WHERE id = 5"),
        ("I10", "UPDATE application SET use = 'credit' WHERE id = 5"),
        ("I10", "UPDATE application SET reverses = 77 WHERE id = 5"),
        ("referencias", "DELETE FROM customer WHERE id = 6"),
    ],
)
def test_each_check_finds_what_it_is_for(
    full: Store, path: Path, name: str, sql: str
) -> None:
    without_guards(path, [sql])
    assert name in broken(full)


def test_a_guard_that_was_hollowed_out_is_missed(full: Store, path: Path) -> None:
    raw(
        path,
        "DROP TRIGGER audit_no_delete",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END",
    )
    [check] = [check for check in checks(full) if not check.passed]
    assert (check.name, check.offenders) == ("protecciones", ("audit_no_delete",))


def test_checks_say_how_many_rows_they_looked_at(full: Store) -> None:
    asked = {check.name: check.rows for check in checks(full)}
    assert (asked["I1"], asked["I2"], asked["I3"]) == (1, 2, 2)
    assert (asked["I7"], asked["I10"]) == (5, 1)


def test_a_posting_after_a_tampered_row_does_not_cover_it_up(
    full: Store, path: Path
) -> None:
    without_guards(path, ["UPDATE document SET concept = 'otro' WHERE id = 2"])
    posted(full, "z", applications=(withhold(-1, INVOICE, 1),))
    assert balances(full)[INVOICE] == 99
    assert "I15" in broken(full)
