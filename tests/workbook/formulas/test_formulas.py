from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.workbook.formulas.evaluating import evaluate, subtotal
from cartera_xl.workbook.formulas.expressions import (
    NotUnderstoodError,
    parse_formula,
    tables_in,
)
from cartera_xl.workbook.formulas.moving import has_references, moved, unshared
from cartera_xl.workbook.formulas.revaluing import Known, Revaluer, Verdict
from cartera_xl.workbook.parts.addresses import Area
from cartera_xl.workbook.parts.cells import ExcelError, RawCell, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BODY = Area(2, 9, 12, 20)


class Given:
    """Names and columns for a formula."""

    def __init__(
        self,
        names: Mapping[str, Value | ExcelError],
        columns: Mapping[str, Sequence[Value]],
    ) -> None:
        self.names = names
        self.columns = columns

    def named(self, name: str) -> Value | ExcelError:
        if name not in self.names:
            raise NotUnderstoodError(name)
        return self.names[name]

    def cell(self, block: str, row: int, column: int) -> Value | ExcelError:
        return f"{block} {row} {column}"

    def aggregate(self, code: int, table: str, title: str) -> Value:
        if f"{table}[{title}]" not in self.columns:
            raise NotUnderstoodError(title)
        return subtotal(code, self.columns[f"{table}[{title}]"])


SOURCES = Given(
    {
        "uno": 1,
        "dia": date(2026, 11, 24),
        "otro": 46350,
        "vacio": None,
        "texto": "Ana",
        "mal": ExcelError("#REF!"),
        "Corte": date(2026, 11, 24),
        "corte_ultimo": 46350,
        "ultimo_vencidas": 7,
    },
    {"T[C]": [1, 2.5, None, "x", "", True], "T[vacia]": [], "T[m]": [1, 1, None]},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("uno", 1),
        (" uno ", 1),
        ("vacio", 0),
        ("mal", ExcelError("#REF!")),
        ("dia=otro", True),
        ('texto="ANA"', True),
        ('texto=""', False),
        ('vacio=""', True),
        ("vacio=0", True),
        ('uno="1"', False),
        ("mal=1", ExcelError("#REF!")),
        ("IF(uno=1,texto,NA())", "Ana"),
        ("if(uno=2,texto,na())", ExcelError("#N/A")),
        ("IF(mal=1,1,2)", ExcelError("#REF!")),
        ("IFERROR(NA(),uno)", 1),
        ("IFERROR(uno,2)", 1),
        ("CARTERA_VENCIDAS(,Corte)", 7),
        ("IFERROR(CARTERA_VENCIDAS(,Corte),texto)", 7),
        ("INDEX(b,2,3)", "b 2 3"),
        ('HYPERLINK("#x","ir ›")', "ir ›"),
        ("SUM(T[C])", Decimal("3.5")),
        ("SUBTOTAL(109,T[C])", Decimal("3.5")),
        ("SUBTOTAL(103,T[C])", 4),
        ("SUBTOTAL(104,T[C])", Decimal("2.5")),
        ("SUBTOTAL(105,T[C])", 1),
        ("SUBTOTAL(105,T[vacia])", 0),
        (
            'IF(SUBTOTAL(104,T[m])=SUBTOTAL(105,T[m]),SUM(T[C]),"varias")',
            Decimal("3.5"),
        ),
    ],
)
def test_a_known_shape_has_its_value(text: str, value: object) -> None:
    assert evaluate(parse_formula(text), SOURCES) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1+1",
        "A1",
        "CARTERA_VENCIDAS(,dia)",
        "CARTERA_VENCIDAS(texto,Corte)",
        "CARTERA_VENCIDAS()",
        "IFERROR(CARTERA_VENCIDAS(texto,Corte),0)",
        "CARTERA_OTRA(,Corte)",
        "IF(uno,1,2)",
        "SUBTOTAL(101,T[C])",
        "SUM(T[C],1)",
        "INDEX(b,uno,1)",
        "SUM(T[[#All],[C]])",
        "uno uno",
        "uno=1=1",
        "IF(uno=1,1",
        '"sin fin',
        "Hoja!A1",
        "{1,2}",
    ],
)
def test_anything_else_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        evaluate(parse_formula(text), SOURCES)


def test_the_tables_that_a_formula_reads_are_known() -> None:
    text = "IF(SUBTOTAL(104,A[m])=SUBTOTAL(105,B[m]),SUM(C[x]),uno)"
    assert tables_in(parse_formula(text)) == {"A", "B", "C"}


@given(cents=st.lists(st.integers(-(10**13), 10**13), max_size=50))
def test_sums_are_exact_to_the_cent(cents: list[int]) -> None:
    amounts = [cent / 100 for cent in cents]
    assert subtotal(109, amounts) == Decimal(sum(cents)) / 100


@given(
    numbers=st.lists(
        st.floats(-1e300, 1e300) | st.integers() | st.none() | st.text(max_size=2)
    )
)
def test_any_typed_numbers_have_a_sum(numbers: list[Value]) -> None:
    total = subtotal(109, numbers)
    exact = [Decimal(repr(n)) for n in numbers if isinstance(n, (int, float))]
    assert total == sum(exact, Decimal(0))


# What happens to a formula's cell


def revaluer(tables: Sequence[str] = ("T",)) -> Revaluer:
    return Revaluer({"dado()": "sí"}, SOURCES, tables, lambda _: None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (b'<c r="B2" s="3"><f>uno</f></c>', b'<c r="B2" s="3"><f>uno</f><v>1</v></c>'),
        (
            b'<c r="B2" t="str"><f>uno</f><v>x</v></c>',
            b'<c r="B2"><f>uno</f><v>1</v></c>',
        ),
        (
            b'<c r="B2"><f>texto</f></c>',
            b'<c r="B2" t="str"><f>texto</f><v>Ana</v></c>',
        ),
        (
            b'<c r="B2"><f>dado()</f></c>',
            '<c r="B2" t="str"><f>dado()</f><v>sí</v></c>'.encode(),
        ),
        (b'<c r="B2"><f>mal</f></c>', b'<c r="B2" t="e"><f>mal</f><v>#REF!</v></c>'),
        (b'<c r="B2"><f>dia=1</f></c>', b'<c r="B2" t="b"><f>dia=1</f><v>0</v></c>'),
        (b'<c r="B2"><f>dia</f></c>', b'<c r="B2"><f>dia</f><v>46350</v></c>'),
        (b'<c r="B2" t="str"><f>A1</f><v>x</v></c>', b'<c r="B2"><f>A1</f></c>'),
        (
            b'<c r="B2" cm="1"><f t="array" ref="B2">uno</f><v>9</v></c>',
            b'<c r="B2" cm="1"><f t="array" ref="B2">uno</f></c>',
        ),
        (b'<c r="B2"><v>9</v></c>', b'<c r="B2"><v>9</v></c>'),
    ],
)
def test_a_formula_gets_a_value_or_loses_the_stale_one(
    cell: bytes, expected: bytes
) -> None:
    assert revaluer().row(cell) == expected


def test_values_over_tables_that_are_not_written_stay() -> None:
    cell = b'<c r="B2"><f>SUM(T[C])</f><v>9</v></c>'
    assert revaluer(["Otra"]).row(cell) == cell


def test_a_formula_over_a_written_and_another_table_loses_its_value() -> None:
    assert revaluer(["T"]).verdict("IF(SUM(T[C])=SUM(U[C]),1,2)") is Verdict.DROP


def test_losing_a_value_is_remembered() -> None:
    one, other = revaluer(), revaluer()
    one.row(b'<c r="B2"><f>uno</f></c>')
    other.row(b'<c r="B2"><f>A1</f></c>')
    assert (one.dropped, other.dropped) == (False, True)


def test_a_formula_that_asks_for_itself_has_no_value() -> None:
    class Circular(Given):
        def named(self, name: str) -> Value | ExcelError:
            verdict = asked.verdict(name)
            if isinstance(verdict, Known):
                return verdict.value
            raise NotUnderstoodError(name)

    asked = Revaluer({}, Circular({}, {}), [], lambda _: None)
    assert asked.verdict("uno") is Verdict.DROP


# Typed formulas that move


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("K12*0.5", "K15*0.5"),
        ("$K12+K$12+$K$12", "$K15+K$15+$K$15"),
        ("SUM(C12:K12)", "SUM(C15:K15)"),
        ("K12+$B$2+M3", "K15+$B$2+M3"),
        ("A12+K12", "A12+K15"),  # column A lies beside the table
        ("Otra!K12", "Otra!K12"),
        ("T[[#This Row],[Saldo]]+Corte", "T[[#This Row],[Saldo]]+Corte"),
        ('IF(K12="K12",1,"fila 12")', 'IF(K15="K12",1,"fila 12")'),
        ("K13", None),
        ("K12:K13", None),
        ("SUM(9:9)", None),
        ("SUM(A1:Z99)", None),
    ],
)
def test_references_within_the_row_follow_it(
    formula: str, expected: str | None
) -> None:
    assert moved(formula, 12, 15, BODY) == expected


@pytest.mark.parametrize(
    ("formula", "has"),
    [("1000*3", False), ("SUM(1,2)", False), ("A1", True), ("x", True)],
)
def test_constants_are_told_from_references(formula: str, has: bool) -> None:
    assert has_references(formula) is has


def test_shared_formulas_are_written_out() -> None:
    masters: dict[bytes, tuple[int, int, str]] = {}
    first = RawCell(9, 13, b"", b'<f t="shared" ref="M9:M11" si="0">K9&gt;$B$2</f>')
    later = RawCell(11, 13, b"", b'<f t="shared" si="0"/><v>1</v>')
    assert unshared(first, masters).inner == b"<f>K9&gt;$B$2</f>"
    assert unshared(later, masters).inner == b"<f>K11&gt;$B$2</f><v>1</v>"
