"""A program that takes no orders at the moment: one sentence, whatever it raised.

xlwings asks Excel again for a moment by itself; what is left is a person who edits a
cell, or a box that waits for an answer.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE
_BUSY: Final = frozenset({-2147418111, -2147417846, -2146777998})
# RPC_S_SERVER_UNAVAILABLE, RPC_E_DISCONNECTED
_GONE: Final = frozenset({-2147023174, -2147417848})

_UNKNOWN_NAME: Final = -2147352570  # DISP_E_UNKNOWNNAME


class OfficeBusyError(WorkbookError):
    """A cell is being edited, or a box waits for an answer."""

    def __init__(self) -> None:
        super().__init__(
            "Excel está ocupado o con una celda en edición: termine de escribir, "
            "cierre los avisos abiertos y repita."
        )


class OfficeGoneError(WorkbookError):
    """The program that showed the workbook has ended."""

    def __init__(self) -> None:
        super().__init__(
            "Excel se cerró mientras se escribía el libro: ábralo y repita."
        )


@contextmanager
def naming_faults() -> Iterator[None]:
    """Give what Excel raises a name, where a person can do something about it.

    Raises:
        OfficeBusyError: it takes no orders at the moment.
        OfficeGoneError: it is not there any more.
    """
    try:
        yield
    except Exception as fault:
        code = getattr(fault, "hresult", None)  # of pywintypes.com_error alone
        if code in _BUSY:
            raise OfficeBusyError from fault
        if code in _GONE:
            raise OfficeGoneError from fault
        raise


def is_unknown_there(fault: Exception) -> bool:
    """Tell that a program has no such thing: an older Excel, or Excel on macOS."""
    if isinstance(fault, (AttributeError, NotImplementedError)):
        return True
    return getattr(fault, "hresult", None) == _UNKNOWN_NAME
