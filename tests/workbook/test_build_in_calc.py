from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.tabs import names, summary
from tests.office import recalculated
from tests.opened import edited
from tests.workbook import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.calc


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("calc")
    source = folder / "Cartera.xlsm"
    source.write_bytes(built.file_bytes())
    return recalculated(source, folder)


def test_no_cell_is_an_error_after_recalculation(fresh: Any) -> None:
    errors = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in fresh.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []


def test_what_the_build_caches_is_what_calc_works_out(fresh: Any) -> None:
    differing = [
        (cell, shown)
        for cell in built.formula_cells()
        if (shown := fresh[cell.sheet][cell.address].value) != cell.value
    ]
    assert differing == []


@dataclass(frozen=True)
class Proof:
    """What the ledger says beside a net balance of 250, and what Resumen shows."""

    ledger: float
    corte_moved: bool
    verdict: str
    tile: object


PROOFS = {
    "ties out": Proof(250.0, False, summary.TIES_OUT, 300.25),
    "differs": Proof(250.01, False, summary.DIFFERS, 300.25),
    "moved": Proof(250.0, True, summary.TIES_OUT, "#N/A"),
}
DEBTORS = (0, 1, 2, 6, 7)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every changed build as Calc works it out."""
    folder = tmp_path_factory.mktemp("cambiados")
    for name, proof in PROOFS.items():
        _save(folder / f"{name}.xlsm", _put_proof, proof)
    for debtors in DEBTORS:
        _save(folder / f"{debtors}.xlsm", _put_debtors, debtors)
    return {path.stem: recalculated(path, folder) for path in folder.glob("*.xlsm")}


def _save(path: Path, change: Callable[[Any, Any], None], what: object) -> None:
    path.write_bytes(built.file_bytes())
    with edited(path) as book:
        change(book, what)


def _put_proof(book: Any, proof: Proof) -> None:
    _put(book, "Vencidas", "balance", 300.25)
    _put(book, "Créditos a Favor", "balance", 50.25)
    _cell(book, names.TIE_OUT).value = proof.ledger
    _cell(book, names.last("vencidas")).value = 300.25
    if proof.corte_moved:
        _cell(book, names.CORTE).value = None


def _put_debtors(book: Any, debtors: int) -> None:
    listed = min(debtors, names.TOP_DEBTORS)
    for number, line in zip(range(listed), _cell(book, names.DEBTORS), strict=False):
        line[0].value = f"Cliente {number}"
    _cell(book, names.DEBTORS_TOTAL)[0][1].value = listed / debtors if debtors else 0


@pytest.mark.parametrize("name", PROOFS)
def test_the_proof_and_the_tiles_are_recomputed(
    name: str, changed: dict[str, Any]
) -> None:
    result, proof = changed[name], PROOFS[name]
    proofs = [
        cell.value
        for row in result[summary.TITLE].iter_rows()
        for cell in row
        if cell.value in (summary.TIES_OUT, summary.DIFFERS)
    ]
    assert proofs == [proof.verdict]
    assert _cell(result, names.tile("vencidas")).value == proof.tile


@pytest.mark.parametrize("debtors", DEBTORS)
def test_who_the_debtors_are_is_recomputed(
    debtors: int, changed: dict[str, Any]
) -> None:
    shown = changed[str(debtors)][summary.TITLE]
    said = {cell.value for row in shown.iter_rows() for cell in row}
    words = {summary.NOBODY, summary.ONE, summary.ALL, summary.LARGEST}
    assert said & words == {summary.who(debtors)}


def _put(book: Any, title: str, field: str, value: float) -> None:
    from cartera_xl.tabs.book import TABS

    tab = next(tab for tab in TABS if tab.title == title)
    position = [c.field for c in tab.columns].index(field)
    book[title].cell(9, position + 1).value = value


def _cell(book: Any, name: str) -> Any:
    sheet, _, address = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][address.replace("$", "")]
