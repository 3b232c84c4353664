"""A blank that a script left where a name belongs: refused, never «all» or «the last».

`--clave "$CLAVE"` with nothing in it would post once more at each call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Desk

PAY = ("pagar", "--cliente", "Acme", "--valor", 1000, "--medio", "PSE")


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ((*PAY, "--clave", ""), "--clave"),
        (("deshacer", " ", "--si"), "LOTE"),
        (("aplicar", "--cliente", "Acme", "--credito", ""), "--credito"),
        (("aplicar", "--cliente", "Acme", "--factura", ""), "--factura"),
        (("desaplicar", "F-1", "--de", ""), "--de"),
        (("resumen", "--base", ""), "--base"),
        (("cotizacion", "aceptar", "COT-1", "--factura", ""), "--factura"),
    ],
)
def test_a_blank_name_is_refused(
    desk: Desk, command: tuple[object, ...], named: str
) -> None:
    desk.do(*PAY)
    before = desk.revision
    answer = desk.type(*command, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{named} vino en blanco: dígalo, o quítelo.")
    assert desk.revision == before
