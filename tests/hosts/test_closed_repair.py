"""What other programs lose when they save a book: put back where it is certain."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from cartera_xl.hosts.template import TemplateMissingError
from cartera_xl.tabs.book import TABS
from cartera_xl.workbook.check import check
from cartera_xl.workbook.checking.package import package_faults
from cartera_xl.workbook.parts.vba_project import PART, read_modules
from tests.hosts.books import (
    GIVEN,
    content,
    edited,
    invoices,
    part_of,
    parts,
    patch,
    refresh,
    template,
    write,
)
from tests.hosts.macros import (
    RIBBON,
    add_own_macro,
    calls_its_ribbon,
    modules,
    shipped,
)
from tests.office import convert
from tests.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

WAY_OUT = "«cartera renovar»"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped(tmp_path_factory.mktemp("producto"))


@pytest.fixture
def path(tmp_path: Path, product: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook with macros and a ribbon that shows FV-1 … FV-3."""
    template = "cartera_xl.hosts.closed_repair.template_path"
    monkeypatch.setattr(template, lambda: product)
    made = tmp_path / "Cartera.xlsm"
    shutil.copyfile(product, made)
    refresh(made, content(invoices(1, 2, 3), formulas=GIVEN))
    return made


@pytest.fixture(scope="module")
def from_office(product: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workbook as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("calc")
    made = folder / "Cartera.xlsm"
    shutil.copyfile(product, made)
    refresh(made, content(invoices(1, 2, 3), formulas=GIVEN))
    return convert(made, "xlsm", folder)


@pytest.fixture
def office(path: Path, from_office: Path) -> Path:
    shutil.copyfile(from_office, path)
    return path


def code_names(path: Path) -> dict[str, str]:
    """Return the code names of the sheets by their titles, and the workbook's."""
    book: Any = opened(path, data_only=False)
    names = {ws.title: ws.sheet_properties.codeName for ws in book.worksheets}
    return {**names, "": book.code_name}


def says(path: Path) -> str:
    return "\n".join(refresh(path, content(invoices(2), formulas=GIVEN)).notes)


# As it should be


def test_a_whole_book_is_left_as_it_is(path: Path) -> None:
    before = parts(path)
    assert says(path) == ""
    after = parts(path)
    kept = [PART, RIBBON, "_rels/.rels", "[Content_Types].xml"]
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert check(after) == []


# openpyxl


def test_the_ribbon_is_put_back_where_openpyxl_forgot_it(path: Path) -> None:
    with edited(path):
        pass
    assert not calls_its_ribbon(path)
    assert says(path) == says(path) == ""
    assert calls_its_ribbon(path)
    assert list(package_faults(parts(path))) == []


def test_a_ribbon_that_is_lost_comes_from_the_template(
    path: Path, product: Path
) -> None:
    with edited(path):
        pass
    write(path, {n: d for n, d in parts(path).items() if n != RIBBON})
    says(path)
    assert calls_its_ribbon(path)
    assert parts(path)[RIBBON] == parts(product)[RIBBON]
    assert list(package_faults(parts(path))) == []


def test_no_ribbon_is_given_to_macros_that_do_not_answer_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, product: Path
) -> None:
    richer = tmp_path / "richer.xlsm"
    shutil.copyfile(product, richer)
    add_own_macro(richer)
    template = "cartera_xl.hosts.closed_repair.template_path"
    monkeypatch.setattr(template, lambda: richer)
    with edited(path):
        pass
    write(path, {n: d for n, d in parts(path).items() if n != RIBBON})
    says(path)
    assert not calls_its_ribbon(path)


def test_a_book_that_lost_its_macros_can_be_opened_and_says_so(path: Path) -> None:
    load_workbook(path).save(path)  # not told to keep macros
    assert PART not in parts(path)
    note = says(path)
    assert note.startswith("Otro programa guardó este libro sin sus macros")
    assert WAY_OUT in note
    types = parts(path)["[Content_Types].xml"]
    assert types.count(b"sheet.macroEnabled.main+xml") == 1
    assert list(package_faults(parts(path))) == []


def test_a_ribbon_that_nothing_answers_is_taken_away(path: Path) -> None:
    kept = {n: d for n, d in parts(path).items() if n != PART}
    write(path, kept)
    assert WAY_OUT in says(path)
    assert b"extensibility" not in parts(path)["_rels/.rels"]
    assert b"vbaProject" not in parts(path)["xl/_rels/workbook.xml.rels"]


def test_an_xlsx_has_no_macros_to_miss(path: Path, tmp_path: Path) -> None:
    plain = tmp_path / "otro.xlsx"
    load_workbook(path).save(plain)
    assert says(plain) == ""
    assert b"macroEnabled" not in parts(plain)["[Content_Types].xml"]


# LibreOffice


@pytest.mark.calc
def test_libreoffice_loses_the_code_names_and_writes_macros_anew(
    office: Path, product: Path
) -> None:
    """The reason for what follows; if it stops, so may the repair."""
    assert set(code_names(office).values()) == {None}
    assert parts(office)[PART] != parts(product)[PART]
    assert modules(office).keys() == modules(product).keys()


@pytest.mark.calc
def test_what_libreoffice_saved_gets_names_macros_and_ribbon_back(
    office: Path, product: Path
) -> None:
    note = says(office)
    assert "se pusieron otra vez las de Cartera XL" in note
    assert parts(office)[PART] == parts(product)[PART]
    assert calls_its_ribbon(office)
    names = code_names(office)
    assert names.pop("") == "ThisWorkbook"
    assert names == {k: v for k, v in code_names(product).items() if k}
    assert {names[tab.title] for tab in TABS} == {tab.code_name for tab in TABS}
    assert says(office) == ""
    assert list(package_faults(parts(office))) == []


@pytest.mark.calc
def test_a_renamed_sheet_gets_its_own_code_name_back(office: Path) -> None:
    def rename(xml: bytes) -> bytes:
        renamed = xml.replace(b'name="Vencidas"', b'name="Deudas"')
        renamed = renamed.replace(b'name="Resumen"', b'name="Inicio"')
        return re.sub(
            rb"\bVencidas!", b"Deudas!", re.sub(rb"\bResumen!", b"Inicio!", renamed)
        )

    patch(office, "xl/workbook.xml", rename)
    says(office)
    names = code_names(office)
    assert (names["Deudas"], names["Inicio"]) == ("Hoja_Vencidas", "Hoja_Resumen")


@pytest.mark.calc
def test_a_persons_own_macros_are_never_replaced(
    path: Path, tmp_path: Path, product: Path
) -> None:
    add_own_macro(path)
    saved = convert(path, "xlsm", tmp_path)
    before = parts(saved)[PART]
    for _ in range(2):  # as long as no Excel has saved it, nobody knows
        note = says(saved)
        assert "volvió a escribir sus macros: si en Excel los botones no" in note
        assert WAY_OUT in note
    assert parts(saved)[PART] == before
    assert "MisMacros" in modules(saved)
    assert code_names(saved) == code_names(product)


@pytest.mark.calc
def test_what_libreoffice_saved_without_macros_says_so(
    path: Path, tmp_path: Path
) -> None:
    saved = convert(path, "xlsx", tmp_path)
    note = says(saved)
    assert note.startswith("LibreOffice guardó este libro sin macros")
    assert WAY_OUT in note
    assert b"extensibility" not in parts(saved)["_rels/.rels"]


@pytest.mark.calc
def test_everything_else_that_libreoffice_cut_is_whole_again(office: Path) -> None:
    before = parts(office)[part_of(office)]
    assert re.search(rb'sqref="M9:M10\d\d"', before)
    says(office)
    after = parts(office)[part_of(office)]
    rules = re.findall(rb"<(?:dataValidation|conditionalFormatting)\b[^>]*>", after)
    columns = {a for r in rules for a in re.findall(rb"([A-Z]+)9:\1(\d+)", r)}
    assert {last for _, last in columns} == {b"1048576"}
    book: Any = opened(office, data_only=False)
    states = [book[title].sheet_state for title in ("_datos", "xlwings.conf")]
    assert states == ["veryHidden", "veryHidden"]


# Where it cannot be known


def without_names(path: Path) -> None:
    for part in [n for n in parts(path) if n.startswith("xl/worksheets/sheet")]:
        patch(path, part, lambda xml: re.sub(rb' codeName="\w+"', b"", xml, count=1))
    patch(path, "xl/workbook.xml", lambda xml: re.sub(rb' codeName="\w+"', b"", xml))


def test_lost_code_names_come_from_the_template(path: Path, product: Path) -> None:
    without_names(path)
    assert says(path) == ""
    assert code_names(path) == code_names(product)
    assert parts(path)[PART] == parts(product)[PART]


def test_a_book_without_any_properties_of_sheets_gets_them(
    path: Path, product: Path
) -> None:
    without_names(path)
    bare = re.compile(rb"<sheetPr\b[^>]*/>|<sheetPr\b.*?</sheetPr>", re.DOTALL)
    for part in (part_of(path), part_of(path, "xlwings.conf")):
        patch(path, part, lambda xml: bare.sub(b"", xml))
    patch(path, "xl/workbook.xml", lambda x: re.sub(rb"<workbookPr\b[^>]*/>", b"", x))
    says(path)
    assert code_names(path) == code_names(product)
    assert list(package_faults(parts(path))) == []


def test_macros_of_another_book_are_no_fit(path: Path, tmp_path: Path) -> None:
    without_names(path)
    write(path, {**parts(path), PART: b"\xd0\xcf\x11\xe0" + bytes(600)})
    before = parts(path)
    note = says(path)
    assert note.startswith("Otro programa guardó este libro y sus macros ya no son")
    assert WAY_OUT in note
    assert parts(path)[PART] == before[PART]
    assert set(code_names(path).values()) == {None}


def test_without_a_template_a_refresh_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise TemplateMissingError

    without_names(path)
    monkeypatch.setattr("cartera_xl.hosts.closed_repair.template_path", missing)
    assert WAY_OUT in says(path)


@pytest.mark.parametrize(
    "damage", [b"", b"MZ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)]
)
def test_a_project_that_is_none_has_no_modules(damage: bytes) -> None:
    assert read_modules(damage) == {}


def test_half_a_project_has_no_modules(product: Path) -> None:
    whole = parts(product)[PART]
    for size in range(0, len(whole), 997):
        read_modules(whole[:size])


def test_a_code_page_that_nobody_knows_is_no_ones_business(product: Path) -> None:
    whole, page, unknown = parts(product)[PART], b"\xe4\x04", b"\x00\x13"
    for found in re.finditer(page, whole):
        at = found.start()
        read_modules(whole[:at] + unknown + whole[at + 2 :])


def test_macros_are_not_read_where_nothing_was_lost(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: bytes) -> dict[str, str]:
        raise AssertionError

    monkeypatch.setattr("cartera_xl.workbook.parts.vba_project.read_modules", never)
    refresh(path, invoices(1))
    refresh(template(tmp_path, "sin macros.xlsm"), invoices(1))
