"""The worksheet functions as an add-in of Calc declares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.calc.identity import ADDIN
from cartera_xl.tabs.functions import FUNCTIONS

if TYPE_CHECKING:
    from cartera_xl.tabs.functions import Function


@dataclass(frozen=True, slots=True)
class Signature:
    """A function, and the name that its method has: CARTERA_SALDO, carteraSaldo."""

    declared: Function

    @property
    def method(self) -> str:
        """Return the method's name."""
        first, *others = self.declared.name.lower().split("_")
        return first + "".join(word.capitalize() for word in others)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of what a cell passes."""
        return tuple(argument.title for argument in self.declared.arguments)

    @property
    def saved(self) -> str:
        """Return what LibreOffice calls the function in Excel's files."""
        return f"{ADDIN}.{self.method}".upper()


SIGNATURES: Final = tuple(map(Signature, FUNCTIONS))
NAMES: Final = tuple(signature.declared.name for signature in SIGNATURES)
# Known functions are written under the add-in's name, others in small letters.
SAVED_NAMES: Final = {s.saved: s.declared.name for s in SIGNATURES} | {
    name.lower(): name for name in NAMES
}


def as_data() -> dict[str, dict[str, object]]:
    """Return what the component has to know of each function, by its method."""
    return {signature.method: _data(signature) for signature in SIGNATURES}


def _data(signature: Signature) -> dict[str, object]:
    declared = signature.declared
    names = [argument.name for argument in declared.arguments]
    return {
        "name": declared.name,
        "array": declared.array,
        "help": declared.help,
        "titles": list(signature.parameters),
        "helps": [argument.help for argument in declared.arguments],
        # Where among the arguments the cut-off date is, and where what is passed.
        "cutoff": names.index(declared.stands_in),
        "passed": [names.index(argument.name) for argument in declared.passed],
    }
