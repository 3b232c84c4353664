"""What can be known of the add-in without Excel, each gate beside what it stops.

A gate that nothing can fail proves nothing: every one is shown a planted fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from cartera_xl.tabs import data, summary
from cartera_xl.tabs.book import TABS
from cartera_xl.tabs.functions import FUNCTIONS
from cartera_xl.tabs.ribbon import BUTTONS
from cartera_xl.workbook.check import check, read_parts
from cartera_xl.workbook.template.data_sheet import CONF_CODE_NAME
from cartera_xl.workbook.template.finishing import archive
from cartera_xl.workbook.vba.callbacks import callback
from cartera_xl.workbook.vba.module import Module
from cartera_xl.workbook.vba.sources import Host, modules, this_workbook
from tests.live_office import running_office
from tests.workbook import built
from tests.workbook.vba import readers
from tests.workbook.vba.compiling import broken_modules, whole_answers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbook.vba.open_book import OpenBook

PROJECT: Final = "xl/vbaProject.bin"
RIBBON: Final = "customUI/customUI14.xml"
SHEETS: Final = (
    summary.CODE_NAME,
    *(tab.code_name for tab in TABS),
    data.CODE_NAME,
    CONF_CODE_NAME,
)
EXPECTED: Final = readers.expected(modules(Host.ADDIN), this_workbook(), SHEETS)


def with_line(module: str, line: str) -> bytes:
    """Return the workbook with a line more in one of its modules."""
    return archive(built.parts_with(module, lambda text: f"{text}{line}\n"))


def test_the_parts_fit_each_other() -> None:
    parts = read_parts(built.COMMITTED)
    assert check(parts) == []
    parts[RIBBON] = parts[RIBBON].replace(b"CarteraRibbon.CxlUndo", b"CxlDeshacer")
    assert check(parts) != []


def test_olevba_reads_every_module_back_byte_for_byte() -> None:
    assert readers.by_olevba(read_parts(built.COMMITTED)[PROJECT]) == EXPECTED
    other = built.parts_with("CarteraScreen", lambda text: text.replace("í", "i"))
    assert readers.by_olevba(other[PROJECT]) != EXPECTED


def test_apache_poi_reads_every_module_back(tmp_path: Path) -> None:
    assert readers.by_poi(built.COMMITTED) == EXPECTED
    other = tmp_path / "Cartera.xlsm"
    other.write_bytes(with_line("CarteraScreen", "' una línea más"))
    assert readers.by_poi(other) != EXPECTED


@pytest.mark.calc
def test_libreoffice_compiles_every_module_alone(tmp_path: Path) -> None:
    assert broken_modules(running_office(), built.COMMITTED) == []
    other = tmp_path / "Cartera.xlsm"
    other.write_bytes(with_line("CarteraState", "Public Sub Rota(\nEnd Sub"))
    assert broken_modules(running_office(), other) == ["CarteraState"]


@pytest.mark.calc
def test_libreoffice_compiles_the_whole(tmp_path: Path) -> None:
    assert whole_answers(running_office(), built.COMMITTED)
    other = tmp_path / "Cartera.xlsm"
    other.write_bytes(with_line("CarteraState", "Public Sub Rota(\nEnd Sub"))
    assert not whole_answers(running_office(), other)


@pytest.mark.calc
def test_every_button_runs_and_says_what_python_answered(book: OpenBook) -> None:
    for name in ("AskFile", "AskDate", "AskReason"):
        book.outside.answer(name, "algo")
    book.outside.answer("CallUDF", "Listo.")
    for button in BUTTONS:
        book.press(callback(button))
    started = [call[2][0] for call in book.outside.asked("CallUDF")]
    assert started == [button.action for button in BUTTONS]
    assert book.outside.asked("Tell") == [("Listo.",)] * len(BUTTONS)


@pytest.mark.calc
def test_every_button_survives_a_dead_server(book: OpenBook) -> None:
    for name in ("AskFile", "AskDate", "AskReason"):
        book.outside.answer(name, "algo")
    book.outside.answer("CallUDF", "raise:462:El servidor no existe")
    for button in BUTTONS:
        book.press(callback(button))
    said = {text for (text,) in book.outside.asked("Tell")}
    assert len(book.outside.asked("Tell")) == len(BUTTONS)
    assert all(text.startswith("!No se pudo completar con Python") for text in said)


@pytest.mark.calc
@pytest.mark.parametrize("full", [True, False], ids=["all arguments", "the fewest"])
def test_every_function_answers_fails_and_outlives_its_server(
    book: OpenBook, full: bool
) -> None:
    for function in FUNCTIONS:
        given = ["1" for a in function.arguments if full or not a.optional]
        formula = f"={function.name}({';'.join(given)})"
        book.begin()
        book.outside.answer("CallUDF", 10.0)
        assert book.cell(formula) == 10.0, function.name
        [(_, name, arguments, _)] = book.outside.asked("CallUDF")
        assert name == function.python
        assert len(arguments) == 2 + len(function.passed)
        book.outside.answer("CallUDF", "\x012015Eso no se entiende.")
        assert book.cell(f"{formula} ") == "Error 2015", function.name
        book.outside.answer("CallUDF", "raise:462:ido", 20.0)
        assert book.cell(formula) == 20.0, function.name


def test_pyvbaanalysis_finds_nothing(tmp_path: Path) -> None:
    assert readers.by_pyvbaanalysis(built.COMMITTED) == []
    other = tmp_path / "Cartera.xlsm"
    wrong = "Public Sub Rota()\nsinDeclarar = Agrees()\nEnd Sub"
    other.write_bytes(with_line("CarteraState", wrong))
    assert len(readers.by_pyvbaanalysis(other, "CarteraState")) == 2


def test_vbalidator_finds_nothing(tmp_path: Path) -> None:
    assert readers.by_vbalidator(modules(Host.ADDIN), tmp_path) == []
    wrong = Module("CarteraState", "Public Sub Rota()\nIf True Then\nEnd Sub\n")
    assert readers.by_vbalidator([wrong], tmp_path) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'size="large"', b'size="grande"'), (b"<ribbon>", b"<ribbon><button/>")],
)
def test_the_ribbon_is_valid(tmp_path: Path, old: bytes, new: bytes) -> None:
    assert readers.by_openxml_audit(built.COMMITTED) == []
    parts = read_parts(built.COMMITTED)
    parts[RIBBON] = parts[RIBBON].replace(old, new, 1)
    other = tmp_path / "Cartera.xlsm"
    other.write_bytes(archive(parts))
    assert readers.by_openxml_audit(other) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"getLabel=", b'label="Cartera" getLabel='),
        (b"CarteraRibbon.CxlUndo", b"CarteraRibbon.CxlOtra"),
        (b'id="cxlUndo"', b'id="cxlRefund"'),
        (b'imageMso="Undo"', b'imagenMso="Undo"'),
    ],
    ids=["label and getLabel", "missing callback", "doubled id", "unknown attribute"],
)
def test_the_ribbon_keeps_the_rules_that_no_schema_states(
    old: bytes, new: bytes
) -> None:
    parts = read_parts(built.COMMITTED)
    assert old in parts[RIBBON]
    parts[RIBBON] = parts[RIBBON].replace(old, new, 1)
    assert [fault.part for fault in check(parts)] == [RIBBON]
