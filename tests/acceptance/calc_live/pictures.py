"""What a person does and sees in LibreOffice; as a script, the manual's pictures.

`python -m tests.acceptance.calc_live.pictures` takes them anew; for the manual, where
LibreOffice has its Spanish texts (libreoffice-l10n-es).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.acceptance.calc_live.window import Window, window
from tests.acceptance.collecting import small
from tests.calc_addin import install, open_home
from tests.requirements import ROOT
from tests.screen import screen, soon

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURES: Final = ("calc-barra", "calc-pregunta", "calc-registrado", "calc-corte")


def session(at: Window, show: Callable[[str], object]) -> None:
    """Propose a payment, register it, and ask for another day; show each step."""
    overdue = at.book.sheets["Vencidas"]
    own = at.book.sheets.add("Mío")["A1"]
    own.formula = '=CARTERA_SALDO("F-2")'
    assert soon(lambda: own.value == 500_000)
    assert at.labels()[0] == "Actualizar"

    at.choose("Vencidas", "C11")
    at.press("Registrar pago")
    assert at.asks()
    at.dismiss()
    row = overdue["A11:Z11"].value
    assert row.count(500_000) == 3  # total, balance and now the payment
    at.scroll(8)
    show("calc-barra")

    at.press("Registrar lo digitado")
    assert at.asks()
    show("calc-pregunta")
    at.agree()
    assert at.asks()
    show("calc-registrado")
    at.dismiss()
    assert soon(lambda: "F-2" not in overdue["C9:C12"].value)
    assert soon(lambda: own.value == 0)  # functions follow what was posted

    at.press("Fecha de corte")
    assert at.asks()
    show("calc-corte")
    at.dismiss("Escape")


def take(folder: Path) -> None:
    """Write the pictures into a folder."""
    with open_home() as home, tempfile.TemporaryDirectory() as place:
        profile = shutil.copytree(install(home), Path(place) / "perfil")
        company = small.make(Path(place) / "empresa")
        with screen() as shown, window(shown, company, profile) as at:
            session(at, lambda name: shown.picture(folder / f"{name}.png"))


if __name__ == "__main__":
    take(ROOT / "docs" / "pictures")
