"""The engine that xlwings is given: Calc where it knows Excel."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw

from cartera_xl.hosts.calc.app import App
from cartera_xl.hosts.calc.apps import Apps
from cartera_xl.hosts.calc.attached import AttachedOffice
from cartera_xl.hosts.calc.cleaning import clean
from cartera_xl.hosts.calc.office import Office
from cartera_xl.hosts.calc.values import element

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cartera_xl.hosts.calc.office import OfficeOptions

NAME: Final = "calc"
_PLAIN: Final = frozenset((str, float, bool, datetime, date))


class Engine:
    """What xlwings asks an engine for."""

    name = NAME
    type = "desktop"  # a program on this machine, which takes a scalar for many cells

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: object, options: object) -> object:
        """Return a value as one that a cell can hold; most are."""
        return value if type(value) in _PLAIN else element(value)

    @staticmethod
    def clean_value_data(
        rows: Sequence[list[Any]],
        moment_as: Callable[..., Any],
        empty_as: Any,
        number_as: Callable[[float], Any] | None,
        errors_as_text: bool,
    ) -> list[list[Any]]:
        """Return rows that were read, as the reader wants them."""
        return clean(rows, moment_as, empty_as, number_as, errors_as_text)


def register(*, activate: bool = True) -> xw.main.Engine:
    """Make the engine known to xlwings, and the one that it uses unless told."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(xw.main.Engine(impl=Engine()))
    engine = xw.engines[NAME]
    if activate:
        engine.activate()
    return engine


def start(options: OfficeOptions | None = None) -> xw.App:
    """Start a LibreOffice, without a workbook; `quit()` ends it.

    Raises:
        OfficeMissingError, BridgeMissingError, OfficeStartError: it is not there.
    """
    return _joined(Office(options))


def attach(pipe: str, *, headless: bool = False) -> xw.App:
    """Return the LibreOffice that listens at a pipe; `quit()` lets go of it.

    Raises:
        OfficeUnreachableError: nothing listens there.
        BridgeMissingError: this Python cannot speak with it.
    """
    return _joined(AttachedOffice(pipe, headless=headless))


def _joined(office: Office) -> xw.App:
    office.start()
    engine = register().impl
    app = App(engine, office)
    engine.apps.join(app)
    return xw.App(impl=app)
