from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from cartera_xl.tabs import names
from cartera_xl.tabs.summary import TIE_OUT
from cartera_xl.workbook.check import check
from tests.hosts.books import (
    GIVEN,
    content,
    edited,
    edited_sheet,
    filled,
    invoice,
    invoices,
    part_of,
    parts,
    refresh,
    template,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.hosts.content import Content
    from cartera_xl.tabs.cell import Cell


def some_content(random: Random) -> Content:
    rows = [
        invoice(
            f"FV-{random.randrange(10**6)}",
            customer=random.choice(["Ana", "Beto & Cía.", "=1+1", "_x0041_"]),
            total=random.randrange(10**9) / 100,
            due=date(2026, 1, 1 + random.randrange(28)),
        )
        for _ in range(random.choice([0, 1, 7, 40, 600]))
    ]
    ageing: list[list[Cell]] = [
        [f"Rango {n}", random.randrange(99), 1, 0.5]
        for n in range(random.randrange(1, 11))
    ]
    return content(
        rows,
        named={names.AGEING: ageing},
        formulas={**GIVEN, TIE_OUT: random.choice("✓✗")},
    )


def test_the_first_data_again_gives_the_first_bytes_again(tmp_path: Path) -> None:
    random = Random(7)
    first = some_content(random)
    path = template(tmp_path)
    with edited_sheet(path) as ws:  # a book with shared texts and cells of a person
        ws["AE5"], ws["AF30"], ws["AE40"] = "mío", "=K9", 5
    refresh(path, first)
    before = parts(path)
    for _ in range(20):
        refresh(path, some_content(random))
    refresh(path, first)
    assert parts(path) == before


def test_what_is_not_listed_stays_byte_for_byte(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        book.create_sheet("Mía")["A1"] = "texto"
    extras = {
        "xl/media/image1.png": bytes(range(256)) * 40,
        "xl/slicers/slicer1.xml": b"<slicers/>",
        "xl/vbaProject.bin": b"\0\1\2" * 999,
        "customXml/item1.xml": b"<x/>",
    }
    write(path, {**parts(path), **extras})
    refresh(path, [])  # what openpyxl forgot is back
    before = parts(path)
    refresh(path, invoices(1, 2, 3))
    after = parts(path)
    changed = {name for name in before if before[name] != after.get(name)}
    tables = {n for n, d in before.items() if b'displayName="tblVencidas"' in d}
    rewritten = {
        n for n in before if n.startswith(("xl/worksheets/sheet", "xl/charts"))
    }
    rewritten -= {part_of(path, "Mía"), part_of(path, "xlwings.conf")}
    allowed = rewritten | tables | {"xl/workbook.xml", "xl/sharedStrings.xml"}
    allowed |= {"_rels/.rels"}  # openpyxl lost the way to the ribbon
    assert changed <= allowed
    assert after.keys() == before.keys()


def test_sheets_without_anything_of_ours_stay_byte_for_byte(tmp_path: Path) -> None:
    path = template(tmp_path)
    with edited(path) as book:
        book.create_sheet("Vacía")
        book.create_sheet("Mía")["B7"] = 5
    before = parts(path)
    refresh(path, invoices(1))
    for title in ("Vacía", "Mía", "xlwings.conf"):
        part = part_of(path, title)
        assert parts(path)[part] == before[part]


def test_the_refreshed_workbook_passes_the_checks_of_the_build(tmp_path: Path) -> None:
    path = filled(tmp_path, invoices(*range(50)), formulas=GIVEN)
    assert check(parts(path)) == []
