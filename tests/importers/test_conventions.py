"""How a file writes amounts and dates is decided by all of the file, or not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import UnknownConventionError
from cartera_xl.importers import spreadsheet
from cartera_xl.importers.convention import SILENT, Stated, stated
from cartera_xl.importers.language import Language, language_of
from tests.importers.files import blocking, codes, read_csv, totals, xlsx_of

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.importers.reading import Reading

ENGLISH = "Invoice,Customer,Date,Due,Amount"
SPANISH = "Factura;Cliente;Emisión;Vence;Valor"
DAYS = ("2026-01-05", "2026-02-04")


def file(
    headings: str, *amounts: str, days: tuple[str, str] = DAYS, more: str = ""
) -> str:
    """Write a row per amount, quoted where its delimiter stands in it."""
    delimiter = ";" if ";" in headings else ","
    rows = [
        delimiter.join(
            (f"F{n}", "Acme", *days, f'"{a}"' if delimiter in a else a, more)
        )
        for n, a in enumerate(amounts)
    ]
    return "\n".join((headings, *rows)) + "\n"


def test_an_english_file_of_quoted_thousands_is_read_in_thousands(
    tmp_path: Path,
) -> None:
    reading = read_csv(tmp_path, file(f"{ENGLISH},", "10,500", "2,750"))
    assert totals(reading) == [10_500_00, 2_750_00]
    assert codes(reading) == ["convencion_supuesta"]


@pytest.mark.parametrize(
    ("headings", "amounts", "read"),
    [
        # Semicolons and Spanish speak for the comma, «85.50» for the point: asked.
        (SPANISH, ("190.000", "85.50"), None),
        (SPANISH, ("85.50", "190.000", "1.000"), None),
        (SPANISH.replace(";", ","), ("190.000", "85.50"), None),
        # Everything but the three decimals speaks for the point: said.
        (ENGLISH, ("190.000", "85.50"), [190_00, 85_50]),
        # «190,000» beside «85.50» is no dispute.
        (SPANISH, ("190,000", "85.50"), [190_000_00, 85_50]),
        (SPANISH, ("190.000", "85,50"), [190_000_00, 85_50]),
    ],
)
def test_an_amount_of_three_decimals_beside_one_of_two_is_asked_for(
    tmp_path: Path, headings: str, amounts: tuple[str, ...], read: list[int] | None
) -> None:
    reading = read_csv(tmp_path, file(headings, *amounts))
    if read is None:
        assert blocking(reading) == ["convencion_contradictoria"]
        [finding] = [f for f in reading.findings if f.blocks]
        assert "190.000 o 190" in finding.detail
        assert "--numeros 1,234.56" in finding.detail
        return
    assert totals(reading) == read
    assumed = ["convencion_supuesta"] if headings == ENGLISH else []
    assert codes(reading) == assumed


def test_thousands_are_asked_for_where_only_another_column_has_a_point(
    tmp_path: Path,
) -> None:
    text = file(f"{SPANISH};Tasa", "190.000", "1.000", more="85.50")
    assert blocking(read_csv(tmp_path, text)) == ["convencion_ambigua"]


def test_a_colombian_file_of_dotted_thousands_is_read_in_thousands(
    tmp_path: Path,
) -> None:
    reading = read_csv(tmp_path, file(f"{SPANISH};", "1.190", "2.500"))
    assert totals(reading) == [1_190_00, 2_500_00]
    assert codes(reading) == ["convencion_supuesta"]


@pytest.mark.parametrize(
    ("headings", "amounts"),
    [
        (SPANISH, ("10,500", "2,750")),
        (SPANISH.replace(";", ","), ("10,500", "2,750")),
        (ENGLISH, ("1.190", "2.500")),
        (ENGLISH.replace(",", ";"), ("10,500", "2,750")),
        ("No.\tX\tA\tB\tTotal", ("10,500", "2,750")),
        ("No.\tX\tA\tB\tTotal", ("1.190", "2.500")),
    ],
)
def test_a_file_that_does_not_decide_is_refused_once_by_column(
    tmp_path: Path, headings: str, amounts: tuple[str, ...]
) -> None:
    delimiter = next(d for d in "\t;," if d in headings)
    text = file(headings.replace(delimiter, ";") + ";", *amounts)
    text = "\n".join(
        delimiter.join(f'"{c}"' for c in line.split(";")) for line in text.splitlines()
    )
    mapping = {"cliente": "X", "emision": "A", "vence": "B"} if "X" in headings else {}
    assert blocking(read_csv(tmp_path, text, mapping)) == ["convencion_ambigua"]


def test_two_columns_that_do_not_decide_are_two_findings(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, file(f"{SPANISH};Saldo", "10,500", more="10,500"))
    assert blocking(reading) == ["convencion_ambigua"] * 2
    assert ["«Valor»" in f.detail for f in reading.findings] == [True, False]


@pytest.mark.parametrize(
    ("other", "total", "said"),
    [
        ("12.50", 10_500_00, []),
        ("12,5", 10_50, ["convencion_supuesta"]),
        ("1.190.000", 10_50, ["convencion_supuesta"]),
    ],
)
def test_a_column_that_the_ledger_does_not_know_may_prove_it(
    tmp_path: Path, other: str, total: int, said: list[str]
) -> None:
    reading = read_csv(tmp_path, file(f"{SPANISH};Peso neto", "10,500", more=other))
    assert (totals(reading), codes(reading)) == ([total], said)


@pytest.mark.parametrize("other", ["05.01.2026", "A 12.50", "12.505", ""])
def test_a_column_that_is_no_number_proves_nothing(tmp_path: Path, other: str) -> None:
    reading = read_csv(tmp_path, file(f"{SPANISH};Ruta", "10,500", more=other))
    assert blocking(reading) == ["convencion_ambigua"]


def test_dates_that_only_the_english_world_writes_speak_for_its_numbers(
    tmp_path: Path,
) -> None:
    days = ("1/5/2026", "1/28/2026")
    text = file("No.;NIT;Date;Vto;Total;", "10,500", days=days).replace(";", "\t")
    assert totals(read_csv(tmp_path, text)) == [10_500_00]


@pytest.mark.parametrize(("currency", "total"), [("CLP", 10_500), ("KWD", None)])
def test_the_decimals_of_the_currency_are_a_sign(
    tmp_path: Path, currency: str, total: int | None
) -> None:
    reading = read_csv(tmp_path, file(f"{SPANISH};", "10,500"), currency=currency)
    if total is None:  # three decimals are usual there: headings and «;» say them
        assert totals(reading) == [10_500]
        assert "se leyó como 10,50 (" in reading.findings[0].detail
    else:
        assert totals(reading) == [total]


@pytest.mark.parametrize(
    ("said", "total"), [("1,234.56", 10_500_00), ("1.234,56", 10_50)]
)
def test_a_person_may_say_how_amounts_are_written(
    tmp_path: Path, said: str, total: int
) -> None:
    path = tmp_path / "c.csv"
    path.write_text(file(f"{SPANISH};", "10,500"), "utf-8")
    reading = spreadsheet.read(path, said=stated(numbers=said))
    assert (totals(reading), codes(reading)) == ([total], [])


@pytest.mark.parametrize("form", [{"numbers": "1234"}, {"dates": "y/m"}])
def test_another_form_is_refused_and_the_valid_ones_are_named(
    form: dict[str, str],
) -> None:
    with pytest.raises(UnknownConventionError, match=r"no es una forma: use 1\.|d/m"):
        stated(**form)


def test_nothing_said_is_nothing_stated() -> None:
    assert stated() == SILENT == Stated()


def test_texts_of_a_workbook_have_no_delimiter_to_speak(tmp_path: Path) -> None:
    rows = [tuple(ENGLISH.split(",")), ("F1", "Acme", *DAYS, "10,500")]
    assert totals(spreadsheet.read(xlsx_of(tmp_path / "c.xlsx", *rows))) == [10_500_00]


# Dates.


def dated(
    folder: Path, headings: str, *days: tuple[str, str], said: str = ""
) -> Reading:
    path = folder / "c.csv"
    rows = [f"F{n};Acme;{a};{b};10,50" for n, (a, b) in enumerate(days)]
    path.write_text("\n".join((headings.replace(",", ";"), *rows)), "utf-8")
    return spreadsheet.read(path, said=stated(dates=said))


LATE = (("01/05/2026", "02/04/2026"), ("02/05/2026", "03/04/2026"))


def test_no_due_date_comes_before_its_issue_where_the_other_order_fits(
    tmp_path: Path,
) -> None:
    reading = dated(tmp_path, ENGLISH, *LATE)
    assert [(d.issued, d.due) for d in reading.documents] == [
        (date(2026, 1, 5), date(2026, 2, 4)),
        (date(2026, 2, 5), date(2026, 3, 4)),
    ]
    assert codes(reading) == ["fechas_por_vencimiento"]


def test_headings_that_speak_for_the_order_that_is_late_make_it_a_question(
    tmp_path: Path,
) -> None:
    reading = dated(tmp_path, SPANISH, *LATE)
    assert blocking(reading) == ["fechas_contradictorias"]
    assert "dan 2 vencimientos anteriores a la emisión" in reading.findings[0].detail
    assert not dated(tmp_path, SPANISH, *LATE, said="m/d").findings


def test_a_due_date_before_its_issue_that_no_order_mends_stays_a_notice(
    tmp_path: Path,
) -> None:
    reading = dated(tmp_path, SPANISH, ("05/05/2026", "04/04/2026"), *LATE[:0])
    assert codes(reading) == ["vence_antes"]


def test_english_dates_that_fit_both_orders_block_until_it_is_said(
    tmp_path: Path,
) -> None:
    monthly = (("02/01/2026", "03/01/2026"), ("03/01/2026", "04/01/2026"))
    assert blocking(dated(tmp_path, ENGLISH, *monthly)) == ["orden_ambiguo"] * 2
    [first, _] = dated(tmp_path, ENGLISH, *monthly, said="m/d").documents
    assert (first.issued, first.due) == (date(2026, 2, 1), date(2026, 3, 1))


def test_spanish_dates_that_fit_both_orders_are_day_first_and_it_is_said(
    tmp_path: Path,
) -> None:
    reading = dated(tmp_path, SPANISH, ("02/01/2026", "03/02/2026"))
    assert reading.documents[0].issued == date(2026, 1, 2)
    assert codes(reading) == ["fechas_supuestas"] * 2


def test_a_date_of_a_column_that_the_ledger_does_not_know_proves_the_order(
    tmp_path: Path,
) -> None:
    text = f"{SPANISH};Despacho\nF1;Acme;02/01/2026;03/01/2026;10;1/31/2026\n"
    reading = read_csv(tmp_path, text)
    assert reading.documents[0].issued == date(2026, 2, 1)
    assert not codes(reading)
    reading = read_csv(tmp_path, f"{text}F2;Acme;02/01/2026;03/01/2026;10;sin fecha\n")
    assert reading.documents[0].issued == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("headings", "language"),
    [
        (ENGLISH, Language.ENGLISH),
        (SPANISH, Language.SPANISH),
        ("invoiceNumber,customerID,InvoiceDate", Language.ENGLISH),
        ("NUMEROFACTURA,FECHAVENCIMIENTO", Language.SPANISH),
        ("INVOICENUMBER,CUSTOMERID", Language.ENGLISH),
        ("Documento,Nombre cliente", Language.SPANISH),
        ("Invoice,Cliente", None),
        ("No.,NIT2,Total", None),
    ],
)
def test_headings_are_of_one_language_or_of_none(
    headings: str, language: Language | None
) -> None:
    assert language_of(headings.replace(";", ",").split(",")) is language


@pytest.mark.parametrize("label", [";;;TOTAL;;1.440.000", ";;;;TOTAL;1.440.000"])
def test_a_total_may_say_so_where_dates_stand(tmp_path: Path, label: str) -> None:
    path = tmp_path / "saldos.csv"
    path.write_text(
        "Factura;Cliente;NIT;Creación;Vence;Valor\n"
        "F-1;Acme;900111;15/01/2026;14/02/2026;1.190.000\n"
        f"F-2;Acme;900111;16/01/2026;15/02/2026;250.000\n{label}\n",
        "utf-8",
    )
    reading = spreadsheet.read(path)
    assert [d.issued.day for d in reading.documents] == [15, 16]
    assert reading.totals == {"COP": 1_440_000}
    assert not [f for f in reading.findings if f.blocks]
