from __future__ import annotations

import pytest

from cartera_xl.ledger.parameters import Parameters, check
from cartera_xl.ledger.reminder_levels import DEFAULT_LEVELS, LevelsError, Tone


def test_the_five_levels_by_default() -> None:
    told = [(level.key, level.name, level.tone) for level in DEFAULT_LEVELS]
    assert told == [
        ("previo", "Antes de vencer", Tone.PREVENTIVE),
        ("nivel-1", "1–30 días", Tone.FRIENDLY),
        ("nivel-2", "31–60 días", Tone.FIRM),
        ("nivel-3", "61–90 días", Tone.FORMAL),
        ("nivel-4", "Más de 90 días", Tone.FINAL),
    ]


def test_no_day_is_in_two_levels_nor_between_two() -> None:
    for days in range(-3, 500):
        assert sum(level.holds(days) for level in DEFAULT_LEVELS) == 1
    assert not any(level.holds(-4) for level in DEFAULT_LEVELS)


def test_the_company_chooses_days_tones_waits_and_maxima() -> None:
    chosen = Parameters.of(
        {
            "recordatorios.dias": "10; 15; 45; 120",
            "recordatorios.tonos": "Preventivo,cordial,cordial,firme,formal",
            "recordatorios.espera": "5,6,7,8,9",
            "recordatorios.maximo": "0,1,2,3,4",
        }
    ).levels
    assert [(v.from_day, v.to_day) for v in chosen] == [
        (-10, 0),
        (1, 15),
        (16, 45),
        (46, 120),
        (121, None),
    ]
    assert [level.gap_days for level in chosen] == [5, 6, 7, 8, 9]
    assert [level.maximum for level in chosen] == [0, 1, 2, 3, 4]
    assert [level.tone.template for level in chosen] == [
        *("previo", "nivel-1", "nivel-1", "nivel-2", "nivel-3"),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("recordatorios.dias", "3,30,60"),
        ("recordatorios.dias", "3,30,60,90,120"),
        ("recordatorios.dias", "3,30,30,90"),
        ("recordatorios.dias", "3,90,60,30"),
        ("recordatorios.dias", "3,0,60,90"),
        ("recordatorios.dias", "-3,30,60,90"),
        ("recordatorios.dias", "3,30,60,9999"),
        ("recordatorios.dias", "tres"),
        ("recordatorios.tonos", "cordial,cordial,firme,firme"),
        ("recordatorios.tonos", "preventivo,cordial,firme,firme,brutal"),
        ("recordatorios.tonos", "cordial,cordial,firme,formal,final"),
        ("recordatorios.tonos", "preventivo,preventivo,firme,formal,final"),
        ("recordatorios.espera", "0,7,7,7,7"),
        ("recordatorios.espera", "7,7,7,7"),
        ("recordatorios.maximo", "1,1,1,1,100"),
        ("recordatorios.maximo", ""),
    ],
)
def test_what_makes_no_levels_is_refused_with_an_example(key: str, value: str) -> None:
    with pytest.raises(LevelsError, match="por ejemplo"):
        check(key, value)
