"""What a reminder may not say, by the law or by good manners; a list to be read.

Ley 2300 of 2023: no asking why somebody has not paid (art. 4), nothing of the debt to
people named as references, and no advertising by the way (the same limits hold for it).
"""

from __future__ import annotations

import html
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
        r"\b(por que|porque motivo|por cual|que le impid\w+|que (le )?(paso|ocurrio"
        r"|sucedio)|que (dificultad|inconveniente|problema)\w*)\b"
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
        for rule in RULES:
            if rule.pattern.search(_said(sentence)):
                place = start + _line_of(rule, sentence)
                yield Fault(file, outline.line(place), rule.sentence)


# Tags within a sentence do not end it: «por qué no ha <b>pagado</b>».
_INLINE: Final = r"</?(?:a|b|em|i|small|span|strong|u)\b[^>]*>"
_END: Final = re.compile(rf"(?<=[.?!])\s|(?!{_INLINE})<[^>]*>|\n\s*\n")
_TAG: Final = re.compile(r"<[^>]*>")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with its place; tags and blank lines end one too."""
    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if text[start:stop].strip():
            yield start, text[start:stop]
        start = end.end() if end else stop


def _said(sentence: str) -> str:
    return bare(html.unescape(_TAG.sub("", sentence)))


def _line_of(rule: Rule, sentence: str) -> int:
    """Return where the line begins on which the words of a rule begin."""
    starts = [0, *(end.end() for end in re.finditer("\n", sentence))]
    return next(n for n in reversed(starts) if rule.pattern.search(_said(sentence[n:])))
