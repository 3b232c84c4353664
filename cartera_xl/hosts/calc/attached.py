"""A LibreOffice that a person works in, driven through its pipe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cartera_xl.hosts.calc.faults import OfficeUnreachableError
from cartera_xl.hosts.calc.office import Office, OfficeOptions
from cartera_xl.hosts.calc.process import reach, service


class AttachedOffice(Office):
    """Somebody else's process: it is never ended, and no deadline hurries its user."""

    def __init__(self, pipe: str, *, headless: bool = False) -> None:
        super().__init__(OfficeOptions(headless=headless, call_seconds=None))
        self._pipe = pipe
        self._context: Any = None

    @property
    def pid(self) -> int:
        """Return our own number: the other process does not tell its own."""
        return os.getpid()

    def is_running(self) -> bool:
        """Tell whether the process answers."""
        return self._desktop is not None and self._answers()

    def running_profile(self) -> Path:
        """Return the profile of the process."""
        assert self.desktop is not None
        paths = self.service("util.PathSubstitution")
        user = paths.substituteVariables("$(user)", True)
        return Path(url2pathname(urlsplit(user).path)).parent

    def service(self, name: str) -> Any:
        """Return a new service of com.sun.star."""
        return service(self._context, name)

    def start(self) -> None:
        """Reach the process.

        Raises:
            OfficeUnreachableError: nothing listens at the pipe.
        """
        self._context = reach(self._pipe)
        if self._context is None:
            raise OfficeUnreachableError
        self._desktop = self.service("frame.Desktop")

    def stop(self) -> None:
        """Let go of the process, which goes on."""
        self._context = self._desktop = None

    kill = stop
