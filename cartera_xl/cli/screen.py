"""What a terminal or a script sees: text, JSON, progress, questions."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.progress import Progress

PATIENCE: Final = 0.5  # seconds; shorter work shows no bar


def speak_utf8() -> None:
    """Write UTF-8 whatever the machine's code page: «✓» has no place in most."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Write a line for a person."""
    sys.stdout.write(f"{text}\n")


def warn(text: str) -> None:
    """Write a line beside the results."""
    sys.stderr.write(f"{text}\n")


def give(value: Any) -> None:
    """Write a result for a program."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """Show a bar on stderr for work over half a second, if a person is there."""
    if os.environ.get("CARTERA_NO_PROGRESS") == "1" or not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=1)
    started = time.monotonic()

    def show(step: str, done: int, total: int) -> None:
        bar.update(task, description=step, completed=done, total=total)
        if not bar.live.is_started and time.monotonic() - started > PATIENCE:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()


def somebody_is_there() -> bool:
    """Tell whether a person can answer a question."""
    return sys.stdin.isatty()


def require_person(asks: bool) -> None:
    """Refuse to ask where nobody can answer.

    Raises:
        Misuse: a question is to be asked, and there is no terminal.
    """
    if asks and not somebody_is_there():
        from cartera_xl.cli.typed import Misuse

        raise Misuse("No hay quién responda la pregunta: use --si o --simular.")


def open_link(url: str) -> None:
    """Show a page in the person's browser, where there is a desktop for one."""
    desktop = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform in ("win32", "darwin") or any(map(os.environ.get, desktop)):
        import webbrowser

        webbrowser.open(url)


def agreed(question: str) -> bool:
    """Ask a person a question that is answered with yes or no; anything else is no."""
    sys.stderr.write(f"{question} [s/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("s", "sí", "si")
