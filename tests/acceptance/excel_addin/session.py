"""A person's first half hour, typed on a profile of Windows and written down.

`python -m tests.acceptance.excel_addin.session` writes it anew into docs/.
"""

from __future__ import annotations

import re
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from cartera_xl.cli import main
from cartera_xl.install import gathering, installing, machine
from tests.commands import Answer
from tests.install.profiles import BUILD, Programs, windows
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.install.profiles import Profile

GUIDE: Final = ROOT / "docs" / "instalacion.md"
START, END = "<!-- sesión -->\n", "<!-- fin de la sesión -->\n"
NOW: Final = "2026-11-29T09:30"
_PYWIN32: Final = "312"  # comes with xlwings on Windows
_SLASH: Final = re.compile(r"(?<!\d)/")  # in dates it follows a digit
# A line of the report whose value is a version, and the DLL's name.
_VERSION: Final = re.compile(r"(?m)^(  . .{27} |.*xlwings64-)\d+[.\d]*(?= ·|$|\.dll)")

TYPED: Final = (
    ("demo", "Documents/Cartera"),
    ("instalar", "--simular"),
    ("instalar",),
    ("instalar",),
    ("diagnostico",),
    (
        *("instalar", "--carpeta", "Mi empresa", "--base", "{data}/mi-empresa.db"),
        *("--empresa", "Ferretería Núñez S.A.S.", "--nit", "900123456-8"),
    ),
    ("desinstalar", "--carpeta", "Mi empresa", "--simular"),
)


@dataclass(frozen=True)
class Seat:
    """A profile at which commands are typed, in this process, at NOW."""

    profile: Profile
    programs: Programs

    def type(self, *arguments: object, cwd: Path | None = None) -> Answer:
        out, err = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._environment().items():
                patch.setenv(name, value)
            patch.delenv("CARTERA_DB", raising=False)
            patch.chdir(cwd or self.profile.home)
            patch.setattr(machine, "this_machine", lambda: self.profile.machine)
            patch.setattr(gathering, "build", BUILD)
            patch.setattr(gathering, "version_of", _version)
            real = installing.run
            patch.setattr(installing, "run", self._run(real))
            with redirect_stdout(out), redirect_stderr(err):
                code = main([str(argument) for argument in arguments])
        return Answer(code, out.getvalue(), err.getvalue())

    def _run(self, real: Any) -> Any:
        def run(*arguments: Any, **options: Any) -> Any:
            return real(*arguments, **options, run_=self.programs, build=BUILD)

        return run

    def _environment(self) -> dict[str, str]:
        elsewhere = self.profile.home.parent.parent
        return {
            "CARTERA_HOY": NOW,
            "CARTERA_USUARIO": "jose",
            "XDG_CONFIG_HOME": str(elsewhere / "config"),
            "XDG_STATE_HOME": str(elsewhere / "state"),
        }


def _version(package: str) -> str:
    from cartera_xl.install.finding import version_of

    return _PYWIN32 if package == "pywin32" else version_of(package)


def seat(root: Path, **changes: Any) -> Seat:
    """Return a seat on a new profile of Windows."""
    profile = windows(root, **changes)
    return Seat(profile, Programs(profile.machine))


def record(root: Path) -> str:
    """Type the session and return it as a person would have seen it."""
    return "\n".join(_lines(seat(root), root))


def _lines(at: Seat, root: Path) -> Iterator[str]:
    for typed in TYPED:
        words = [word.format(data=at.profile.machine.data) for word in typed]
        answer = at.type(*words)
        assert not answer.err, answer
        yield _shown(f"> cartera {' '.join(map(_quoted, words))}", root)
        yield _shown(answer.out, root)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _shown(text: str, root: Path) -> str:
    """Return a text with the paths that it would have on Windows."""
    lines = text.replace(str(root), "C:").split("\n")
    return "\n".join(map(_windows, lines))


def _windows(line: str) -> str:
    is_path = "C:" in line or "Documents/" in line
    return _SLASH.sub("\\\\", line) if is_path else line


def in_the_guide() -> str:
    """Return the session as the guide tells it."""
    text = GUIDE.read_text("utf-8")
    return text[text.index(START) + len(START) : text.index(END)]


def as_block(session: str) -> str:
    """Return a session as the guide holds it."""
    lines = "\n".join(line.rstrip() for line in session.splitlines())
    return f"```text\n{lines}\n```\n"


def without_versions(text: str) -> str:
    """Return a text in which no version is another than any."""
    return _VERSION.sub(r"\1#", text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        told = as_block(record(Path(folder)))
    guide = GUIDE.read_text("utf-8")
    before, _, rest = guide.partition(START)
    _, _, after = rest.partition(END)
    GUIDE.write_text(f"{before}{START}{told}{END}{after}", "utf-8")
    sys.stdout.write(told)
