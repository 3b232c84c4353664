"""Which tags, attributes and links a mail may have: what is not listed is refused.

A mail client shows tables, text and colours. What fetches something, runs something or
leads away from the company has no business in a reminder.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from cartera_xl.outbox.templating.fault import Fault
from cartera_xl.outbox.templating.outline import CLOSE, OPEN, Outline, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAGS: Final = """
    html head meta title style body table thead tbody tfoot tr td th p span div b strong
    i em br hr h1 h2 h3 ul ol li a
"""
_ATTRIBUTES: Final = """
    style class width height align valign bgcolor border cellpadding cellspacing role
    lang dir colspan rowspan href name content charset
"""
TAGS: Final = frozenset(_TAGS.split())
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
# The only places that a link leads to: the company's own mail box and site.
LINKS: Final = frozenset({f"mailto:{mark('empresa.correo')}", mark("empresa.sitio")})
_FETCHES: Final = re.compile(r"url\s*\(|@import|expression\s*\(|\\|behavior\s*:", re.I)
# Followed by a datum it would become a tag of the datum's choice.
_LOOSE: Final = re.compile(r"<(?![a-zA-Z/!])")
_ADDRESS: Final = re.compile(r"\bhttps?:|\bwww\.|\bftp:|//|[\w.-]+@[\w-]+\.\w+", re.I)


def markup(outline: Outline, file: str) -> Iterator[Fault]:
    """Yield the tags, attributes and links of a template that a mail may not have."""
    if file.endswith(".html"):
        yield from _Reader(outline, file).read()
    for found in _ADDRESS.finditer(outline.text):
        yield Fault(
            file,
            outline.line(found.start()),
            f"«{found.group()}»: las direcciones salen de los parámetros de la empresa "
            "(empresa.correo, empresa.sitio), no de la plantilla.",
        )


class _Reader(HTMLParser):
    def __init__(self, outline: Outline, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[Fault] = []
        self._outline = outline
        self._file = file
        self._lines = [0, *(m.end() for m in re.finditer("\n", outline.text))]
        self._in_style = False

    def read(self) -> list[Fault]:
        """Return what is wrong with the whole text."""
        text = self._outline.text
        for found in _LOOSE.finditer(text):
            self._refuse_at(found.start(), "«<» suelto: escriba &lt;.")
        self.feed(text)
        if "<" in self.rawdata:  # the next file would end this tag
            self._refuse("aquí queda una etiqueta sin cerrar.")
        self.close()
        return self.faults

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            return self._refuse(f"la etiqueta «{_plain(tag)}» no se usa en un correo.")
        self._in_style = tag == "style"
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        return None

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ATTRIBUTES:
            return self._refuse(f"el atributo «{_plain(name)}» no se usa en un correo.")
        if name == "href":
            if value.strip() not in LINKS or tag != "a":
                self._refuse("un enlace solo lleva a empresa.correo o empresa.sitio.")
        elif OPEN in value:
            self._refuse(f"«{name}» no puede salir de los datos.")
        elif name == "style" and _FETCHES.search(value):
            self._refuse("un estilo no puede traer nada de afuera.")
        return None

    def handle_data(self, data: str) -> None:
        if self._in_style and (_FETCHES.search(data) or OPEN in data):
            self._refuse("un estilo no puede traer nada de afuera, ni datos.")

    def handle_comment(self, data: str) -> None:
        self._refuse("los comentarios de HTML viajan con el correo: use {# … #}.")

    def handle_decl(self, decl: str) -> None:
        if decl.casefold() != "doctype html":
            self._refuse("la única declaración es <!doctype html>.")

    def handle_pi(self, data: str) -> None:
        self._refuse("un correo no lleva instrucciones «<? … >».")

    def unknown_decl(self, data: str) -> None:
        self._refuse("un correo no lleva secciones «<![ … ]>».")

    def _refuse(self, sentence: str) -> None:
        line, column = self.getpos()
        self._refuse_at(self._lines[line - 1] + column, sentence)

    def _refuse_at(self, position: int, sentence: str) -> None:
        self.faults.append(Fault(self._file, self._outline.line(position), sentence))


def _plain(text: str) -> str:
    return text.replace(OPEN, "{{").replace(CLOSE, "}}")[:40]
