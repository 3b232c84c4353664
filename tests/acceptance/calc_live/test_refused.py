"""Each button where it may not act: it says why, and neither ledger nor sheet moves."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cartera_xl.tabs import names
from tests.acceptance.excel_addin.presser import Presser, seat
from tests.calc_office import Calc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import xlwings as xw

pytestmark = pytest.mark.calc
RECEIPT = ("pagar", "--cliente", "Beta", "--valor", 1000, "--medio", "PSE")

REFUND = {"Valor a devolver": 50_000, "Medio": "Transferencia"}


@dataclass(frozen=True)
class Reason:
    """Why nothing may be done: how it came to be, and what every button says of it."""

    name: str
    bring_about: Callable[[Presser, pytest.MonkeyPatch], object]
    said: str

    def __str__(self) -> str:
        return self.name


def next_day(at: Presser, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("CARTERA_HOY", "2026-04-01")


def another_ledger(at: Presser, patch: pytest.MonkeyPatch) -> None:
    at.book.names[names.LEDGER_ID].refers_to_range.value = "otra"


def ledger_gone(at: Presser, patch: pytest.MonkeyPatch) -> None:
    (at.folder / "cartera.db").rename(at.folder / "guardada.db")


def ledger_broken(at: Presser, patch: pytest.MonkeyPatch) -> None:
    (at.folder / "cartera.db").write_bytes(b"nada que sea una cartera" * 99)


DAY = Reason("otro-dia", next_day, "al corte 31/03/2026")
OTHER = Reason("otra-cartera", another_ledger, "otra cartera")
GONE = Reason("sin-cartera", ledger_gone, "cartera.db")
BROKEN = Reason("cartera-danada", ledger_broken, "cartera.db")

# What is chosen before the button is pressed, and what is typed when it asks.
CHOSEN: dict[str, Callable[[Presser], object]] = {
    "register": lambda at: at.choose("Vencidas", "F-1"),
    "simulate": lambda at: at.choose("Vencidas", "F-1"),
    "apply_credits": lambda at: at.choose("Vencidas", "F-1"),
    "fill_payments": lambda at: at.choose("Vencidas", "F-2"),
    "refund_credits": lambda at: at.choose("Créditos a Favor", "NC-1"),
    "unapply": lambda at: at.choose_movement("Pago", "F-3"),
    "void_receipt": lambda at: at.choose_movement("Recibo de caja", "RC-1"),
    "undo": lambda at: at.choose("Vencidas", "F-1"),
    "statement": lambda at: at.choose("Vencidas", "F-3"),
    "verify": lambda at: at.choose("Vencidas", "F-1"),
    "refresh": lambda at: at.choose("Vencidas", "F-1"),
    "set_corte": lambda at: at.choose("Vencidas", "F-1"),
}
TYPED = {"void_receipt": "cheque devuelto", "set_corte": "01/03/2026"}
POSTING = tuple(CHOSEN)[:8]
CASES = [
    *((DAY, action) for action in POSTING),
    *((OTHER, action) for action in CHOSEN),
    *((GONE, action) for action in CHOSEN),
    *((BROKEN, action) for action in CHOSEN),
]


@pytest.fixture(scope="module")
def paid(company: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the company with a receipt, its workbook refreshed and typed in."""
    folder = tmp_path_factory.mktemp("negadas") / "empresa"
    shutil.copytree(company, folder)
    ledger = Presser(None, folder, None).ledger  # type: ignore[arg-type]
    ledger.do(*RECEIPT, "--factura", "F-3=1000")
    ledger.do("actualizar", folder / "Cartera.xlsm")
    return folder


@pytest.fixture(scope="module")
def stuck(
    request: pytest.FixtureRequest,
    office: xw.App,
    paid: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Presser, Reason]]:
    """Sit down where one reason holds: as nothing moves, all buttons share the seat."""
    reason: Reason = request.param
    calc = Calc(office, tmp_path_factory.mktemp("negadas"))
    calc.clear()
    with pytest.MonkeyPatch.context() as patch:
        at = seat(calc, shutil.copytree(paid, calc.folder / "empresa"), patch)
        at.cell("Vencidas", "F-1", "Pago").value = 1000
        for heading, value in REFUND.items():
            at.cell("Créditos a Favor", "NC-1", heading).value = value
        reason.bring_about(at, patch)
        yield at, reason
    calc.clear()


@pytest.mark.parametrize(
    ("stuck", "action"), CASES, indirect=["stuck"], scope="module", ids=str
)
def test_a_button_that_may_not_act_says_why_and_nothing_moves(
    stuck: tuple[Presser, Reason], action: str
) -> None:
    at, reason = stuck
    ledgers = {file: file.read_bytes() for file in at.folder.glob("*.db")}
    balances = at.column("Vencidas", "Saldo")
    CHOSEN[action](at)
    said = at.press(action, TYPED.get(action, ""))
    assert said.startswith("!")
    assert reason.said in said
    assert not at.calc.prompts  # nothing is asked that cannot be
    assert {file: file.read_bytes() for file in at.folder.glob("*.db")} == ledgers
    assert at.column("Vencidas", "Saldo") == balances
    assert at.cell("Vencidas", "F-1", "Pago").value == 1000
