"""The commands of the README and the manual, run in their order as they are written."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from tests.acceptance.collecting.day import shown, typing
from tests.commands import SAMPLE_DAY, Answer
from tests.desk import Desk
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOME_DAY: Final = "2027-03-02"  # the README's hold on any
_ASKING: Final = ("registrar", "deshacer")  # nobody is there to answer
_WHOLE: Final = ("lotes", "verificar", "deshacer")  # without arguments too
_WORDS: Final = re.compile(r"[a-záéíóú -]+")  # a command is named, not given


def examples(text: str) -> Iterator[list[str]]:
    """Yield the words of every command that a text writes out."""
    for block in re.findall(r"```\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            yield from _commands(line.partition("  #")[0])
    for inline in re.findall(r"(?<!`)`(cartera [^`\n]+)`(?!`)", text):
        if "…" not in inline:
            yield from _commands(inline)


def _commands(line: str) -> Iterator[list[str]]:
    for command in line.split("&&"):
        words = shlex.split(command)
        if words and words[0] in ("cartera", "cd"):
            yield words


def ledger_file(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Factura", "Cliente", "NIT", "Emisión", "Vence", "Valor"))
    sheet.append(("F-1", "Acme", "900111", "2026-01-10", "2026-02-10", 1_190_000))
    book.save(path)


def run(desk: Desk, today: str, words: list[str]) -> Answer:
    more = []
    if words[0] in _ASKING and "--simular" not in words:
        more = ["--si"]
    return desk.type(*words, *more, today=today)


def test_the_readmes_commands_go_through_on_any_day(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    ledger_file(tmp_path / "facturas.xlsx")
    desk = Desk(tmp_path)
    done = []
    for program, *words in examples(text):
        if program == "cd":
            desk = Desk(desk.folder / words[0])
            shutil.copy(tmp_path / "facturas.xlsx", desk.folder)
            continue
        if _WORDS.fullmatch(" ".join(words)) and words[0] not in _WHOLE:
            words.append("--help")
        if words[:2] == ["registrar", "Cartera.xlsm"] and "--simular" in words:
            with typing(desk.folder / "Cartera.xlsm") as book:
                book["Vencidas"].type("F-1", {"Pago": 190_000})
        answer = run(desk, SOME_DAY, words)
        assert answer.code == 0, (words, answer)
        done.append(words[0])
        if words == ["registrar", "Cartera.xlsm"]:
            late = shown(desk.folder / "Cartera.xlsm")["Vencidas"]
            assert late.value("F-1", "Saldo") == 1_000_000
    assert {"iniciar", "importar", "actualizar", "registrar", "deshacer"} <= set(done)


def test_the_manuals_examples_hold_on_the_sample_company(
    made_sample: Path, tmp_path: Path
) -> None:
    desk = Desk(shutil.copytree(made_sample, tmp_path / "Muestra"))
    ledger_file(desk.folder / "facturas.xlsx")
    text = (ROOT / "docs" / "manual.md").read_text("utf-8")
    for program, *words in examples(text):
        assert program == "cartera"
        if words[0] == "demo":
            assert words == ["demo", "Muestra", "--fecha", SAMPLE_DAY]
            continue
        if _WORDS.fullmatch(" ".join(words)) and words[0] not in _WHOLE:
            words.append("--help")
        answer = run(desk, SAMPLE_DAY, words)
        assert answer.code == 0, (words, answer)
        if words[0] == "pagar":
            assert "Factura FV-20765: $ 1.837.241 → $ 0" in answer.out
    assert desk.sound
