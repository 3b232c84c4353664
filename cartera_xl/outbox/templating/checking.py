"""All that is wrong with a set of templates, before any letter is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, nodes

from cartera_xl.outbox.templating.allowed import LONGEST, refused
from cartera_xl.outbox.templating.fault import Fault
from cartera_xl.outbox.templating.markup import markup
from cartera_xl.outbox.templating.outline import Outline
from cartera_xl.outbox.templating.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment

SUBJECT: Final = "Asunto:"


def faults(environment: Environment, sources: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with each template, file by file."""
    return [
        fault
        for file, source in sorted(sources.items())
        for fault in sorted(set(_faults(environment, file, source)))
    ]


def _faults(environment: Environment, file: str, source: str) -> Iterator[Fault]:
    if len(source) > LONGEST:
        yield Fault(file, 1, f"tiene más de {LONGEST} caracteres.")
        return
    try:
        parsed = environment.parse(source, file)
    except TemplateSyntaxError as error:
        yield Fault(file, error.lineno, _unread(source, error.lineno))
        return
    except RecursionError:
        yield Fault(file, 1, "tiene demasiados paréntesis unos dentro de otros.")
        return
    if found := list(refused(parsed, file)):
        yield from found
        return
    yield from _said(parsed, file)


def _said(parsed: nodes.Template, file: str) -> Iterator[Fault]:
    outline = Outline.of(parsed)
    yield from markup(outline, file)
    yield from wording(outline, file)
    is_whole_text = file.endswith(".txt") and not parsed.find(nodes.Extends)
    if is_whole_text and not outline.text.startswith(SUBJECT):
        yield Fault(file, 1, f"la primera línea debe decir «{SUBJECT} …».")


def _unread(source: str, line: int) -> str:
    lines = source.splitlines()
    shown = lines[line - 1].strip()[:60] if 0 < line <= len(lines) else ""
    return f"no se entiende «{shown}»: revise las llaves y los «end…»."
