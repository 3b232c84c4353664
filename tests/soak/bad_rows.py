"""A batch of 200 rows, one of them bad: the figure to reach is all 200 places."""

from __future__ import annotations

import time
from typing import Final

from tests.acceptance.collecting.bad_row import sweep
from tests.soak.reached import Reached

_WANTED: Final = 200


def bad_rows(until: float) -> list[Reached]:
    """Go through all places at once, whatever the time, unless it is up already."""
    done = sweep(_WANTED) if time.monotonic() < until else 0
    return [Reached("lugares de una fila mala, ningún lote a medias", done, _WANTED)]
