"""Diagnóstico: one report that can be copied to whoever helps.

The command line shows it; the ribbon's button shows what fails, and keeps it in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.install import rules
from cartera_xl.install.gathering import gather
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.rules import Line

_SECTIONS: Final = (rules.PROGRAM, rules.BOOK, rules.EXCEL, rules.LEDGER)
_WIDTH: Final = 27


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The report's lines, section by section."""

    moment: datetime
    lines: tuple[Line, ...]

    @property
    def faults(self) -> tuple[Line, ...]:
        """Return the lines that say what is wrong."""
        return tuple(line for line in self.lines if line.fault)


def run(
    machine: Machine,
    context: Context,
    workbook: Path | None = None,
    base: str | None = None,
) -> Diagnosis:
    """Examine an installation; whatever is wrong is in the answer.

    Args:
        machine: where.
        context: who asks, and when.
        workbook: the one to look at; without it, the one that was installed.
        base: the ledger, where neither settings nor the environment name it.
    """
    lines = rules.judge(gather(machine, context, workbook, base))
    lines.sort(key=lambda line: _SECTIONS.index(line.section))
    return Diagnosis(context.moment, tuple(lines))


def as_text(found: Diagnosis) -> str:
    """Return the report."""
    return "\n".join(_text(found))


def _text(found: Diagnosis) -> Iterator[str]:
    yield f"Diagnóstico de Cartera XL · {found.moment:%d/%m/%Y %H:%M}"
    for section, lines in groupby(found.lines, key=attrgetter("section")):
        yield ""
        yield section
        for line in lines:
            yield f"  {'✗' if line.fault else '✓'} {line.title:<{_WIDTH}} {line.value}"
    yield ""
    if not found.faults:
        yield "No se encontró ninguna falla."
        return
    yield f"{count(len(found.faults), 'falla', 'fallas')}:"
    yield from (f"  {line}" for line in fault_lines(found))


def fault_lines(found: Diagnosis) -> Iterator[str]:
    """Yield what is wrong, what to do about it, and its code, numbered."""
    for number, line in enumerate(found.faults, 1):
        if line.fault:
            yield f"{number}. {line.title}: {line.fault.remedy}. [{line.fault.code}]"


def as_json(found: Diagnosis) -> dict[str, Any]:
    """Return the report for a program."""
    return {
        "momento": found.moment.isoformat(timespec="minutes"),
        "hechos": [
            {"seccion": line.section, "dato": line.title, "valor": line.value}
            for line in found.lines
        ],
        "fallas": [
            {
                "codigo": line.fault.code,
                "dato": line.title,
                "remedio": line.fault.remedy,
            }
            for line in found.faults
            if line.fault
        ],
    }
