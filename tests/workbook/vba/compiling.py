"""Compiling VBA in LibreOffice: one broken module makes a whole library answer 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from tests.live_office import LiveOffice

_LIBRARY: Final = "VBAProject"
_ANSWER: Final = 7
_PROBE: Final = (
    f"\nPublic Function ZzProbe() As Long\nZzProbe = {_ANSWER}\nEnd Function\n"
)


def broken_modules(office: LiveOffice, workbook: Path) -> list[str]:
    """Return the modules of a workbook that do not compile on their own."""
    with office.workbook(workbook) as document:
        libraries = document.BasicLibraries
        library = libraries.getByName(_LIBRARY)
        sources = {name: library.getByName(name) for name in library.ElementNames}
        assert sources, "the workbook has no macros"
        return [
            name
            for name, source in sources.items()
            if _answer_alone(office, document, name, source) != _ANSWER
        ]


def whole_answers(office: LiveOffice, workbook: Path) -> bool:
    """Tell whether the project as a whole compiles, so that its functions answer."""
    with office.workbook(workbook) as document:
        answer = office.call(document, "CarteraBridge.PythonText", "a'b")
        return bool(answer == "a\\u0027b")


def _answer_alone(office: LiveOffice, document: Any, name: str, source: str) -> object:
    libraries = document.BasicLibraries
    libraries.VBACompatibilityMode = True
    library = libraries.createLibrary(f"Probe_{name}")
    library.insertByName("Probed", source + _PROBE)
    url = (
        f"vnd.sun.star.script:Probe_{name}.Probed.ZzProbe?language=Basic"
        "&location=document"
    )
    with office.watched():
        script = document.getScriptProvider().getScript(url)
        return script.invoke((), (), ())[0]
