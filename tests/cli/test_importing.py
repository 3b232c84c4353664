"""What a program reads of an import, and what a person may say of a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import cartera

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands import Answer
    from tests.desk import Desk

HEADINGS = "Factura;Cliente;Emisión;Vence;Valor;Moneda\n"
AMBIGUOUS = ("N1;Delta;2026-03-01;2026-03-31;10,500;",)
MONTH_FIRST = ("N1;Delta;01/05/2026;02/04/2026;10;",)


def typed(desk: Desk, *rows: str, options: tuple[str, ...] = ()) -> Answer:
    path = desk.folder / "nuevas.csv"
    path.write_text(HEADINGS + "\n".join(rows), "utf-8")
    return cartera("importar", path, "--json", *options, cwd=desk.folder)


def account(desk: Desk, *rows: str, options: tuple[str, ...] = ()) -> Any:
    [told] = typed(desk, *rows, options=options).json
    return told


@pytest.mark.parametrize(
    ("rows", "total", "totals"),
    [
        (("N1;Delta;2026-03-01;2026-03-31;10,5;",), "10.50", {"COP": "10.50"}),
        (("N1;Delta;2026-03-01;2026-03-31;10,505;KWD",), "10.505", {"KWD": "10.505"}),
        (("N1;Delta;2026-03-01;2026-03-31;10;JPY",), "10.00", {"JPY": "10.00"}),
        (
            (
                "N1;Delta;2026-03-01;2026-03-31;10;COP",
                "N2;Delta;2026-03-01;2026-03-31;7,5;USD",
            ),
            None,
            {"COP": "10.00", "USD": "7.50"},
        ),
        ((), "0.00", {}),
    ],
)
def test_totals_are_always_by_currency_and_the_only_one_stands_alone(
    desk: Desk, rows: tuple[str, ...], total: str | None, totals: dict[str, str]
) -> None:
    told = account(desk, *rows)
    assert (told["total"], told["totales"]) == (total, totals)


def test_a_document_of_a_day_that_has_not_come_is_told(desk: Desk) -> None:
    told = account(desk, "N1;Delta;2062-03-01;2062-03-31;10,5;")
    assert told["resultado"] == "registrado"
    [finding] = [f for f in told["hallazgos"] if f["codigo"] == "fecha_futura"]
    assert "«N1», del 01/03/2062" in finding["detalle"]


def test_an_unusable_file_has_the_same_keys(desk: Desk, tmp_path: Path) -> None:
    used = account(desk, "N1;Delta;2026-03-01;2026-03-31;10,5;")
    [told] = cartera("importar", tmp_path, "--json", cwd=desk.folder).json
    assert told.keys() == used.keys()
    assert (told["total"], told["totales"]) == ("0.00", {})


def test_three_decimals_of_a_currency_are_shown_to_a_person(desk: Desk) -> None:
    path = desk.folder / "nuevas.csv"
    path.write_text(f"{HEADINGS}N1;Delta;2026-03-01;2026-03-31;10,505;KWD\n", "utf-8")
    assert "KWD 10,505\n" in cartera("importar", path, cwd=desk.folder).out


@pytest.mark.parametrize(
    ("rows", "option", "code"),
    [
        (AMBIGUOUS, "--numeros", "convencion_ambigua"),
        (MONTH_FIRST, "--fechas", "fechas_contradictorias"),
    ],
)
def test_what_a_file_leaves_open_is_refused_with_the_option_that_says_it(
    desk: Desk, rows: tuple[str, ...], option: str, code: str
) -> None:
    answer = typed(desk, *rows)
    blocking = [f for f in answer.json[0]["hallazgos"] if f["bloquea"]]
    assert (answer.code, [f["codigo"] for f in blocking]) == (1, [code])
    assert option in blocking[0]["detalle"]


def test_an_option_says_how_amounts_are_written(desk: Desk) -> None:
    told = account(desk, *AMBIGUOUS, options=("--numeros", "1,234.56"))
    assert (told["total"], told["hallazgos"]) == ("10500.00", [])


def test_an_option_says_how_dates_are_written(desk: Desk) -> None:
    told = account(desk, *MONTH_FIRST, options=("--fechas", "m/d"))
    assert (told["importadas"], told["hallazgos"]) == (1, [])
    [issued] = desk.ask("SELECT issued FROM document WHERE number = 'N1'")
    assert issued == ("2026-01-05",)


@pytest.mark.parametrize(
    ("option", "value"), [("--numeros", "1234"), ("--fechas", "dd/mm")]
)
def test_another_form_is_a_misuse(desk: Desk, option: str, value: str) -> None:
    answer = typed(desk, *AMBIGUOUS, options=(option, value))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"«{value}» no es una forma: use ")


def test_the_help_names_both_options(desk: Desk) -> None:
    told = cartera("importar", "--help", cwd=desk.folder).out
    assert "--numeros 1.234,56|1,234.56" in told
    assert "--fechas d/m|m/d" in told


def test_a_summary_from_before_the_first_record_says_when_that_was(desk: Desk) -> None:
    answer = desk.type("resumen", "--conocido-al", "2020-01-01")
    assert "No se conocía nada ese día: lo primero se registró el " in answer.out
    day = desk.do("resumen", "--conocido-al", "2020-01-01")["conocido_desde"]
    assert day <= datetime.now(UTC).date().isoformat()
    known = desk.do("resumen", "--conocido-al", "2999-01-01")
    assert "conocido_desde" not in known
    assert known["monedas"]


def test_a_newer_export_gives_known_invoices_their_base_once(desk: Desk) -> None:
    newer = desk.folder / "nueva.csv"
    newer.write_text(
        "tipo;numero;cliente;nit;emision;vence;base;iva;valor;saldo;moneda\n"
        "Factura;F-1;Acme;900111;2026-01-10;2026-02-10;1000000;190000;1190000;"
        "1190000;COP\n",
        "utf-8",
    )
    [done] = desk.do("importar", newer)
    assert (done["resultado"], done["importadas"]) == ("registrado", 0)
    assert [f["codigo"] for f in done["hallazgos"]] == ["base_agregada"]
    assert desk.ask("SELECT base, vat FROM taxes") == [(1_000_000_00, 190_000_00)]
    [again] = desk.do("importar", newer)
    assert (again["resultado"], again["hallazgos"]) == ("sin novedades", [])
    refused = desk.type("deshacer", "--si")
    assert refused.code == 1
    assert "solo agregó bases e IVA" in refused.out + refused.err
