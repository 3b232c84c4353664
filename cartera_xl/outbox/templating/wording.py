"""What a reminder may not say, by the law or by good manners; a list to be read.

Ley 2300 of 2023: no asking why somebody has not paid (art. 4), nothing of the debt to
people named as references, and no advertising by the way (the same limits hold for it).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.directory import bare
from cartera_xl.outbox.templating.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.outbox.templating.outline import Outline


class Rule(NamedTuple):
    """Words that are looked for, without capitals or accents, and what they break."""

    pattern: re.Pattern[str]
    sentence: str


def _rule(pattern: str, sentence: str) -> Rule:
    return Rule(re.compile(pattern), sentence)


_DEBT: Final = r"(pag|cancel|abon|cumpl|atras|mora|incumpl|deb|deud)"
RULES: Final = (
    _rule(
        r"\b(por que|porque motivo|por cual|que le impid\w+)\b"
        rf"[^.?!]{{0,60}}\b{_DEBT}",
        "pregunta por qué no se ha pagado, y la Ley 2300 de 2023 no lo permite.",
    ),
    _rule(
        r"\b(motivos?|razon(es)?(?! social)|causas?|explicacion\w*|explique\w*"
        r"|justifi\w+)\b"
        rf"[^.?!]{{0,60}}\b{_DEBT}",
        "pide el motivo de la mora, y la Ley 2300 de 2023 no lo permite.",
    ),
    _rule(
        r"\b(promoci\w+|ofertas?|descuentos?|rebajas?|liquidacion total|gratis|regalos?"
        r"|sorteos?|cupon(es)?|aproveche\w*|compre|nuevos? productos?|novedades"
        r"|lanzamientos?|black friday|2x1)\b",
        "lleva publicidad, y un recordatorio no puede llevarla (Ley 2300 de 2023).",
    ),
    _rule(
        r"\b(referencias? (personal|familiar|laboral|comercial)\w*|familiar(es)?"
        r"|vecinos?|companeros? de trabajo|su jefe|su empleador)\b",
        "habla de otras personas, y la deuda solo se trata con quien debe "
        "(Ley 2300 de 2023).",
    ),
    _rule(
        r"\b(moroso|tramposo|estafador|mala paga|verguenza|carcel|denuncia penal)\w*\b",
        "ofende o amenaza: un recordatorio no lo hace.",
    ),
)


def wording(outline: Outline, file: str) -> Iterator[Fault]:
    """Yield what a template says that it may not, each sentence by itself."""
    for start, sentence in _sentences(outline.text):
        said = bare(sentence)
        for rule in RULES:
            if rule.pattern.search(said):
                yield Fault(file, outline.line(start), rule.sentence)


_END: Final = re.compile(r"(?<=[.?!])\s|<[^>]*>|\n\s*\n")
_ENTITY: Final = re.compile(r"&[a-z]+;|&#\w+;")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with its place; tags and blank lines end one too."""
    import html

    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        found = text[start:stop]
        if stripped := found.strip():
            place = start + len(found) - len(found.lstrip())
            yield place, html.unescape(stripped)
        start = end.end() if end else stop
