"""A real ledger comes in with no hand mapping, and its figures hold at any date."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cartera_xl.tabs import names
from cartera_xl.tabs.customers import CUSTOMERS
from tests.acceptance.main_job.ledgers import ORIGINAL, SPANISH, ZEROS_LOST, truth
from tests.commands import cartera
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from pathlib import Path

CORTE = "2012-12-31"


def imported(folder: Path, name: str) -> Path:
    cartera("iniciar", folder)
    answer = cartera("importar", shared_data(name), cwd=folder)
    assert answer.code == 0, answer.err
    return folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(tmp_path_factory.mktemp("original"), ORIGINAL)


def summary(folder: Path, *arguments: str) -> Any:
    return cartera("resumen", "--json", *arguments, cwd=folder).json


@pytest.mark.parametrize("name", [ORIGINAL, SPANISH, ZEROS_LOST])
def test_each_copy_of_the_ledger_gives_the_published_figures(
    name: str, tmp_path: Path
) -> None:
    shown = summary(imported(tmp_path, name), "--corte", CORTE)
    pesos = shown["monedas"]["COP"]
    assert pesos["por_vencer"] == {"valor": "4936.32", "documentos": 86}
    assert pesos["vencidas"] == {"valor": "788.74", "documentos": 13}
    assert pesos["creditos"] == {"valor": "0.00", "documentos": 0}
    assert pesos["saldo_neto"] == {"valor": "5725.06"}
    assert pesos["edades"][0] == {
        "rango": "Corriente",
        "valor": "4936.32",
        "documentos": 86,
    }
    assert pesos["edades"][1]["documentos"] == 13
    assert shown["clientes"] == 61


def test_the_top_five_customers_are_those_of_the_published_figures_in_their_order(
    ledger: Path,
) -> None:
    published = json.loads(shared_data("truth.json").read_text("utf-8"))
    at = published["ibm_original"]["as_of"][0]
    answer = cartera("actualizar", "Cartera.xlsm", "--corte", CORTE, cwd=ledger)
    assert answer.code == 0, answer.err
    book = load_workbook(ledger / "Cartera.xlsm", data_only=True)
    open_ = sorted(balances(book), key=itemgetter(1), reverse=True)
    assert [(row["customer"], Decimal(row["open"])) for row in at["top5_open"]] == (
        open_[:5]
    )
    assert [
        (row["customer"], Decimal(row["overdue"])) for row in at["top5_overdue"]
    ] == debtors(book)[:5]


def balances(book: Any) -> list[tuple[str, Decimal]]:
    """Return each customer's net balance, as the sheet Clientes has it."""
    rows = list(book[CUSTOMERS.title].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if "Código" in row)
    code, net = (rows[start].index(title) for title in ("Código", "Saldo neto"))
    return [(row[code], cents(row[net])) for row in rows[start + 1 :] if row[code]]


def debtors(book: Any) -> list[tuple[str, Decimal]]:
    """Return the debtors of Resumen and what is overdue, in the order of the sheet."""
    [(sheet, area)] = book.defined_names[names.DEBTORS].destinations
    rows = [[cell.value for cell in row] for row in book[sheet][area]]
    return [(row[0], cents(row[1])) for row in rows if row[0]]


def cents(value: float) -> Decimal:
    return round(Decimal(repr(float(value))), 2)


@pytest.mark.parametrize(
    "at",
    [date(2012, 1, 2), date(2012, 2, 29), date(2012, 7, 1), date(2013, 5, 5)],
)
def test_the_figures_are_right_at_any_other_date(ledger: Path, at: date) -> None:
    expected = truth(shared_data(ORIGINAL), at)
    shown = summary(ledger, "--corte", at.isoformat())["monedas"].get("COP")
    if shown is None:
        assert expected.open == 0
        return
    documents = shown["por_vencer"]["documentos"] + shown["vencidas"]["documentos"]
    assert documents == expected.open
    assert Decimal(shown["saldo_neto"]["valor"]) == expected.total
    assert shown["vencidas"] == {
        "valor": f"{expected.late:.2f}",
        "documentos": expected.overdue,
    }


def test_the_account_of_an_import_proves_its_sum(tmp_path: Path) -> None:
    cartera("iniciar", tmp_path)
    file = shared_data(ORIGINAL)
    [account] = cartera("importar", "--json", file, cwd=tmp_path).json
    assert account["filas"] == account["importadas"] == 2466
    assert account["omitidas"] == 0
    assert account["total"] == "147703.18"
    assert account["totales"] == {"COP": "147703.18"}
    assert account["hallazgos"] == []


def test_importing_the_same_file_again_changes_nothing(ledger: Path) -> None:
    before = summary(ledger, "--corte", CORTE)
    answer = cartera("importar", "--json", shared_data(ORIGINAL), cwd=ledger)
    [account] = answer.json
    assert (answer.code, account["importadas"], account["omitidas"]) == (0, 0, 2466)
    assert summary(ledger, "--corte", CORTE) == before


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    cartera("iniciar", tmp_path)
    file = shared_data(ORIGINAL)
    [account] = cartera("importar", "--simular", "--json", file, cwd=tmp_path).json
    assert account["importadas"] == 2466
    assert summary(tmp_path, "--corte", CORTE)["monedas"] == {}


def test_leading_zeros_of_numbers_are_kept(ledger: Path) -> None:
    answer = cartera("importar", "--json", shared_data(ZEROS_LOST), cwd=ledger)
    [account] = answer.json
    assert account["omitidas"] == 2466 - 266  # the rest are other numbers


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n%binary\n",
        b"uno dos tres\ncuatro\n",
    ],
)
def test_a_file_that_is_no_ledger_is_one_sentence_and_exit_2(
    content: bytes, tmp_path: Path
) -> None:
    cartera("iniciar", tmp_path)
    file = tmp_path / "cartera.csv"
    file.write_bytes(content)
    before = (tmp_path / "cartera.db").read_bytes()
    answer = cartera("importar", file, cwd=tmp_path)
    assert answer.code == 2
    assert len(answer.err.strip().splitlines()) == 1
    assert (tmp_path / "cartera.db").read_bytes() == before


def test_a_blocking_finding_refuses_the_file_with_exit_1(tmp_path: Path) -> None:
    cartera("iniciar", tmp_path)
    file = tmp_path / "facturas.csv"
    file.write_text(
        "Factura;Cliente;Emisión;Vence;Valor\n"
        "F1;Acme;05/01/2026;04/02/2026;100,00\n"
        "F2;Acme;05/01/2026;04/02/2026;100,005\n",
        "utf-8",
    )
    answer = cartera("importar", "--json", file, cwd=tmp_path)
    [account] = answer.json
    assert (answer.code, account["importadas"]) == (1, 0)
    assert [f["fila"] for f in account["hallazgos"] if f["bloquea"]] == [3]
    assert summary(tmp_path, "--corte", "2026-02-01")["monedas"] == {}


def test_each_file_is_its_own_transaction(tmp_path: Path) -> None:
    cartera("iniciar", tmp_path)
    good, bad = tmp_path / "buena.csv", tmp_path / "mala.csv"
    good.write_text(
        "Factura;Cliente;Emisión;Vence;Valor\nF1;Acme;05/01/2026;04/02/2026;100\n",
        "utf-8",
    )
    bad.write_bytes(b"\x00\x01")
    answer = cartera("importar", "--json", bad, good, cwd=tmp_path)
    assert answer.code == 2
    assert [a["importadas"] for a in answer.json] == [0, 1]
    shown = summary(tmp_path, "--corte", "2026-02-01")["monedas"]["COP"]
    assert shown["por_vencer"] == {"valor": "100.00", "documentos": 1}
