"""What rows of a ledger mean, from files written for the purpose."""

from __future__ import annotations

import gc
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from cartera_xl.errors import (
    HeadingsNotFoundError,
    LedgerColumnsMissingError,
    NotATableError,
    SourceUnreadableError,
    UnknownFieldError,
    UnknownHeadingError,
)
from cartera_xl.importers import spreadsheet
from cartera_xl.ledger.documents import Kind
from tests.importers.files import (
    HEADINGS,
    blocking,
    codes,
    csv_of,
    numbers,
    read_csv,
    read_rows,
    read_xlsx,
    signed_sum,
    totals,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.importers.reading import Reading

MORNING = datetime(2026, 1, 5, 8, 30)  # noqa: DTZ001 – Excel knows no zones
PAID = date(2026, 3, 1)
COMPUTED = "vencimiento_calculado"
ROW = ("F1", "Acme", "2026-01-05", "2026-02-04", "1.190.000,00")


def standing(folder: Path, headings: str, row: str) -> list[tuple[object, ...]]:
    """Read one document with columns of its own beside the usual five."""
    usual = "Número;Cliente;Emisión;Vence;"
    text = f"{usual}{headings}\nF1;Acme;2026-01-05;2026-02-04;{row}\n"
    reading = read_csv(folder, text)
    if reading.blocked:
        return [tuple(blocking(reading))]
    return [(d.total, d.balance, d.settled) for d in reading.documents]


# Files, delimiters, letters.


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_usual_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    row = ("F1", "Acme", "2026-01-05", "2026-02-04", "1190000.50")
    text = csv_of(HEADINGS, row, delimiter=delimiter)
    assert totals(read_csv(tmp_path, text)) == [119000050]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]
)
def test_any_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "c.csv"
    row = ("F1", "Muñoz é Hijos", *ROW[2:])
    path.write_bytes(csv_of(HEADINGS, row).encode(encoding))
    assert spreadsheet.read(path).documents[0].party.name == "Muñoz é Hijos"


def test_the_line_by_which_excel_states_a_delimiter_is_no_heading(
    tmp_path: Path,
) -> None:
    text = "sep=#\n" + csv_of(HEADINGS, ROW, delimiter="#")
    [document] = read_csv(tmp_path, text).documents
    assert (document.number, document.row) == ("F1", 2)  # as the spreadsheet counts


def test_headings_may_stand_below_a_preamble(tmp_path: Path) -> None:
    preamble = "ACME S.A.S.;;;;\nCartera a 31/12/2025;;;;\n;;;;\n"
    reading = read_csv(tmp_path, preamble + csv_of(HEADINGS, ROW))
    assert [d.row for d in reading.documents] == [5]


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ROW, ("",) * 5, (" ", "\u00a0", "", "", ""))
    assert (reading.rows, reading.skipped, len(reading.documents)) == (1, 0, 1)


def test_a_heading_that_is_there_twice_is_said(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Valor"), (*ROW, "7"))
    reading = read_csv(tmp_path, text)
    assert totals(reading) == [119000000]
    assert codes(reading) == ["encabezado_repetido"]
    assert "columna E" in reading.findings[0].detail


def test_an_unnamed_last_column_is_not_read(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, ""), (*ROW, "x"), ("F2", *ROW[1:], ""))
    reading = read_csv(tmp_path, text)
    assert codes(reading) == ["columna_sin_nombre"]
    assert not reading.blocked


def test_an_amount_cut_in_two_by_its_own_comma_blocks(tmp_path: Path) -> None:
    rows = [(f"F{n}", *ROW[1:4], "1,190.00") for n in range(3)]
    reading = read_csv(tmp_path, csv_of(HEADINGS, *rows, delimiter=","))
    assert blocking(reading) == ["fila_desbordada"] * 3


def test_one_row_pushed_to_the_right_blocks(tmp_path: Path) -> None:
    rows = [ROW, ("F2", "Acme; Hijos", *ROW[2:])]
    assert "fila_desbordada" in blocking(read_rows(tmp_path, *rows))


def test_a_quote_that_never_closes_swallows_no_row(tmp_path: Path) -> None:
    rows = [("F1", '"Acme', *ROW[2:]), ("F2", *ROW[1:]), ("F3", *ROW[1:])]
    reading = read_rows(tmp_path, *rows)
    assert reading.rows == 3
    assert "comillas_sin_cerrar" in blocking(reading)


def test_quotes_within_a_name_are_part_of_it(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("F1", '"El ""Paisa""; Ltda."', *ROW[2:]))
    assert reading.documents[0].party.name == 'El "Paisa"; Ltda.'


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, was_on: bool) -> None:
    before = gc.isenabled()
    try:
        gc.enable() if was_on else gc.disable()
        with pytest.raises(HeadingsNotFoundError):
            read_csv(tmp_path, "nada\n")
        assert gc.isenabled() is was_on
    finally:
        gc.enable() if before else gc.disable()


def test_control_characters_are_stripped_and_counted(tmp_path: Path) -> None:
    dirty = ("F\x011", "Ac\x1fme\x7f", "2026-01-05\x02", *ROW[3:4], "1.190.000,00\x0b")
    text = csv_of((*HEADINGS, "Nota"), (*dirty, "\x03"), ("F2", *ROW[1:], ""))
    reading = read_csv(tmp_path, text)
    assert numbers(reading) == ["F1", "F2"]
    assert reading.documents[0].party.name == "Acme"
    assert totals(reading) == [119000000] * 2
    assert [f.detail for f in reading.findings] == [
        "Celdas con caracteres de control invisibles, que se quitaron: 4."
    ]


def test_control_characters_of_a_workbook_are_stripped(tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ("F\x011", "Ac\x00me", *ROW[2:]))
    reading = spreadsheet.read(path)
    assert (numbers(reading), codes(reading)) == (["F1"], ["caracteres_de_control"])
    assert reading.documents[0].party.name == "Acme"


def test_lines_and_tabs_within_a_cell_are_no_control_characters(tmp_path: Path) -> None:
    row = ("F1", '"Acme\n\tS.A.S."', *ROW[2:])
    reading = read_rows(tmp_path, row)
    assert (reading.documents[0].party.name, codes(reading)) == ("Acme S.A.S.", [])


def test_rows_keep_their_numbers_where_a_quote_is_broken(tmp_path: Path) -> None:
    rows = [("F1", "Ac\x85me", *ROW[2:]), ("F2", '"Beta', *ROW[2:])]
    reading = read_rows(tmp_path, *rows)
    assert {f.row for f in reading.findings if f.blocks} == {3}


# Headings and mapping.


@pytest.mark.parametrize(
    "headings",
    [
        "NumeroFactura;IDCliente;FechaFactura;FechaVencimiento;MontoFactura",
        "invoiceNumber;customerID;InvoiceDate;DueDate;InvoiceAmount",
        "Nro. Factura;Razón Social;Fec. Emisión;F. Vto;Vr. Total",
        "INVOICE #;CUSTOMER NAME;DATE ISSUED;DUE;TOTAL",
        "No. Documento;Tercero;Fecha de Elaboración;Vence;Valor ($)",
        "NUMEROFACTURA;CLIENTE;FECHAFACTURA;FECHAVENCIMIENTO;VALORTOTAL",
        "documento;nombre del cliente;fecha;vencimiento;importe",
    ],
)
def test_headings_of_many_programs_are_known(tmp_path: Path, headings: str) -> None:
    [document] = read_csv(tmp_path, headings + "\n" + csv_of(ROW)).documents
    assert (document.number, document.total) == ("F1", 119000000)
    assert "Acme" in (document.party.name, document.party.code)
    assert (document.issued, document.due) == (date(2026, 1, 5), date(2026, 2, 4))


def test_a_mapping_overrides_the_table(tmp_path: Path) -> None:
    text = "Ref interna;Número;Cliente;Emisión;Vence;Valor\nX9;" + csv_of(ROW)
    assert numbers(read_csv(tmp_path, text, {"numero": "ref interna"})) == ["X9"]


def test_a_mapping_can_name_what_nobody_knows(tmp_path: Path) -> None:
    text = "a;b;c;d;e\n" + csv_of(ROW)
    mapping = {
        "NÚMERO": "a",
        "cliente": "b",
        "emisión": "c",
        "vence": "d",
        "valor": "e",
    }
    assert totals(read_csv(tmp_path, text, mapping)) == [119000000]


def test_one_column_may_be_two_fields(tmp_path: Path) -> None:
    text = "Número;Cliente;Día;Valor\nF1;Acme;2026-01-05;10\n"
    reading = read_csv(tmp_path, text, {"emision": "Día", "vence": "Día"})
    assert {(d.issued, d.due) for d in reading.documents} == {(date(2026, 1, 5),) * 2}
    assert codes(reading) == []


def test_a_mapping_to_an_unknown_field_names_the_valid_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownFieldError, match=r"«fecha» no es un campo: use numero,"):
        read_csv(tmp_path, csv_of(HEADINGS, ROW), {"fecha": "Emisión"})


def test_a_mapping_to_an_unknown_heading_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(UnknownHeadingError, match="«Total»: tiene «Número», «Cli"):
        read_csv(tmp_path, csv_of(HEADINGS, ROW), {"valor": "Total"})


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        ("Cliente;Emisión;Valor", "número de documento"),
        ("Número;Emisión;Valor", "cliente"),
        ("Número;Cliente;Valor", "fecha"),
        ("Número;Cliente;Emisión", "valor o saldo"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, headings: str, missing: str) -> None:
    with pytest.raises(LedgerColumnsMissingError, match=f"Falta la .*{missing}"):
        read_csv(tmp_path, headings + "\n1;2;3\n")


@pytest.mark.parametrize(
    ("heading", "length", "limit"),
    [
        ("Concepto", 33_000, 32_767),
        ("Razón social", 40_000, 32_767),
        ("Correo", 33_000, 32_767),
        ("Código", 256, 255),
    ],
)
def test_a_text_that_no_cell_holds_blocks_and_names_the_row(
    tmp_path: Path, heading: str, length: int, limit: int
) -> None:
    headings = ("Número", "NIT", *HEADINGS[2:], heading)
    rows = [(f"F{n}", "900123456", *ROW[2:]) for n in (1, 2)]
    text = csv_of(headings, (*rows[0], "x" * 200), (*rows[1], "x" * length))
    [finding] = read_csv(tmp_path, text).findings[-1:]
    assert (finding.row, finding.code) == (3, "texto_demasiado_largo")
    assert f"({heading}) tiene {length} caracteres y el límite es {limit}" in (
        finding.detail
    )
    assert finding.blocks


def test_a_long_text_of_a_row_that_is_not_read_blocks_nothing(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Concepto"), (*ROW, "x"), ("", "", "", "", "", "x" * 40_000)
    )
    assert not read_csv(tmp_path, text).blocked


def test_the_sentence_about_an_amount_is_whole_and_written_as_in_colombia(
    tmp_path: Path,
) -> None:
    text = csv_of(HEADINGS, (*ROW[:4], "10,50"))
    [finding] = read_csv(tmp_path, text, currency="JPY").findings
    assert finding.detail == (
        "El valor «10,50» tiene decimales, y JPY no los usa (Valor)."
    )
    [finding] = read_csv(tmp_path, csv_of(HEADINGS, (*ROW[:4], "mil"))).findings
    assert finding.detail == "El valor «mil» no es un número (Valor)."


# Identifiers and customers.


def test_ids_stay_text(tmp_path: Path) -> None:
    reading = read_xlsx(
        tmp_path,
        ("Número", "Código cliente", "Emisión", "Valor"),
        ("000123", 7.0, date(2026, 1, 5), 10),
        (1001.0, "0007", date(2026, 1, 5), 10),
        ("\u00a0A\u00a01 ", "X", date(2026, 1, 5), 10),
        (1234567890123456.0, 8.5, date(2026, 1, 5), 10),
    )
    assert numbers(reading) == ["000123", "1001", "A 1", "1234567890123456"]
    assert [d.party.code for d in reading.documents] == ["7", "0007", "X", "8.5"]


@pytest.mark.parametrize(
    ("written", "nit", "digit", "said"),
    [
        ("900.123.456-8", "900123456", "8", []),
        ("800197268-4", "800197268", "4", []),
        ("800197268-5", "800197268", "5", ["dv_no_corresponde"]),
        ("8001972684", "8001972684", "", ["nit_con_dv"]),
        ("AB-1234", "AB-1234", "", []),
        ("0012345", "0012345", "", []),
    ],
)
def test_a_nit_is_split_and_never_blocks(
    tmp_path: Path, written: str, nit: str, digit: str, said: list[str]
) -> None:
    text = f"Número;NIT;Emisión;Vence;Valor\nF1;{written};2026-01-05;2026-02-04;10\n"
    reading = read_csv(tmp_path, text)
    party = reading.documents[0].party
    assert (party.nit, party.check_digit) == (nit, digit)
    assert (codes(reading), reading.blocked) == (said, False)


@pytest.mark.parametrize(
    ("headings", "rows", "said"),
    [
        ("NIT", ("900123456-8", "900123456-9"), [3]),
        ("NIT", ("900123456-9", "900123456-9", "900.123.457-9"), [2, 4]),
        ("Código;NIT", ("C1;", "C1;900123456-9"), [3]),
        ("NIT;DV", ("900123456;8", "900123456;9"), [3]),
        ("Código", ("900123456-8", "900123456-9"), [3]),
        ("Cliente", ("Acme", "900123456-9"), [3]),
        ("Código", ("12-3", "A-1"), []),
    ],
)
def test_each_nit_with_a_wrong_check_digit_is_said_by_its_row(
    tmp_path: Path, headings: str, rows: tuple[str, ...], said: list[int]
) -> None:
    text = f"Número;Emisión;Vence;Valor;{headings}\n"
    for n, row in enumerate(rows):
        text += f"F{n};2026-01-05;2026-02-04;10;{row}\n"
    reading = read_csv(tmp_path, text)
    wrong = [f for f in reading.findings if f.code == "dv_no_corresponde"]
    assert [f.row for f in wrong] == said
    assert not reading.blocked
    assert all("no corresponde: debe ser " in f.detail for f in wrong)


def test_a_customer_column_of_nits_holds_nits(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("F1", "900.123.456-8", *ROW[2:]))
    assert reading.documents[0].party.nit == "900123456"


def test_lost_letters_are_said(tmp_path: Path) -> None:
    assert codes(read_rows(tmp_path, ("F1", "Mu\ufffdoz", *ROW[2:]))) == [
        "letras_dañadas"
    ]


def test_one_code_with_several_names_is_one_customer(tmp_path: Path) -> None:
    text = "Número;Código cliente;Cliente;Emisión;Vence;Valor\n"
    for number, name in (("F1", "Acme"), ("F2", "Acme S.A.S."), ("F3", "ACME")):
        text += f"{number};C1;{name};2026-01-05;2026-02-04;10\n"
    reading = read_csv(tmp_path, text)
    assert {d.party.name for d in reading.documents} == {"Acme"}
    assert codes(reading) == ["cliente_con_varios_nombres"]


def test_a_name_on_the_first_row_of_a_block_fills_down(tmp_path: Path) -> None:
    rest = ROW[2:]
    reading = read_rows(
        tmp_path,
        ("F1", "Acme", *rest),
        ("F2", "", *rest),
        ("F3", "Beta", *rest),
        ("F4", "", *rest),
    )
    names = [d.party.name for d in reading.documents]
    assert names == ["Acme", "Acme", "Beta", "Beta"]
    assert codes(reading) == ["cliente_completado"]


def test_a_row_that_only_names_the_customer_fills_down(tmp_path: Path) -> None:
    rest = ROW[2:]
    reading = read_rows(
        tmp_path,
        ("", "Acme", "", "", ""),
        ("F1", "", *rest),
        ("", "Beta", "", "", ""),
        ("F2", "", *rest),
    )
    assert [d.party.name for d in reading.documents] == ["Acme", "Beta"]
    assert (reading.rows, reading.skipped) == (4, 2)


def test_a_subtotal_does_not_give_its_name_to_the_rows_below(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        ("F1", "Acme", *ROW[2:4], "100"),
        ("", "Subtotal Acme", "", "", "100"),
        ("F2", "", *ROW[2:4], "7"),
    )
    assert [d.party.name for d in reading.documents] == ["Acme", "Acme"]


def test_where_names_are_repeated_a_missing_one_is_not_made_up(tmp_path: Path) -> None:
    rest = ROW[2:]
    rows = [("F1", "Acme", *rest), ("F2", "Acme", *rest), ("F3", "", *rest)]
    assert blocking(read_rows(tmp_path, *rows)) == ["sin_cliente"]


# Amounts, currencies, kinds.


def test_a_negative_amount_is_a_credit_note(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ROW, ("N1", *ROW[1:4], "-190.000,00"))
    assert [d.kind for d in reading.documents] == [Kind.INVOICE, Kind.CREDIT_NOTE]
    assert totals(reading) == [119000000, 19000000]
    assert (
        reading.totals
        == {"COP": Decimal(1000000)}
        == {"COP": signed_sum(reading, "COP")}
    )
    assert codes(reading) == ["valor_negativo"]


def test_a_negative_number_is_kept_and_said(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("-77", *ROW[1:]))
    assert (numbers(reading), codes(reading)) == (["-77"], ["numero_negativo"])


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Factura", Kind.INVOICE),
        ("FV-1", Kind.INVOICE),
        ("Invoice", Kind.INVOICE),
        ("Nota Crédito", Kind.CREDIT_NOTE),
        ("NC", Kind.CREDIT_NOTE),
        ("Nota débito", Kind.DEBIT_NOTE),
        ("ND 2", Kind.DEBIT_NOTE),
        ("Anticipo", Kind.ADVANCE),
        ("Recibo de caja", Kind.RECEIPT),
        ("RC", Kind.RECEIPT),
        ("Payment", Kind.RECEIPT),
        ("Saldo inicial", Kind.OPENING_BALANCE),
        ("Cotización", Kind.QUOTE),
        ("NIT", Kind.INVOICE),
    ],
)
def test_the_type_column_tells_the_kind(tmp_path: Path, word: str, kind: Kind) -> None:
    text = csv_of((*HEADINGS, "Tipo"), (*ROW, word))
    reading = read_csv(tmp_path, text)
    assert [d.kind for d in reading.documents] == [kind]
    assert not reading.findings
    assert reading.totals.get("COP", 0) == signed_sum(reading, "COP")


def test_an_unknown_type_is_said_and_the_sign_decides(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, csv_of((*HEADINGS, "Tipo"), (*ROW, "Zeta")))
    assert reading.documents[0].kind is Kind.INVOICE
    assert codes(reading) == ["tipo_desconocido"]


def test_a_balance_alone_is_an_opening_balance(tmp_path: Path) -> None:
    headings = ("Número", "Cliente", "Emisión", "Vence", "Saldo")
    rows = [ROW, ("N1", *ROW[1:4], "-5,5")]
    reading = read_csv(tmp_path, csv_of(headings, *rows))
    assert [(d.kind, d.total, d.balance) for d in reading.documents] == [
        (Kind.OPENING_BALANCE, 119000000, 119000000),
        (Kind.OPENING_CREDIT, 550, 550),
    ]
    assert reading.totals["COP"] == Decimal("1189994.5") == signed_sum(reading, "COP")


def test_two_currencies_in_one_column_are_told_apart(tmp_path: Path) -> None:
    rows = [("F1", *ROW[1:4], "USD 1,200.00"), ("F2", *ROW[1:4], "COP 5,000.00")]
    reading = read_rows(tmp_path, *rows)
    assert [(d.currency, d.total) for d in reading.documents] == [
        ("USD", 120000),
        ("COP", 500000),
    ]
    assert reading.totals == {"USD": Decimal(1200), "COP": Decimal(5000)}


@pytest.mark.parametrize(
    ("heading", "cell", "currency"),
    [
        ("Moneda", "USD", "USD"),
        ("Moneda", "Pesos colombianos", "COP"),
        ("Moneda", "dólares", "USD"),
        ("Moneda", "$", "EUR"),
        ("Notas", "x", "EUR"),
    ],
)
def test_the_currency_is_the_columns_else_the_given_one(
    tmp_path: Path, heading: str, cell: str, currency: str
) -> None:
    text = csv_of((*HEADINGS, heading), (*ROW, cell))
    reading = read_csv(tmp_path, text, currency="EUR")
    assert [d.currency for d in reading.documents] == [currency]


@pytest.mark.parametrize("code", ["XXX", "PES", "XAU", "ZZZ"])
def test_a_code_that_is_no_currency_blocks_and_names_the_row(
    tmp_path: Path, code: str
) -> None:
    in_column = csv_of((*HEADINGS, "Moneda"), (*ROW, "COP"), ("F2", *ROW[1:], code))
    in_cell = csv_of(HEADINGS, ROW, ("F2", *ROW[1:4], f"{code} 5,00"))
    for text in (in_column, in_cell):
        [finding] = [f for f in read_csv(tmp_path, text).findings if f.blocks]
        assert (finding.row, finding.code) == (3, "moneda_desconocida")
        assert f"«{code}»" in finding.detail


@pytest.mark.parametrize("heading", ["Valor (USD)", "Valor USD", "Valor en dólares"])
def test_a_heading_may_name_the_currency(tmp_path: Path, heading: str) -> None:
    reading = read_csv(tmp_path, csv_of((*HEADINGS[:4], heading), ROW))
    assert reading.totals == {"USD": Decimal(1190000)}
    assert codes(reading) == ["moneda_del_encabezado"]


def test_two_answers_about_a_currency_block(tmp_path: Path) -> None:
    row = (*ROW[:4], "USD 5,00", "COP")
    reading = read_csv(tmp_path, csv_of((*HEADINGS, "Moneda"), row))
    assert blocking(reading) == ["moneda_contradictoria"]


@pytest.mark.parametrize("value", ["12,345", "0,001", "99.999,999"])
def test_a_fraction_of_a_cent_blocks_and_names_the_value(
    tmp_path: Path, value: str
) -> None:
    reading = read_rows(tmp_path, ROW, ("F2", *ROW[1:4], value))
    [finding] = [f for f in reading.findings if f.blocks]
    assert (finding.row, finding.code) == (3, "valor_ilegible")
    assert "fracciones de centavo" in finding.detail


@pytest.mark.parametrize(
    "value", ["mil pesos", "1.19.0,00", "(5", "--5", "5 %", "#REF!"]
)
def test_what_is_no_amount_blocks(tmp_path: Path, value: str) -> None:
    reading = read_rows(tmp_path, ROW, ("F2", *ROW[1:4], value))
    assert blocking(reading) == ["valor_ilegible"]


def test_no_amount_blocks_and_zero_is_skipped(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("F1", *ROW[1:4], ""), ("F2", *ROW[1:4], "0,00"))
    assert codes(reading) == ["sin_valor", "valor_cero"]
    assert (reading.documents, reading.skipped) == ((), 1)


# How documents stand.


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        ("Valor", "100", (10000, None, None)),
        ("Valor;Saldo", "100;40", (10000, 4000, None)),
        ("Valor;Abono", "100;60", (10000, 4000, None)),
        ("Valor;Fecha pago", "100;2026-03-01", (10000, None, PAID)),
        (
            "Valor;Saldo;Fecha pago",
            "100;40;2026-03-01",
            (10000, 4000, PAID),
        ),
        ("Valor;Estado", "100;Pendiente", (10000, None, None)),
        ("Valor;Estado", "100;Pagada", (10000, 0, None)),
        ("Valor;Estado", "100;Enviada", (10000, None, None)),
        ("Valor;Estado;Fecha pago", "100;Pendiente;2026-03-01", (10000, None, None)),
        (
            "Valor;Estado;Fecha pago",
            "100;sent;2026-03-01",
            (10000, None, PAID),
        ),
        ("Valor;Estado;Saldo", "100;Parcial;40", (10000, 4000, None)),
        ("Valor;Estado;Abono", "100;Partial;60", (10000, 4000, None)),
        ("Valor;Pagado", "100;No", (10000, None, None)),
        ("Valor;Pagado", "100;Sí", (10000, 0, None)),
        (
            "Valor;Estado;Fecha pago",
            "100;Cancelada;2026-03-01",
            (10000, 0, PAID),
        ),
    ],
)
def test_what_is_open_follows_from_the_columns_there_are(
    tmp_path: Path, headings: str, row: str, expected: tuple[object, ...]
) -> None:
    assert standing(tmp_path, headings, row) == [expected]


@pytest.mark.parametrize(
    ("headings", "row", "code"),
    [
        ("Valor;Estado", "100;Parcial", "parcial_sin_abono"),
        ("Valor;Estado", "100;Partial", "parcial_sin_abono"),
        ("Valor;Estado;Saldo", "100;Parcial;100", "estado_contra_saldo"),
        ("Valor;Estado;Saldo", "100;Pagada;40", "estado_contra_saldo"),
        ("Valor;Estado;Saldo", "100;Pendiente;0", "estado_contra_saldo"),
        ("Valor;Estado;Saldo", "100;Cancelada;40", "estado_contra_saldo"),
        ("Valor;Estado;Abono", "100;Cancelada;60", "estado_contra_saldo"),
        ("Valor;Saldo", "100;140", "saldo_excede"),
        ("Valor;Saldo", "100;-40", "saldo_de_otro_signo"),
        ("Valor;Abono", "100;140", "abono_excede"),
    ],
)
def test_what_cannot_be_told_blocks(
    tmp_path: Path, headings: str, row: str, code: str
) -> None:
    assert standing(tmp_path, headings, row) == [(code,)]


CUTOFF = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("line", "settled", "when"),
    [
        ("Cartera de Acme S.A.S.", date(2026, 2, 4), "su vencimiento"),
        ("Cartera a 31/03/2026", CUTOFF, "el corte (31/03/2026)"),
        ("Cartera con corte al 31 de marzo de 2026", CUTOFF, "el corte"),
        ("Del 01/01/2026 hasta el 31/03/2026", CUTOFF, "el corte"),
        ("Fecha de corte;2026-03-31", CUTOFF, "el corte"),
        ("Impreso el 31/03/2026", date(2026, 2, 4), "su vencimiento"),
        ("Cartera a 31/01/2025", date(2026, 2, 4), "su vencimiento"),
    ],
)
@pytest.mark.parametrize("rest", [("Cancelada", ""), ("CANCELADO", "0")])
def test_cancelada_alone_is_paid_in_full_on_the_cutoff_or_the_due_date(
    tmp_path: Path, line: str, settled: date, when: str, rest: tuple[str, str]
) -> None:
    table = csv_of((*HEADINGS, "Estado", "Saldo"), (*ROW, *rest))
    reading = read_csv(tmp_path, f"{line}\n{table}")
    [document] = reading.documents
    assert (document.balance, document.settled) == (0, settled)
    [finding] = reading.findings
    assert finding.code == "canceladas_sin_fecha"
    assert when in finding.detail


def test_cancelada_with_a_day_of_payment_keeps_it(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Estado", "Fecha pago"), (*ROW, "Cancelada", "2026-03-01")
    )
    reading = read_csv(tmp_path, text)
    assert (reading.documents[0].settled, codes(reading)) == (PAID, [])


def test_the_state_is_believed_over_a_date_of_payment(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Estado", "Fecha pago"), (*ROW, "Pendiente", "2026-03-01")
    )
    reading = read_csv(tmp_path, text)
    assert (reading.documents[0].settled, codes(reading)) == (
        None,
        ["estado_contra_fecha"],
    )


def test_a_payment_before_the_invoice_is_said(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Fecha pago"), (*ROW, "2026-01-02"))
    reading = read_csv(tmp_path, text)
    assert reading.documents[0].settled == date(2026, 1, 2)
    assert codes(reading) == ["pago_antes"]


def test_a_balance_is_believed_over_a_payment(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Abono", "Saldo"), (*ROW, "90.000,00", "1.000.000,00"))
    reading = read_csv(tmp_path, text)
    assert (reading.documents[0].balance, codes(reading)) == (
        100000000,
        ["abono_no_cuadra"],
    )


@pytest.mark.parametrize("state", ["Borrador", "Draft", "Anulada", "void", "Cancelled"])
def test_drafts_and_void_documents_are_skipped_whatever_else_they_hold(
    tmp_path: Path, state: str
) -> None:
    text = csv_of(
        (*HEADINGS, "Estado"), (*ROW, "Pendiente"), ("B1", "", "ayer", "", "mil", state)
    )
    reading = read_csv(tmp_path, text)
    assert (numbers(reading), reading.skipped, reading.blocked) == (["F1"], 1, False)
    assert codes(reading)[0] in ("borradores", "anuladas")


def test_an_unknown_state_is_said_once(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Estado"), (*ROW, "Zeta"), ("F2", *ROW[1:], "Zeta"))
    assert codes(read_csv(tmp_path, text)) == ["estado_desconocido"]


# Debit and credit in two columns.

SIDED = ("Comprobante", "Tercero", "Fecha", "Débito", "Crédito", "Saldo")


def sided(folder: Path, *rows: tuple[str, ...]) -> Reading:
    return read_csv(folder, csv_of(SIDED, *rows))


def test_amounts_of_two_columns_are_invoices_and_credits(tmp_path: Path) -> None:
    reading = sided(
        tmp_path,
        ("FV-1", "Acme", "2026-01-05", "100", "", "100"),
        ("RC-7", "Acme", "2026-01-09", "", "40", "60"),
        ("NC-3", "Acme", "2026-01-10", "0,00", "10", "50"),
        ("ND-2", "Acme", "2026-01-11", "5", "0,00", "55"),
        ("AN-4", "Acme", "2026-01-12", "", "7", "48"),
    )
    assert [(d.kind, d.total, d.balance) for d in reading.documents] == [
        (Kind.INVOICE, 10000, None),
        (Kind.RECEIPT, 4000, None),
        (Kind.CREDIT_NOTE, 1000, None),
        (Kind.DEBIT_NOTE, 500, None),
        (Kind.ADVANCE, 700, None),
    ]
    assert reading.totals == {"COP": Decimal(48)} == {"COP": signed_sum(reading, "COP")}
    assert codes(reading) == ["sin_vencimiento"]


def test_a_payment_under_the_invoices_number_names_it(tmp_path: Path) -> None:
    reading = sided(
        tmp_path,
        ("FV-1", "Acme", "2026-01-05", "100", "", ""),
        ("FV-1", "Acme", "2026-01-09", "", "40", ""),
        ("X-9", "Acme", "2026-01-09", "", "1", ""),
    )
    credits_ = [d for d in reading.documents if d.kind is Kind.RECEIPT]
    assert [(d.number, d.reference) for d in credits_] == [
        ("FV-1", "FV-1"),
        ("X-9", "X-9"),
    ]
    assert "recibos: 2" in reading.findings[-1].detail


RUNNING = ("Número", "Cliente", "Fecha", "Débito", "Crédito", "Saldo")


@pytest.mark.parametrize(
    "rows",
    [
        (("FV-1", "100", "", "100"), ("FV-2", "50", "", "150")),
        (("RC-1", "", "30", "-30"), ("FV-2", "100", "", "70")),  # an advance first
        (("FV-2", "100", "", "70"), ("RC-1", "", "30", "-30")),  # the newest first
        (("FV-1", "100", "", "100"), ("FV-2", "50", "", "50")),
    ],
)
def test_the_running_balance_of_an_account_decides_nothing(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...]
) -> None:
    lines = [(number, "Acme", "2026-01-05", *rest) for number, *rest in rows]
    reading = read_csv(tmp_path, csv_of(RUNNING, *lines))
    assert not reading.blocked
    assert {d.balance for d in reading.documents} == {None}


def test_balances_that_can_only_be_the_documents_are_asked_about(
    tmp_path: Path,
) -> None:
    """Read as the account's, an invoice of which 70 are left would come in whole."""
    text = csv_of(
        RUNNING,
        ("FV-1", "Acme", "2026-01-05", "100", "", "70"),
        ("FV-2", "Acme", "2026-01-05", "50", "", "50"),
    )
    [finding] = [f for f in read_csv(tmp_path, text).findings if f.blocks]
    assert (finding.row, finding.code) == (2, "saldo_dudoso")
    (saldo, acumulado) = re.findall(r"«(\w+)=(\w+)»", finding.detail)
    of_documents = read_csv(tmp_path, text, dict([saldo]))
    assert [d.balance for d in of_documents.documents] == [7000, 5000]
    of_account = read_csv(tmp_path, text, dict([acumulado]))
    assert [d.balance for d in of_account.documents] == [None, None]
    assert not of_documents.blocked
    assert not of_account.blocked


def test_the_concept_tells_the_kind_where_nothing_else_does(tmp_path: Path) -> None:
    text = csv_of(
        (*SIDED, "Concepto"),
        ("X-1", "Acme", "2026-01-05", "", "40", "", "Nota crédito"),
        ("X-2", "Acme", "2026-01-05", "", "40", "", "Factura"),
    )
    reading = read_csv(tmp_path, text)
    assert [d.kind for d in reading.documents] == [Kind.CREDIT_NOTE, Kind.RECEIPT]


def test_a_reversed_receipt_in_debit_owes_again(tmp_path: Path) -> None:
    reading = sided(tmp_path, ("RC-7", "Acme", "2026-01-09", "40", "", ""))
    assert [(d.kind, d.total) for d in reading.documents] == [(Kind.DEBIT_NOTE, 4000)]
    assert "debitos_como_notas" in codes(reading)


@pytest.mark.parametrize(
    ("debit", "credit", "code"),
    [
        ("100", "40", "debito_y_credito"),
        ("", "", "sin_valor"),
        ("x", "", "valor_ilegible"),
    ],
)
def test_a_row_has_one_of_the_two(
    tmp_path: Path, debit: str, credit: str, code: str
) -> None:
    ok = ("FV-2", "Acme", "2026-01-05", "1", "", "")
    reading = sided(tmp_path, ("FV-1", "Acme", "2026-01-05", debit, credit, ""), ok)
    assert blocking(reading) == [code]


def test_a_row_of_both_names_the_columns_of_a_part_paid_invoice(
    tmp_path: Path,
) -> None:
    text = csv_of(
        ("Número", "Cliente", "Fecha", "Débito", "Crédito", "Saldo"),
        ("FV-1", "Acme", "2026-01-05", "100", "40", "60"),
    )
    [finding] = [f for f in read_csv(tmp_path, text).findings if f.blocks]
    named = re.findall(r"«(\w+)=(\w+)»", finding.detail)
    assert dict(named) == {"valor": "Débito", "abonado": "Crédito", "saldo": "Saldo"}
    reading = read_csv(tmp_path, text, dict(named))
    assert [(d.total, d.balance) for d in reading.documents] == [(10_000, 6_000)]
    assert not reading.blocked


def test_an_amount_of_thousands_of_digits_is_shown_by_its_beginning(
    tmp_path: Path,
) -> None:
    for amount in ("9" * 33_000, "x" * 33_000):
        reading = read_csv(tmp_path, csv_of(HEADINGS, (*ROW[:4], amount)))
        details = [f.detail for f in reading.findings if f.blocks]
        assert details
        assert max(map(len, details)) < 300


def test_totals_of_both_columns_are_proven(tmp_path: Path) -> None:
    rows = [
        ("FV-1", "Acme", "2026-01-05", "100", "", ""),
        ("RC-7", "Acme", "2026-01-09", "", "40", ""),
    ]
    for total, blocked in (("40", []), ("41", ["total_no_cuadra"])):
        reading = sided(tmp_path, *rows, ("Total", "", "", "100", total, "60"))
        assert blocking(reading) == blocked
        assert (len(reading.documents), reading.skipped) == (2, 1)


def test_a_balance_beside_two_columns_is_read_where_it_is_asked_for(
    tmp_path: Path,
) -> None:
    text = csv_of(SIDED, ("FV-1", "Acme", "2026-01-05", "100", "", "30"))
    reading = read_csv(tmp_path, text, {"saldo": "Saldo"})
    assert [(d.total, d.balance) for d in reading.documents] == [(10000, 3000)]


def test_an_amount_column_is_believed_over_two_sides(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Débito", "Crédito"), (*ROW, "7", "9"))
    assert totals(read_csv(tmp_path, text)) == [119000000]


# Dates of documents.


@pytest.mark.parametrize(
    ("headings", "row", "issued", "due", "computed", "said"),
    [
        ("Emisión", "2026-01-05", (1, 5), (1, 5), False, "sin_vencimiento"),
        (
            "Emisión;Plazo",
            "2026-01-05;30 días",
            (1, 5),
            (2, 4),
            True,
            "vencimiento_calculado",
        ),
        (
            "Emisión;Payment terms",
            "2026-01-05;Net 30",
            (1, 5),
            (2, 4),
            True,
            "vencimiento_calculado",
        ),
        (
            "Emisión;Plazo",
            "2026-01-05;Contado",
            (1, 5),
            (1, 5),
            True,
            "vencimiento_calculado",
        ),
        ("Emisión;Vence;Plazo", "2026-01-05;2026-01-20;30", (1, 5), (1, 20), False, ""),
        ("Emisión;Vence;Plazo", "2026-01-05;2026-01-20;?", (1, 5), (1, 20), False, ""),
        ("Emisión;Vence;Plazo", "2026-01-05;;1 mes", (1, 5), (2, 5), True, COMPUTED),
        ("Emisión;Terms", "2026-01-05;15 days EOM", (1, 5), (1, 31), True, COMPUTED),
        (
            "Emisión;Condiciones",
            "2026-01-05;Crédito 30 días",
            (1, 5),
            (2, 4),
            True,
            COMPUTED,
        ),
        ("Emisión;Forma de pago", "2026-01-05;30 días", (1, 5), (2, 4), True, COMPUTED),
        (
            "Emisión;Forma de pago",
            "2026-01-05;Transferencia",
            (1, 5),
            (1, 5),
            False,
            "sin_vencimiento",
        ),
        ("Vence", "2026-02-04", (2, 4), (2, 4), False, "emision_supuesta"),
        (
            "Emisión;Vence",
            "2026-01-05;2026-01-02",
            (1, 5),
            (1, 2),
            False,
            "vence_antes",
        ),
    ],
)
def test_due_dates_are_stated_or_follow(
    tmp_path: Path,
    headings: str,
    row: str,
    issued: tuple[int, int],
    due: tuple[int, int],
    computed: bool,
    said: str,
) -> None:
    text = f"Número;Cliente;Valor;{headings}\nF1;Acme;10;{row}\n"
    reading = read_csv(tmp_path, text)
    [document] = reading.documents
    assert document.issued == date(2026, *issued)
    assert (document.due, document.due_computed) == (date(2026, *due), computed)
    assert codes(reading) == ([said] if said else [])


def test_terms_that_are_none_are_said_by_row(tmp_path: Path) -> None:
    text = "Número;Cliente;Valor;Emisión;Plazo\n"
    text += "F1;Acme;10;2026-01-05;30 días\nF2;Acme;10;2026-01-05;2/10 neto 30\n"
    reading = read_csv(tmp_path, text)
    assert [d.due for d in reading.documents] == [date(2026, 2, 4), date(2026, 1, 5)]
    [bad] = [f for f in reading.findings if f.code == "plazo_ilegible"]
    assert (bad.row, bad.blocks) == (3, False)
    assert "«2/10 neto 30»" in bad.detail


def test_terms_beyond_the_law_are_counted_once_and_never_block(tmp_path: Path) -> None:
    days = ("2026-02-19", "2026-02-20", "2026-03-30")  # 45, 46 and more
    rows = [(f"F{n}", "Acme", "2026-01-05", day, "10") for n, day in enumerate(days)]
    reading = read_rows(tmp_path, *rows)
    [said] = reading.findings
    assert (said.row, said.code, said.blocks) == (0, "plazo_justo", False)
    assert "a más de 45 días: 2. Es el máximo de la Ley 2024 de 2020" in said.detail


def test_no_date_at_all_blocks(tmp_path: Path) -> None:
    assert blocking(read_rows(tmp_path, ("F1", "Acme", "", "", "5"))) == ["sin_fecha"]


# Rows that are no documents.


def test_total_and_subtotal_rows_prove_the_sum(tmp_path: Path) -> None:
    rest = ROW[2:4]
    reading = read_rows(
        tmp_path,
        ("F1", "Acme", *rest, "100"),
        ("F2", "Acme", *rest, "50"),
        ("", "Subtotal Acme", "", "", "150"),
        ("F3", "Beta", *rest, "7"),
        ("", "Total Beta", "", "", "7"),
        ("Total general", "", "", "", "157"),
    )
    assert totals(reading) == [10000, 5000, 700]
    assert (reading.rows, reading.skipped) == (6, 3)
    assert codes(reading) == ["filas_de_total"]
    assert reading.totals == {"COP": Decimal(157)}


@pytest.mark.parametrize("total", ["156,99", "1.570", "0"])
def test_a_total_that_does_not_add_up_blocks(tmp_path: Path, total: str) -> None:
    rows = [("F1", *ROW[1:4], "100,00"), ("F2", *ROW[1:4], "57,00")]
    reading = read_rows(tmp_path, *rows, ("TOTAL", "", "", "", total))
    assert blocking(reading) == ["total_no_cuadra"]


def test_a_total_may_count_drafts_or_print_credits_without_sign(tmp_path: Path) -> None:
    headings = (*HEADINGS, "Tipo", "Estado")
    rows = [
        ("F1", *ROW[1:4], "100", "FV", ""),
        ("N1", *ROW[1:4], "30", "NC", ""),
        ("F2", *ROW[1:4], "5", "FV", "Borrador"),
    ]
    for total in ("135", "130", "70"):
        text = csv_of(headings, *rows, ("Total", "", "", "", total, "", ""))
        assert not read_csv(tmp_path, text).blocked


def test_a_sum_without_a_word_is_a_total(tmp_path: Path) -> None:
    rows = [("F1", *ROW[1:4], "100"), ("F2", *ROW[1:4], "57")]
    reading = read_rows(tmp_path, *rows, ("", "", "", "", "157"))
    assert (len(reading.documents), reading.skipped) == (2, 1)


def test_a_customer_called_total_is_a_customer(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ("F1", "Total Pack S.A.S.", *ROW[2:]))
    assert len(reading.documents) == 1


def test_headings_repeated_on_each_page_are_skipped(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ROW, HEADINGS, ("F2", *ROW[1:]))
    assert (numbers(reading), reading.skipped) == (["F1", "F2"], 1)
    assert codes(reading) == ["encabezados_intermedios"]


def test_a_note_below_the_table_is_no_document(tmp_path: Path) -> None:
    reading = read_csv(
        tmp_path,
        csv_of((*HEADINGS, "Notas"), (*ROW, ""), ("",) * 5 + ("Elaboró: Ana",)),
    )
    assert (len(reading.documents), reading.skipped) == (1, 1)
    assert codes(reading) == ["filas_de_texto"]


def test_a_document_without_number_blocks(tmp_path: Path) -> None:
    assert blocking(read_rows(tmp_path, ("", *ROW[1:]))) == ["sin_numero"]


# Many rows, one document.


def test_different_due_dates_are_instalments(tmp_path: Path) -> None:
    rows = [("F1", "Acme", "2026-01-05", f"2026-0{m}-04", "10") for m in (3, 2, 4)]
    reading = read_rows(tmp_path, *rows)
    assert [(d.instalment, d.due.month) for d in reading.documents] == [
        (1, 2),
        (2, 3),
        (3, 4),
    ]
    assert codes(reading) == ["plazo_justo", "cuotas"]


def test_an_instalment_column_numbers_them(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Cuota"), (*ROW, "2/3"), (*ROW, "1 de 3"), ("F2", *ROW[1:], "003")
    )
    reading = read_csv(tmp_path, text)
    assert [(d.number, d.instalment) for d in reading.documents] == [
        ("F1", 1),
        ("F1", 2),
        ("F2", 3),
    ]


def test_lines_of_one_document_are_summed_and_said(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, (*ROW[:4], "100"), (*ROW[:4], "57"))
    [document] = reading.documents
    assert (document.total, document.rows) == (15700, 2)
    [finding] = reading.findings
    assert finding.code == "filas_sumadas"
    assert "filas 2 y 3" in finding.detail
    assert reading.totals == {"COP": Decimal(157)}


def test_rows_equal_in_every_cell_are_asked_about(tmp_path: Path) -> None:
    """Pasted twice they would double what is owed; lines may be equal and are said."""
    reading = read_rows(tmp_path, ROW, ROW, ROW)
    assert reading.blocked
    [finding] = reading.findings
    assert finding.code == "filas_repetidas"
    assert "--mapa «linea=Valor»" in finding.detail
    text = csv_of(HEADINGS, ROW, ROW, ROW)
    lines = read_csv(tmp_path, text, {"linea": "Valor"})
    assert totals(lines) == [3 * 119000000]
    assert codes(lines) == ["filas_iguales"]


def test_a_total_repeated_on_each_line_counts_once(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Saldo", "Producto"),
        (*ROW[:4], "100", "100", "Tornillo"),
        (*ROW[:4], "100", "100", "Tuerca"),
    )
    reading = read_csv(tmp_path, text)
    assert [(d.total, d.balance, d.rows) for d in reading.documents] == [
        (10000, 10000, 2)
    ]
    assert codes(reading) == ["total_repetido"]
    assert reading.totals == {"COP": Decimal(100)}


@pytest.mark.parametrize("why", ["Producto", "Saldo", "Abono"])
def test_something_must_explain_why_a_total_is_repeated(
    tmp_path: Path, why: str
) -> None:
    row = (*ROW[:4], "100", "40")
    text = csv_of((*HEADINGS, why, "Vendedor"), (*row, "Ana"), (*row, "Luis"))
    assert totals(read_csv(tmp_path, text)) == [10000]
    text = csv_of((*HEADINGS, "Zona", "Vendedor"), (*row, "Ana"), (*row, "Luis"))
    assert totals(read_csv(tmp_path, text)) == [20000]


def test_equal_lines_are_summed_even_beside_a_product(tmp_path: Path) -> None:
    row = (*ROW[:4], "100", "Tornillo")
    reading = read_csv(tmp_path, csv_of((*HEADINGS, "Producto"), row, row))
    assert (totals(reading), codes(reading)) == ([20000], ["filas_iguales"])


def test_a_balance_repeated_on_each_line_is_the_documents(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS, "Saldo"), (*ROW[:4], "60", "90"), (*ROW[:4], "40", "90"))
    [document] = read_csv(tmp_path, text).documents
    assert (document.total, document.balance) == (10000, 9000)


def test_payments_on_rows_of_their_own_are_summed(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Abono", "Fecha pago"),
        (*ROW[:4], "100", "30", "2026-02-01"),
        (*ROW[:4], "100", "20", "2026-03-01"),
    )
    [document] = read_csv(tmp_path, text).documents
    assert (document.total, document.balance) == (10000, 5000)
    assert document.settled == PAID


def test_a_file_with_one_invoice_of_different_lines_repeats_no_total(
    tmp_path: Path,
) -> None:
    text = csv_of(
        (*HEADINGS, "Producto"),
        (*ROW[:4], "100", "Tornillo"),
        (*ROW[:4], "100", "Tuerca"),
        ("F2", *ROW[1:4], "100", "Tornillo"),
        ("F2", *ROW[1:4], "7", "Tuerca"),
    )
    assert totals(read_csv(tmp_path, text)) == [20000, 10700]


def test_lines_with_a_discount_are_one_document(tmp_path: Path) -> None:
    text = csv_of((*HEADINGS[:4], "Valor línea"), (*ROW[:4], "100"), (*ROW[:4], "-30"))
    reading = read_csv(tmp_path, text)
    assert [(d.kind, d.total) for d in reading.documents] == [(Kind.INVOICE, 7000)]
    text = csv_of(
        (*HEADINGS[:4], "Valor línea", "Saldo"),
        (*ROW[:4], "100", "100"),
        (*ROW[:4], "-30", "-30"),
    )
    assert read_csv(tmp_path, text).documents[0].balance == 7000
    assert reading.totals == {"COP": Decimal(70)}


def test_a_negative_row_under_an_invoices_number_names_it(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, ROW, (*ROW[:4], "-190.000,00"))
    credit = reading.documents[1]
    assert (credit.kind, credit.reference) == (Kind.CREDIT_NOTE, "F1")


def test_parts_that_are_paid_and_open_add_up(tmp_path: Path) -> None:
    text = csv_of(
        (*HEADINGS, "Estado"),
        (*ROW[:4], "100", "Pagada"),
        (*ROW[:4], "57", "Pendiente"),
    )
    [document] = read_csv(tmp_path, text).documents
    assert (document.total, document.balance) == (15700, 5700)


# Workbooks.


def test_cells_of_a_workbook_are_what_they_are(tmp_path: Path) -> None:
    reading = read_xlsx(
        tmp_path,
        ("Cartera de Acme",),
        (),
        HEADINGS,
        ("F1", "Acme", MORNING, date(2026, 2, 4), 0.1 + 0.2),
        ("F2", "Acme", 46027, "04/02/2026", 1190000),
    )
    assert [(d.issued, d.due, d.total) for d in reading.documents] == [
        (date(2026, 1, 5), date(2026, 2, 4), 30),
        (date(2026, 1, 5), date(2026, 2, 4), 119000000),
    ]
    assert [d.row for d in reading.documents] == [4, 5]


def test_a_stray_note_beside_a_workbooks_table_pushes_nothing(tmp_path: Path) -> None:
    row = ("F1", "Acme", date(2026, 1, 5), date(2026, 2, 4), 10)
    rows = [(f"F{n}", *row[1:]) for n in range(2, 9)]
    reading = read_xlsx(tmp_path, HEADINGS, (*row, None, "llamar el lunes"), *rows)
    assert not reading.blocked
    assert codes(reading) == ["columna_sin_nombre"]


# What is no table.


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "está vacío"),
        (b" \r\n\n", "está vacío"),
        (b"%PDF-1.7\n%\xe2\xe3", "es un PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "es una imagen"),
        (b"<?xml version='1.0'?><Invoice/>", "es un XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Invoice/>", "es un XML"),
        (b"<!DOCTYPE html><html></html>", "es una página web"),
        (bytes(range(256)) * 20, "no es texto"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls antiguo"),
    ],
)
def test_other_files_are_named_for_what_they_are(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "cosa.csv"
    path.write_bytes(content)
    with pytest.raises(NotATableError, match=said):
        spreadsheet.read(path)


def test_a_text_without_headings_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(HeadingsNotFoundError):
        read_csv(tmp_path, "Estimados señores:\nadjunto la cartera; saludos\n")


def test_a_file_that_is_not_there_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="no existe"):
        spreadsheet.read(tmp_path / "no.csv")
    with pytest.raises(SourceUnreadableError, match="es una carpeta"):
        spreadsheet.read(tmp_path)


@pytest.mark.parametrize(
    ("head", "may_be"),
    [
        (b"PK\x03\x04rest", True),
        (b"numero;cliente;valor\n", True),
        ("numero\tcliente".encode("utf-16"), True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        (b"%PDF-1.7", False),
        (b"<?xml version='1.0'?>", False),
        (b":20:STARTUMS", False),
        (b"\0\1\2;", False),
        (b"hola", False),
        (b"", False),
    ],
)
def test_sniffing_tells_tables_from_other_files(head: bytes, may_be: bool) -> None:
    assert spreadsheet.sniff(head) is may_be
