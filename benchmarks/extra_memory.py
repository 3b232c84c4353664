"""How much memory writing takes over the rows themselves, in a process of its own.

Usage: python -m benchmarks.extra_memory ours|openpyxl CONTENT BOOK OUT, with the
content pickled. Prints MiB, or nothing where the system does not tell (/proc, Linux).
"""

from __future__ import annotations

import gc
import pickle
import re
import sys
from pathlib import Path

from benchmarks.peers import openpyxl_book
from cartera_xl.hosts.closed import ClosedWorkbook
from cartera_xl.tabs.book import TABS

_STATUS = Path("/proc/self/status")


def main(who: str, pickled: str, book: str, out: str) -> None:
    """Measure one contestant."""
    if not _STATUS.exists():
        return
    content = pickle.loads(Path(pickled).read_bytes())
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    before = _kibibytes("VmRSS")
    if who == "ours":
        ClosedWorkbook(Path(book)).refresh(TABS, content, target=Path(out))
    else:
        openpyxl_book.write(Path(book), content.tables, Path(out))
    print((_kibibytes("VmHWM") - before) / 1024)


def _kibibytes(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", _STATUS.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
