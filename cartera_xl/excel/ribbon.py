"""What the buttons of the ribbon call: a text in, a text out, within about a second.

The first sign of an answer says what it is: «~» that the action still runs and where it
stands, «!» a warning, nothing that there is nothing to say; other texts are messages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import xlwings

from cartera_xl.cli.session import caller
from cartera_xl.excel.buttons import work_of
from cartera_xl.excel.office_host import OfficeHost
from cartera_xl.excel.open_books import open_book
from cartera_xl.excel.press import Press
from cartera_xl.excel.pump import Pump
from cartera_xl.excel.speaking import NOTHING, WARNING, WORKING, warning
from cartera_xl.faults import explain
from cartera_xl.hosts.live import LiveWorkbook
from cartera_xl.hosts.live.busy import naming_faults
from cartera_xl.hosts.live.workbook import TITLE
from cartera_xl.tabs.ribbon import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlwings import Book

    from cartera_xl.excel.pump import Job

F = TypeVar("F", bound="Callable[..., object]")


def _served(function: F) -> F:
    """Let Excel's server find a function; texts in and a text out, as they are.

    xlwings would convert by annotations.
    """
    function.__annotations__ = {}
    served: F = xlwings.func(function)
    return served


_PUMP: Final = Pump()
_LABELS: Final = {button.action: button.label for button in BUTTONS}


@_served
def start(action: str, argument: str, workbook: str) -> str:
    """Start what a button does; return what it has to say, or how far it is.

    Args:
        action: its name in tabs/ribbon.py.
        argument: what was asked before; "" where nothing is.
        workbook: the full name of the workbook that the button is in.
    """
    try:
        with naming_faults():
            return _start(open_book(workbook), action, argument, Path(workbook))
    except Exception as fault:
        return warning(explain(fault).sentence)


@_served
def go_on() -> str:
    """Return what the running action has to say, or how far it is."""
    return _PUMP.go_on()


@_served
def opened(workbook: str) -> str:
    """Return what to ask when a workbook is opened; "" where all is up to date."""
    from cartera_xl.excel.opening import question

    try:
        path = Path(workbook)
        return question(LiveWorkbook(open_book(workbook), path), caller())
    except Exception:
        return NOTHING  # a button will say it, where somebody wants something


def run_here(action: str, argument: str) -> None:
    """Do what a button does in a process of its own, as Excel starts it on macOS."""
    run_in(xlwings.Book.caller(), action, argument)


def run_in(book: Book, action: str, argument: str) -> None:
    """Do what a button of a workbook does, and say there how it went."""
    try:
        answer = _start(book, action, argument, Path(book.fullname))
        while answer.startswith(WORKING):
            book.app.status_bar = answer.removeprefix(WORKING)
            answer = go_on()
    except Exception as fault:
        answer = warning(explain(fault).sentence)
    finally:
        book.app.status_bar = False
    if answer:
        mode = "critical" if answer.startswith(WARNING) else "info"
        book.app.alert(answer.removeprefix(WARNING), TITLE, mode=mode)


def _start(book: Book, action: str, argument: str, path: Path) -> str:
    host = LiveWorkbook(book, path)
    do = work_of(action)
    context = caller()

    def work(job: Job) -> str:
        return do(Press(OfficeHost(host, path, job), argument, context, job.tell))

    return _PUMP.start(_LABELS.get(action, "Actualizar"), work)
