from __future__ import annotations

from datetime import date

import pytest

from cartera_xl.ledger.aging import Basis, Ranges, RangesError
from cartera_xl.ledger.contact_guard import Counting, Guard
from cartera_xl.ledger.parameters import (
    PARAMETERS,
    Parameter,
    ParameterError,
    Parameters,
    check,
    parameter,
)


def test_what_is_not_stored_takes_its_default() -> None:
    defaults = Parameters.of({})
    assert defaults.currency == "COP"
    assert defaults.ranges == Ranges()
    assert defaults.basis is Basis.DUE
    assert not defaults.next_business_day


def test_what_is_stored_is_read() -> None:
    chosen = Parameters.of({"edades.rangos": "15,30", "plazo.habil": "Sí"})
    assert chosen.ranges == Ranges((15, 30))
    assert chosen.next_business_day


@pytest.mark.parametrize(
    ("stored", "limits"),
    [
        ("1.000", {"COP": 1000_00}),
        ("1000, USD 1", {"COP": 1000_00, "USD": 1_00}),
        ("0, JPY 100", {"COP": 0, "JPY": 100}),
    ],
)
def test_a_tolerance_is_one_of_its_own_currency(
    stored: str, limits: dict[str, int]
) -> None:
    check("ajuste.tolerancia", stored)
    assert Parameters.of({"ajuste.tolerancia": stored}).adjustment_limits == limits


@pytest.mark.parametrize("declared", PARAMETERS, ids=lambda p: p.key)
def test_every_default_may_be_stored(declared: Parameter) -> None:
    check(declared.key, declared.default)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("moneda", "cop"),
        ("moneda", "PESOS"),
        ("moneda", "C0P"),
        ("moneda", "XXX"),
        ("moneda", "PES"),
        ("edades.base", "entrega"),
        ("plazo.habil", "quizá"),
        ("transacciones.meses", "-1"),
        ("transacciones.meses", "3651"),
        ("cotizaciones.aviso", "cinco"),
        ("ley2300.conteo", "laxo"),
        ("ley2300.horas_propias", "a veces"),
        ("festivos.agregados", "23/11/2026"),
        ("festivos.quitados", "2026-13-01"),
        ("ajuste.tolerancia", "1.50"),
        ("ajuste.tolerancia", "-1"),
        ("ajuste.tolerancia", "USD"),
        ("ajuste.tolerancia", "1000, PES 1"),
        ("ajuste.tolerancia", "2.000.000"),
    ],
)
def test_a_value_that_a_parameter_cannot_take_is_refused(key: str, value: str) -> None:
    with pytest.raises(ParameterError, match=f"«{key}» no puede valer «{value}»"):
        check(key, value)


def test_the_reading_of_ley_2300_and_the_holidays_are_chosen() -> None:
    chosen = Parameters.of(
        {
            "ley2300.conteo": "doble-via",
            "ley2300.horas_propias": "no",
            "festivos.agregados": "2026-11-23; 2026-11-24",
            "festivos.quitados": "2026-12-08",
        }
    ).guard
    assert (chosen.counting, chosen.own_hours) == (Counting.TWO_WAY, False)
    assert {date(2026, 11, 23), date(2026, 11, 24)} <= chosen.calendar.holidays(2026)
    assert date(2026, 12, 8) not in chosen.calendar.holidays(2026)
    assert Parameters.of({}).guard == Guard()


def test_ranges_that_do_not_rise_are_refused() -> None:
    with pytest.raises(RangesError, match="«60,30»"):
        check("edades.rangos", "60,30")


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ParameterError, match=r"«mora».*edades\.rangos"):
        parameter("mora")
