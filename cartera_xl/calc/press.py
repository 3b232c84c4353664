"""A button that was pressed in LibreOffice: `press PIPE ACTION WORKBOOK`.

It runs in a process of its own, which drives the LibreOffice that listens at the pipe.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl.calc.asking import asked
from cartera_xl.calc.copies import require_copy
from cartera_xl.calc.signatures import SAVED_NAMES
from cartera_xl.cli.screen import speak_utf8, warn
from cartera_xl.errors import DONE
from cartera_xl.excel import ribbon
from cartera_xl.faults import explain
from cartera_xl.hosts.calc.engine import attach

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Do what the button does; say on stderr why that could not be."""
    speak_utf8()
    pipe, action, workbook = arguments
    try:
        press(pipe, action, Path(workbook))
    except Exception as fault:
        told = explain(fault)
        warn(told.sentence)
        return told.exit_code
    return DONE


def press(pipe: str, action: str, workbook: Path) -> None:
    """Do what a button does in an open workbook.

    Raises:
        NotACopyError: the workbook is Excel's.
        CalcError: LibreOffice is not there, or the workbook no longer.
    """
    require_copy(workbook)
    app = attach(pipe)
    app.impl.function_names = SAVED_NAMES
    argument = asked(app.impl, action, workbook.parent)
    if argument is not None:
        ribbon.run_in(app.books[str(workbook)], action, argument)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stderr.flush()
    # The window waits for this process, and the bridge's threads may outlast Python's
    # own end: all is written and closed by now.
    os._exit(code)
