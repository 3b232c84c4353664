"""A posting on a disk that fails at its n-th write, sync, cut or removal, for every n.

The disk is `disk.c`, loaded before the C library: everything above it is real.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import NotPostedError, PostingUncertainError
from cartera_xl.store import Store
from cartera_xl.store.command import Posted
from tests.requirements import ROOT
from tests.store.books import INVOICE, balances, broken, started
from tests.store.killing import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCE: Final = Path(__file__).with_name("disk.c")
_MOST: Final = 1_000


def build(compiler: str, folder: Path) -> Path:
    """Compile the disk; give the library."""
    library = folder / "disk.so"
    command = [compiler, "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def sweep(library: Path, folder: Path, error: int, *, sticky: bool) -> Counter[str]:
    """Post in a process of its own, failing everywhere; count what was said."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.store.failing_disk"),
            *(str(folder), str(error), str(int(sticky))),
        ],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(library)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return Counter(json.loads(done.stdout))


def _answers(folder: Path, error: int, sticky: int) -> Iterator[str]:
    """Yield the answer at every place where the disk may fail, until none does."""
    disk = ctypes.CDLL(None)
    started(folder / "antes.db").close()
    for call in range(_MOST):
        path = folder / "cartera.db"
        shutil.copy(folder / "antes.db", path)
        with Store.open(path) as store:
            disk.disk_arm(str(folder).encode(), call, error, sticky)
            said = _said(store)
            failed = disk.disk_disarm() > call
        _check(path, said)
        yield said
        if not failed:
            return
    raise AssertionError("the disk never stopped failing")


def _said(store: Store) -> str:
    try:
        return "posted" if isinstance(store.execute(EVERYTHING), Posted) else "refused"
    except PostingUncertainError:
        return "uncertain"
    except NotPostedError:
        return "not posted"


def _check(path: Path, said: str) -> None:
    """Look at the ledger on a whole disk; the same request then completes it once."""
    with Store.open(path) as store:
        held = {1: "not posted", 2: "posted"}[store.head().revision]
        assert said in (held, "uncertain"), (said, held)
        assert not broken(store)
        for _ in range(2):
            assert isinstance(store.execute(EVERYTHING), Posted)
        assert (store.head().revision, balances(store)[INVOICE]) == (2, 65)
        assert not broken(store)


if __name__ == "__main__":
    answers = Counter(_answers(Path(sys.argv[1]), *map(int, sys.argv[2:4])))
    sys.stdout.write(json.dumps(answers))
