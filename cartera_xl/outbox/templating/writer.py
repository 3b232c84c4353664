"""Letters by the hundred, from the process that fills templates."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, Self

from cartera_xl.errors import CarteraError
from cartera_xl.outbox.templating.fault import Fault
from cartera_xl.outbox.templating.parcels import receive, send

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

PATIENCE: Final = 10.0  # seconds of the clock for one request
BATCH: Final = 200  # letters of a request
_KEPT: Final = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")


class Letter(NamedTuple):
    """What a message says: a subject of one line, HTML, and the same as plain text."""

    subject: str
    html: str
    text: str


class TemplateError(CarteraError):
    """Templates that cannot be used; the sentence names file and line of each fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        listed = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"Las plantillas de los correos no se pueden usar:\n{listed}\n"
            "No se escribió ningún mensaje. «cartera plantillas revisar» las revisa."
        )
        self.faults = tuple(faults)


class EndlessTemplateError(CarteraError):
    """A template took more time or memory than a letter needs."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"La plantilla «{name}» tarda demasiado o llena la memoria: se detuvo y no "
            "se escribió el mensaje."
        )


class Writer:
    """A process that fills one set of templates; to be closed.

    Args:
        sources: the templates by file name.

    Raises:
        TemplateError: something is wrong with them.
        EndlessTemplateError: checking them did not end.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._process = _started()
        try:
            found = self._answer(dict(sources), "todas")
            if found:
                raise TemplateError([Fault(*fault) for fault in found])
        except BaseException:
            self.close()
            raise

    @property
    def process_id(self) -> int:
        """Return the system's number of the process."""
        return self._process.pid

    def letters(self, asked: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Letter]:
        """Return the letters of template names and plain data, in their order.

        Raises:
            TemplateError: a template names a datum that there is not.
            EndlessTemplateError: it did not end.
        """
        written: list[Letter] = []
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            answers = self._answer(batch, batch[0][0])
            if found := [Fault(*a["fault"]) for a in answers if "fault" in a]:
                raise TemplateError(sorted(set(found)))
            written += [Letter(*answer["letter"]) for answer in answers]
        return written

    def close(self) -> None:
        """End the process."""
        with suppress(OSError):
            _pipe(self._process.stdin).close()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()

    def _answer(self, request: Any, name: str) -> Any:
        with self._in_time():
            try:
                send(_pipe(self._process.stdin), request)
                answer = receive(_pipe(self._process.stdout))
            except (OSError, ValueError):
                answer = None
        if answer is None:
            raise EndlessTemplateError(name)
        return answer

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        watch = threading.Timer(PATIENCE, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _started() -> subprocess.Popen[bytes]:
    """Start the process: our modules, an empty environment, no console window."""
    module = "cartera_xl.outbox.templating.child"
    code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
