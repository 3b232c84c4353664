"""Each fault is a row: what was found, how it is called, what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cartera_xl.install.diagnosis import Diagnosis, as_json, as_text
from cartera_xl.install.facts import (
    BookFacts,
    ConfigKey,
    Facts,
    LedgerFacts,
    Library,
    Program,
)
from cartera_xl.install.machine import System
from cartera_xl.install.modules import Mode
from cartera_xl.install.rules import judge
from tests.install.profiles import MOMENT, XLWINGS

PYTHON = Path("/Cartera XL/Scripts/python.exe")
FILE = "Cartera/xlwings.conf"
PROGRAM = Program(
    python=(3, 12, 4),
    bits=64,
    interpreter=PYTHON,
    from_store=False,
    packages={"cartera-xl": "0.1.0", "xlwings": XLWINGS, "pandas": "3.0"},
    xlwings_needed=XLWINGS,
)
BOOK = BookFacts(
    path=Path("/Cartera/Cartera.xlsm"),
    template="1",
    template_needed="1",
    mode=Mode.STANDALONE,
    xlwings=XLWINGS,
    ledger_id="abc",
)
LEDGER = LedgerFacts(
    place="/local/cartera.db", named_by="por cartera.toml", ledger_id="abc", checks=13
)
CONFIG = (
    ConfigKey("INTERPRETER_WIN", str(PYTHON), (FILE,)),
    ConfigKey("ADD_WORKBOOK_TO_PYTHONPATH", "False", ("hoja", FILE)),
)
SOUND = Facts(
    moment=MOMENT,
    system=System.WINDOWS,
    code_page="cp1252",
    program=PROGRAM,
    book=BOOK,
    ledger=LEDGER,
    library=Library("xlwings64.dll", (PYTHON.parent,), PYTHON.parent / "x.dll"),
    config=CONFIG,
)


def program(**changes: Any) -> Facts:
    return replace(SOUND, program=replace(PROGRAM, **changes))


def book(**changes: Any) -> Facts:
    return replace(SOUND, book=replace(BOOK, **changes))


def ledger(**changes: Any) -> Facts:
    return replace(SOUND, ledger=replace(LEDGER, **changes))


def interpreter(value: str) -> Facts:
    key = ConfigKey("INTERPRETER_WIN", value, (FILE,))
    return replace(SOUND, config=(key, CONFIG[1]))


def added(value: str) -> Facts:
    key = ConfigKey("ADD_WORKBOOK_TO_PYTHONPATH", value, (FILE,))
    return replace(SOUND, config=(CONFIG[0], key))


FAULTS = [
    (program(python=(3, 10, 0)), "python-viejo", "3.11"),
    (program(bits=32), "python-32-bits", "64 bits"),
    (program(from_store=True), "python-tienda", "python.org"),
    (
        program(packages={**PROGRAM.packages, "pandas": ""}),
        "falta-paquete",
        "pip install pandas",
    ),
    (
        replace(
            program(packages={**PROGRAM.packages, "xlwings": "0.36.0"}),
            book=replace(BOOK, xlwings="0.36.0"),
        ),
        "xlwings-otra-version",
        "xlwings==0.37.8",
    ),
    (
        replace(SOUND, library=Library("xlwings64.dll", (PYTHON.parent,), None)),
        "sin-dll",
        "entorno propio",
    ),
    (replace(SOUND, script=Path("/x.applescript")), "sin-script", "runpython"),
    (replace(SOUND, addin_missing=Path("/x.xlam")), "sin-complemento", "addin"),
    (replace(SOUND, addin_version="0.36.0"), "complemento-otra-version", "instalar"),
    (replace(SOUND, config=()), "sin-interprete", "cartera instalar"),
    (
        replace(SOUND, interpreter_exists=False),
        "interprete-no-existe",
        "cartera instalar",
    ),
    (interpreter("/otro/python.exe"), "otro-interprete", "otro Python"),
    (interpreter("C:\\Users\\JosÃ©\\p.exe"), "configuracion-codificada", "cp1252"),
    (interpreter("C:\\Users\\Jos\ufffd\\p.exe"), "configuracion-codificada", "cp1252"),
    (added("True"), "carpeta-en-la-ruta", ".py"),
    (replace(SOUND, config=CONFIG[:1]), "carpeta-en-la-ruta", ".py"),
    (replace(SOUND, book=None), "sin-libro", "cartera instalar"),
    (book(fault="está dañado"), "libro-ilegible", "repita"),
    (book(why_not_here="OneDrive la sincroniza"), "libro-sincronizado", "otra carpeta"),
    (book(writable=False), "carpeta-sin-permiso", "--carpeta"),
    (book(marked=True), "libro-bloqueado", "Desbloquear"),
    (book(template=""), "libro-ajeno", "libro instalado"),
    (book(template="0"), "libro-viejo", "cartera renovar"),
    (book(is_current=False), "libro-viejo", "cartera renovar"),
    (book(template="99"), "libro-nuevo", "actualice el programa"),
    (book(mode=None, lost_macros=True), "libro-sin-macros", "cartera renovar"),
    (book(xlwings="0.36.0"), "libro-otro-xlwings", "cartera renovar"),
    (ledger(fault="No hay cartera."), "cartera-inaccesible", "repita"),
    (ledger(broken=("Los saldos",)), "cartera-no-cuadra", "cartera verificar"),
    (ledger(writable=False), "cartera-sin-permiso", "escritura"),
    (ledger(ledger_id="otra"), "otra-cartera", "cartera.toml"),
]


@pytest.mark.parametrize(("facts", "code", "remedy"), FAULTS)
def test_a_fault_is_called_by_its_name_and_says_what_to_do(
    facts: Facts, code: str, remedy: str
) -> None:
    [line] = [line for line in judge(facts) if line.fault]
    assert line.fault
    assert line.fault.code == code
    assert remedy in f"{line.value} {line.fault.remedy}"


def test_a_sound_installation_has_no_fault() -> None:
    assert not [line for line in judge(SOUND) if line.fault]


@pytest.mark.parametrize(
    "facts",
    [
        replace(SOUND, system=System.LINUX, library=None, config=()),
        book(mode=Mode.ADDIN, xlwings=""),
        replace(SOUND, addin_version=XLWINGS),
        book(open_by="Ana"),
        book(ledger_id=""),
    ],
    ids=["without Excel", "add-in", "same add-in", "open", "never refreshed"],
)
def test_what_is_no_fault_is_none(facts: Facts) -> None:
    assert not [line for line in judge(facts) if line.fault]


def test_who_has_the_workbook_open_is_said() -> None:
    shown = {line.title: line.value for line in judge(book(open_by="Ana"))}
    assert shown["Abierto"] == "por Ana"


def test_the_place_that_counts_is_said_before_those_that_do_not() -> None:
    shown = {line.title: line.value for line in judge(SOUND)}
    value = shown["ADD_WORKBOOK_TO_PYTHONPATH"]
    assert value == f"False · hoja (antes que {FILE})"


def test_the_report_numbers_the_faults_with_their_codes() -> None:
    lines = judge(replace(program(bits=32), library=None))
    text = as_text(Diagnosis(MOMENT, tuple(lines)))
    assert text.startswith("Diagnóstico de Cartera XL · 29/11/2026 09:30")
    assert text.endswith(
        "1 falla:\n  1. Python: instale el Python de 64 bits de python.org. "
        "[python-32-bits]"
    )
    told = as_json(Diagnosis(MOMENT, tuple(lines)))
    assert [fault["codigo"] for fault in told["fallas"]] == ["python-32-bits"]
    assert len(told["hechos"]) == len(lines)


def test_every_fault_that_the_rules_know_has_a_row() -> None:
    import re

    from cartera_xl.install import rules

    source = Path(rules.__file__).read_text("utf-8")
    codes = set(re.findall(r'Fault\(\s*"([a-z0-9-]+)"', source))
    assert codes == {code for _, code, _ in FAULTS}
