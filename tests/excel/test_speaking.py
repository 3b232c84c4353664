"""What a button answers, in the letters that Excel's message box can show."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cartera_xl
from cartera_xl.excel import buttons
from cartera_xl.excel.speaking import information, warning
from cartera_xl.tabs import summary

PACKAGE = Path(cartera_xl.__file__).parent
BUTTONS = Path(buttons.__file__).parent
WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")
LOST = "\ufffd"  # what a file lost before it came here is «?» in a box too
# What gives an answer that has passed through `information` or `warning`.
SPEAKING = {"information", "warning", "registered", "refused", "_refresh"}


def shown(text: str) -> str:
    """Return a text as the message box shows it."""
    return text.encode("cp1252", "replace").decode("cp1252")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("✓ La cartera está íntegra.", "Bien: La cartera está íntegra."),
        ("✗ El libro suma 5", "Falla: El libro suma 5"),
        ("✗: no cuadra", "Falla: no cuadra"),
        ("FV-1: 100 → 0", "FV-1: 100 a 0"),
        ("\u2212500", "-500"),
        ("Łódź, Brăila", "?ódz, Braila"),
        ("Cafe\u0301", "Café"),
        ("1\u202f000\u200b", "1 000"),
        ("日本", "??"),
        ("«Ñandú» — 30 – 60 · 5 € …", "«Ñandú» — 30 – 60 · 5 € …"),
    ],
)
def test_what_the_box_cannot_show_is_written_in_what_it_can(
    text: str, said: str
) -> None:
    assert information([text]) == said
    assert warning(text) == f"!{said}"


@given(st.text())
def test_no_text_whatever_leaves_the_code_page(text: str) -> None:
    assert shown(information([text])) == information([text])
    assert shown(warning(text)) == warning(text)
    assert len(warning(text * 50)) <= 901


def sentences() -> list[str]:
    """Return every text of the package that has words and describes no code."""
    trees = (ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    notes = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    values = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and id(node) not in notes
    }
    return sorted(v for v in values if isinstance(v, str) and WORDS.search(v))


def test_every_sign_of_our_own_sentences_has_a_word() -> None:
    """None of them is left as «?», which would say less than what it stands for."""
    found = sentences()
    assert {"✓ El libro suma lo mismo que la cartera.", summary.TIES_OUT} <= {*found}
    asked = [text[:800].replace(LOST, "?") for text in found]
    assert [t for t in asked if warning(t).count("?") != t.count("?")] == []


def answers() -> list[tuple[str, str]]:
    """Return what the functions that a button calls give, as it is written."""
    return [
        (f"{path.stem}.{one.name}", ast.unparse(value))
        for path in sorted(BUTTONS.glob("*.py"))
        for one in ast.parse(path.read_text("utf-8")).body
        if isinstance(one, ast.FunctionDef)
        and [a.arg for a in one.args.args][:1] == ["press"]
        and ast.unparse(one.returns or ast.Constant("")) == "str"
        for node in ast.walk(one)
        if isinstance(node, ast.Return) and (value := node.value)
    ]


def test_a_diagnosis_is_told_through_the_message_box() -> None:
    path = BUTTONS.parent / "telling_diagnosis.py"
    [told] = [
        one
        for one in ast.parse(path.read_text("utf-8")).body
        if isinstance(one, ast.FunctionDef) and one.name == "diagnosed"
    ]
    given = [n.value for n in ast.walk(told) if isinstance(n, ast.Return) and n.value]
    assert len(given) == 2
    assert all(ast.unparse(value).partition("(")[0] in SPEAKING for value in given)


def test_no_button_answers_past_the_message_box() -> None:
    found = answers()
    assert len(found) > 15
    assert [
        (name, answer)
        for name, answer in found
        if answer.partition("(")[0] not in {*SPEAKING, "diagnosed"}
        and not answer.startswith(("NOTHING", "information(told) if told else NOTHING"))
    ] == []
