"""A real window under a screen without a monitor: buttons clicked with a mouse."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.calc_live.pictures import PICTURES, session
from tests.acceptance.calc_live.window import processes, window
from tests.calc_office import require_office
from tests.desk import Desk
from tests.screen import screen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.calc


@pytest.mark.xfail(
    reason="issue 5: the toolbar has grown and this click is not heard", strict=False
)
def test_a_payment_is_registered_by_clicks_alone(
    company: Path, profile: Path, tmp_path: Path
) -> None:
    require_office()
    folder = shutil.copytree(company, tmp_path / "empresa")
    shipped = (folder / "Cartera.xlsm").read_bytes()
    own = shutil.copytree(profile, tmp_path / "perfil")
    taken: list[str] = []
    with screen() as shown, window(shown, folder, own) as at:
        session(at, taken.append)
        workers = processes("cartera_xl.calc.worker")
    assert taken == list(PICTURES)
    assert Desk(folder).balances.get("F-2") is None
    assert Desk(folder).sound
    assert (folder / "Cartera.xlsm").read_bytes() == shipped
    assert workers
    assert not workers.keys() & processes("cartera_xl.calc.").keys()
