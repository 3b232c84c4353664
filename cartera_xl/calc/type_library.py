"""The add-in's interface: LibreOffice reads its methods from a text in IDL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.calc.identity import INTERFACE
from cartera_xl.calc.signatures import SIGNATURES

if TYPE_CHECKING:
    from cartera_xl.calc.signatures import Signature

_ARRAY: Final = "sequence< sequence< any > >"
# Hidden from whoever types a formula: Calc passes the workbook that the cell is in.
_WORKBOOK: Final = "[in] com::sun::star::beans::XPropertySet libro"


def idl() -> str:
    """Return the text."""
    *modules, name = INTERFACE.split(".")
    opening = " ".join(f"module {module} {{" for module in modules)
    methods = "".join(map(_method, SIGNATURES))
    return (
        f"{opening}\ninterface {name}: com::sun::star::uno::XInterface {{\n{methods}}};"
        f"\n{' '.join('};' for _ in modules)}\n"
    )


def _method(signature: Signature) -> str:
    cells = (f"[in] any {parameter}" for parameter in signature.parameters)
    given = _ARRAY if signature.declared.array else "any"
    return f"    {given} {signature.method}({', '.join([_WORKBOOK, *cells])});\n"
