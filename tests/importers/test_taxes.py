"""Bases and VAT: read where they are sound, left out and said where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importers.files import HEADINGS, codes, csv_of, read_csv

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.importers.reading import Reading

INVOICE = ("F1", "Acme", "2026-01-05", "2026-02-05")
SOUND = (1_000_000_00, 190_000_00)


def read(
    folder: Path,
    names: tuple[str, ...],
    *cells: tuple[str, ...],
    mapping: dict[str, str] | None = None,
) -> Reading:
    """Read invoices of 1.190.000 with more columns, one row for each."""
    rows = [(f"F{n}", *INVOICE[1:], "1190000", *own) for n, own in enumerate(cells, 1)]
    return read_csv(folder, csv_of((*HEADINGS, *names), *rows), mapping)


def taxes(reading: Reading) -> list[tuple[int | None, int | None]]:
    return [(document.base, document.vat) for document in reading.documents]


@pytest.mark.parametrize(
    "names",
    [
        ("Base", "IVA"),
        ("Base gravable", "Valor IVA"),
        ("Subtotal", "Impuesto"),
        ("Neto", "Impuestos"),
        ("Valor antes de IVA", "Total IVA"),
        ("SUB TOTAL", "VAT"),
    ],
)
def test_a_base_and_its_vat_are_read(tmp_path: Path, names: tuple[str, str]) -> None:
    reading = read(tmp_path, names, ("1000000", "190000"))
    assert (taxes(reading), codes(reading)) == ([SOUND], [])


def test_rounding_may_part_them_by_a_peso(tmp_path: Path) -> None:
    reading = read(tmp_path, ("Base", "IVA"), ("1000000", "190001"))
    assert taxes(reading) == [(1_000_000_00, 190_001_00)]


@pytest.mark.parametrize(
    ("name", "value"), [("Subtotal", "1.000.000,00"), ("IVA", "190.000,00")]
)
def test_the_other_one_is_the_difference(tmp_path: Path, name: str, value: str) -> None:
    reading = read(tmp_path, (name,), (value,))
    assert (taxes(reading), codes(reading)) == ([SOUND], [])


def test_what_does_not_add_up_goes_in_without_and_is_counted_once(
    tmp_path: Path,
) -> None:
    wrong = ("1000000", "100000")
    reading = read(tmp_path, ("Base", "IVA"), wrong, wrong, ("1000000", "190000"))
    assert taxes(reading) == [(None, None), (None, None), SOUND]
    [finding] = reading.findings
    assert (finding.code, finding.blocks) == ("base_no_cuadra", False)
    assert ": 2; por ejemplo «F1», con 1.000.000 más 100.000" in finding.detail


def test_a_difference_that_is_no_vat_is_left_out(tmp_path: Path) -> None:
    reading = read(tmp_path, ("Neto",), ("600000",), ("1000000",))
    assert (taxes(reading), codes(reading)) == ([(None, None), SOUND], ["iva_dudoso"])


@pytest.mark.parametrize("rate", ["19", "0,19", "19.0"])
def test_a_column_of_rates_is_no_vat(tmp_path: Path, rate: str) -> None:
    reading = read(tmp_path, ("IVA",), (rate,))
    assert (taxes(reading), codes(reading)) == ([(None, None)], ["iva_es_tarifa"])
    assert taxes(read(tmp_path, ("% IVA",), (rate,))) == [(None, None)]


@pytest.mark.parametrize("text", ["N/A", "", "-"])
def test_what_cannot_be_read_blocks_nothing(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, ("Base",), (text,), ("1000000",))
    assert codes(reading) == []
    assert taxes(reading)[1] == SOUND
    assert taxes(reading)[0] == (None, None)


def test_a_person_may_say_which_columns_they_are(tmp_path: Path) -> None:
    mapping = {"base": "Gravado", "iva": "Gravamen"}
    names = ("Gravado", "Gravamen")
    assert taxes(read(tmp_path, names, ("1000000", "190000"))) == [(None, None)]
    told = read(tmp_path, names, ("1000000", "190000"), mapping=mapping)
    assert taxes(told) == [SOUND]


def test_lines_of_one_invoice_add_up(tmp_path: Path) -> None:
    lines = csv_of(
        (*HEADINGS, "Base", "IVA"),
        (*INVOICE, "714000", "600000", "114000"),
        (*INVOICE, "476000", "400000", "76000"),
    )
    assert taxes(read_csv(tmp_path, lines)) == [SOUND]


def test_credits_have_none(tmp_path: Path) -> None:
    note = csv_of(
        (*HEADINGS, "Tipo", "Base", "IVA"),
        (*INVOICE, "1190000", "Nota crédito", "1000000", "190000"),
    )
    assert taxes(read_csv(tmp_path, note)) == [(None, None)]


def test_the_convention_of_a_base_is_that_of_the_amounts(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Base", "IVA"),
        (*INVOICE, "1.190,00", "1.000", "190"),
        delimiter=";",
    )
    assert taxes(read_csv(tmp_path, text)) == [(1_000_00, 190_00)]
