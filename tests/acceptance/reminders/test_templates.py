"""Templates that users may change: what they can say, and what none of them can do."""

from __future__ import annotations

import copy
import re
import signal
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.outbox.templating import sources as files
from cartera_xl.outbox.templating.reviewing import review
from cartera_xl.outbox.templating.sample import sample
from cartera_xl.outbox.templating.sources import FILES, NAMES, sources
from cartera_xl.outbox.templating.writer import (
    EndlessTemplateError,
    TemplateError,
    Writer,
)
from tests.acceptance.reminders.hostile_templates import HOSTILE
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desk import Desk

OURS: Final = sources()
SMALL: Final = {"a.txt": "Asunto: hola\n\nHola"}


def small(html: str) -> dict[str, str]:
    """Return a set of templates of which one is of interest."""
    return {**SMALL, "a.html": html}


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    with Writer(OURS) as writer:
        yield writer


@pytest.fixture(scope="module")
def refusals() -> dict[str, list[Any]]:
    """What is told of every hostile template, all of them looked at in one process."""
    with pytest.raises(TemplateError) as told:
        Writer({f"{n:02}.html": text for n, text in enumerate(HOSTILE)})
    found: dict[str, list[Any]] = {}
    for fault in told.value.faults:
        found.setdefault(fault.file, []).append(fault)
    return found


def test_our_templates_are_without_fault() -> None:
    assert review(OURS) == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_template_is_refused_with_its_line(
    refusals: dict[str, list[Any]], number: int
) -> None:
    told = refusals[f"{number:02}.html"]
    assert all(1 <= fault.line <= 2 for fault in told)
    assert all(fault.sentence.endswith(".") for fault in told)


def test_sixty_hostile_templates_are_refused_within_two_seconds() -> None:
    started = time.process_time()
    assert len(HOSTILE) == 60
    with pytest.raises(TemplateError):
        Writer({f"{n:02}.html": text for n, text in enumerate(HOSTILE)})
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("html", "line", "said"),
    [
        ("<p>\n{{ cliente.apodo }}</p>", 2, "apodo"),
        ("<p>{{ nombre }}</p>", 1, "«nombre»"),
        ("<p>\n\n{% if x %}</p>", 3, "no se entiende"),
        ("{% fo x in secciones %}", 1, "«{% fo x in secciones %}»"),
        ("<p>uno</p>\n<p>Aproveche la oferta</p>", 2, "publicidad"),
        ("<p>Su saldo\nsigue:\n¿por qué no ha\n<b>pagado</b>?</p>", 3, "por qué"),
        ("<p>¿Qu&eacute; le pas&oacute; con su pago?</p>", 1, "por qué"),
        ("<p>a</p>\n\n<a href='#'>b</a>", 3, "enlace"),
        ("a\n{% if fecha %}\n<i onclick='x'>b</i>\n{% endif %}", 3, "onclick"),
        ("<p>\n5 < 6</p>", 2, "&lt;"),
        ("<p>hola</p>\n<p", 2, "sin cerrar"),
        ("<!-- nota -->", 1, "comentarios"),
        ("<p>escriba a otro@banco.example</p>", 1, "otro@banco.example"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(
    html: str, line: int, said: str
) -> None:
    found = review({**OURS, "nivel-2.html": html})
    assert [(f.file, f.line) for f in found] == [("nivel-2.html", line)]
    assert said in found[0].sentence


def test_every_fault_of_every_template_is_told_at_once() -> None:
    broken = {**OURS, "previo.html": "{{ a() }}\n{{ b() }}", "nivel-1.txt": "{% x %}"}
    told = [(fault.file, fault.line) for fault in review(broken)]
    assert told == [("nivel-1.txt", 1), ("previo.html", 1), ("previo.html", 2)]


def test_the_command_names_file_and_line_to_a_program_too(
    printing: Desk, tmp_path: Path
) -> None:
    subject = "{% extends 'correo.txt' %}\n{% block asunto %}Saldo{% endblock %}\n"
    said = "{% block mensaje %}\nDíganos por qué\nno ha pagado.\n{% endblock %}\n"
    (tmp_path / "nivel-2.txt").write_text(subject + said, "utf-8")
    told = printing.type("plantillas", "revisar", tmp_path, "--json")
    [fault] = told.json
    assert (told.code, fault["archivo"], fault["linea"]) == (1, "nivel-2.txt", 4)
    assert "Ley 2300" in fault["falla"]


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_the_same_in_html_and_in_plain_text(
    writer: Writer, name: str
) -> None:
    [letter] = writer.letters([(name, sample(name))])
    shown = text_of(letter.html)
    figures = set(re.findall(r"\$ [\d.]+", letter.text))
    assert figures
    assert all(figure in shown for figure in figures)
    assert "\n" not in letter.subject


def test_a_hostile_name_stays_text(writer: Writer) -> None:
    name = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    for template in NAMES:
        data = copy.deepcopy(sample(template))
        [ordinary] = writer.letters([(template, data)])
        data["cliente"]["nombre"] = name
        [letter] = writer.letters([(template, data)])
        assert tags_of(letter.html) == tags_of(ordinary.html)
        assert name in text_of(letter.html)
        assert name in letter.text


def test_a_template_that_fills_the_memory_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loops = "{% for a in adjuntos %}{% for b in adjuntos %}{{ b }}{% endfor %}"
    data = {**sample("previo"), "adjuntos": ["x" * 300] * 1500}
    monkeypatch.setattr("cartera_xl.outbox.templating.writer.PATIENCE", 200)
    with (
        Writer(small(f"{loops}{{% endfor %}}")) as writer,
        pytest.raises(EndlessTemplateError),
    ):
        writer.letters([("a", data)])
    assert writer._process.returncode == 1  # a fault of its own, no signal of time


def test_a_template_that_takes_its_time_is_ended_by_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loops = "{% for a in adjuntos %}{% for b in adjuntos %}{% endfor %}{% endfor %}"
    data = {**sample("previo"), "adjuntos": ["x"] * 50_000}
    monkeypatch.setattr("cartera_xl.outbox.templating.writer.PATIENCE", 200)
    with Writer(small(loops)) as writer, pytest.raises(EndlessTemplateError):
        writer.letters([("a", data)])
    assert writer._process.returncode == -signal.SIGXCPU


def test_whoever_fills_templates_has_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARTERA_SMTP_CLAVE", "canario")
    with Writer(SMALL) as writer:
        environment = Path(f"/proc/{writer.process_id}/environ").read_bytes()
    assert b"canario" not in environment


def test_a_company_s_copy_counts_before_ours(tmp_path: Path) -> None:
    (tmp_path / "previo.txt").write_text("Asunto: El nuestro\n\nHola", "utf-8")
    with Writer(sources(tmp_path)) as writer:
        [letter, other] = writer.letters(
            [(n, sample(n)) for n in ("previo", "nivel-1")]
        )
    assert letter.subject == "El nuestro"
    assert "recordatorio de pago" in other.subject


def test_copying_never_writes_over_a_company_s_own(tmp_path: Path) -> None:
    written = files.copy(tmp_path / "propias")
    assert [path.name for path in written] == [*FILES]
    (tmp_path / "propias" / "previo.txt").write_text("Asunto: mío\n", "utf-8")
    with pytest.raises(files.CopyExistsError):
        files.copy(tmp_path / "propias")
    assert (tmp_path / "propias" / "previo.txt").read_text("utf-8") == "Asunto: mío\n"


def test_the_command_copies_the_templates_of_documents_too(
    printing: Desk, tmp_path: Path
) -> None:
    own = tmp_path / "propias"
    told = printing.type("plantillas", "copiar", own)
    assert told.code == 0, told
    papers = {path.name for path in (ROOT / "templates/documentos").glob("*.typ")}
    assert {path.name for path in own.iterdir()} == {*FILES, *papers}
    assert all(str(own / name) in told.out for name in papers)
    for name in FILES:
        (own / name).unlink()
    (own / "papel.typ").write_text("mío", "utf-8")
    again = printing.type("plantillas", "copiar", own)
    assert (again.code, "papel.typ" in again.err) == (2, True)
    assert not (own / FILES[0]).exists()
    assert (own / "papel.typ").read_text("utf-8") == "mío"


def text_of(html: str) -> str:
    """Return what a reader sees of a page."""
    return " ".join(_Page(html).said)


def tags_of(html: str) -> set[str]:
    """Return the tags of a page."""
    return _Page(html).tags


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)
