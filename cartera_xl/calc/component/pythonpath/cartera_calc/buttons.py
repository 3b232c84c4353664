"""A click: the action runs in a process of its own, which drives this LibreOffice."""

from __future__ import annotations

import subprocess
import threading
import uuid
from contextlib import suppress
from typing import Any

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

from cartera_calc.events import calculate_again
from cartera_calc.known import KNOWN, command, environment

_PROTOCOL = "org.cartera.xl:"
_TITLE = "Cartera"
_WARNING = "WARNINGBOX"
_SILENT = "La acción no terminó: mire con Actualizar qué alcanzó a registrarse."
_TAIL = 300  # letters of what a process that failed has written


class Handler(
    unohelper.Base, XInitialization, XDispatchProvider, XDispatch, XServiceInfo
):
    """Takes the clicks of one window."""

    NAME = "org.cartera.CarteraHandler"
    SERVICES = (NAME, "com.sun.star.frame.ProtocolHandler")

    def __init__(self, context: Any) -> None:
        self._context = context
        self._frame: Any = None

    def initialize(self, arguments: Any) -> None:
        self._frame = arguments[0] if arguments else None

    def queryDispatch(self, url: Any, target: str, flags: int) -> Any:
        return self if url.Complete.startswith(_PROTOCOL) else None

    def queryDispatches(self, requests: Any) -> Any:
        return tuple(
            self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags)
            for r in requests
        )

    def dispatch(self, url: Any, arguments: Any) -> None:
        action = url.Complete[len(_PROTOCOL) :]
        try:
            press(self._context, self._frame, action)
        except Exception as fault:
            tell(self._context, self._frame, f"No se pudo empezar: {fault}")

    def addStatusListener(self, listener: Any, url: Any) -> None:
        """Tell nothing: a button can always be pressed, and says what is missing."""

    def removeStatusListener(self, listener: Any, url: Any) -> None:
        """Do nothing."""

    def getImplementationName(self) -> str:
        return self.NAME

    def supportsService(self, name: str) -> bool:
        return name in self.SERVICES

    def getSupportedServiceNames(self) -> Any:
        return self.SERVICES


class _Running:
    """What is done at the moment, of which there is one at a time."""

    pipe = ""
    acceptor: Any = None  # it listens while somebody holds it
    process: subprocess.Popen[bytes] | None = None
    label = ""


def press(context: Any, frame: Any, action: str) -> None:
    """Start an action on the workbook of a window."""
    if _Running.process is not None and _Running.process.poll() is None:
        doing = f"Todavía se está haciendo «{_Running.label}»: espere a que termine."
        return tell(context, frame, doing)
    document = frame.Controller.Model
    if not document.URL.startswith("file:"):
        return tell(context, frame, "Guarde primero el libro en una carpeta.")
    path = uno.fileUrlToSystemPath(document.URL)
    _Running.label = KNOWN["buttons"].get(action, action)
    _Running.process = subprocess.Popen(
        command("press", _listening(context), action, path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    after = _After(context, frame, document)
    frame.ContainerWindow.setEnable(False)  # nobody types where it writes
    watching = (_Running.process, after)
    threading.Thread(target=_watch, args=watching, daemon=True).start()
    return None


def tell(context: Any, frame: Any, text: str) -> None:
    """Show a message."""
    toolkit = _service(context, "com.sun.star.awt.Toolkit")
    kind = uno.Enum("com.sun.star.awt.MessageBoxType", _WARNING)
    window = frame.ContainerWindow
    toolkit.createMessageBox(window, kind, 1, _TITLE, text).execute()


def _listening(context: Any) -> str:
    """Return the pipe at which this LibreOffice can be driven; it opens once."""
    if not _Running.pipe:
        pipe = f"cartera{uuid.uuid4().hex}"
        acceptor = _service(context, "com.sun.star.office.Acceptor")
        where = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
        acceptor.initialize((where, True))  # without the second it does not listen yet
        _Running.acceptor, _Running.pipe = acceptor, pipe
    return _Running.pipe


def _watch(process: subprocess.Popen[bytes], after: _After) -> None:
    """Wait for the end of an action, whatever its end is."""
    _, said = process.communicate()
    after.fault = said.decode("utf-8", "replace").strip()[-_TAIL:]
    after.failed = process.returncode != 0
    after.schedule()


class _After(unohelper.Base, XCallback):
    """What is done in LibreOffice's own thread when an action has ended."""

    def __init__(self, context: Any, frame: Any, document: Any) -> None:
        self._context = context
        self._frame = frame
        self._document = document
        self._later = _service(context, "com.sun.star.awt.AsyncCallback")
        # Until the action says where it stands, it stands under this.
        self._sign = frame.createStatusIndicator()
        self._sign.start(f"{_Running.label}…", 0)
        self.failed = False
        self.fault = ""

    def schedule(self) -> None:
        self._later.addCallback(self, None)

    def notify(self, data: Any) -> None:
        with suppress(Exception):  # the window may be closed
            self._sign.end()
            self._frame.ContainerWindow.setEnable(True)
            calculate_again(self._document)
            if self.failed:
                tell(self._context, self._frame, self.fault or _SILENT)


def _service(context: Any, name: str) -> Any:
    return context.ServiceManager.createInstanceWithContext(name, context)
