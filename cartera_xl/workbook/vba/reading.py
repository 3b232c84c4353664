"""What the VBA project of a workbook holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A declaration, whose parameters may go on in the next lines.
_PROCEDURE: Final = re.compile(
    r"^[ \t]*(?:(Public|Private)[ \t]+)?(?:Sub|Function)[ \t]+(\w+)[ \t]*\((.*?)\)"
    r"[ \t]*(?:As[ \t]+\w+)?[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_CONTINUED: Final = re.compile(r" _\r?\n[ \t]*")


class Procedure(NamedTuple):
    """A procedure of a module, and its parameters as they are written."""

    module: str
    name: str
    parameters: str
    public: bool


@dataclass(frozen=True)
class Project:
    """The source of every module; `documents` names those of workbook and sheets."""

    sources: Mapping[str, str]
    documents: frozenset[str]

    @cached_property
    def procedures(self) -> list[Procedure]:
        """Return every procedure of the project."""
        return [
            procedure
            for module, source in self.sources.items()
            for procedure in _procedures(module, source)
        ]


def read_project(data: bytes) -> Project:
    """Return what a vbaProject.bin holds.

    Raises:
        VBAProjectError: it is damaged (a fault of pyOpenVBA).
    """
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import parse_project_stream, parse_vba_project

    file = CFB.from_bytes(data)
    project = parse_vba_project(file)
    listed = parse_project_stream(file.get_stream("PROJECT"))
    return Project(
        {module.name: module.source for module in project.modules},
        frozenset(name for name, _ in listed.document_modules),
    )


def _procedures(module: str, source: str) -> Iterator[Procedure]:
    for found in _PROCEDURE.finditer(_CONTINUED.sub(" ", source)):
        scope, name, parameters = found.groups()
        public = (scope or "Public").casefold() != "private"
        yield Procedure(module, name, " ".join(parameters.split()), public)
