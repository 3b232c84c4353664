"""The worksheet functions as Excel calls them, one wrapper each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.tabs.book import tab_of
from cartera_xl.tabs.functions import CATEGORY, FUNCTIONS
from cartera_xl.workbook.vba.module import listed, module, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.tabs.functions import Argument, Function
    from cartera_xl.workbook.vba.module import Module

NAME: Final = "CarteraFunctions"
DESCRIBING: Final = "DescribeFunctions"  # called when the workbook opens


def wrappers() -> Module:
    """Return the module of the worksheet functions."""
    lines = [line for function in FUNCTIONS for line in ("", *_wrapper(function))]
    return module(NAME, *lines, "", *_describing(), "", *_describe())


def _wrapper(function: Function) -> Iterator[str]:
    """Yield a function: it recalculates with Corte only while it depends on it."""
    parameters = ", ".join(map(_parameter, function.arguments))
    cutoff = next(a for a in function.arguments if a.name == function.stands_in)
    given = ", ".join(f"Argument({a.title})" for a in function.passed)
    call = ", ".join(
        (
            quoted(function.python),
            f"CutoffOr({cutoff.title})",
            f"Array({given})",
            *map(quoted, _offline(function)),
        )
    )
    yield f"Public Function {function.name}({parameters}) As Variant"
    yield f"    If IsMissing({cutoff.title}) Then Application.Volatile True"
    yield f"    {function.name} = Answered({call})"
    yield "End Function"


def _parameter(argument: Argument) -> str:
    optional = "Optional " if argument.optional else ""
    return f"{optional}{argument.title} As Variant"


def _offline(function: Function) -> tuple[str, str, str]:
    """Return how the last refresh answers: by what, in which tables and columns."""
    if function.offline is None:
        return "", "", ""
    by, tables = function.offline.by, function.offline.tables
    tab = tab_of(tables[0])
    titles = [tab.column(field).title for field in function.offline.fields]
    return by, ",".join(tables), ",".join(titles)


def _describing() -> Iterator[str]:
    yield f"Public Sub {DESCRIBING}()"
    yield "    ' For the function wizard; needs no trust in the VBA project."
    for function in FUNCTIONS:
        helps = listed(tuple(argument.help for argument in function.arguments))
        yield f"    Describe {quoted(function.name)}, {quoted(function.help)}, {helps}"
    yield "End Sub"


def _describe() -> Iterator[str]:
    """Yield how one function is described; one that fails does not stop the rest."""
    yield "Private Sub Describe(ByVal macro As String, ByVal help As String, _"
    yield "        ByVal arguments As Variant)"
    yield "    On Error Resume Next"
    yield "    Application.MacroOptions Macro:=macro, Description:=help, _"
    yield f"        Category:={quoted(CATEGORY)}, ArgumentDescriptions:=arguments"
    yield "End Sub"
