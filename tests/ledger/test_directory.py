"""Who answers to what a person writes."""

from __future__ import annotations

import pytest

from cartera_xl.ledger.directory import Directory, bare
from cartera_xl.ledger.posting import Customer

PEOPLE = (
    Customer(1, "C1", "Ferretería El Ñame", "900123456", "8"),
    Customer(2, "C2", "Alba S.A.S.", "800197268", "4"),
    Customer(3, "900123456", "Código que parece NIT"),
    Customer(4, "C4", "Peña", "71"),
    Customer(5, "C5", "Pena", "72"),
    Customer(6, "C6", "Dos", "73"),
    Customer(7, "C7", "Dos", "73"),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("C2", [2]),
        (" C2 ", [2]),
        ("900123456", [3]),  # a code comes before a NIT
        ("900.123.456-8", [1]),
        ("900.123.456", [1]),
        ("900123456 - 8", [1]),
        ("9001234568", [1]),  # the check digit glued on
        ("9001234567", []),  # which is not its own
        ("ferretería el ñame", [1]),
        ("FERRETERIA  EL NAME", [1]),
        ("alba s.a.s.", [2]),
        ("Alba SAS", []),
        ("peña", [4]),
        ("PENA", [5]),
        ("péna", [4, 5]),  # nobody is written so
        ("Dos", [6, 7]),
        ("73", [6, 7]),
        ("", []),
        (" ", []),
        ("c2", []),
    ],
)
def test_by_code_then_nit_then_name(text: str, ids: list[int]) -> None:
    assert [c.id for c in Directory(PEOPLE).answering(text)] == ids


def test_joined_records_answer_as_their_main_one() -> None:
    joined = Directory(PEOPLE, {7: 6, 5: 2})
    assert [c.id for c in joined.answering("Dos")] == [6]
    assert [c.id for c in joined.answering("C7")] == [6]
    assert [c.id for c in joined.answering("Pena")] == [2]
    assert joined.records(2) == {2, 5}
    assert joined.records(1) == {1}


def test_a_name_is_bare_without_capitals_accents_and_surplus_spaces() -> None:
    assert bare("  Ñandú \t S.A.S. ") == "nandu s.a.s."
    assert bare("Straße") == "strasse"
