"""The process that answers cells: asked in turn, started again when it has died.

Where it does not answer in time it is ended, and for a while no cell waits for another:
a sheet of a thousand cells waits once.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from contextlib import suppress
from typing import Any, Callable, Dict, Sequence

Reply = Dict[str, Any]

SECONDS = 30.0  # that an answer may take; the first one loads the program
_PAUSE = 5.0
_LOST: Reply = {"error": "2042", "why": "La cartera no respondió."}


class Link:
    """One process, used by one thread at a time."""

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str] | None = None,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = list(command)
        self._environment = environment
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._silent_until = 0.0

    def ask(self, question: dict[str, Any]) -> Reply:
        """Return the answer; «#N/A» and why where there is none."""
        with self._lock:
            if self._clock() < self._silent_until:
                return _LOST
            line = json.dumps(question).encode() + b"\n"
            # A process that died between two questions is worth a second one.
            reply = self._asked(line) or self._asked(line)
            if reply is None:
                self._silent_until = self._clock() + _PAUSE
            return reply or _LOST

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            self._reader.join()
            with suppress(OSError):  # a question that it did not take
                if process.stdin is not None:
                    process.stdin.close()

    def _asked(self, line: bytes) -> Reply | None:
        if self._clock() < self._silent_until:
            return None
        try:
            process = self._running()
            assert process.stdin is not None
            process.stdin.write(line)
            process.stdin.flush()
            said = self._lines.get(timeout=self._seconds)
            if said:
                reply: Reply = json.loads(said)
                return reply
        except queue.Empty:
            self._silent_until = self._clock() + _PAUSE
        except (OSError, ValueError):
            pass
        self.close()
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
            self._lines = queue.Queue()
            pair = (self._process.stdout, self._lines)
            self._reader = threading.Thread(target=_read, args=pair, daemon=True)
            self._reader.start()
        return self._process


def _read(stream: Any, lines: queue.Queue[bytes]) -> None:
    """Hand every line on; at the end an empty one."""
    for line in stream:
        lines.put(line)
    lines.put(b"")
    stream.close()
