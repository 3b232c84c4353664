from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import BrokenWorkbookError
from cartera_xl.workbook.modules import read_modules
from tests.hosts.books import parts, template, write

if TYPE_CHECKING:
    from pathlib import Path


def test_every_module_is_read_with_its_text(tmp_path: Path) -> None:
    modules = read_modules(template(tmp_path))
    assert {"ThisWorkbook", "Hoja_Vencidas", "CarteraHost"} <= modules.keys()
    assert "Public Function HostServer() As Object" in modules["CarteraHost"]


def test_a_workbook_without_macros_has_none(tmp_path: Path) -> None:
    path = template(tmp_path, "Cartera.xlsx")
    assert read_modules(path) == {}


@pytest.mark.parametrize("cut", [True, False])
def test_what_cannot_be_read_is_named(cut: bool, tmp_path: Path) -> None:
    path = template(tmp_path)
    if cut:
        path.write_bytes(path.read_bytes()[:5000])
    else:
        write(path, {**parts(path), "xl/vbaProject.bin": b"nada"})
    with pytest.raises(BrokenWorkbookError, match=r"Cartera\.xlsm"):
        read_modules(path)
