from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from cartera_xl import __version__
from cartera_xl.tabs.functions import FUNCTIONS
from cartera_xl.tabs.ribbon import BUTTONS
from cartera_xl.workbook import xlwings_module
from cartera_xl.workbook.build import new_workbook
from cartera_xl.workbook.check import check
from cartera_xl.workbook.vba.module import Module, faults_of, module, quoted
from cartera_xl.workbook.vba.project import VbaSourceError, with_project
from cartera_xl.workbook.vba.sources import Host, modules, this_workbook
from cartera_xl.workbook.vba.terms import TERMS
from cartera_xl.workbook.xlwings_module import (
    XlwingsModuleMissingError,
    xlwings_source,
)
from tests.workbook import built
from tests.workbook.vba.readers import by_olevba
from tests.workbook.vba.stand_in import public_procedures, source

if TYPE_CHECKING:
    from cartera_xl.tabs.functions import Function

CRLF = "\r\n"
ADDIN = {one.name: one.source for one in modules(Host.ADDIN)}
each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)


@pytest.mark.parametrize("one", modules(Host.ADDIN), ids=lambda one: one.name)
def test_office_takes_every_module_as_it_is(one: Module) -> None:
    assert faults_of(one) == []
    assert "Option Explicit" in one.source.splitlines()[:2]


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("1Cartera", "", "the name «1Cartera»"),
        ("x" * 32, "", f"the name «{'x' * 32}»"),
        ("Cartera", "x" * 1024, "line 4 has 1024 characters"),
        ("Cartera", "' ▸ no existe en la página de códigos", "line 4 is not in cp1252"),
    ],
)
def test_what_office_would_refuse_is_not_built(
    name: str, line: str, fault: str
) -> None:
    one = module(name, line)
    assert faults_of(one) == [fault]
    with pytest.raises(VbaSourceError, match=re.escape(fault)):
        with_project(built.parts(), [one], "")


def test_a_module_has_to_name_itself() -> None:
    assert faults_of(Module("Otra", module("Cartera").source)) == [
        "the first line does not name it"
    ]


def test_helpers_are_not_offered_to_who_writes_formulas() -> None:
    """A public procedure of another module would be listed beside the functions."""
    offered = {n for n, text in ADDIN.items() if "Option Private Module" not in text}
    assert offered == {"CarteraFunctions", "CarteraOpening", "CarteraRibbon"}


@each_function
def test_a_wrapper_recalculates_with_corte_only_while_it_depends_on_it(
    function: Function,
) -> None:
    text = ADDIN["CarteraFunctions"].partition(f"Public Function {function.name}(")[2]
    [cutoff] = [a.title for a in function.arguments if a.name == function.stands_in]
    body = text.partition("\nEnd Function")[0].splitlines()[1:]
    assert body[0].strip() == f"If IsMissing({cutoff}) Then Application.Volatile True"
    assert f"CutoffOr({cutoff})" in body[1]
    assert len(body) == 2


def test_every_function_is_described() -> None:
    text = ADDIN["CarteraFunctions"]
    for function in FUNCTIONS:
        helps = ", ".join(quoted(a.help) for a in function.arguments)
        line = f"{quoted(function.name)}, {quoted(function.help)}, Array({helps})"
        assert f"    Describe {line}" in text


def test_every_button_has_a_callback_of_one_line() -> None:
    found = re.findall(
        r"^Public Sub (\w+)\(control As IRibbonControl\)\n    (.+)\nEnd Sub$",
        ADDIN["CarteraRibbon"],
        re.MULTILINE,
    )
    assert [name.casefold() for name, _ in found] == [b.id.casefold() for b in BUTTONS]
    for (_, line), button in zip(found, BUTTONS, strict=True):
        assert quoted(button.action) in line


def test_the_label_shows_the_version() -> None:
    assert f'returnedVal = "Cartera XL {__version__}"' in ADDIN["CarteraRibbon"]


def test_every_constant_is_used_and_none_is_written_twice() -> None:
    others = "\n".join(text for name, text in ADDIN.items() if name != "CarteraTerms")
    for term, value in TERMS.items():
        assert re.search(rf"\b{term}\b", others), term
        if term.startswith(("NAME_", "COLUMN_")):
            written = {n for n, text in ADDIN.items() if f"= {quoted(value)}" in text}
            assert written == {"CarteraTerms"}


# VBA looks at both sides of And and Or: what may not be looked at is asked before.
FORBIDDEN = {
    "a test for Nothing beside another": r"\bIs Nothing\)? (And|Or)\b",
    "a call of another module beside another": r"\b(And|Or) (Not )?Is(Linked|Hopeless)",
    "a member of an object beside another": r"\b(And|Or) (Not )?\w+\.(?!Visible\b)\w",
    "IsError beside a use": r"\bIs(Error|Array)\([^()]*\) (And|Or) (?!IsNull)",
    "seconds between dates, which overflow": r"DateDiff\(",
    "an Integer, which ends at 32,767": r"\bAs Integer\b|\bCInt\(",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_no_line_fails_in_excel_only(pattern: str) -> None:
    """LibreOffice, in which the macros are tried, forgives what these would do."""
    texts = {**ADDIN, "ThisWorkbook": this_workbook()}
    found = [
        f"{name}: {line.strip()}"
        for name, text in texts.items()
        for line in text.splitlines()
        if re.search(pattern, _code_of(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "IsHopeless = (mFailed > 0 And IsHopeless())",
        'IsHopeless = DateDiff("s", mFailed, Now) < PATIENCE',
        "If mServer Is Nothing Or retry Then",
        "If Not (mServer Is Nothing) And retry Then",
        "If isKept And mRibbon.Enabled Then",
        "If IsError(value) Or value = 0 Then",
        "Dim row As Integer",
    ],
)
def test_what_would_fail_in_excel_is_found(line: str) -> None:
    assert any(re.search(pattern, _code_of(line)) for pattern in FORBIDDEN.values())


def _code_of(line: str) -> str:
    """Return a line without its texts and its comment."""
    return re.sub(r'"[^"]*"', '""', line).partition("'")[0]


def test_an_action_ends_before_calculation_comes_back() -> None:
    """To put it back calculates: while busy, every function would answer #N/A."""
    body = ADDIN["CarteraActions"].partition("Private Sub Finish()")[2]
    steps = ["mBusy = False", "ForgetFailure", "Application.Calculation = mCalculation"]
    places = [body.index(f"    {step}\n") for step in [*steps, "RecalculateFunctions"]]
    assert places == sorted(places)
    assert body.count("mBusy") == 1


def test_whatever_a_function_does_its_cell_gets_an_answer() -> None:
    """What is asked of Excel or Python stands under the trap, not above it."""
    body = ADDIN["CarteraAnswers"].partition("Public Function Answered(")[2]
    trap = body.index("On Error GoTo failed")
    for step in ("IsMac()", "IsHopeless()", "CallPython("):
        assert trap < body.index(step)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_two_builds_differ_in_one_module_only() -> None:
    alone = {one.name: one.source for one in modules(Host.STANDALONE, "texto")}
    assert alone.pop("xlwings") == "texto"
    assert "Tim Hall" in alone.pop("Dictionary")
    assert alone.keys() == ADDIN.keys()
    differing = {name for name in alone if alone[name] != ADDIN[name]}
    assert differing == {"CarteraHost"}
    hosts = (alone["CarteraHost"], ADDIN["CarteraHost"])
    assert public_procedures(hosts[0]) == public_procedures(hosts[1])


@pytest.mark.parametrize("name", ["CarteraHost", "CarteraScreen"])
def test_the_stand_in_has_the_procedures_of_what_it_stands_for(name: str) -> None:
    assert public_procedures(ADDIN[name]) <= public_procedures(source(f"{name}.bas"))


def test_xlwings_module_is_that_of_the_installed_package() -> None:
    text = xlwings_source()
    assert text.startswith('Attribute VB_Name = "xlwings"\n')
    assert "'Version: 0.37.8\n" in text
    assert re.search(r"^Function XLPy\(\)", text, re.MULTILINE)
    assert re.search(r"^Public Function RunPython\(", text, re.MULTILINE)


def test_the_workbook_that_stands_alone_holds_it_and_keeps_every_rule() -> None:
    alone = parts_of(new_workbook(Host.STANDALONE, xlwings_source()))
    assert check(alone) == []
    read = by_olevba(alone["xl/vbaProject.bin"])
    assert read["xlwings"].replace("\r\n", "\n") == xlwings_source()
    assert "Public Function Exists(Key As Variant)" in read["Dictionary"]
    assert read["CarteraFunctions"] == CRLF.join(ADDIN["CarteraFunctions"].split("\n"))


def test_an_incomplete_xlwings_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlwings_module, "_MODULE", "xlwings/no_existe.bas")
    with pytest.raises(XlwingsModuleMissingError, match="reinstale con"):
        xlwings_source()


def test_nothing_of_xlwings_is_committed() -> None:
    assert "xlwings" not in ADDIN
    assert not any("xlwings64" in text for text in (*ADDIN.values(), this_workbook()))


# Looked up in MS-CUSTOMUI, table imageMso; one that is not there leaves a blank button.
ICONS = {
    *("RefreshAll", "TextFromFileInsert", "AcceptInvitation", "DateAndTimeInsert"),
    *("RecordsSaveRecord", "Calculator", "ReviewAcceptChange", "AccountingFormat"),
    *("DollarSign", "ReviewRejectChange", "DeclineInvitation", "Undo"),
    *("SheetInsert", "SendCopySendToMailRecipient", "ReviewNewComment"),
    "DataValidation",
    *("FilePrintPreview", "FilePrint", "ExportExcel"),
    *("ReviewAcceptOrRejectChangeDialog", "Info", "Help"),
}


def test_every_icon_is_one_of_microsofts() -> None:
    assert {button.image for button in BUTTONS} <= ICONS
