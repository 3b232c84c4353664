from __future__ import annotations

import errno
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.requirements import require
from tests.store.failing_disk import build, sweep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("error", "sticky"),
    [(errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EIO, False)],
    ids=["full once", "full from then on", "fails once"],
)
def test_a_disk_that_fails_at_any_call_leaves_all_or_nothing_and_the_answer_is_true(
    tmp_path: Path, error: int, sticky: bool
) -> None:
    compiler = shutil.which("cc")
    require(compiler and sys.platform == "linux", "un compilador de C en Linux")
    library = build(str(compiler), tmp_path)
    said = sweep(library, tmp_path, error, sticky=sticky)
    assert said["not posted"] + said["uncertain"] > 20
    assert said["posted"] >= 1
