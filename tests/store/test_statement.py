"""One text for two drivers: what becomes of its parameters."""

from __future__ import annotations

import pytest

from cartera_xl.store.statement import chunks, expanded, formatted


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("a = :id AND b <> :to_id", "a = %(id)s AND b <> %(to_id)s"),
        ("VALUES (?, ?)", "VALUES (%s, %s)"),
        ("to_regclass('x')::text", "to_regclass('x')::text"),
        ("'a las 10:30, ¿sí?' || :note", "'a las 10:30, ¿sí?' || %(note)s"),
        ("LIKE '10%' OR a % 2 = :b", "LIKE '10%%' OR a %% 2 = %(b)s"),
        ("'l''x:y' = :z", "'l''x:y' = %(z)s"),
    ],
)
def test_a_server_gets_marks_of_its_own(sql: str, expected: str) -> None:
    assert formatted(sql) == expected


def test_a_list_becomes_as_many_parameters_as_it_has_values() -> None:
    sql, values = expanded("a IN :id_list AND b = :id", {"id_list": [7, 8], "id": 1})
    assert sql == "a IN (:id_list_0, :id_list_1) AND b = :id"
    assert values == {"id": 1, "id_list_0": 7, "id_list_1": 8}


def test_an_empty_list_is_true_of_no_row() -> None:
    assert expanded("a IN :id_list", {"id_list": []}) == ("a IN (NULL)", {})


def test_a_list_that_is_used_twice_has_its_values_once() -> None:
    sql, values = expanded("a IN :x_list OR b IN :x_list", {"x_list": [7]})
    assert sql == "a IN (:x_list_0) OR b IN (:x_list_0)"
    assert values == {"x_list_0": 7}


def test_more_values_than_a_statement_takes_come_in_several_lists() -> None:
    assert [len(chunk) for chunk in chunks(range(1201))] == [500, 500, 201]
