"""xlwings' own VBA module, as the installed package ships it.

A workbook that stands alone holds it, so that no add-in is needed and module, DLL and
package are always one version. It is read on the user's machine and never committed.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from cartera_xl.errors import CarteraError

_MODULE: Final = "xlwings/xlwings.bas"
_DICTIONARY: Final = "xlwings/addin/Dictionary.cls"


class XlwingsModuleMissingError(CarteraError):
    """xlwings is not installed as its package ships it."""

    def __init__(self) -> None:
        super().__init__(
            "No encuentro el módulo de VBA de xlwings: reinstale con "
            "«python -m pip install --force-reinstall xlwings»."
        )


def xlwings_source() -> str:
    """Return the text of the module; xlwings itself is not imported.

    Raises:
        XlwingsModuleMissingError: it is not there.
    """
    return _text(_MODULE)


def dictionary_source() -> str:
    """Return the text of the class that the module uses on macOS.

    Raises:
        XlwingsModuleMissingError: it is not there.
    """
    return _text(_DICTIONARY)


def _text(file: str) -> str:
    try:
        package = distribution("xlwings")
        data = Path(str(package.locate_file(file))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise XlwingsModuleMissingError from error
    return data.decode("cp1252").replace("\r\n", "\n")
