"""A tab as a host finds it: where its columns are, and what stands on its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartera_xl.workbook.bodies.attached import Attached
    from cartera_xl.workbook.bodies.old_sheet import OldSheet
    from cartera_xl.workbook.bodies.placement import Placement


@dataclass(frozen=True)
class OldTable:
    """A tab as it is found: where its columns are, and what stands on its sheet."""

    placement: Placement
    sheet: OldSheet
    attached: Attached
