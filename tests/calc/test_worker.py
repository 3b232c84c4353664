"""What answers LibreOffice's cells answers as Excel's server does."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.calc.signatures import SIGNATURES
from cartera_xl.calc.worker import answer, serve
from cartera_xl.excel.ledgers import LEDGERS
from tests.acceptance.collecting import small

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = small.make(tmp_path_factory.mktemp("respuestas") / "empresa")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CARTERA_DB", raising=False)
        yield str(folder / "Cartera.xlsm")
    LEDGERS.close()


def ask(workbook: str, name: str, *cells: Any, cutoff: Any = "2026-03-31") -> Any:
    return {"function": name, "workbook": workbook, "cutoff": cutoff, "cells": cells}


def test_values_rows_and_errors(workbook: str) -> None:
    assert answer(ask(workbook, "CARTERA_VENCIDAS", "Acme", None)) == {
        "value": 1_500_000
    }
    rows = answer(ask(workbook, "CARTERA_EDADES", "Acme", None))["value"]
    assert rows[0] == ["Rango", "Saldo"]
    wrong = answer(ask(workbook, "CARTERA_VENCIDAS", "Acme", None, cutoff="ayer"))
    assert wrong["error"] == "2015"
    assert "«ayer»" in wrong["why"]
    assert answer(ask(workbook, "CARTERA_SALDO", "F-99"))["error"] == "2042"


def test_a_line_in_is_a_line_out(workbook: str) -> None:
    questions = [ask(workbook, "CARTERA_SALDO", n) for n in ("F-1", "F-2", "F-99")]
    asked = "".join(f"{json.dumps(question)}\n" for question in questions)
    answered = io.BytesIO()
    serve(io.BytesIO(asked.encode()), answered)
    replies = [json.loads(line) for line in answered.getvalue().splitlines()]
    assert [reply.get("value") for reply in replies] == [1_000_000, 500_000, None]


def test_it_ends_when_nobody_asks_any_more(workbook: str) -> None:
    question = json.dumps(ask(workbook, "CARTERA_SALDO", "F-1"))
    done = subprocess.run(
        [sys.executable, "-m", "cartera_xl.calc.worker"],
        input=f"{question}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(done.stdout) == {"value": 1_000_000}


def test_every_declared_function_can_be_asked(workbook: str) -> None:
    for signature in SIGNATURES:
        cells = [None] * len(signature.declared.passed)
        assert answer(ask(workbook, signature.declared.name, *cells))
