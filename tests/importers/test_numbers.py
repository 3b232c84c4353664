from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import AmountError
from cartera_xl.importers.amount_column import Amounts, read_amounts
from cartera_xl.importers.columns import minor_of
from cartera_xl.importers.decimal_choice import Evidence, Sign
from cartera_xl.importers.numbers import certain_mark, figure
from cartera_xl.ledger.money import decimal_of, to_minor

COLOMBIAN = (Sign(",", "encabezados en español"),)
ENGLISH = (Sign(".", "encabezados en inglés"),)


def read(
    *cells: str | float | None,
    elsewhere: set[str] | None = None,
    signs: tuple[Sign, ...] = COLOMBIAN,
    decimals: int = 2,
    stated: str = "",
) -> Amounts:
    rows = range(2, len(cells) + 2)
    evidence = Evidence(stated, frozenset(elsewhere or ()), signs, decimals)
    return read_amounts("Valor", cells, rows, evidence)


def codes(column: Amounts) -> list[str]:
    return [f.code for f in (*column.notices, *column.faults.values())]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.190.000,00", "1190000.00"),
        ("1,190,000.00", "1190000.00"),
        ("($400.00)", "-400.00"),
        ("$13.50 ", "13.50"),
        ("-327,900.00", "-327900.00"),
        ("$ 70.330,00", "70330.00"),
        ("400,00-", "-400.00"),
        ("−5,5", "-5.5"),
        ("$-5,5", "-5.5"),
        ("-$ 5,5", "-5.5"),
        ("+5,50", "5.50"),
        ("1 190 000,5", "1190000.5"),
        ("1\u00a0190\u00a0000,5", "1190000.5"),
        ("1'190'000.5", "1190000.5"),
        (",5", "0.5"),
        ("1190", "1190"),
        ("0.500", "0.500"),
        ("1190.000", "1190.000"),
        ("1.190.000", "1190000"),
    ],
)
def test_a_text_that_proves_its_convention_is_read(text: str, amount: str) -> None:
    column = read(text)
    assert column.values == [Decimal(amount)]
    assert not codes(column)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("USD 1,200.00", "USD"),
        ("COP 5.000,00", "COP"),
        ("1.200,00 EUR", "EUR"),
        ("US$ 7.50", "USD"),
        ("€7.50", "EUR"),
        ("$7.50", ""),
        ("Col$ 7.50", ""),
    ],
)
def test_a_currency_may_stand_in_the_cell(text: str, currency: str) -> None:
    assert read(text).currencies == ({0: currency} if currency else {})


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- -",
            "(5",
            "5)",
            "--5",
            "(-5)",
            "5 %",
            "1.19.0,00",
            "12,34,56",
            "1,190.00,0",
        ),
        *("mil", "5 kg", "1e5", "$", "1/2", "5" * 41, "NaN", "1,190.00,00"),
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    column = read(text)
    assert column.values == [None]
    assert codes(column) == ["valor_ilegible"]


@pytest.mark.parametrize("text", ["-", " $ -   ", "$-", "–"])
def test_a_dash_is_how_a_spreadsheet_writes_zero(text: str) -> None:
    assert read(text).values == [0]


def test_one_cell_decides_for_the_column() -> None:
    assert read("1.190", "2,50").values == [Decimal(1190), Decimal("2.50")]
    assert read("1,190", "2.50").values == [Decimal(1190), Decimal("2.50")]
    assert not codes(read("1,190", "2.50"))


def test_three_decimals_beside_two_are_asked_for_or_said() -> None:
    assert codes(read("1.190", "2.50")) == ["convencion_contradictoria"]
    commas = Sign(".", "celdas separadas por coma")
    english = read("1.190", "2.50", signs=(*ENGLISH, commas))
    assert english.values == [Decimal("1.190"), Decimal("2.50")]
    assert codes(english) == ["convencion_supuesta"]
    dinars = read("1.190", "2.50", decimals=3)
    assert (dinars.values[0], codes(dinars)) == (Decimal("1.190"), [])


def test_another_column_decides_where_this_one_does_not() -> None:
    column = read("1.190", elsewhere={","})
    assert (column.values, codes(column)) == ([Decimal(1190)], [])
    assert codes(read("1.190", elsewhere={"."})) == ["convencion_ambigua"]


def test_where_all_signs_agree_they_decide_and_it_is_said() -> None:
    column = read("1.190", "2.500")
    assert column.values == [Decimal(1190), Decimal(2500)]
    assert codes(column) == ["convencion_supuesta"]
    detail = column.notices[0].detail
    assert "«1.190» se leyó como 1.190 (encabezados en español, tres cifras" in detail
    assert "--numeros 1,234.56" in detail


def test_english_signs_decide_for_the_english_thousand() -> None:
    column = read("10,500", "2,750", signs=ENGLISH)
    assert column.values == [Decimal(10500), Decimal(2750)]
    assert "«10,500» se leyó como 10.500" in column.notices[0].detail


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (("10,500", "2,750"), ()),
        (("1.190", "2.500"), ()),
        (("10,500", "2,750"), COLOMBIAN),
        (("1.190", "2.500"), ENGLISH),
        (("1.190", "10,500"), COLOMBIAN),
        (("10,500",), (*COLOMBIAN, *ENGLISH)),
        (("1.195",), ENGLISH),  # a fraction of a cent, or thousands after all
    ],
)
def test_where_signs_lack_or_contradict_each_other_the_column_blocks_once(
    cells: tuple[str, ...], signs: tuple[Sign, ...]
) -> None:
    column = read(*cells, signs=signs)
    assert codes(column) == ["convencion_ambigua"]
    [finding] = column.notices
    assert finding.blocks
    assert (finding.row, "«Valor»" in finding.detail) == (0, True)
    for way_out in ("--numeros 1.234,56", "--numeros 1,234.56"):
        assert way_out in finding.detail


def test_the_blocking_finding_gives_both_readings() -> None:
    [finding] = read("10,500", signs=()).notices
    assert "es 10.500 (coma de miles) o 10,50 (coma decimal)" in finding.detail
    [finding] = read("1.190", signs=()).notices
    assert "es 1.190 (punto de miles) o 1,19 (punto decimal)" in finding.detail


@pytest.mark.parametrize(("stated", "amount"), [(".", "10500"), (",", "10.500")])
def test_what_a_person_states_decides_without_a_word(stated: str, amount: str) -> None:
    column = read("10,500", signs=ENGLISH, stated=stated)
    assert (column.values, codes(column)) == ([Decimal(amount)], [])


def test_an_amount_that_contradicts_what_is_stated_blocks_by_row() -> None:
    column = read("10,500", "2,50", stated=".")
    assert column.values == [Decimal(10500), None]
    assert codes(column) == ["valor_contra_convencion"]
    assert column.faults[1].row == 3


@pytest.mark.parametrize(("text", "amount"), [("10,505", 10505), ("1.195", 1195)])
def test_a_fraction_that_no_currency_has_is_a_thousand(text: str, amount: int) -> None:
    assert read(text, signs=()).values == [Decimal(amount)]
    assert codes(read(text, signs=())) == ["convencion_supuesta"]


@pytest.mark.parametrize("signs", [(), COLOMBIAN, ENGLISH])
def test_a_currency_without_decimals_decides_alone(signs: tuple[Sign, ...]) -> None:
    column = read("10,500", signs=signs, decimals=0)
    assert column.values == [Decimal(10500)]
    assert read("10.500", signs=signs, decimals=0).values == [Decimal(10500)]


def test_three_digits_are_no_sign_where_the_currency_has_three_decimals() -> None:
    two = (*ENGLISH, Sign(".", "celdas separadas por coma"))
    assert read("10.500", signs=two, decimals=3).values == [Decimal("10.500")]
    assert codes(read("10.500", signs=ENGLISH, decimals=3)) == ["convencion_ambigua"]


def test_columns_that_contradict_each_other_decide_nothing() -> None:
    column = read("1.190", elsewhere={".", ","}, signs=())
    assert codes(column) == ["convencion_ambigua"]


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("12.50", "."),
        ("12,5", ","),
        ("1.190.000", ","),
        ("1,190,000", "."),
        ("1.190,5", ","),
        ("1.190", ""),
        ("05.01.2026", ""),
        ("1190", ""),
        ("12.505", ""),
    ],
)
def test_a_column_that_nobody_knows_proves_only_what_is_certain(
    body: str, mark: str
) -> None:
    assert certain_mark(body) == mark


def test_in_a_mixed_column_only_the_unclear_cells_block() -> None:
    column = read("1.190,50", "1,190.50", "1.190")
    assert column.values == [Decimal("1190.50"), Decimal("1190.50"), None]
    assert codes(column) == ["convenciones_mezcladas", "valor_ambiguo"]
    assert column.faults[2].blocks


def test_numbers_of_a_workbook_need_no_convention() -> None:
    column = read(0.1 + 0.2, 1190000.0, 5, None, "")
    assert column.values == [0.1 + 0.2, 1190000.0, 5, None, None]


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), True])
def test_what_only_looks_like_a_number_blocks(cell: float) -> None:
    assert codes(read(cell)) == ["valor_ilegible"]


cents = st.integers(-(10**14), 10**14)
CONVENTIONS = {
    "colombian": ("{:,.2f}", str.maketrans(",.", ".,")),
    "english": ("{:,.2f}", {}),
    "plain": ("{:.2f}", {}),
    "plain comma": ("{:.2f}", str.maketrans(".", ",")),
    "spaces": ("{:,.2f}", str.maketrans(",.", "\u00a0,")),
}


@pytest.mark.parametrize("name", CONVENTIONS)
@given(amounts=st.lists(cents, min_size=1, max_size=8), style=st.sampled_from("-($ t"))
def test_amounts_written_in_a_convention_are_read_back(
    name: str, amounts: list[int], style: str
) -> None:
    pattern, table = CONVENTIONS[name]

    def written(minor: int) -> str:
        text = pattern.format(Decimal(abs(minor)) / 100).translate(table)
        if style == "$":
            text = f"$ {text}"
        if minor >= 0:
            return text
        return {"(": f"({text})", "t": f"{text}-"}.get(style, f"-{text}")

    column = read(*map(written, amounts))
    assert column.values == [Decimal(minor) / 100 for minor in amounts]
    assert not codes(column)


@given(st.lists(st.integers(0, 10**12), min_size=1))
def test_whole_amounts_with_thousands_are_read_back_or_assumed(
    amounts: list[int],
) -> None:
    column = read(*(f"{amount:,}".replace(",", ".") for amount in amounts))
    assert column.values == [Decimal(amount) for amount in amounts]


@given(cents, st.sampled_from(["COP", "JPY", "KWD"]))
def test_a_number_cell_means_what_it_shows(minor: int, currency: str) -> None:
    value = minor / 100
    try:
        expected = to_minor(decimal_of(value), currency)
    except AmountError:
        with pytest.raises(AmountError):
            minor_of(value, currency)
    else:
        assert minor_of(value, currency) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_short_way_to_cents_gives_what_the_long_one_gives(value: float) -> None:
    try:
        expected = to_minor(decimal_of(value), "COP")
    except AmountError:
        with pytest.raises(AmountError):
            minor_of(value, "COP")
    else:
        assert minor_of(value, "COP") == expected


@given(st.text("0123456789.,", max_size=39))
def test_the_short_way_to_a_figure_gives_what_the_long_one_gives(text: str) -> None:
    assert figure(text) == figure(f"{text}+")


@given(st.text(max_size=50))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    figure(text)
    read(text, text)
