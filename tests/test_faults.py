"""Every entry point tells of a fault in one sentence, and keeps the rest for us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl import faults
from cartera_xl.errors import INTERNAL, UNUSABLE, LedgerBusyError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where faults are kept."""
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def raised(fault: Exception) -> Exception:
    """Return a fault as it is caught, with its frames."""
    try:
        raise fault
    except Exception as caught:
        return caught


def test_a_known_fault_says_its_own_sentence_and_leaves_no_log(log: Path) -> None:
    told = faults.explain(raised(LedgerBusyError()))
    assert told == (str(LedgerBusyError()), UNUSABLE)
    assert not list(log.rglob("*.log"))


def test_a_fault_of_the_system_names_the_file(log: Path) -> None:
    told = faults.explain(raised(FileNotFoundError(2, "No such file", "libro.xlsm")))
    assert told == ("No se pudo usar «libro.xlsm»: no existe.", UNUSABLE)
    assert not list(log.rglob("*.log"))


def test_an_unforeseen_fault_names_the_log_which_holds_no_values(log: Path) -> None:
    told = faults.explain(raised(RuntimeError("900123456 de Alba")))
    [kept] = log.rglob("cartera.log")
    assert told.sentence.endswith(f"El detalle quedó en {kept}.")
    assert told.exit_code == INTERNAL
    assert "RuntimeError" in kept.read_text("utf-8")
    assert "Alba" not in kept.read_text("utf-8")


def test_without_a_place_for_the_log_the_sentence_still_stands(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (log / "file").touch()
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(log / "file"))
    told = faults.explain(raised(RuntimeError()))
    assert told.sentence == "Falla interna: no se completó la orden."
