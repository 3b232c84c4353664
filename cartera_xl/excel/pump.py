"""One job beside the program that shows the workbook, without holding that program.

A button's work takes its time in a thread of its own. What it wants of the workbook is
done in the thread that calls `start` and `go_on`, because Excel's objects belong to it;
each of these calls comes back within about a second. So an action is written as if it
had both to itself, and a person sees how far it is.
"""

from __future__ import annotations

import queue
import time
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, TypeVar

from cartera_xl.errors import CarteraError
from cartera_xl.excel.speaking import WORKING, warning
from cartera_xl.faults import explain
from cartera_xl.hosts.live.busy import naming_faults

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

TURN: Final = 0.8  # seconds that a call may wait for work
PATIENCE: Final = 60.0  # seconds without a call, after which nobody is there any more
_LOOK: Final = 0.2


class CallerGoneError(CarteraError):
    """Whoever started the job asks no more: the workbook was closed, or Excel ended."""

    def __init__(self) -> None:
        super().__init__(
            "Excel dejó de preguntar por la orden y se abandonó: lo que alcanzó a "
            "registrarse queda; oprima Actualizar para verlo."
        )


class _Call:
    """Something that is to be done in the program's thread."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._lock = Lock()
        self._taken = False
        self.done = Event()
        self.result: object = None
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Do it, unless it was withdrawn; a fault goes back to the job."""
        if not self._take():
            return
        try:
            with naming_faults():
                self.result = self._act()
        except BaseException as fault:
            self.fault = fault
        self.done.set()

    def withdraw(self) -> bool:
        """Do it no more; false where it is being done already."""
        return self._take()

    def _take(self) -> bool:
        with self._lock:
            taken, self._taken = self._taken, True
            return not taken


class Job:
    """A button's work: its thread, and what passes between the two sides."""

    def __init__(self, name: str, work: Callable[[Job], str], patience: float) -> None:
        self.name = name
        self.answer: str | None = None
        self.status = f"{name}…"
        self._patience = patience
        self._calls: queue.Queue[_Call | None] = queue.Queue()
        self._seen = time.monotonic()
        self._given_up = False
        self._thread = Thread(target=self._run, args=[work], name=name, daemon=True)

    # On the job's side

    def in_program(self, act: Callable[[], T]) -> T:
        """Return what something gives that must be done in the program's thread.

        Raises:
            CallerGoneError: nobody is there to do it.
        """
        call = _Call(act)
        self._calls.put(call)
        while not call.done.wait(_LOOK):
            if self.is_abandoned and call.withdraw():
                raise CallerGoneError
        self._seen = time.monotonic()  # somebody did it, however long it took
        if call.fault is not None:
            raise call.fault
        return call.result  # type: ignore[return-value]  # it is what `act` gave

    def tell(self, step: str, done: int, total: int) -> None:
        """Say how far the job is; it ends here where nobody listens.

        Raises:
            CallerGoneError: nobody does.
        """
        if self.is_abandoned:
            raise CallerGoneError
        self.status = f"{step} ({done + 1} de {total})…" if done < total else step

    @property
    def is_abandoned(self) -> bool:
        """Tell whether nobody has asked for the job for too long."""
        return self._given_up or time.monotonic() - self._seen > self._patience

    def _run(self, work: Callable[[Job], str]) -> None:
        try:
            self.answer = work(self)
        except Exception as fault:
            self.answer = warning(explain(fault).sentence)
        self._calls.put(None)

    # On the program's side

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def serve(self, seconds: float) -> str | None:
        """Do what the job wants for a while; return its answer, None without one."""
        until = time.monotonic() + seconds
        try:
            while (left := until - time.monotonic()) > 0:
                call = self._calls.get(timeout=left)
                if call is None:
                    break
                call.run()
        except queue.Empty:
            pass
        finally:
            self._seen = time.monotonic()
        return self.answer

    def give_up(self, seconds: float) -> bool:
        """End the job at its next step; tell whether it has ended."""
        self._given_up = True
        self._thread.join(seconds)
        return not self._thread.is_alive()


class Pump:
    """The one job at a time."""

    def __init__(self, turn: float = TURN, patience: float = PATIENCE) -> None:
        self._turn = turn
        self._patience = patience
        self._job: Job | None = None

    def start(self, name: str, work: Callable[[Job], str]) -> str:
        """Start a job and return its answer, or how far it is.

        Where another runs, that one's caller is told so; where that caller is gone,
        the other is given up first.
        """
        if (other := self._job) is not None and not self._has_ended(other):
            return warning(
                f"Todavía se está haciendo «{other.name}»: espere a que termine."
            )
        self._job = Job(name, work, self._patience)
        self._job.begin()
        return self.go_on()

    def go_on(self) -> str:
        """Return the job's answer, or how far it is; "" where there is none."""
        if self._job is None:
            return ""
        answer = self._job.serve(self._turn)
        if answer is None:
            return f"{WORKING}{self._job.status}"
        self._job = None
        return answer

    def _has_ended(self, job: Job) -> bool:
        if job.answer is not None:
            return True
        return job.is_abandoned and job.give_up(self._turn)
