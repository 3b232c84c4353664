"""Colombia's legal time: UTC less five hours, all year (Decreto 2707 of 1982).

The one summer time there was ended in 1993. A fixed offset needs no zone database,
which Windows does not have.
"""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Final

BOGOTA: Final = timezone(timedelta(hours=-5), "America/Bogota")
