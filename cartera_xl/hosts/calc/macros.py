"""Basic macros of a workbook, its VBA among them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.hosts.calc.bridge import exception
from cartera_xl.hosts.calc.faults import MacroMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME: Final = re.compile(r"(?:'(?P<book>(?:[^']|'')*)'!)?(?P<macro>.+)")
_LIBRARIES: Final = ("VBAProject", "Standard")


def split_macro(name: str) -> tuple[str | None, str]:
    """Return the workbook that a macro's name states, if any, and the macro's own."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise MacroMissingError(name)
    book: str | None = found["book"]
    return book and book.replace("''", "'"), found["macro"]


def run_macro(document: Any, name: str, arguments: Sequence[object]) -> Any:
    """Run a macro of a workbook and return what it returns.

    Raises:
        MacroMissingError: the workbook does not have it.
    """
    scripts = document.getScriptProvider()
    for candidate in _candidates(document, name):
        url = f"vnd.sun.star.script:{candidate}?language=Basic&location=document"
        with suppress(exception("script.provider.ScriptFrameworkErrorException")):
            script = scripts.getScript(url)
            return script.invoke(tuple(arguments), (), ())[0]
    raise MacroMissingError(name)


def _candidates(document: Any, name: str) -> Iterator[str]:
    for library in _LIBRARIES:
        if "." in name:
            yield f"{library}.{name}"
            continue
        libraries = document.BasicLibraries
        if libraries.hasByName(library):
            libraries.loadLibrary(library)
            modules = libraries.getByName(library).ElementNames
            yield from (f"{library}.{module}.{name}" for module in modules)
