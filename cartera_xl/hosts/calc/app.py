"""One LibreOffice, as an app of xlwings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from cartera_xl.hosts.calc.alerts import Alerts
from cartera_xl.hosts.calc.books import Books
from cartera_xl.hosts.calc.guard import guarded
from cartera_xl.hosts.calc.macros import run_macro, split_macro
from cartera_xl.hosts.calc.program import office_program
from cartera_xl.hosts.calc.screen import Screen
from cartera_xl.hosts.calc.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cartera_xl.hosts.calc.office import Office
    from cartera_xl.hosts.calc.ranges import Range

_SPREADSHEET: Final = "com.sun.star.sheet.SpreadsheetDocument"


@guarded(but=("alert", "quit", "kill", "pid", "activate", "forget", "known"))
class App(base_classes.App):
    """One LibreOffice. `alerts` and `bar` keep what it said."""

    office: Office

    enable_events = True
    interactive = True
    cut_copy_mode = None
    startup_path = ""
    hwnd = None
    version = "16.0"  # of the Excel whose manners it has
    document: Any = None

    def __init__(self, engine: Any, office: Office) -> None:
        self.engine = engine
        self.office = office
        self.alerts = Alerts(office)
        self.bar = StatusBar()
        self.function_names: Mapping[str, str] = {}  # see function_names.py
        self._screen = Screen()
        self._known: dict[tuple[object, ...], Any] = {}
        self._display_alerts = True

    @property
    def api(self) -> Any:
        """Return LibreOffice's desktop."""
        return self.office.desktop

    @property
    def books(self) -> Books:
        """Return the open workbooks."""
        return Books(self)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self.office.pid

    @property
    def path(self) -> str:
        """Return the folder of the program."""
        return str(office_program().parent)

    @property
    def visible(self) -> bool:
        """Tell whether there is a window; that is decided at the start."""
        return not self.office.options.headless

    @visible.setter
    def visible(self, value: bool) -> None:
        pass

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the app that xlwings takes where none is named."""
        self.engine.apps.join(self)

    def quit(self) -> None:
        """End LibreOffice; what was not saved is lost."""
        self.engine.apps.leave(self)
        self.office.stop()

    def kill(self) -> None:
        """End LibreOffice at once."""
        self.engine.apps.leave(self)
        self.office.kill()
        self.office.stop()

    def documents(self) -> list[Any]:
        """Return the open workbooks as UNO's objects, in the order of opening."""
        found, components = [], self.office.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if component.supportsService(_SPREADSHEET):
                found.append(component)
        return found

    @property
    def selection(self) -> Range | None:
        """Return the selected cells of the active workbook, if cells are selected."""
        book = self.books.active
        return book.selection if book else None

    @property
    def screen_updating(self) -> bool:
        """Tell whether windows are drawn while cells change."""
        return self._screen.updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.forget()
        self._screen.update(bool(value), self.documents)

    @property
    def known(self) -> dict[tuple[object, ...], Any] | None:
        """Return what is known and stays as it is; None while anybody may change it."""
        return None if self._screen.updating else self._known

    def forget(self) -> None:
        """Forget what is known: something changes."""
        self._known.clear()

    def join(self, document: Any) -> None:
        """Take a workbook that was opened among those that are held back, if any."""
        self._screen.take(document)

    @property
    def display_alerts(self) -> bool:
        """Return what was set; Calc asks nothing of its own here."""
        return self._display_alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._display_alerts = value

    @property
    def calculation(self) -> str:
        """Return "automatic" or "manual"."""
        documents = self._screen.held or self.documents()
        automatic = all(d.isAutomaticCalculationEnabled() for d in documents)
        return "automatic" if automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for document in self._screen.held or self.documents():
            document.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Work out every formula whose sources changed."""
        for document in self.documents():
            document.calculate()

    @property
    def status_bar(self) -> str | bool:
        """Return the text at the foot of the window; False where there is none."""
        return self.bar.text

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        self.bar.show(value, self._frame)

    def alert(
        self,
        prompt: str | None,
        title: str | None,
        buttons: str | None,
        mode: str | None,
        callback: object,
    ) -> str:
        """Show a message and return the button that was chosen; see `alerts`."""
        frame = None if self.office.options.headless else self._frame()
        window = frame.ContainerWindow if frame is not None else None
        return self.alerts.ask(prompt, title, buttons, mode, window)

    def run(self, macro: str, arguments: Sequence[object]) -> Any:
        """Run a macro, of the active workbook unless its name states another."""
        stated, name = split_macro(macro)
        book = self.books(stated) if stated else self.books.active
        if book is None:
            raise KeyError(macro)
        return run_macro(book.document, name, arguments)

    def _frame(self) -> Any:
        book = self.books.active
        return book.frame if book else None
