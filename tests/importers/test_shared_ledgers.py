"""Ledgers that other people exported, read with no mapping at all."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.errors import CarteraError
from cartera_xl.importers import spreadsheet
from cartera_xl.ledger.documents import Kind
from tests.importers.files import codes, numbers, open_at, signed_sum
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.importers.reading import Reading

CORTE = date(2012, 12, 31)
IBM = {
    "ibm_original": "DataMining__WA_Fn-UseC_-Accounts-Receivable.csv",
    "ibm_spanish_headers": (
        "Machine_and_Statistical_Learning_SEE_UIO__cuentas_por_cobrar.csv"
    ),
    "ibm_leading_zeros_lost": (
        "pbifinanceml__user_files__WA_Fn-UseC_-Accounts-Receivable.csv"
    ),
}


def ledger(name: str) -> Reading:
    return spreadsheet.read(shared_data(f"receivables/{name}"))


def truth(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(shared_data("truth.json").read_text())
    return dict(facts[name])


@pytest.mark.parametrize("dataset", IBM)
def test_the_ibm_ledger_is_read_as_the_independent_figures_say(dataset: str) -> None:
    reading, known = ledger(IBM[dataset]), truth(dataset)
    at_corte = known["as_of"][0]
    is_open = open_at(reading, CORTE)
    assert len(reading.documents) == reading.rows == known["documents"]
    assert signed_sum(reading, "COP") == Decimal(known["total_invoiced"])
    assert reading.totals == {"COP": Decimal(known["total_invoiced"])}
    assert len(is_open) == at_corte["open_count"]
    assert Decimal(sum(is_open.values())) / 100 == Decimal(at_corte["open_total"])
    assert not reading.findings


@pytest.mark.parametrize("dataset", IBM)
def test_the_ibm_ledger_is_overdue_as_the_independent_figures_say(dataset: str) -> None:
    reading, known = ledger(IBM[dataset]), truth(dataset)["as_of"][0]
    is_open = open_at(reading, CORTE)
    overdue = [d for d in reading.documents if d.number in is_open and d.due < CORTE]
    assert len(overdue) == known["overdue_count"]
    assert Decimal(sum(d.total for d in overdue)) / 100 == Decimal(
        known["overdue_total"]
    )
    assert max((CORTE - d.due).days for d in overdue) == known["max_days_overdue"]


def test_every_row_of_the_ibm_ledger_is_what_a_plain_reading_gives() -> None:
    path = shared_data(f"receivables/{IBM['ibm_original']}")
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))

    def day(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007

    assert [
        (d.number, d.party.code, d.issued, d.due, d.settled, d.total)
        for d in spreadsheet.read(path).documents
    ] == [
        (
            row["invoiceNumber"],
            row["customerID"],
            day(row["InvoiceDate"]),
            day(row["DueDate"]),
            day(row["SettledDate"]),
            int(Decimal(row["InvoiceAmount"]) * 100),
        )
        for row in rows
    ]


def test_leading_zeros_are_kept_and_their_loss_is_not_made_good() -> None:
    kept = numbers(ledger(IBM["ibm_original"]))
    lost = numbers(ledger(IBM["ibm_leading_zeros_lost"]))
    assert sum(number.startswith("0") for number in kept) == 266
    assert {number.zfill(10) for number in lost} == set(kept)
    assert not any(number.startswith("0") for number in lost)


def test_the_drafts_of_zoho_are_counted_and_left_out() -> None:
    reading = ledger("invoiceninja__zoho_invoices.csv")
    known = truth("saas_small_exports")["zoho"]
    assert (reading.documents, reading.totals) == ((), {})
    assert reading.rows == reading.skipped == known["rows"]
    assert codes(reading) == ["borradores"]


def test_zoho_repeats_the_total_of_an_invoice_on_each_line(tmp_path: Path) -> None:
    source = shared_data("receivables/invoiceninja__zoho_invoices.csv")
    path = tmp_path / "sent.csv"
    path.write_text(source.read_text().replace("Draft", "Sent"))
    reading = spreadsheet.read(path)
    known = truth("saas_small_exports")["zoho"]
    assert len(reading.documents) == known["invoices"]
    balance = Decimal(known["balance_by_currency"]["USD"])
    assert reading.totals == {"USD": balance}
    assert sum(d.balance or 0 for d in reading.documents) == balance * 100
    assert [d.rows for d in reading.documents] == [4, 5, 4]
    assert codes(reading) == ["iva_dudoso", *["total_repetido"] * 3]


def test_the_lines_of_freshbooks_are_summed() -> None:
    reading = ledger("invoiceninja__freshbooks_invoices.csv")
    known = truth("saas_small_exports")["freshbooks"]
    [document] = reading.documents
    assert (document.number, document.rows) == ("0000001", known["rows"])
    expected = Decimal(known["line_total_by_currency"]["USD"])
    assert Decimal(document.total) / 100 == reading.totals["USD"] == expected
    assert "filas_sumadas" in codes(reading)


def test_i2g_has_no_due_dates_and_two_currencies() -> None:
    reading = ledger("invoiceninja__i2g_invoices.csv")
    known = truth("saas_small_exports")["i2g"]
    balances: dict[str, int] = defaultdict(int)
    for d in reading.documents:
        balances[d.currency] += d.balance or 0
    assert len(reading.documents) == known["rows"]
    assert {c: Decimal(b) / 100 for c, b in balances.items()} == {
        c: Decimal(b) for c, b in known["balance_by_currency"].items()
    }
    assert all(d.due == d.issued for d in reading.documents)
    assert "sin_vencimiento" in codes(reading)


def test_invoicely_numbers_its_invoices_in_the_details() -> None:
    [document] = ledger("invoiceninja__invoicely_invoices.csv").documents
    assert (document.number, document.issued) == ("INV-1", date(2021, 1, 28))
    amount = truth("saas_small_exports")["invoicely"]["amount_text"]
    assert document.total == int(amount.replace(",", "").replace(".", ""))


def test_of_the_journal_of_wave_only_receivables_are_read() -> None:
    reading = ledger("invoiceninja__wave_invoices.csv")
    path = shared_data("receivables/invoiceninja__wave_invoices.csv")
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    mine = [r for r in rows if r["Account Name"] == "Accounts Receivable"]
    assert sorted(d.total for d in reading.documents) == sorted(
        int(abs(Decimal(r["Amount (One column)"])) * 100) for r in mine
    )
    assert (reading.rows, reading.skipped) == (len(rows), len(rows) - len(mine))
    receipt = next(d for d in reading.documents if d.kind is Kind.RECEIPT)
    assert (receipt.reference, receipt.total) == ("3", 59050)


def test_a_workbook_with_four_columns_is_enough() -> None:
    reading = ledger("Accounts-Receivable-Tool__receivables.xlsx")
    assert numbers(reading) == [str(n) for n in range(1, 21)]
    assert reading.documents[0].issued == date(2025, 7, 26)
    assert reading.totals == {"COP": Decimal("51011.72")}


@pytest.mark.parametrize(
    "pattern",
    [
        "receivables/*_clients.csv",
        "receivables/*_contacts.csv",
        "bank/*",
        "bad_workbooks/*",
        "workbooks/*",
        "ubl/*",
        "ubl_odd/*",
    ],
)
def test_what_is_no_ledger_is_one_fault_with_one_sentence(pattern: str) -> None:
    folder, _, names = pattern.rpartition("/")
    found = sorted(shared_data(folder).glob(names))
    assert found
    for path in found:
        with pytest.raises(CarteraError, match=r"^[^\n]+\.$"):
            spreadsheet.read(path)
