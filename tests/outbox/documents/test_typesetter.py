"""Setting papers: templates of the company's own, pictures, and what goes wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.statement import View, statement
from cartera_xl.outbox.documents import templates
from cartera_xl.outbox.documents.paper import Paper, paper
from cartera_xl.outbox.documents.press import Press, TemplateFaultError
from cartera_xl.outbox.documents.statement import Period, statement_paper
from cartera_xl.outbox.documents.templates import PackageInTemplateError
from cartera_xl.outbox.documents.typesetter import Typesetter
from tests.acceptance.reminders.papers import compact, logo, text_of
from tests.requirements import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OWN = Parameters.of({"empresa.nombre": "Ensayo S.A.S.", "empresa.nit": "900123456-8"})
DAY = date(2026, 3, 31)


def reminders(own: Parameters = OWN, **more: Any) -> Paper:
    shown = {"cuadros": [{"titulo": "X", "valor": "1", "tono": "azul"}], "grupos": []}
    return paper("recordatorios", own, DAY, "Recordatorios", **{**shown, **more})


def said(pdf: bytes, folder: Path) -> str:
    path = folder / "hecho.pdf"
    path.write_bytes(pdf)
    return text_of(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "plantillas"
    folder.mkdir()
    return folder


def test_the_companys_copy_of_a_template_takes_the_place_of_ours(
    own: Path, tmp_path: Path
) -> None:
    (own / "recordatorios.typ").write_text(
        '#import "papel.typ": *\n#show: documento.with(datos)\nA nuestra manera',
        "utf-8",
    )
    with Typesetter(own) as setter:
        text = said(setter.pdf(reminders()), tmp_path)
    assert "A nuestra manera" in text
    assert "No hay recordatorios" not in text


def test_a_template_that_cannot_be_set_is_named_with_its_line(own: Path) -> None:
    (own / "recordatorios.typ").write_text("bien\n#nada-de-esto", "utf-8")
    with (
        Typesetter(own) as setter,
        pytest.raises(TemplateFaultError, match=r"«recordatorios.typ».*typ:2"),
    ):
        setter.pdf(reminders())


@pytest.mark.parametrize(
    "reach", ['#read("/etc/passwd")', '#read("../../etc/passwd")', '#image("/x.png")']
)
def test_a_template_sees_its_folder_and_nothing_else(reach: str, own: Path) -> None:
    (own / "recordatorios.typ").write_text(reach, "utf-8")
    with Typesetter(own) as setter, pytest.raises(TemplateFaultError):
        setter.pdf(reminders())


@pytest.mark.parametrize("name", ['"@preview/x:1.0.0"', '"@local/x:1.0.0"'])
def test_no_template_brings_code_from_elsewhere(name: str, own: Path) -> None:
    (own / "extra.typ").write_text(f"#import {name}: x", "utf-8")
    with pytest.raises(PackageInTemplateError, match=r"«extra.typ»"):
        Typesetter(own)


def test_a_folder_of_templates_that_is_not_there_is_none(tmp_path: Path) -> None:
    with Typesetter(tmp_path / "no") as setter:
        assert setter.pdf(reminders()).startswith(b"%PDF-")


def test_a_logo_is_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "Marca.PNG"
    picture.write_bytes(logo())
    with Typesetter(logo=picture) as setter:
        with_logo = setter.pdf(reminders())
        assert setter.notes == ()
    with Typesetter() as setter:
        without = setter.pdf(reminders())
    assert b"/Subtype/Image" in with_logo
    assert b"/Subtype/Image" not in without


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("no.png", None),
        ("texto.png", b"no es una imagen"),
        ("marca.exe", b"MZ"),
        ("gigante.png", logo() + bytes(4_000_001)),
    ],
)
def test_a_logo_that_is_none_is_left_out_and_said(
    name: str, content: bytes | None, tmp_path: Path
) -> None:
    picture = tmp_path / name
    if content is not None:
        picture.write_bytes(content)
    with Typesetter(logo=picture) as setter:
        assert setter.pdf(reminders()).startswith(b"%PDF-")
        [note] = setter.notes
    assert f"{name}» no se pudo usar" in note


def test_the_time_of_a_paper_is_its_day_and_nothing_else(own: Path) -> None:
    with Typesetter() as setter:
        first = setter.pdf(reminders())
    with Typesetter() as setter:
        setter.pdf(reminders(cuadros=[]))
        assert setter.pdf(reminders()) == first
    assert b"CreationDate(D:20260331" in first
    (own / "recordatorios.typ").write_text("sin fecha propia", "utf-8")
    with Typesetter(own) as setter:
        assert b"CreationDate(D:20260331" in setter.pdf(reminders())
        past = replace(reminders(), day=date(1950, 1, 1))
        assert setter.pdf(past).startswith(b"%PDF-")


def test_the_sheet_is_the_one_that_the_company_chose() -> None:
    sizes = {}
    for name in ("carta", "a4"):
        chosen = Parameters.of({"documentos.papel": name})
        with Typesetter() as setter:
            sizes[name] = setter.pdf(reminders(chosen))
    assert b"/MediaBox[0 0 612 792]" in sizes["carta"]
    assert b"/MediaBox[0 0 595.2" in sizes["a4"]


def test_a_company_without_any_particulars_prints_too(tmp_path: Path) -> None:
    with Typesetter() as setter:
        text = said(setter.pdf(reminders(Parameters.of({}))), tmp_path)
    assert "Recordatorios" in text


def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Typesetter() as setter:
        setter.pdf(reminders())
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_the_typesetter_is_loaded_by_those_who_print() -> None:
    code = "import sys, cartera_xl.cli.app\n"
    code += "from cartera_xl.cli.commands import documents, figures\n"
    code += "from cartera_xl.excel.buttons import reports\n"
    code += "print('typst' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


def test_our_fonts_have_every_letter_that_names_are_written_in(tmp_path: Path) -> None:
    letters = "ÁÉÍÓÚÜÑáéíóúüñ¿¡«»–—…№™€£½° Œœ Šš Žž АБВ αβγ שלום مرحبا 😀 → ✓ ✗"
    own = replace(OWN, company=letters)
    with Typesetter() as setter:
        pdf = setter.pdf(reminders(own))
    shown = compact(said(pdf, tmp_path))
    assert sorted(set(compact(letters))) == sorted(set(compact(letters)) & set(shown))
    assert templates.fonts().is_dir()


def test_a_letter_that_no_font_has_is_shown_by_its_code_and_said(
    tmp_path: Path,
) -> None:
    with Typesetter() as setter:
        setter.pdf(reminders())
        before = setter.notes
        named = replace(OWN, company="Tienda \U000f0000 北京 S.A.S.")
        shown = compact(said(setter.pdf(reminders(named)), tmp_path))
        after = setter.notes
    assert "Tienda[U+F0000]" in shown
    assert "北京S.A.S." in shown or "[U+5317][U+4EAC]S.A.S." in shown
    assert before == ()
    assert "por su código" in after[0]


def test_a_letter_is_an_empty_box_in_no_press(tmp_path: Path) -> None:
    press = Press(tmp_path)
    assert press.lacking("Ñandú АБВ αβγ שלום مرحبا") == frozenset()
    assert press.lacking("Tienda 北 🙂\U000f0000") >= {"北", "\U000f0000"}
    usual = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
    (tmp_path / "todas.typ").write_text(
        '#set document(title: "x")\n#set text(lang: "es", font: "Carlito")\n'
        + f"#{json.dumps(usual, ensure_ascii=False)}",
        "utf-8",
    )
    assert press.pdf("todas.typ", strict=True)


@pytest.mark.parametrize("template", ["estado-cuenta", "recordatorios"])
def test_a_document_can_be_read_aloud(template: str, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    picture.write_bytes(logo())
    papers = {"estado-cuenta": open_items(), "recordatorios": reminders()}
    with Typesetter(logo=picture) as setter:
        pdf = setter.pdf(papers[template])
        root = setter.folder
        assert Press(root).pdf(f"{template}.typ", strict=True)
    assert b"/Lang(es-CO)" in pdf
    assert b"/MarkInfo<</Marked true" in pdf


def test_the_rows_of_a_statement_are_a_table_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "estado.pdf"
    with Typesetter() as setter:
        path.write_bytes(setter.pdf(open_items()))
    tree = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r'H1.*\n\s+"Estado de cuenta"', tree)
    assert re.search(r'TH <.*\n(?: +/.*\n)* +"Vence"', tree)


def open_items() -> Paper:
    due = date(2026, 3, 1)
    document = Document(
        *(1, Kind.INVOICE, "F-1", 1, 1, "COP", due, due, 119_000, "Tornillos")
    )
    period = Period(due, DAY, View.OPEN_ITEMS)
    part = statement([document], [], "COP", *period)
    return statement_paper(OWN, Customer(1, "C1", "Acme", "900111222"), [part], period)
