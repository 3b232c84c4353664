"""What a soak says: no count passes for another, and no shortage for a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.soak import __main__ as soak
from tests.soak.reached import Reached, account

if TYPE_CHECKING:
    import pytest


def told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *reached: Reached,
) -> str:
    monkeypatch.setattr(soak, "SOAKS", {"duelos": lambda _until: reached})
    assert soak.main(["--minutos", "0"]) == 0  # short of time is no fault
    return capsys.readouterr().out


def test_a_count_is_said_beside_what_was_promised_and_the_shortage_apart(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, server = (
        Reached("duelos, file", 1_000, 1_000),
        Reached("duelos, READ COMMITTED", 50, 1_000),
    )
    first, second = told(capsys, monkeypatch, file, server).splitlines()
    assert first.startswith(
        "duelos: 1.000 de 1.000 duelos, file; 50 de 1.000 duelos, READ COMMITTED, en "
    )
    assert first.endswith("sin fallas en lo que se recorrió")
    assert second == (
        "duelos: NO alcanzó lo prometido: 50 de 1.000 duelos, READ COMMITTED; "
        "a este paso harían falta 1 min"
    )


def test_the_minutes_that_are_lacking_are_those_of_the_slowest_count() -> None:
    counts = (Reached("rápidos", 500, 1_000), Reached("lentos", 100, 1_000))
    assert account("x", counts, 600).endswith("a este paso harían falta 100 min\n")
    none = (Reached("duelos", 0, 1_000),)
    assert account("x", none, 600).endswith("0 de 1.000 duelos\n")


def test_a_soak_that_went_the_whole_way_has_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (Reached("secuencias", 5_000, 5_000), Reached("discos que fallan", 12))
    [line] = told(capsys, monkeypatch, *whole).splitlines()
    assert line.startswith("duelos: 5.000 de 5.000 secuencias; 12 discos que fallan")


def test_time_that_is_up_at_once_leaves_the_real_soaks_short() -> None:
    [sequences] = soak.SOAKS["secuencias"](0)
    assert sequences.words == "0 de 5.000 secuencias de 40 pasos"
    assert all(duel.falls_short for duel in soak.SOAKS["duelos"](0))
