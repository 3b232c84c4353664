"""What a workbook's cells come to on their way from the process that parses them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.importers import parsing
from tests.importers.files import HEADINGS, xlsx_of

if TYPE_CHECKING:
    from pathlib import Path

texts = st.text(max_size=5)
cells = st.one_of(
    *(texts, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False)),
    *(st.dates(), st.datetimes(), st.times(), st.timedeltas()),
)
columns = st.one_of(
    *(
        st.lists(st.one_of(*kinds), max_size=6)
        for kinds in ((texts, st.dates()), (st.integers(), st.dates()), (cells,))
    )
)


def kinds(sheets: list[Any]) -> list[Any]:
    return [[list(map(type, column)) for column in columns] for _, columns in sheets]


@given(sheets=st.lists(st.tuples(texts, st.lists(columns, max_size=4)), max_size=3))
def test_cells_travel_as_what_they_are(sheets: list[Any]) -> None:
    back = parsing.unpack(parsing.pack(sheets))
    assert back == sheets
    assert kinds(back) == kinds(sheets)


def test_a_workbook_is_parsed_alike_here_and_in_a_process_of_its_own(
    tmp_path: Path,
) -> None:
    moments = (date(2026, 1, 5), datetime(2026, 1, 5, 8, 30), time(8), timedelta(1.5))  # noqa: DTZ001
    path = xlsx_of(tmp_path / "c.xlsx", HEADINGS, ("F1", 1, 2.5, True, None), moments)
    command = (sys.executable, "-P", parsing.__file__, str(path))
    done = subprocess.run(command, capture_output=True, check=True)
    assert parsing.unpack(done.stdout) == parsing.parse(str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_bounds_its_memory_and_its_time(tmp_path: Path) -> None:
    script = (
        "import resource, runpy, sys\n"
        f"sys.argv = ['x', {str(xlsx_of(tmp_path / 'c.xlsx', HEADINGS))!r}]\n"
        f"runpy.run_path({parsing.__file__!r}, run_name='__main__')\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0], file=sys.stderr)\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", script), capture_output=True, check=True
    )
    assert done.stderr.split() == [
        b"%d" % parsing.MAX_ADDRESSES,
        b"%d" % parsing.MAX_SECONDS,
    ]
