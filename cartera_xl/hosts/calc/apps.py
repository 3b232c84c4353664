"""The running LibreOffices, as xlwings' apps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from cartera_xl.hosts.calc.app import App
from cartera_xl.hosts.calc.office import Office, OfficeOptions

if TYPE_CHECKING:
    from collections.abc import Iterator


class Apps(base_classes.Apps):
    """Every app of this engine, the active one first."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._apps: list[App] = []

    def add(
        self,
        spec: object = None,
        add_book: bool | None = None,
        xl: object = None,
        visible: bool | None = None,
    ) -> App:
        """Start a LibreOffice, with a window only where `visible` says so."""
        seconds = None if visible else OfficeOptions().call_seconds
        office = Office(OfficeOptions(headless=not visible, call_seconds=seconds))
        office.start()
        app = App(self._engine, office)
        self.join(app)
        if add_book:
            app.books.add()
        return app

    def join(self, app: App) -> None:
        """Put an app first."""
        self.leave(app)
        self._apps.insert(0, app)

    def leave(self, app: App) -> None:
        """Forget an app."""
        self._apps = [other for other in self._apps if other is not app]

    def keys(self) -> list[int]:
        """Return the apps' process numbers."""
        return [app.pid for app in self._apps]

    @staticmethod
    def cleanup() -> None:
        """Do nothing: an app that was quit leaves nothing behind."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        for app in self._apps:
            if app.pid == pid:
                return app
        raise KeyError(pid)
