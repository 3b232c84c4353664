from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk

STATEMENT = ("estado-cuenta", "Acme")


def period(desk: Desk, since: str, until: str, *more: str) -> Any:
    told = desk.do(*STATEMENT, "--desde", since, "--hasta", until, *more)
    return told["monedas"]["COP"]


@pytest.fixture
def busy(desk: Desk) -> Desk:
    desk.do(
        *("pagar", "--cliente", "Acme", "--valor", 300000, "--medio", "PSE"),
        *("--fecha", "2026-02-20", "--factura", "F-1=300000"),
    )
    desk.do(
        *("pagar", "--cliente", "Acme", "--otras", "F-2=1000"),
        *("--fecha", "2026-03-05"),
    )
    desk.do("aplicar", "--credito", "NC-1", "--fecha", "2026-03-06")
    return desk


def test_opening_and_movements_make_the_closing_which_opens_the_next_period(
    busy: Desk,
) -> None:
    view = ("--vista", "movimientos")
    months = [
        period(busy, f"2026-0{n}-01", until, *view)
        for n, until in ((1, "2026-01-31"), (2, "2026-02-28"), (3, "2026-03-31"))
    ]
    for month in months:
        moved = sum(
            (
                Decimal(line["debe"]) - Decimal(line["haber"])
                for line in month["lineas"]
            ),
            Decimal(),
        )
        assert Decimal(month["apertura"]) + moved == Decimal(month["cierre"])
        assert Decimal(month["movimiento"]) == moved
    closings = [month["cierre"] for month in months]
    assert closings == ["1190000.00", "1190000.00", "1189000.00"]
    assert [month["apertura"] for month in months] == ["0.00", *closings[:-1]]


def test_the_open_items_add_up_to_the_closing(busy: Desk) -> None:
    told = period(busy, "2026-03-01", "2026-03-31")
    left = sum(Decimal(line["saldo"]) for line in told["lineas"])
    assert left == Decimal(told["cierre"])
    assert told["lineas"][0] == {
        "fecha": "2026-01-10",
        "que": "Factura F-1",
        "numero": "F-1",
        "cuota": 1,
        "concepto": "",
        "vence": "2026-02-10",
        "mora": 49,
        "estado": "vencida",
        "debe": "1190000.00",
        "haber": "500000.00",
        "saldo": "690000.00",
    }


def test_each_currency_has_a_statement_of_its_own(busy: Desk) -> None:
    told = busy.do(*STATEMENT)
    assert list(told["monedas"]) == ["COP", "USD"]
    assert told["monedas"]["USD"]["cierre"] == "900.00"


def test_it_is_of_this_month_up_to_today_where_nothing_is_said(busy: Desk) -> None:
    told = busy.do(*STATEMENT)
    assert (told["desde"], told["hasta"]) == ("2026-03-01", "2026-03-31")
    assert told["vista"] == "partidas"


def test_joined_records_have_one_statement(busy: Desk) -> None:
    busy.do("clientes", "unir", "Delta", "Acme", "--motivo", "el mismo NIT")
    of_both = busy.do("estado-cuenta", "Delta")
    assert of_both["cliente"] == "900111"
    assert of_both["monedas"]["COP"]["cierre"] == "1119000.00"


def test_the_screen_starts_with_what_was_owed_before(busy: Desk) -> None:
    lines = busy.type(*STATEMENT, "--vista", "movimientos").out.splitlines()
    assert lines[0].startswith("Estado de cuenta de Acme (900111) del 01/03/2026 al")
    assert lines[2].split() == ["COP", "Saldo", "anterior", "1.190.000"]
    assert "Otra deducción F-2" in lines[3]
    assert lines[4].split() == ["COP", "Saldo", "final", "1.189.000"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--vista", "todo"), "«todo» no es una vista: use partidas o movimientos."),
        (("--desde", "2026-04-01"), "--desde 2026-04-01 es posterior a --hasta"),
    ],
)
def test_a_period_or_a_view_that_is_none_is_refused(
    options: tuple[str, ...], sentence: str, desk: Desk
) -> None:
    answer = desk.type(*STATEMENT, *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)


def test_open_items_have_no_opening_that_their_lines_would_not_lead_from(
    busy: Desk,
) -> None:
    told = period(busy, "2026-03-01", "2026-03-31", "--vista", "partidas")
    assert told.keys() == {"cierre", "lineas"}
    lines = busy.type(*STATEMENT, "--vista", "partidas").out
    assert "al 31/03/2026, partidas abiertas" in lines
    assert "Saldo anterior" not in lines
    assert "COP  Total abierto" in lines
