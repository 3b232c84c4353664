"""Binding Python to the worksheet functions that tabs/functions.py declares.

Our registry holds on every system; xlwings' decorators do something on Windows only,
where its server finds a function by what they leave on it.
"""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cartera_xl.excel import answers
from cartera_xl.excel.arguments import READERS, CutoffMissingError, day
from cartera_xl.excel.ledgers import LEDGERS
from cartera_xl.tabs.functions import CATEGORY, FUNCTIONS, Function

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartera_xl.excel.answers import Grid, Number

Called: TypeAlias = "Callable[..., Number | Grid | str]"
_DECLARED: Final = {declared.python: declared for declared in FUNCTIONS}
_FIRST: Final = ("workbook", "cutoff")

REGISTRY: Final[dict[str, Called]] = {}  # by the name in a formula


class DeclarationError(TypeError):
    """A function that is not what it was declared to be."""

    def __init__(self, function: Callable[..., object], why: str) -> None:
        super().__init__(f"{function.__name__}: {why}")


def registered(function: Callable[..., Number | Grid]) -> Called:
    """Bind a function to its declaration, and return what Excel calls.

    The function takes the ledger's `Answers`, the cut-off date and the declared
    arguments, read already, and may raise any `CarteraError`. What Excel calls takes
    the workbook's full name, its cut-off date and raw cells, and never raises.

    Raises:
        DeclarationError: there is no such declaration, or its arguments are others.
    """
    declared = _DECLARED.get(function.__name__)
    if declared is None:
        raise DeclarationError(function, "no worksheet function is declared so")
    _compare(function, declared)
    readers = [READERS[argument.name] for argument in declared.passed]
    surplus = [None] * len(readers)

    def called(workbook: object, cutoff: object = None, *cells: object) -> Any:
        try:
            at = day(cutoff)
            given = [*cells, *surplus[len(cells) :]]
            read = [reader(c) for reader, c in zip(readers, given, strict=True)]
            if at is None:
                raise CutoffMissingError
            with LEDGERS.asked(workbook) as ledger:
                return function(ledger, at, *read)
        except Exception as fault:
            return answers.error(fault)

    called.__name__ = called.__qualname__ = function.__name__
    called.__module__ = function.__module__
    called.__doc__ = function.__doc__
    called.__dict__["__signature__"] = _signature(declared)
    called.__annotations__ = {}  # xlwings would convert by them
    REGISTRY[declared.name] = called
    return _with_xlwings(called, declared)


def _compare(function: Callable[..., object], declared: Function) -> None:
    first, second, *own = inspect.signature(function).parameters
    if (first, second) != ("ledger", "at"):
        raise DeclarationError(function, "takes a ledger and a date first")
    if (names := [argument.name for argument in declared.passed]) != own:
        raise DeclarationError(function, f"takes {own}, and {names} are declared")


def _signature(declared: Function) -> inspect.Signature:
    """Return the parameters of what Excel calls; all but the first may be left out."""
    names = (*_FIRST, *(argument.name for argument in declared.passed))
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    first, *others = (inspect.Parameter(name, kind) for name in names)
    return inspect.Signature([first, *(p.replace(default=None) for p in others)])


def _with_xlwings(called: Called, declared: Function) -> Called:
    """Apply xlwings' own decorators where it is loaded, as in its server.

    Importing it here would cost whoever does without (a second, where pandas is
    installed); in its server it is there before us. A cell's error arrives as text:
    left to itself, xlwings gives None, and None means every customer.
    """
    xlwings = sys.modules.get("xlwings")
    if xlwings is None:
        return called
    bound = called
    for name in ("cutoff", *(argument.name for argument in declared.passed)):
        bound = xlwings.arg(name, err_to_str=True)(bound)
    # Last: each of the others sets the category back.
    result: Called = xlwings.func(bound, category=CATEGORY, call_in_wizard=False)
    return result
