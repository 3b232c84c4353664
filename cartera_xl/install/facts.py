"""What a diagnosis looks at: gathered first, judged afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from cartera_xl.install.machine import System
    from cartera_xl.install.modules import Mode


@dataclass(frozen=True, slots=True)
class Program:
    """The Python that runs, and what is installed in it; missing packages are «»."""

    python: tuple[int, int, int]
    bits: int
    interpreter: Path
    from_store: bool
    packages: Mapping[str, str]
    xlwings_needed: str  # the version that ours is built for


class Library(NamedTuple):
    """xlwings' DLL: its name, where VBA looks for it, where it was found."""

    name: str
    sought: tuple[Path, ...]
    found: Path | None


class ConfigKey(NamedTuple):
    """A setting of xlwings': the value that counts, and every place that has one."""

    key: str
    value: str
    places: tuple[str, ...]  # the first is the one that counts


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The workbook; `fault` says why nothing more is known of it."""

    path: Path
    fault: str = ""
    template: str = ""
    template_needed: str = ""
    mode: Mode | None = None  # None: it has no macros
    lost_macros: bool = False
    is_current: bool = True
    xlwings: str = ""  # of the module inside a standalone workbook
    marked: bool = False  # downloaded: Windows blocks its macros
    open_by: str | None = None  # None: nobody has it open
    ledger_id: str = ""
    why_not_here: str = ""  # the folder is synchronised or on a network
    writable: bool = True


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The ledger; `fault` says why it cannot be used."""

    place: str = ""
    named_by: str = ""
    fault: str = ""
    ledger_id: str = ""
    company: str = ""
    revision: int = 0
    checks: int = 0
    broken: tuple[str, ...] = ()  # titles of the checks that found something
    writable: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything, at a moment in Bogotá."""

    moment: datetime
    system: System
    code_page: str
    program: Program
    book: BookFacts | None
    ledger: LedgerFacts
    library: Library | None = None  # None where there is none to look for
    config: tuple[ConfigKey, ...] = ()
    interpreter_exists: bool = True  # the one that Excel is told to call
    script: Path | None = None  # macOS: what is missing for Excel to call Python
    addin_missing: Path | None = None
    addin_version: str = ""  # empty: there is none, or it does not tell
    log: Path | None = None
    others: Mapping[str, str] = field(default_factory=dict)

    def setting(self, key: str) -> ConfigKey | None:
        """Return a setting that somebody made."""
        return next((s for s in self.config if s.key == key and s.places), None)
