"""A screen without a monitor: programs with windows, a mouse, and pictures of it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAMS: Final = ("Xvfb", "xdotool", "xwd", "xkbcomp")
SIZE: Final = (1366, 768)  # of the smallest screen in common use
_HEADER: Final = 25  # numbers at the beginning of a dump of the screen


@dataclass(frozen=True)
class Screen:
    """A running X server, by its name."""

    display: str

    @property
    def environment(self) -> dict[str, str]:
        """Return what lets a program show its windows here, drawn by themselves."""
        return {"DISPLAY": self.display, "SAL_USE_VCLPLUGIN": "gen"}

    def do(self, *words: object) -> str:
        """Run xdotool; return what it says."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.stdout.strip()

    def click(self, x: int, y: int) -> None:
        self.do("mousemove", x, y, "click", 1)

    def windows(self, title: str) -> list[str]:
        """Return the visible windows whose titles hold a text."""
        return self.do("search", "--onlyvisible", "--name", title).split()

    def pixels(self) -> tuple[int, int, list[bytes]]:
        """Return width, height and the rows of the screen, three bytes a pixel."""
        dump = subprocess.run(
            ["xwd", "-root", "-silent"],
            env=os.environ | self.environment,
            capture_output=True,
            timeout=30,
            check=True,
        ).stdout
        head = struct.unpack(f">{_HEADER}I", dump[: 4 * _HEADER])
        width, height, stride, colours = head[4], head[5], head[12], head[19]
        start = head[0] + 12 * colours
        rows = (dump[start + y * stride :][: 4 * width] for y in range(height))
        return width, height, [_rgb(row) for row in rows]

    def picture(self, path: Path) -> None:
        """Write the screen as a PNG."""
        width, height, rows = self.pixels()
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
        parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_part(*p) for p in parts))


def _rgb(row: bytes) -> bytes:
    """Turn blue, green, red and nothing into red, green and blue."""
    made = bytearray(len(row) // 4 * 3)
    made[0::3], made[1::3], made[2::3] = row[2::4], row[1::4], row[0::4]
    return bytes(made)


def _part(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


@contextmanager
def screen() -> Iterator[Screen]:
    """Yield a screen of its own; it goes with all that is shown on it."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    require(not missing, f"una pantalla sin monitor: {', '.join(missing)}")
    read, write = os.pipe()
    size = "{}x{}x24".format(*SIZE)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield Screen(f":{said.readline().strip()}")
    finally:
        server.terminate()
        server.wait()


def soon(happened: Callable[[], object], seconds: float = 60) -> bool:
    """Wait until something is so; tell whether it came."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
