"""Files made to cost whoever opens them: one sentence, exit 2, nothing taken."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cartera_xl.errors import SourceTooLargeError
from cartera_xl.importers import archive
from tests.commands import cartera
from tests.importers.files import HEADINGS, with_part, xlsx_of
from tests.requirements import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ROW = ("F1", "Acme", date(2026, 1, 5), date(2026, 2, 4), 10)
MIB = 1024 * 1024


def strings(path: Path, before: str, text: str, counts: str = "") -> Path:
    content = f"{before}<sst xmlns='{SPACE}' {counts}><si><t>{text}</t></si></sst>"
    return with_part(path, STRINGS, content.encode())


def entity_bomb(path: Path) -> Path:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return strings(path, f'<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">{levels}]>', "&a9;")


def external_entity(path: Path) -> Path:
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return strings(path, entity, "&x;")


def gibibyte(path: Path) -> Path:
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
        book.open("xl/media/image1.png", "w") as part,
    ):
        for _ in range(1024):
            part.write(bytes(MIB))
    return path


def far_cell(path: Path) -> Path:
    rows = "".join(
        f'<row><c r="{place}"><v>1</v></c></row>' for place in ("A1", "XFD1048576")
    )
    text = f"<worksheet xmlns='{SPACE}'><sheetData>{rows}</sheetData></worksheet>"
    return with_part(path, SHEET, text.encode())


def million_sheets(path: Path) -> Path:
    with zipfile.ZipFile(path) as book:
        workbook = book.read("xl/workbook.xml").decode()
    head, _, rest = workbook.partition("<sheets>")
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    many = "".join(
        f'<sheet xmlns:r="{relations}" name="h{n}" sheetId="{n}" r:id="rId1"/>'
        for n in range(1, 10**6)
    )
    return with_part(path, "xl/workbook.xml", f"{head}<sheets>{many}{rest}".encode())


def many_parts(path: Path) -> Path:
    """Write a zip of 250,000 empty parts, which has 24 MiB, by hand: quickly."""
    local = b"PK\x03\x04" + bytes(22) + b"\x04\0\0\0" + b"xl/a"
    entry = b"PK\x01\x02" + bytes(24) + b"\x04\0" + bytes(16) + b"xl/a"
    count = 250_000
    size = (len(entry) * count).to_bytes(4, "little")
    start = (len(local) * count).to_bytes(4, "little")
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + size + start + b"\0\0"
    path.write_bytes(local * count + entry * count + end)
    return path


def claimed_strings(path: Path) -> Path:
    """Claim four thousand million shared texts: the parser makes room for them."""
    return strings(path, "", "a", "count='4294967295' uniqueCount='4294967295'")


BOMBS = (
    entity_bomb,
    external_entity,
    gibibyte,
    far_cell,
    million_sheets,
    many_parts,
    claimed_strings,
)


class Outcome(NamedTuple):
    code: int
    said: str
    peak: int  # bytes, of the command and of what it started


# Started from a small process: what a process took before it became another program
# counts as the other's, and the tests take much.
_MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def import_apart(folder: Path, file: Path) -> Outcome:
    importing = (sys.executable, "-m", "cartera_xl", "importar", str(file))
    done = subprocess.run(
        (sys.executable, "-c", _MEASURE, *importing),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    code, kibibytes = map(int, done.stdout.split())
    return Outcome(code, done.stderr, kibibytes * 1024)


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux does")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_one_sentence_and_little_memory(
    bomb: Callable[[Path], Path], tmp_path: Path
) -> None:
    cartera("iniciar", tmp_path)
    before = (tmp_path / "cartera.db").read_bytes()
    file = bomb(xlsx_of(tmp_path / "cartera.xlsx", HEADINGS, ROW))
    outcome = import_apart(tmp_path, file)
    assert outcome.code == 2
    [sentence] = outcome.said.strip().splitlines()
    assert sentence.startswith("«cartera.xlsx» ")
    assert outcome.peak < 200 * MIB
    assert (tmp_path / "cartera.db").read_bytes() == before


def with_wide_end(path: Path, size_in_end: bytes) -> Path:
    """Give a zip the end of a large one, which says where the directory is."""
    content, end = path.read_bytes()[:-22], path.read_bytes()[-22:]
    count, size, start = (
        int.from_bytes(end[at:to], "little")
        for at, to in ((10, 12), (12, 16), (16, 20))
    )
    numbers = (44, 0, 0, count, count, size, start)  # versions and disks are 0
    widths = (8, 4, 8, 8, 8, 8, 8)
    wide = b"PK\x06\x06" + b"".join(
        number.to_bytes(width, "little")
        for number, width in zip(numbers, widths, strict=True)
    )
    at = len(content).to_bytes(8, "little")
    locator = b"PK\x06\x07" + bytes(4) + at + b"\x01\0\0\0"
    plain_end = b"PK\x05\x06" + bytes(4) + b"\xff" * 4 + size_in_end + b"\xff" * 4
    path.write_bytes(content + wide + locator + plain_end + b"\0\0")
    return path


def test_a_large_zips_directory_is_measured_where_it_is_told(tmp_path: Path) -> None:
    path = with_wide_end(many_parts(tmp_path / "c.xlsx"), bytes(4))
    with pytest.raises(SourceTooLargeError, match="más de 2000 partes"):
        archive.check_workbook(path)


def test_a_small_zip_with_the_end_of_a_large_one_is_read(tmp_path: Path) -> None:
    path = with_wide_end(xlsx_of(tmp_path / "c.xlsx", HEADINGS, ROW), b"\xff" * 4)
    with zipfile.ZipFile(path) as book:
        assert SHEET in book.namelist()
    assert archive.check_workbook(path) is False
