"""A module of VBA source, and what the editor of Office allows in one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

ENCODING: Final = "cp1252"  # of Office in Spanish; of the project
LONGEST_LINE: Final = 1023  # characters
_NAME: Final = re.compile(r"[A-Za-z]\w{0,30}", re.ASCII)


class Module(NamedTuple):
    """A module; its source has LF, and CRLF in the project."""

    name: str
    source: str
    is_class: bool = False

    @property
    def text(self) -> str:
        """Return the source as the project holds it."""
        return self.source.replace("\r\n", "\n").replace("\n", "\r\n")


def module(name: str, *lines: str) -> Module:
    """Return a generated module."""
    head = (
        f'Attribute VB_Name = "{name}"',
        "Option Explicit",
        "' Written by the build: cartera_xl/workbook/vba. Do not edit.",
    )
    return Module(name, "\n".join((*head, *lines, "")))


def quoted(text: str) -> str:
    """Return a text as VBA writes it."""
    return '"' + text.replace('"', '""') + '"'


def listed(values: tuple[str, ...]) -> str:
    """Return a call of Array with texts."""
    return f"Array({', '.join(map(quoted, values))})"


def faults_of(one: Module) -> list[str]:
    """Return what Office would refuse or silently change in a module."""
    found = []
    if not _NAME.fullmatch(one.name):
        found.append(f"the name «{one.name}»")
    named = f'Attribute VB_Name = "{one.name}"\n'
    if not (named in one.source if one.is_class else one.source.startswith(named)):
        found.append("the first line does not name it")
    for number, line in enumerate(one.source.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            found.append(f"line {number} has {len(line)} characters")
        if not _fits(line):
            found.append(f"line {number} is not in {ENCODING}")
    return found


def _fits(line: str) -> bool:
    try:
        line.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
